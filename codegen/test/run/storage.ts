/**
 * Storage of 8 and 16 bits: what is kept of a number, and what it is when it is read again.
 *
 * @packageDocumentation
 */
import { i16, i32, i8, u16, u32, u8, f32 } from "../../../firmware-src/lib/types.ts";

let byte: u8 = 0;
let small: i8 = 0;
let half: u16 = 0;
let short: i16 = 0;
const bytes = new Uint8Array(2);
const smalls = new Int8Array(2);
const halves = new Uint16Array(2);
const shorts = new Int16Array(2);

//? asByte(256) = 0
//? asByte(511) = 255
//? asByte(4294967295) = 255
export function asByte(x: u32): u32 {
  byte = u8(x);
  bytes[1] = u8(x);
  return byte === bytes[1] ? byte : 1000;
}

//? asSmall(127) = 127
//? asSmall(128) = -128
//? asSmall(255) = -1
//? asSmall(-129) = 127
export function asSmall(x: i32): i32 {
  small = i8(x);
  smalls[1] = i8(x);
  return small === smalls[1] ? small : 1000;
}

//? asHalf(65536) = 0
//? asHalf(4294967295) = 65535
export function asHalf(x: u32): u32 {
  half = u16(x);
  halves[1] = u16(x);
  return half === halves[1] ? half : 100000;
}

//? asShort(32768) = -32768
//? asShort(-32769) = 32767
//? asShort(65535) = -1
export function asShort(x: i32): i32 {
  short = i16(x);
  shorts[1] = i16(x);
  return short === shorts[1] ? short : 100000;
}

//? count(300) = 44
// A counter of 8 bits goes round.
export function count(times: u32): u8 {
  byte = 0;
  for (let i: u32 = 0; i < Math.min(times, 1000); i++) byte = u8(byte + 1);
  return byte;
}

//? passing(200, -100) = 100
export function passing(a: u8, b: i8): i32 {
  return i32(a) + b;
}

//? narrowThenWide(511) = 255
//? narrowThenWide(256) = 0
// What a written narrowing takes away stays away.
export function narrowThenWide(x: u32): u32 {
  const kept: u32 = u8(x);
  return kept;
}

//? through(3.99) = 3
//? through(-3.99) = -3
//? through(100000) = 127
//? through(NaN) = 0
export function through(x: f32): f32 {
  return f32(i8(x));
}

const SLOTS = 300;
const BYTES_PER_INDEX = SLOTS > 255 ? 2 : 1;
const indices = new Uint8Array(SLOTS * BYTES_PER_INDEX);
const SCALE: f32 = BYTES_PER_INDEX === 1 ? 0.5 : 0.25;

//? lengthByChoice() = 600
export function lengthByChoice(): u32 {
  return indices.length;
}

//? valueByChoice() = 0.25
export function valueByChoice(): f32 {
  return SCALE;
}
