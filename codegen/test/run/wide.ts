/**
 * i64 and u64: wrapping, division, shifts, conversions, storage.
 *
 * @packageDocumentation
 */
import { array, f32, i32, i64, i8, u32, u64, u8 } from "../../../firmware-src/lib/types.ts";

const PERIOD = 1_000_000n;
const MOST: u64 = 0xffff_ffff_ffff_ffffn;

//? add(9223372036854775807n, 1n) = -9223372036854775808n
//? add(4294967295n, 1n) = 4294967296n
export function add(a: i64, b: i64): i64 {
  return a + b;
}

//? subtract(0n, 1n) = 18446744073709551615n
export function subtract(a: u64, b: u64): u64 {
  return a - b;
}

//? product(4294967295, 4294967295) = 18446744065119617025n
// Operands of 32 bits whose product has 64.
export function product(a: u32, b: u32): u64 {
  return u64(a) * u64(b);
}

//? signedProduct(-2147483648, -2147483648) = 4611686018427387904n
//? signedProduct(-2147483648, 2147483647) = -4611686016279904256n
export function signedProduct(a: i32, b: i32): i64 {
  return i64(a) * i64(b);
}

//? multiply(9223372036854775807n, 3n) = 9223372036854775805n
export function multiply(a: i64, b: i64): i64 {
  return a * b;
}

//? divide(-7n, 2n) = -3n
//? divide(-9223372036854775808n, -1n) = -9223372036854775808n
//? divide(7n, 0n) = 0n
export function divide(a: i64, b: i64): i64 {
  if (b > 0n) return a / b;
  return b < 0n ? a / b : 0n;
}

//? remainder(-7n, 2n) = -1n
//? remainder(-9223372036854775808n, -1n) = 0n
export function remainder(a: i64, b: i64): i64 {
  if (b > 0n) return a % b;
  return b < 0n ? a % b : 0n;
}

//? divideUnsigned(18446744073709551615n, 10n) = 1844674407370955161n
//? divideUnsigned(18446744073709551615n, 0n) = 18446744073709551615n
export function divideUnsigned(a: u64, b: u64): u64 {
  if (b === 0n) return MOST;
  return a / b;
}

//? negate(-9223372036854775808n) = -9223372036854775808n
export function negate(a: i64): i64 {
  return -a;
}

//? invert(0n) = 18446744073709551615n
export function invert(a: u64): u64 {
  return ~a;
}

//? shift(1n, 63n) = 9223372036854775808n
//? shift(1n, 64n) = 1n
//? shift(18446744073709551615n, 60n) = 17293822569102704640n
export function shift(a: u64, by: u64): u64 {
  return a << by;
}

//? shiftBack(-8n, 1n) = -4n
//? shiftBack(-8n, 65n) = -4n
//? shiftBack(-8n, -63n) = -4n
export function shiftBack(a: i64, by: i64): i64 {
  return a >> by;
}

//? shiftBackUnsigned(18446744073709551608n, 1n) = 9223372036854775804n
export function shiftBackUnsigned(a: u64, by: u64): u64 {
  return a >> by;
}

//? compare(18446744073709551615n, 1n) = 2
//? compare(1n, 18446744073709551615n) = 1
//? compare(4294967296n, 4294967296n) = 0
export function compare(a: u64, b: u64): u32 {
  return a < b ? 1 : a > b ? 2 : 0;
}

//? sign(-5n) = 18446744073709551611n
export function sign(a: i64): u64 {
  return u64(a);
}

//? extend(-5) = 18446744073709551611n
export function extend(a: i32): u64 {
  return u64(a);
}

//? low(78187493530n) = 878082202
//? low(18446744073709551615n) = 4294967295
export function low(a: u64): u32 {
  return u32(a);
}

//? lowSigned(18446744071562067968n) = -2147483648
export function lowSigned(a: u64): i32 {
  return i32(a);
}

//? lowByte(-129n) = 127
export function lowByte(a: i64): i32 {
  return i8(a);
}

//? real(9007199791611905n) = 9007200328482816
//? real(-9223372036854775808n) = -9223372036854775808
// Just above the middle between two f32, which a double does not know.
export function real(a: i64): f32 {
  return f32(a);
}

//? whole(1e30) = 9223372036854775807n
//? whole(-1e30) = -9223372036854775808n
//? whole(-3.99) = -3n
//? whole(NaN) = 0n
export function whole(x: f32): i64 {
  return i64(x);
}

//? wholeUnsigned(-1) = 0n
//? wholeUnsigned(Infinity) = 18446744073709551615n
//? wholeUnsigned(1099511627776) = 1099511627776n
export function wholeUnsigned(x: f32): u64 {
  return u64(x);
}

class Event {
  kind: u8 = 0;
  time: u64 = 7n;
  drift: i64 = -1n;
}

let now: u64 = 0n;
const table = new BigInt64Array([1n, -1n, 0x7fff_ffff_ffff_ffffn]);
const marks = new BigUint64Array(4);
const events = array(Event, 3);

//? advance(999999) = 999999n
//? advance(2) = 1000001n
//? seconds() = 1n
//? advance(4294967295) = 4295967296n
//? seconds() = 4295n
export function advance(microseconds: u32): u64 {
  now += u64(microseconds);
  return now;
}

export function seconds(): u64 {
  return now / PERIOD;
}

//? count() = 4295967297n
//? count() = 4295967298n
export function count(): u64 {
  now++;
  return now;
}

function sum(values: BigInt64Array): i64 {
  let total: i64 = 0n;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

//? sumOfTable() = 9223372036854775807n
//? sumOfPart() = 9223372036854775806n
export function sumOfTable(): i64 {
  return sum(table);
}

export function sumOfPart(): i64 {
  return sum(table.subarray(1, 3));
}

//? record(1, 5n) = 12n
//? record(1, 18446744073709551615n) = 11n
//? drift(1) = -3n
//? drift(0) = -1n
export function record(index: u32, delay: u64): u64 {
  const event = events[index % 3];
  event.kind = u8(index);
  event.time += delay;
  event.drift--;
  return event.time;
}

export function drift(index: u32): i64 {
  return events[index % 3].drift;
}

//? mark(3n) = 8n
//? mark(9n) = 0n
// What is known of a number of 64 bits is known of its low bits.
export function mark(index: u64): u64 {
  if (index >= 4n) return 0n;
  marks[u32(index)] = 1n << index;
  return marks[u32(index)];
}

//? choose(true) = 1n
//? choose(false) = 18446744073709551615n
export function choose(first: boolean): u64 {
  return first ? 1n : MOST;
}

//? hash(0n) = 12638153115695167455n
//? hash(255n) = 12638352127299873646n
// One step of FNV-1a.
export function hash(byte: u64): u64 {
  return (14695981039346656037n ^ byte) * 1099511628211n;
}

//? countDown(5n) = 15n
export function countDown(from: u64): u64 {
  let total: u64 = 0n;
  for (let i = from & 7n; i > 0n; i--) total += i;
  return total;
}
