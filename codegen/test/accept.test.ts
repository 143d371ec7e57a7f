/**
 * The programs in accept/ give the same on every engine of this process: the representation itself, operands from left
 * to right and from right to left, JavaScript and WebAssembly. (externs.ts needs a board, and is only compiled.)
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { callsOf, programsToRun } from "./accept.ts";
import type { Engine } from "./engines/engine.ts";
import { canonicalResult, publicFunctions } from "./engines/engine.ts";
import { javascriptEngine } from "./engines/javascript.ts";
import { wasmEngine } from "./engines/wasm.ts";
import { run } from "./interpreter.ts";
import type { OperandOrder } from "./interpreter.ts";

const ENGINES = [interpreter("right-first"), javascriptEngine(), wasmEngine()];

test.each(programsToRun())("$name", async ({ program }) => {
  const calls = callsOf(program);
  const wanted = await interpreter("left-first").run(program, calls);
  for (const engine of ENGINES) {
    const results = await engine.run(program, calls);
    const told = results.map((result, index) => ({ ...calls[index], result }));
    expect(told, engine.name).toEqual(wanted.map((result, index) => ({ ...calls[index], result })));
  }
});

function interpreter(order: OperandOrder): Engine {
  return {
    name: order,
    run: (program, calls) => {
      const running = run(program, order);
      const functions = publicFunctions(program);
      const results = calls.map(({ name, values }) => {
        const func = functions.get(name);
        if (func === undefined) throw new Error(`no function '${name}'`);
        const given = values.map((value, index) => (func.parameters[index]?.type === "bool" ? value === 1 : value));
        return canonicalResult(func, running.call(name, ...given));
      });
      return Promise.resolve(results);
    },
  };
}
