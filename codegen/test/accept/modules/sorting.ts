/**
 * Generic functions for generics.ts to use.
 *
 * @packageDocumentation
 */
import type { f32, i32, u32 } from "../lib/types.ts";

/** The value, or the bound that it is beyond. */
export function clamp<T extends i32 | u32 | f32>(value: T, least: T, most: T): T {
  return value < least ? least : value > most ? most : value;
}

/** Sorts the elements, smallest first, by insertion. */
export function sort<Values extends Float32Array | Int32Array | Uint8Array>(values: Values): void {
  for (let i: u32 = 1; i < values.length; i++) {
    for (let j: u32 = i; j > 0 && values[j - 1] > values[j]; j--) swap(values, j - 1, j);
  }
}

/** Swaps two elements. */
export function swap<Values extends Float32Array | Int32Array | Uint8Array>(values: Values, a: u32, b: u32): void {
  if (a >= values.length || b >= values.length) return;
  const before: Values[number] = values[a];
  values[a] = values[b];
  values[b] = before;
}
