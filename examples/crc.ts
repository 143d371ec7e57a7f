/**
 * Cyclic redundancy checks: CRC-32 (IEEE 802.3) by a table, CRC-16/CCITT bit by bit, and CRC-8 of 1-Wire by nibbles.
 * Three ways of the same division, for three trades of size against speed.
 *
 * @packageDocumentation
 */
import { tabulate, u8, type u32 } from "../firmware-src/lib/types.ts";

const POLYNOMIAL_32 = 0xedb88320;
const POLYNOMIAL_16 = 0x1021;
const POLYNOMIAL_8 = 0x8c;

/** What a byte leaves of itself after eight steps of the division for CRC-32. */
const BYTES_32 = tabulate(Uint32Array, 256, remainder32);

/** What a nibble leaves after four steps of that for CRC-8. */
const NIBBLES_8 = tabulate(Uint8Array, 16, remainder8);

let crc32: u32 = 0;
let crc16: u32 = 0;
let crc8: u32 = 0;

/** Starts all three. */
export function begin(): void {
  crc32 = 0xffffffff;
  crc16 = 0xffff;
  crc8 = 0;
}

/** Takes a byte into all three. */
export function update(byte: u8): void {
  crc32 = (crc32 >>> 8) ^ BYTES_32[(crc32 ^ byte) & 0xff];
  crc16 ^= byte << 8;
  for (let bit = 0; bit < 8; bit++) {
    const isOut = (crc16 & 0x8000) !== 0;
    crc16 = ((crc16 << 1) & 0xffff) ^ (isOut ? POLYNOMIAL_16 : 0);
  }
  crc8 ^= byte;
  for (let nibble = 0; nibble < 2; nibble++) crc8 = (crc8 >>> 4) ^ NIBBLES_8[crc8 & 15];
}

/** CRC-32 of the bytes so far. */
export function valueOf32(): u32 {
  return ~crc32;
}

/** CRC-16/CCITT-FALSE of the bytes so far. */
export function valueOf16(): u32 {
  return crc16;
}

/** CRC-8/MAXIM of the bytes so far. */
export function valueOf8(): u32 {
  return crc8;
}

function remainder32(byte: u32): u32 {
  return divide(byte, 8, POLYNOMIAL_32);
}

function remainder8(nibble: u32): u8 {
  return u8(divide(nibble, 4, POLYNOMIAL_8));
}

/** Steps of the division by a reflected polynomial. */
function divide(dividend: u32, steps: u32, polynomial: u32): u32 {
  let rest = dividend;
  for (let step: u32 = 0; step < steps; step++) rest = (rest >>> 1) ^ ((rest & 1) === 0 ? 0 : polynomial);
  return rest;
}
