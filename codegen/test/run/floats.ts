/**
 * f32: rounding after every operation, NaN, signed zero, and conversions.
 *
 * @packageDocumentation
 */
import { bitsOf, f32, f32FromBits, i32, u32, u8, type bool } from "../../../firmware-src/lib/types.ts";

//? roundsEachStep(16777216, 1, 1) = 16777216
//? roundsEachStep(0.1, 0.2, 0) = 0.30000001192092896
export function roundsEachStep(a: f32, b: f32, c: f32): f32 {
  return a + b + c;
}

//? productAndSum(16777216, 3, 1) = 50331648
//? productAndSum(1.0000001, 1.0000001, -1) = 2.384185791015625e-7
// No fused multiply-add anywhere.
export function productAndSum(a: f32, b: f32, c: f32): f32 {
  return a * b + c;
}

//? compareNaN(0, 0) = 2
//? compareNaN(1, 0) = 9
//? compareNaN(0, 1) = 10
export function compareNaN(a: f32, b: f32): u32 {
  const x = a / b;
  let bits: u32 = 0;
  if (x === x) bits |= 8;
  if (x !== x) bits |= 2;
  if (x > 0) bits |= 1;
  if (x <= 0) bits |= 2;
  return bits;
}

//? isLess(NaN, 1) = false
//? isLess(1, NaN) = false
//? isLess(-0, 0) = false
//? isLess(-Infinity, 1e-45) = true
export function isLess(a: f32, b: f32): bool {
  return a < b;
}

//? least(NaN, 1) = NaN
//? least(0, -0) = -0
//? least(-0, 0) = -0
//? least(3, 2) = 2
export function least(a: f32, b: f32): f32 {
  return Math.min(a, b);
}

//? nearest(0.49999997) = 0
//? nearest(0.5) = 1
//? nearest(-0.5) = -0
//? nearest(-0.2) = -0
//? nearest(2.5) = 3
//? nearest(-2.5) = -2
//? nearest(8388609) = 8388609
//? nearest(Infinity) = Infinity
//? nearest(NaN) = NaN
export function nearest(x: f32): f32 {
  return Math.round(x);
}

//? whole(2147483648) = 2147483647
//? whole(-1e30) = -2147483648
//? whole(NaN) = 0
//? whole(-1.9) = -1
export function whole(x: f32): i32 {
  return i32(x);
}

//? unsigned(-1) = 0
//? unsigned(4294967296) = 4294967295
//? unsigned(3e9) = 3000000000
export function unsigned(x: f32): u32 {
  return u32(x);
}

//? byte(255.9) = 255
//? byte(256) = 255
//? byte(-0.5) = 0
export function byte(x: f32): u8 {
  return u8(x);
}

//? fraction(2.75) = 0.75
//? fraction(-2.75) = -0.75
// A conversion and back is not nothing.
export function fraction(x: f32): f32 {
  return x - f32(i32(x));
}

//? fromInteger(16777217) = 16777216
//? fromInteger(-16777219) = -16777220
//? fromInteger(2147483647) = 2147483648
export function fromInteger(x: i32): f32 {
  return f32(x);
}

//? halve(1e-45) = 0
//? halve(3e-45) = 1.401298464324817e-45
//? halve(2.3509887e-38) = 1.1754943508222875e-38
// Denormal numbers are not flushed to zero.
export function halve(x: f32): f32 {
  return x / 2;
}

//? overflow(3e38) = Infinity
//? overflow(-3e38) = -Infinity
export function overflow(x: f32): f32 {
  return x * 10;
}

//? bits(1) = 1065353216
//? bits(-0) = 2147483648
export function bits(x: f32): u32 {
  return bitsOf(x);
}

//? twoTo(0) = 1
//? twoTo(10) = 1024
//? twoTo(-126) = 1.1754943508222875e-38
export function twoTo(exponent: i32): f32 {
  return f32FromBits(u32(exponent + 127) << 23);
}

//? root(2) = 1.4142135381698608
//? root(-1) = NaN
//? root(-0) = -0
export function root(x: f32): f32 {
  return Math.sqrt(x);
}
