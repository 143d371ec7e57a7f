/**
 * Imported by evaluation.ts: a table that is computed, and a function that it is computed by.
 *
 * @packageDocumentation
 */
import { f32, tabulate, u32 } from "../../../../firmware-src/lib/types.ts";

/** 2 to the power of the exponent. */
export function powerOfTwo(exponent: u32): f32 {
  let power: f32 = 1;
  for (let i: u32 = 0; i < exponent; i++) power *= 2;
  return power;
}

function wholePower(exponent: u32): u32 {
  return u32(powerOfTwo(exponent));
}

/** The first powers of two. */
export const POWERS = tabulate(Uint32Array, 8, wholePower);
