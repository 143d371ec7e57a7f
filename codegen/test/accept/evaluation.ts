/**
 * Constants and tables that are computed at compile time. The functions that compute them are in no output.
 *
 * @packageDocumentation
 */
import { tabulate, u8, type f32, type u32 } from "./lib/types.ts";

/** Reversed nibbles. */
const REVERSED = tabulate(Uint8Array, 16, reverse);

function reverse(nibble: u32): u8 {
  let bits: u32 = 0;
  for (let i = 0; i < 4; i++) bits |= ((nibble >>> i) & 1) << (3 - i);
  return u8(bits);
}

/** One over the root of 2. */
const ROOT_HALF: f32 = inverseRoot(2);

/** The root of 2, too, by way of the constant above. */
export const ROOT = ROOT_HALF * 2;

function inverseRoot(value: f32): f32 {
  let guess: f32 = 1;
  for (let i = 0; i < 8; i++) guess *= 1.5 - 0.5 * value * guess * guess;
  return guess;
}

/** Checksum of the table above. */
const SUM = sumOf(REVERSED);
let total: u32 = SUM;

function sumOf(values: Uint8Array): u32 {
  let sum: u32 = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/** The bits of a byte from right to left. */
export function reversed(byte: u8): u32 {
  return (REVERSED[byte & 15] << 4) | REVERSED[byte >>> 4];
}

/** A vector's part along a diagonal. */
export function diagonal(x: f32, y: f32): f32 {
  return (x + y) * ROOT_HALF;
}

/** Adds the checksum to a total. */
export function add(): u32 {
  total += SUM;
  return total;
}
