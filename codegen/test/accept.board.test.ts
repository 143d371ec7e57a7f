/**
 * The programs in accept/ give the same as native code: a C compiler takes operands in the order that it likes.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { callsOf, programsToRun } from "./accept.ts";
import { javascriptEngine } from "./engines/javascript.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "./engines/native.ts";

test.each(programsToRun())("$name", async ({ program }) => {
  const calls = callsOf(program);
  const wanted = await javascriptEngine().run(program, calls);
  for (const engine of [NATIVE_CHECKED, NATIVE_OPTIMISED]) {
    const results = await engine.run(program, calls);
    const told = results.map((result, index) => ({ ...calls[index], result }));
    expect(told, engine.name).toEqual(wanted.map((result, index) => ({ ...calls[index], result })));
  }
});
