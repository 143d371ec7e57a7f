/**
 * Cyclic redundancy checks: CRC-32 (IEEE 802.3) by a table, CRC-16/CCITT bit by bit, and CRC-8 of 1-Wire by nibbles.
 * Three ways of the same division, for three trades of size against speed.
 *
 * @packageDocumentation
 */
import type { u32, u8 } from "../firmware-src/lib/types.ts";

/** CRC-8 of a nibble times x^4, reflected polynomial 0x8c. */
const NIBBLES_8 = new Uint8Array([0, 157, 35, 190, 70, 219, 101, 248, 140, 17, 175, 50, 202, 87, 233, 116]);

const POLYNOMIAL_32 = 0xedb88320;
const POLYNOMIAL_16 = 0x1021;

const table32 = new Uint32Array(256);

let crc32: u32 = 0;
let crc16: u32 = 0;
let crc8: u32 = 0;

/** Starts all three; makes the table of CRC-32. */
export function begin(): void {
  for (let byte = 0; byte < 256; byte++) {
    let rest: u32 = byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ ((rest & 1) === 0 ? 0 : POLYNOMIAL_32);
    table32[byte] = rest;
  }
  crc32 = 0xffffffff;
  crc16 = 0xffff;
  crc8 = 0;
}

/** Takes a byte into all three. */
export function update(byte: u8): void {
  crc32 = (crc32 >>> 8) ^ table32[(crc32 ^ byte) & 0xff];
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
