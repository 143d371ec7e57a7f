/**
 * The JavaScript backend as an engine, in this process.
 *
 * @packageDocumentation
 */
import { runInThisContext } from "node:vm";
import type { Program } from "../../src/ir/ir.ts";
import { toProgram } from "../../src/to-js/to-js.ts";
import type { Engine } from "./engine.ts";
import { canonicalResult, publicFunctions } from "./engine.ts";

/** `checks` throws on what a proof must exclude: an index out of bounds, an integer divisor of zero. */
export function javascriptEngine(name = "javascript", checks = false): Engine {
  return {
    name,
    run: (program, calls) => {
      const exports = instantiate(program, checks);
      const functions = publicFunctions(program);
      const results = calls.map(({ name, values }) => {
        const run = exports[name];
        const func = functions.get(name);
        if (typeof run !== "function" || func === undefined) throw new Error(`no function '${name}'`);
        const given = values.map((value, index) => (func.parameters[index]?.type === "bool" ? value === 1 : value));
        return canonicalResult(func, Reflect.apply(run, undefined, given));
      });
      return Promise.resolve(results);
    },
  };
}

/** A module would be kept for ever by the engine, so it is run as a script. */
function instantiate(program: Program, checks: boolean): Readonly<Record<string, unknown>> {
  const { javascript } = toProgram(program, { checks, sources: new Map() });
  const script = javascript.replace(/^export /gm, "");
  const start = runInThisContext(`(() => {\n${script}\nreturn instantiate;\n})()`) as () => Record<string, unknown>;
  return start();
}
