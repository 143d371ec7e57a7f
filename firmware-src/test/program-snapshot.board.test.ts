/**
 * Snapshots of settings and of the spiking engine in C: the same answers, and so the same bytes, as in JavaScript.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { javascriptEngine } from "../../codegen/test/engines/javascript.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../../codegen/test/engines/native.ts";
import { mistakeIn, programProbe, script } from "./program-probe.ts";

test.each([
  ["binary32", 0, 9797],
  ["fixed point", 1, 10053],
] as const)("%s", async (_, arithmetic, size) => {
  const program = programProbe({ ARITHMETIC: arithmetic });
  const calls = script(size).map(([call]) => call);
  const expected = await javascriptEngine("checked", true).run(program, calls);
  for (const engine of [NATIVE_CHECKED, NATIVE_OPTIMISED]) {
    const answers = await engine.run(program, calls);
    expect(mistakeIn(answers, size), engine.name).toBeNull();
    expect(answers, engine.name).toEqual(expected);
  }
});
