/**
 * Runs the second text of a random program: JavaScript that calls the table of operators for every operation.
 *
 * @packageDocumentation
 */
import { runInThisContext } from "node:vm";
import { BINARY, convert, UNARY } from "../../src/ir/operators.ts";
import type { Call, Result } from "../engines/engine.ts";
import type { Piece } from "./piece.ts";
import { write } from "./piece.ts";

/** What each call must give. */
export function runReference(module: Piece, calls: readonly Call[]): Result[] {
  const names = [...new Set(calls.map(({ name }) => name))];
  const script = `"use strict"; ((B, U, convert, array, tabulate) => {\n${write(module, "reference")}\nreturn { ${names.join(", ")} };\n})`;
  const start = runInThisContext(script) as (...table: unknown[]) => Readonly<Record<string, unknown>>;
  const exports = start(BINARY, UNARY, convert, array, tabulate);
  return calls.map(({ name, values }) => {
    const run = exports[name];
    if (typeof run !== "function") throw new Error(`no function '${name}'`);
    const result: unknown = Reflect.apply(run, undefined, values);
    const isResult = typeof result === "number" || typeof result === "bigint" || Array.isArray(result);
    return isResult ? (result as Result) : null;
  });
}

/** Structs take no argument; rows of numbers take their length. */
function array<Item>(kind: new (length?: number) => Item, length: number, columns?: number): Item[] {
  return Array.from({ length }, () => new kind(columns));
}

function tabulate<Numbers extends Float32Array | Uint32Array>(
  type: new (length: number) => Numbers,
  length: number,
  entry: (index: number) => number,
): Numbers {
  return new type(length).map((_, index) => entry(index)) as Numbers;
}
