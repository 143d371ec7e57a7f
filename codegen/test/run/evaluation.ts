/**
 * Tables and constants that functions compute at compile time, also those of another module.
 *
 * @packageDocumentation
 */
import { f32, i16, tabulate, u16, u32, u8, type u64 } from "../../../firmware-src/lib/types.ts";
import { powerOfTwo, POWERS } from "./modules/powers.ts";

/** The byte-wise table of CRC-32, by the polynomial 0xEDB88320. */
const REMAINDERS = tabulate(Uint32Array, 256, remainderOf);

function remainderOf(byte: u32): u32 {
  let remainder = byte;
  for (let i = 0; i < 8; i++) remainder = (remainder >>> 1) ^ ((remainder & 1) === 1 ? 0xedb88320 : 0);
  return remainder;
}

/** A quarter of a sine, by the series of its first terms, in units of 2^-15. */
const QUARTER = tabulate(Int16Array, 65, sineOf);

function sineOf(step: u32): i16 {
  const angle = (f32(step) * (Math.PI / 2)) / 64;
  let term = angle;
  let sum = angle;
  for (let i: u32 = 1; i < 6; i++) {
    term *= (-angle * angle) / f32(2 * i * (2 * i + 1));
    sum += term;
  }
  return i16(Math.min(Math.round(sum * 32768), 32767));
}

const LONGEST = longest(QUARTER);

function longest(values: Int16Array): u32 {
  let index: u32 = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > values[index]) index = i;
  return index;
}

const QUARTER_POWER: f32 = 1 / powerOfTwo(2);
const EDGES = new Float32Array([QUARTER_POWER, powerOfTwo(10), -powerOfTwo(0)]);
const IS_WHOLE = powerOfTwo(3) === 8;
const IS_ODD = tabulate(Uint8Array, 4, parity);
let state = remainderOf(1);

function parity(index: u32): u8 {
  return u8(POWERS[index] & 1);
}

//? remainder(0) = 0
//? remainder(1) = 0x77073096
//? remainder(255) = 0x2d02ef8d
export function remainder(byte: u8): u32 {
  return REMAINDERS[byte];
}

//? sine(0) = 0
//? sine(32) = 23170
//? sine(64) = 32767
export function sine(step: u32): u32 {
  return step < QUARTER.length ? u16(QUARTER[step]) : 0;
}

//? peak() = 64
export function peak(): u32 {
  return LONGEST;
}

//? edge(0) = 0.25
//? edge(1) = 1024
//? edge(2) = -1
export function edge(index: u32): f32 {
  return index < 3 ? EDGES[index] : QUARTER_POWER;
}

//? whole() = true
export function whole(): boolean {
  return IS_WHOLE;
}

//? odd(0) = 1
//? odd(1) = 0
export function odd(index: u32): u32 {
  return IS_ODD[index & 3];
}

//? next() = 0x77073096
//? next() = 0xee0e612c
export function next(): u32 {
  const before = state;
  state = state << 1;
  return before;
}

/** How many entries differ from what the functions give at run time. */
//? differences() = 0
export function differences(): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < 256; i++) if (REMAINDERS[i] !== remainderOf(i)) count += 1;
  for (let i: u32 = 0; i < QUARTER.length; i++) if (QUARTER[i] !== sineOf(i)) count += 1;
  return count;
}

/** Powers of ten as far as 64 bits hold them. */
const TENS = tabulate(BigUint64Array, 20, powerOfTen);
const MOST = powerOfTen(19) * 2n - 1n;

function powerOfTen(exponent: u32): u64 {
  let power: u64 = 1n;
  for (let i: u32 = 0; i < exponent; i++) power *= 10n;
  return power;
}

//? ten(0) = 1n
//? ten(19) = 10000000000000000000n
//? ten(20) = 1553255926290448383n
export function ten(exponent: u32): u64 {
  return exponent < TENS.length ? TENS[exponent] : MOST;
}
