/**
 * Tuples: what is returned, taken apart, left out, assigned and handed on, and in which order.
 *
 * @packageDocumentation
 */
import { array, f32, i16, i8, u16, u32, u8, type bool, type i32 } from "../../../firmware-src/lib/types.ts";
import { minmax } from "./modules/minmax.ts";

class Slot {
  value: u32 = 0;
  level: f32 = 0;
}

const slots = array(Slot, 4);
const log = new Uint32Array(8);
let length: u32 = 0;
let last: u8 = 0;

//? divide(17, 5) = [3, 2]
//? divide(4294967295, 1) = [4294967295, 0]
//? divide(1, 0) = [1, 0]
export function divide(a: u32, b: u32): [quotient: u32, remainder: u32] {
  const divisor = Math.max(b, 1);
  return [a / divisor, a % divisor];
}

//? everyType(-1) = [true, -1, 255, -1, 65535, -1, 4294967295, -1]
//? everyType(-129) = [true, 127, 127, -129, 65407, -129, 4294967167, -129]
//? everyType(0) = [false, 0, 0, 0, 0, 0, 0, 0]
export function everyType(x: i32): [bool, i8, u8, i16, u16, i32, u32, f32] {
  return [x < 0, i8Of(x), u8(x), i16Of(x), u16Of(x), x, u32(x), f32(x)];
}

function i8Of(x: i32): i8 {
  return i8(x);
}

function i16Of(x: i32): i16 {
  return i16(x);
}

function u16Of(x: i32): u16 {
  return u16(x);
}

//? handedOn(23) = [2, 3]
export function handedOn(a: u32): [tens: u32, ones: u32] {
  return divide(a, 10);
}

/** Tuples are taken apart at compile time, too. */
const REMAINDER = remainderOf(17);

function remainderOf(a: u32): u32 {
  const [, rest] = divide(a, 10);
  return rest;
}

//? leftOut(17) = 39
//? leftOut(15) = 37
export function leftOut(a: u32): u32 {
  const [quotient] = divide(a, 5);
  const [, remainder] = divide(a, 5);
  return quotient * 10 + remainder + REMAINDER;
}

//? digitSum(4294967295) = 57
//? digitSum(0) = 0
export function digitSum(value: u32): u32 {
  let [rest, sum] = divide(value, 10);
  /** @bound 9 */
  while (rest !== 0) {
    const [next, digit] = divide(rest, 10);
    rest = next;
    sum += digit;
  }
  return sum;
}

function note(value: u32): u32 {
  if (length < 8) {
    log[length] = value;
    length++;
  }
  return value;
}

function noted(a: u32, b: u32): [u32, u32] {
  return [note(a), note(b)];
}

//? logged(1) = 0
//? evaluated() = [7, 4]
//? logged(0) = 1
//? logged(1) = 2
//? logged(2) = 3
//? logged(3) = 4
export function evaluated(): [sum: u32, length: u32] {
  const [a, b] = noted(note(1) + 2, note(2) + 2);
  return [a + b, length];
}

export function logged(index: u32): u32 {
  return log[index & 7];
}

/** The value is taken before the call changes it. */
//? counted() = [4, 1004]
export function counted(): [before: u32, after: u32] {
  return [length, grow() + 1000];
}

function grow(): u32 {
  const before = length;
  length = 5;
  return before;
}

/** All elements are there before the first is assigned; then places are found from left to right. */
//? assigned(2) = [2, 7, 2, 3]
export function assigned(index: u32): [u32, u32, u32, u32] {
  let i: u32 = 3;
  [i, slots[i & 3].value] = divide(index * 10 + 7, 10);
  let [a, b] = divide(32, 10);
  [b, a] = divide(a * 10 + b, 10);
  return [i, slots[2].value, a, b];
}

/** Narrow elements fit narrow places, and widen. */
//? narrow(513) = [2, 1, 3]
export function narrow(word: u32): [u32, u32, u32] {
  let high: u32 = 0;
  [last, high] = bytes(word);
  const [a, b] = bytes(word);
  return [high, last, a + b];
}

function bytes(word: u32): [low: u8, high: u8] {
  return [u8(word), u8(word >>> 8)];
}

//? floats(0.1) = [0.10000000149011612, -0.10000000149011612]
//? floats(NaN) = [NaN, NaN]
//? floats(0) = [0, 0]
export function floats(x: f32): [f32, f32] {
  [slots[0].level, slots[1].level] = minmax(x, -x);
  return [Math.max(slots[0].level, slots[1].level), Math.min(x, -x) + 0];
}

//? inBranches(true, 3) = 4
//? inBranches(false, 3) = 3
export function inBranches(flag: bool, x: u32): u32 {
  switch (x) {
    case 3:
      const [a, b] = divide(41, 10);
      if (flag) return a * b;
      break;
    default:
      return 0;
  }
  const [a, b] = divide(x, 2);
  return a + b + 1;
}

/** An index that a tuple brings is as good as one that is returned alone. */
//? found(9) = 2
//? found(7) = 0
export function found(value: u32): u32 {
  slots[2].value = 9;
  const [index, isThere] = find(value);
  const count = slots[index].value === value ? index : 0;
  return isThere ? count : 0;
}

function find(value: u32): [index: u32, isThere: bool] {
  for (let i = 0; i < slots.length; i++) if (slots[i].value === value) return [i, true];
  return [3, false];
}

/** Bounds that a tuple brings hold of each other, and of what was passed. */
//? part(3, 6) = 3
//? part(6, 3) = 3
//? part(100, 200) = 0
export function part(a: u32, b: u32): u32 {
  const [start, end] = clamped(a, b, log.length);
  return lengthOf(log.subarray(start, end));
}

function clamped(a: u32, b: u32, limit: u32): [start: u32, end: u32] {
  const end = Math.min(Math.max(a, b), limit);
  return [Math.min(Math.min(a, b), end), end];
}

function lengthOf(values: Uint32Array): u32 {
  return values.length;
}
