/**
 * How names and types are spelled in messages, and what a misspelt name may have meant.
 *
 * @packageDocumentation
 */
import type { ScalarValue, TupleResult } from "../ir/ir.ts";
import type { StorageType, Type } from "../ir/types.ts";

/** Elements of the typed arrays of the language. */
export const TYPED_ARRAYS: ReadonlyMap<string, StorageType> = new Map<string, StorageType>([
  ["Int8Array", "i8"],
  ["Uint8Array", "u8"],
  ["Int16Array", "i16"],
  ["Uint16Array", "u16"],
  ["Int32Array", "i32"],
  ["Uint32Array", "u32"],
  ["Float32Array", "f32"],
  ["BigInt64Array", "i64"],
  ["BigUint64Array", "u64"],
]);

/** The typed array of a scalar; bool has none. */
export const TYPED_ARRAY_OF: ReadonlyMap<StorageType, string> = new Map(
  [...TYPED_ARRAYS].map(([name, type]) => [type, name]),
);

/** A constant as the source spells it. */
export function describeScalar(value: ScalarValue): string {
  return typeof value === "bigint" ? `${value}n` : String(value);
}

/** A type as the source spells it. */
export function describeType(type: Type): string {
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "struct":
      return shortName(type.name);
    case "slice":
      return describeElements(type.element);
    case "array":
      return `Fixed<${describeElements(type.element)}, ${type.length}>`;
  }
}

/** A tuple as it is returned: `[quotient, remainder]`. */
export function describeTuple({ elements }: TupleResult): string {
  return `[${elements.map(({ name }) => name).join(", ")}]`;
}

function describeElements(element: Type): string {
  const typedArray = typeof element === "string" ? TYPED_ARRAY_OF.get(element) : undefined;
  return typedArray ?? `${describeType(element)}[]`;
}

/** The last part of a qualified name; of a method, with its class. */
export function shortName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(".") + 1).replace("#", ".");
}

/** "did you mean ...", or what else to do. */
export function suggestion(name: string, candidates: Iterable<string>, otherwise: string): string {
  const near = closest(name, candidates);
  return near === null ? otherwise : `did you mean \`${near}\`?`;
}

/** The candidate closest to a misspelt name, or null if none is close. */
export function closest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Damerau-Levenshtein distance (two neighbours swapped count once), or `limit` if it is no less. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = at(row, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1);
      let cost = Math.min(at(row, j) + 1, at(next, j - 1) + 1, replaced);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) cost = Math.min(cost, at(before, j - 2) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return Math.min(at(row, right.length), limit);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
