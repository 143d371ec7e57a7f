/**
 * One way to run a compiled program, whatever it was compiled to: a list of calls goes in, a list of results comes
 * out, and two engines agree if the lists are equal bit for bit. It is a batch, and not one call at a time, because
 * a native engine is a process that runs a generated `main`.
 *
 * @packageDocumentation
 */
import type { Func, Program } from "../../src/ir/ir.ts";
import { convert } from "../../src/ir/operators.ts";

export interface Engine {
  readonly name: string;
  /** Starts the program afresh and makes the calls in order. */
  run(program: Program, calls: readonly Call[]): Promise<readonly Result[]>;
}

/** An engine that needs programs which a machine may lack. */
export interface OptionalEngine extends Engine {
  /** Why it cannot run here; null if it can. */
  readonly missing: string | null;
}

export interface Call {
  /** Public name of a function whose parameters are scalars. */
  readonly name: string;
  /** Canonical values; a bool is 0 or 1. */
  readonly values: readonly number[];
}

/** A canonical value (a bool is 0 or 1), or null from a function without result. */
export type Result = number | null;

/** Whether two results have the same bits, any NaN being like any other. */
export function agree(left: Result, right: Result): boolean {
  return Object.is(left, right);
}

/** A program's public functions by public name. */
export function publicFunctions({ modules, exports }: Program): ReadonlyMap<string, Func> {
  const functions = new Map(modules.flatMap((module) => module.functions).map((func) => [func.name, func]));
  return new Map(
    exports.flatMap(({ name, target }) => {
      const func = functions.get(target);
      return func === undefined ? [] : [[name, func]];
    }),
  );
}

/** What a function gave in JavaScript, checked to be a canonical value of its result type. */
export function canonicalResult(func: Func, raw: unknown): Result {
  const { name, result } = func;
  if (result === "void") return null;
  if (typeof result !== "string") throw new Error(`${name} gives no scalar`);
  if (typeof raw !== (result === "bool" ? "boolean" : "number")) throw new Error(`${name} gave a ${typeof raw}`);
  const value = Number(raw);
  if (!Object.is(convert(value, result, result), value)) throw new Error(`${name}: ${value} is no canonical ${result}`);
  return value;
}
