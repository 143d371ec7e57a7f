/**
 * Tuples: several results at once.
 *
 * @packageDocumentation
 */
import { i32, u32, u8, type bool, type f32 } from "../lib/types.ts";

const table = new Uint32Array([2, 3, 5, 7, 11, 13, 17, 19]);
let searches: u32 = 0;
let low: u8 = 0;

/** Quotient and remainder of a division by more than zero. */
export function divide(a: u32, b: u32): [quotient: u32, remainder: u32] {
  const divisor = Math.max(b, 1);
  return [a / divisor, a % divisor];
}

/** Where a prime stands in the table, and whether it does. */
function find(prime: u32): [index: u32, isThere: bool] {
  searches++;
  for (let i = 0; i < table.length; i++) if (table[i] === prime) return [i, true];
  return [0, false];
}

/** The prime after this one, or zero. */
export function after(prime: u32): u32 {
  const [index, isThere] = find(prime);
  // The table ends with 19.
  return isThere && index < 7 ? table[index + 1] : 0;
}

/** Without labels, elements are called by their position. */
export function split(x: f32): [i32, f32, bool] {
  const whole = Math.floor(x);
  return [i32(whole), x - whole, x < 0];
}

/** A tuple is handed on as it is. */
export function halves(a: u32): [u32, u32] {
  return divide(a, 2);
}

/** Elements that are not wanted are left out. */
export function remainder(a: u32, b: u32): u32 {
  const [, rest] = divide(a, b);
  return rest;
}

function bytes(word: u32): [low: u8, high: u8] {
  return [u8(word), u8(word >>> 8)];
}

/** Variables, fields and elements take elements, too. */
export function swap(word: u32): u32 {
  let high: u32 = 0;
  [low, high] = bytes(word);
  return (u32(low) << 8) | high;
}

/** The sum of the decimal digits. */
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
