/**
 * Imported by generics.ts: generic functions, and what they use.
 *
 * @packageDocumentation
 */
import { f32, type i32, type u32 } from "../../../../firmware-src/lib/types.ts";

/** A constant of this module. */
export const LIMIT: u32 = 7;

/** A number that the generic functions below count in. */
export const counts = new Uint32Array(1);

/** The half of a number. */
export function half(x: f32): f32 {
  return x / 2;
}

/** The middle one of three. */
export function median<T extends f32 | i32 | u32>(a: T, b: T, c: T): T {
  return larger(smaller(a, b), smaller(larger(a, b), c));
}

function larger<T extends f32 | i32 | u32>(a: T, b: T): T {
  return a > b ? a : b;
}

function smaller<T extends f32 | i32 | u32>(a: T, b: T): T {
  return a < b ? a : b;
}

/** The mean of the smallest and the largest of some numbers; counts its calls, up to the limit. */
export function midrange<Values extends Uint8Array | Float32Array>(values: Values): f32 {
  if (counts[0] < LIMIT) counts[0] += 1;
  let least: f32 = Infinity;
  let most: f32 = -Infinity;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, f32(values[i]));
    most = Math.max(most, f32(values[i]));
  }
  return half(least) + half(most);
}
