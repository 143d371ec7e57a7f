/**
 * Integer functions that are not built in, exact for every argument.
 *
 * @packageDocumentation
 */
import type { u32 } from "./types.ts";

/**
 * The integer square root: the largest r with r * r at most `x`, 0 to 65535. Sixteen rounds, no division.
 *
 * Digit by digit, as one does it on paper, with two bits of `x` for each bit of the root.
 */
export function isqrt(x: u32): u32 {
  let rest = x;
  let root: u32 = 0;
  let bit: u32 = 1 << 30;
  for (let i = 0; i < 16; i++) {
    const trial = root + bit;
    root = root >>> 1;
    if (rest >= trial) {
      rest -= trial;
      root += bit;
    }
    bit = bit >>> 2;
  }
  return root;
}

/** The high 32 bits of the 64-bit product, from four products of 16 bits, which every chip has. */
export function multiplyHigh(a: u32, b: u32): u32 {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}
