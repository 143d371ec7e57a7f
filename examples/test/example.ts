/**
 * An example program and the calls that show what it does. The reference must give what is known about each call,
 * from a standard's own vectors or from another implementation; every other engine must give the reference's bits.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import type { Program } from "../../codegen/src/ir/ir.ts";
import type { Call, Result } from "../../codegen/test/engines/engine.ts";
import { compileProgram } from "../../codegen/test/engines/program-file.ts";

export interface Example {
  /** Name of the file beside this folder, without extension. */
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Step extends Call {
  /** What the call gives: exactly, or nearly where rounding is the program's own; undefined if it does not matter. */
  readonly expected?: number | Nearly | undefined;
}

interface Nearly {
  readonly value: number;
  readonly tolerance: number;
}

/** A call whose result does not matter, or is known exactly. */
export function call(name: string, values: readonly number[], expected?: number): Step {
  return { name, values, expected };
}

/** A call whose result is known up to rounding. */
export function nearly(name: string, values: readonly number[], value: number, tolerance: number): Step {
  return { name, values, expected: { value, tolerance } };
}

/** Compiles an example. Throws, with the diagnostics, if anything in it is refused. */
export function programOf({ name }: Example): Program {
  return compileProgram(join(import.meta.dirname, "..", `${name}.ts`));
}

/** The steps whose results are not what is known of them. */
export function unmet({ steps }: Example, results: readonly Result[]): string[] {
  return steps.flatMap(({ name, values, expected }, index) => {
    const result = results[index] ?? null;
    if (expected === undefined || isMet(result, expected)) return [];
    return [`${name}(${values.join(", ")}) is ${String(result)}, not ${JSON.stringify(expected)}`];
  });
}

function isMet(result: Result, expected: number | Nearly): boolean {
  if (typeof expected === "number") return Object.is(result, expected);
  return typeof result === "number" && Math.abs(result - expected.value) <= expected.tolerance;
}
