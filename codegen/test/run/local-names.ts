/**
 * Locals that are called as the helpers of generated JavaScript are.
 *
 * @packageDocumentation
 */
import { bitsOf, i32, popcount, u32, type f32 } from "../../../firmware-src/lib/types.ts";

const values = new Uint8Array([3, 5, 7, 9]);

//? element(2) = 7
//? element(4) = 0
export function element(at: u32): u32 {
  return at < 4 ? values[at] : 0;
}

//? mixed(2.5, 3) = 1075838978
export function mixed(saturate: f32, scratch: u32): u32 {
  const fromBits = bitsOf(saturate);
  const subarray = popcount(scratch);
  return fromBits + u32(i32(saturate)) - 2 + subarray;
}
