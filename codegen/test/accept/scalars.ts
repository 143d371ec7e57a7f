/**
 * Scalars: types, conversions, constants and operators.
 *
 * @packageDocumentation
 */
import { bitsOf, f32, f32FromBits, i16, i32, i8, popcount, u16, u32, u8 } from "../lib/types.ts";
import type { bool } from "../lib/types.ts";

/** A constant without a type takes one from where it is used. */
export const LIMIT = 16;
export const HALF = 1 / 2;
export const MASK = (1 << 31) | 0xff;
export const CIRCLE = 2 * Math.PI;
export const ROOT = Math.sqrt(2);
export const TYPED: f32 = LIMIT * HALF;
export const BYTE: u8 = 0xff;
export const DEBUG: bool = false;
export const RELEASE = !DEBUG && LIMIT > 8;

/** Sums in every type. */
export function arithmetic(a: i32, b: u32, x: f32): f32 {
  const sum = a + LIMIT;
  const product = b * LIMIT;
  const quotient = x / LIMIT;
  const rest = (b % 7) + (a < 0 ? 1 : 2);
  return quotient + f32(sum) + f32(product) + f32(rest) * HALF - TYPED;
}

export function bits(a: i32, b: u32): u32 {
  const shifted = (a >> 3) + i32(b >>> 3);
  const mask = b & ~(1 << (b & 31));
  const mixed = (mask | MASK) ^ u32(shifted);
  return (1 << 4) | mixed | u32(Math.clz32(b)) | popcount(b);
}

export function conversions(x: f32, n: u32): f32 {
  const small = i8(n) + i16(n);
  const large = u8(n) + u16(x);
  const wrapped = u32(-1) + u32(i32(0xffffffff)) + u32(true);
  const real = f32FromBits(bitsOf(x) & 0x7fffffff) + f32(n > 2);
  return real + f32(small) + f32(large + wrapped) + f32(BYTE) + Math.fround(n);
}

export function maths(x: f32, i: i32, n: u32): f32 {
  const whole = Math.floor(x) + Math.ceil(x) + Math.trunc(x) + Math.round(x);
  const limited = Math.min(Math.max(x, 0), 1, LIMIT);
  const distance = Math.sqrt(Math.abs(x)) + f32(Math.abs(i)) + f32(Math.min(n, LIMIT)) + f32(Math.imul(i, 3));
  return whole + limited + distance;
}

export function comparisons(x: f32, n: u32, flag: bool): bool {
  const isNumber = x === x && x !== Infinity && x > -Infinity;
  const isSmall = n < LIMIT || n >= 4294967295;
  return (isNumber && !isSmall) === flag || (flag ? isSmall : DEBUG) !== RELEASE;
}

/** Storage types as parameters, locals and results. */
export function storage(byte: u8, short: i16): u8 {
  let kept: u8 = byte;
  const wide: u16 = u16(byte);
  kept = 200;
  if (short > -3) kept = u8(kept + wide);
  return kept;
}
