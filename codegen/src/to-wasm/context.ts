/**
 * What the emission of one function needs to know and to remember.
 *
 * Locals are numbered in order of declaration, parameters first. A reference is one i32 (its address) and a
 * slice is two (address and length). WebAssembly has no registers to run out of, so a temporary is a fresh
 * local each time; the optimiser merges those whose lives do not overlap.
 *
 * @packageDocumentation
 */
import binaryen from "binaryen";
import type { Func, Parameter, ResultType, ScalarValue, Span, Struct } from "../ir/ir.ts";
import type { StorageType, Type } from "../ir/types.ts";
import { isScalar, isWide } from "../ir/types.ts";
import type { MemoryLayout } from "./layout.ts";

/** What a caller must know about a function or extern. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly result: ResultType;
  /** The function, if a loop that calls it is to have its body. */
  readonly inline: Func | null;
  /** Supplied by the host: its small results are not yet canonical. */
  readonly isExtern: boolean;
}

/** Constant during the emission of a program. */
export interface ProgramContext {
  readonly module: binaryen.Module;
  readonly layout: MemoryLayout;
  structOf(name: string): Struct;
  /** By qualified name. */
  readonly signatures: ReadonlyMap<string, Signature>;
  /** Whether to trap on what a proof must exclude: an index or a slice out of bounds, a divisor of zero. */
  readonly checks: boolean;
  /** Whether to use vectors of four f32. */
  readonly simd: boolean;
  /** Emits the body of a function in place of a call. */
  readonly emitInline: (
    context: FunctionContext,
    func: Func,
    operands: binaryen.ExpressionRef[],
  ) => binaryen.ExpressionRef;
  /** Notes which source each statement of an emitted function was made from; null if nobody asks. */
  readonly locate: ((func: binaryen.FunctionRef, made: readonly Made[]) => void) | null;
}

/** Code, and the statement that it was made from. */
export interface Made {
  readonly code: binaryen.ExpressionRef;
  readonly span: Span;
}

/** Constant during the emission of one function, but for its locals. */
export interface FunctionContext extends ProgramContext {
  readonly locals: Locals;
  /** The loops around the statement, innermost last. */
  readonly loops: readonly LoopLabels[];
  /** Set in the body of a function that stands in place of a call, in some loop: where `return` leads. */
  readonly returnTo: string | null;
  /** Names of four f32 locals that some four statements in a row assign (see lanes.ts). */
  readonly quads: ReadonlySet<string>;
  /** A label that is unique in the function, as Binaryen demands. */
  readonly freshLabel: (purpose: string) => string;
  /** All statements so far. */
  readonly made: Made[];
}

/** Where `break` and `continue` of one loop lead. */
export interface LoopLabels {
  /** The label in the source. */
  readonly name: string | null;
  readonly breakTo: string;
  readonly continueTo: string;
}

/** The context of a function of which nothing has been emitted yet. */
export function createFunctionContext(program: ProgramContext): FunctionContext {
  let labels = 0;
  const freshLabel = (purpose: string): string => `${purpose}${++labels}`;
  return { ...program, locals: new Locals(), loops: [], returnTo: null, quads: new Set(), made: [], freshLabel };
}

/** One of the four scalars in a vector. */
export interface Lane {
  /** Index of the vector among the locals. */
  readonly vector: number;
  readonly lane: number;
}

/** The locals of one function. */
export class Locals {
  readonly #indices = new Map<string, number>();
  readonly #lanes = new Map<string, Lane>();
  readonly #types: binaryen.Type[];

  constructor(types: binaryen.Type[] = []) {
    this.#types = types;
  }

  /** Further locals of the same function, with names of their own. */
  nested(): Locals {
    return new Locals(this.#types);
  }

  /** Declares a local and returns its index; the length of a slice has the index after. */
  declare(name: string, type: Type): number {
    const index = this.#types.length;
    this.#indices.set(name, index);
    this.#lanes.delete(name);
    this.#types.push(...wasmTypesOf(type));
    return index;
  }

  /** Declares f32 locals that are the lanes of one vector, and returns the vector's index. */
  declareLanes(names: readonly string[]): number {
    const vector = this.#types.push(binaryen.v128) - 1;
    names.forEach((name, lane) => {
      this.#indices.delete(name);
      this.#lanes.set(name, { vector, lane });
    });
    return vector;
  }

  /** Where a local is, if it is a lane. */
  laneOf(name: string): Lane | null {
    return this.#lanes.get(name) ?? null;
  }

  /** A fresh local without a name. */
  temporary(type: binaryen.Type): number {
    return this.#types.push(type) - 1;
  }

  indexOf(name: string): number {
    const index = this.#indices.get(name);
    if (index === undefined) throw new Error(`to-wasm: local '${name}' is not declared`);
    return index;
  }

  /** Types of all locals from `first` on. */
  typesFrom(first: number): binaryen.Type[] {
    return this.#types.slice(first);
  }

  /** Names by index, for listings. */
  names(): [number, string][] {
    return Array.from(this.#indices, ([name, index]) => [index, name]);
  }
}

/** The types that a value of an IR type has in parameters and locals. */
export function wasmTypesOf(type: Type): binaryen.Type[] {
  if (isScalar(type)) return [wasmTypeOf(type)];
  return type.kind === "slice" ? [binaryen.i32, binaryen.i32] : [binaryen.i32];
}

/** The type of a result; a reference is an address, a tuple several values. */
export function wasmResultOf(result: ResultType): binaryen.Type {
  if (result === "void") return binaryen.none;
  if (typeof result === "string") return wasmTypeOf(result);
  if (result.kind !== "tuple") return binaryen.i32;
  return binaryen.createType(result.elements.map(({ type }) => wasmTypeOf(type)));
}

/** The type that a scalar has outside of memory. */
export function wasmTypeOf(type: StorageType): binaryen.Type {
  if (isWide(type)) return binaryen.i64;
  return type === "f32" ? binaryen.f32 : binaryen.i32;
}

/** A constant of a scalar type. */
export function wasmConstant(module: binaryen.Module, type: StorageType, value: ScalarValue): binaryen.ExpressionRef {
  if (isWide(type)) return module.i64.const(BigInt.asIntN(64, BigInt(value)));
  return type === "f32" ? module.f32.const(Number(value)) : module.i32.const(Number(value) | 0);
}

/** A value that is evaluated once, by `set` or by `first`, and then read any number of times. */
export interface Held {
  /** Evaluates it, as a statement. */
  readonly set: () => binaryen.ExpressionRef;
  /** Evaluates it, and is the value. */
  readonly first: () => binaryen.ExpressionRef;
  readonly again: () => binaryen.ExpressionRef;
}

/** Keeps a value in a fresh local. */
export function hold(
  { module, locals }: FunctionContext,
  value: binaryen.ExpressionRef,
  type: binaryen.Type = binaryen.i32,
): Held {
  const local = locals.temporary(type);
  return {
    set: () => module.local.set(local, value),
    first: () => module.local.tee(local, value, type),
    again: () => module.local.get(local, type),
  };
}
