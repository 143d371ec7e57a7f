/**
 * A choice between two constants of 64 bits, of which the text in C began with a digit: C's suffix for literals was put
 * behind all of it.
 *
 * @packageDocumentation
 */
import type { u32, u64 } from "../../../../firmware-src/lib/types.ts";

//? shifted(3, 1n) = 3n
//? shifted(10, 1n) = 6n
export function shifted(x: u32, count: u64): u64 {
  return (9 < x ? 12n : 7n) >> count;
}

//? difference(3) = 2n
//? difference(10) = 7n
export function difference(x: u32): u64 {
  return (9 < x ? 12n : 7n) - 5n;
}
