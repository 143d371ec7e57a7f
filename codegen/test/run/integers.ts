/**
 * i32 and u32: wrapping, division, shifts.
 *
 * @packageDocumentation
 */
import { i32, popcount, u32 } from "../../../firmware-src/lib/types.ts";

//? add(2147483647, 1) = -2147483648
//? add(-2147483648, -1) = 2147483647
export function add(a: i32, b: i32): i32 {
  return a + b;
}

//? subtract(0, 1) = 4294967295
export function subtract(a: u32, b: u32): u32 {
  return a - b;
}

//? multiply(65537, 65537) = 131073
//? multiply(4294967295, 4294967295) = 1
//? multiply(305419896, 2596069104) = 606937216
export function multiply(a: u32, b: u32): u32 {
  return a * b;
}

//? divide(-7, 2) = -3
//? divide(7, -2) = -3
//? divide(-2147483648, -1) = -2147483648
//? divide(7, 0) = 0
export function divide(a: i32, b: i32): i32 {
  if (b > 0) return a / b;
  return b < 0 ? a / b : 0;
}

//? remainder(-7, 2) = -1
//? remainder(7, -2) = 1
//? remainder(-2147483648, -1) = 0
export function remainder(a: i32, b: i32): i32 {
  if (b > 0) return a % b;
  return b < 0 ? a % b : 0;
}

//? divideUnsigned(4294967295, 2) = 2147483647
//? divideUnsigned(1, 4294967295) = 0
export function divideUnsigned(a: u32, b: u32): u32 {
  return b > 0 ? a / b : 0;
}

//? negate(-2147483648) = -2147483648
export function negate(a: i32): i32 {
  return -a;
}

//? magnitude(-2147483648) = -2147483648
//? magnitude(-5) = 5
export function magnitude(a: i32): i32 {
  return Math.abs(a);
}

//? shift(1, 31) = 2147483648
//? shift(1, 32) = 1
//? shift(4294967295, 4) = 4294967280
export function shift(a: u32, by: u32): u32 {
  return a << by;
}

//? shiftBack(-8, 1) = -4
//? shiftBack(-8, 33) = -4
export function shiftBack(a: i32, by: u32): i32 {
  return a >> by;
}

//? shiftBackUnsigned(4294967288, 1) = 2147483644
export function shiftBackUnsigned(a: u32, by: u32): u32 {
  return a >>> by;
}

//? sign(-5) = 4294967291
export function sign(a: i32): u32 {
  return u32(a);
}

//? unsign(4294967291) = -5
export function unsign(a: u32): i32 {
  return i32(a);
}

//? compare(4294967295, 1) = 2
//? compare(1, 4294967295) = 1
//? compare(5, 5) = 0
export function compare(a: u32, b: u32): u32 {
  return a < b ? 1 : a > b ? 2 : 0;
}

//? countBits(4294967295) = 32
//? countBits(2147483649) = 2
export function countBits(a: u32): u32 {
  return popcount(a);
}

//? leadingZeros(0) = 32
//? leadingZeros(1) = 31
//? leadingZeros(4294967295) = 0
export function leadingZeros(a: u32): u32 {
  return Math.clz32(a);
}

let state: u32 = 1;

//? random() = 270369
//? random() = 67634689
//? random() = 2647435461
export function random(): u32 {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state;
}
