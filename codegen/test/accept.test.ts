/**
 * The programs in accept/ give the same on every engine of this process: the representation itself, operands from left
 * to right and from right to left, JavaScript and WebAssembly. (externs.ts needs a board, and is only compiled.)
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { callsOf, programsToRun } from "./accept.ts";
import { javascriptEngine } from "./engines/javascript.ts";
import { wasmEngine } from "./engines/wasm.ts";
import { interpreterEngine } from "./interpreter.ts";

const ENGINES = [interpreterEngine("right-first"), javascriptEngine(), wasmEngine()];

test.each(programsToRun())("$name", async ({ program }) => {
  const calls = callsOf(program);
  const wanted = await interpreterEngine("left-first").run(program, calls);
  for (const engine of ENGINES) {
    const results = await engine.run(program, calls);
    const told = results.map((result, index) => ({ ...calls[index], result }));
    expect(told, engine.name).toEqual(wanted.map((result, index) => ({ ...calls[index], result })));
  }
});
