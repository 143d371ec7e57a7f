/**
 * One way to run a compiled program, whatever it was compiled to: a list of calls goes in, a list of results comes
 * out, and two engines agree if the lists are equal bit for bit. It is a batch, and not one call at a time, because
 * a native engine is a process that runs a generated `main`.
 *
 * @packageDocumentation
 */
import type { Func, Program } from "../../src/ir/ir.ts";
import type { Scalar } from "../../src/ir/operators.ts";
import { convert } from "../../src/ir/operators.ts";
import type { StorageType } from "../../src/ir/types.ts";
import { isWide } from "../../src/ir/types.ts";

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
  readonly values: readonly Scalar[];
}

/** A canonical value (a bool is 0 or 1), a list of them from a tuple, or null from a function without result. */
export type Result = Scalar | readonly Scalar[] | null;

/** Whether two results have the same bits, any NaN being like any other. */
export function agree(left: Result, right: Result): boolean {
  if (!isTuple(left) || !isTuple(right)) return Object.is(left, right);
  return left.length === right.length && left.every((value, index) => Object.is(value, right[index]));
}

function isTuple(result: Result): result is readonly Scalar[] {
  return Array.isArray(result);
}

/** The types of what a function returns: of a tuple, its elements. */
export function resultTypes({ result }: Func): readonly StorageType[] {
  if (typeof result === "string") return result === "void" ? [] : [result];
  if (result.kind === "tuple") return result.elements.map(({ type }) => type);
  throw new Error("a reference is no result of a test");
}

/** Values of {@link resultTypes} as a result. */
export function resultOf({ result }: Func, values: readonly Scalar[]): Result {
  if (typeof result !== "string") return values;
  return values[0] ?? null;
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
  const types = resultTypes(func);
  const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (types.length > 0 && types.length !== values.length) throw new Error(`${func.name} gave ${values.length} values`);
  return resultOf(
    func,
    types.map((type, index) => canonicalValue(func.name, type, values[index])),
  );
}

function canonicalValue(name: string, type: StorageType, raw: unknown): Scalar {
  const wanted = type === "bool" ? "boolean" : isWide(type) ? "bigint" : "number";
  if (typeof raw !== wanted) throw new Error(`${name} gave a ${typeof raw}`);
  const value = typeof raw === "bigint" ? raw : Number(raw);
  if (!Object.is(convert(value, type, type), value)) throw new Error(`${name}: ${value} is no canonical ${type}`);
  return value;
}
