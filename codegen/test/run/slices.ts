/**
 * Slices: parts of arrays by reference, of any length.
 *
 * @packageDocumentation
 */
import { type Fixed, type f32, type u32, type u8 } from "../../../firmware-src/lib/types.ts";

const numbers = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]);
const bytes = new Uint8Array([250, 3, 4, 5]);
const zeros = new Uint32Array(6);

function sum(values: Float32Array): f32 {
  let total: f32 = 0;
  for (let i: u32 = 0; i < values.length; i++) total += values[i];
  return total;
}

//? whole() = 36
export function whole(): f32 {
  return sum(numbers);
}

//? part(2, 5) = 12
//? part(0, 8) = 36
//? part(3, 3) = 0
//? part(5, 2) = -1
//? part(0, 9) = -1
export function part(start: u32, end: u32): f32 {
  if (start > end || end > 8) return -1;
  return sum(numbers.subarray(start, end));
}

//? partOfPart() = 9
export function partOfPart(): f32 {
  const middle = numbers.subarray(2, 7);
  const inner = middle.subarray(1, 3);
  return sum(inner);
}

function lengthOf(values: Uint8Array): u32 {
  return values.length;
}

//? lengths() = 4021
export function lengths(): u32 {
  const two = bytes.subarray(1, 3);
  return lengthOf(bytes) * 1000 + lengthOf(two) * 10 + lengthOf(bytes.subarray(3));
}

function fill(target: Uint32Array, value: u32): void {
  for (let i: u32 = 0; i < target.length; i++) target[i] = value + i;
}

//? fillPart(2, 10) = 10
//? zeroAt(1) = 0
//? zeroAt(3) = 11
//? zeroAt(5) = 0
export function fillPart(start: u32, value: u32): u32 {
  if (start > 3) return 0;
  const target = zeros.subarray(start, start + 3);
  fill(target, value);
  return target[0];
}

export function zeroAt(i: u32): u32 {
  return i < 6 ? zeros[i] : 99;
}

function swapEnds(values: Fixed<Uint8Array, 4>): void {
  const first: u8 = values[0];
  values[0] = values[3];
  values[3] = first;
}

//? swapped() = 5
//? last() = 250
export function swapped(): u8 {
  swapEnds(bytes);
  return bytes[0];
}

export function last(): u8 {
  return bytes[bytes.length - 1];
}

let position: u32 = 0;

function next(): u32 {
  position = (position + 1) & 3;
  return position;
}

function half(n: u32): u32 {
  return n > 3 ? 3 : n >>> 1;
}

//? searched(32) = 6
//? moved() = 3
/** The condition of each loop slices at a start that is computed, with and without a change of state. */
export function searched(limit: f32): u32 {
  position = 0;
  let halves: u32 = 0;
  /** @bound 5 */
  for (let i: u32 = 0; i < 4 && sum(numbers.subarray(next())) > limit; i++) halves += 1;
  for (let i: u32 = 0; i < 8 && sum(numbers.subarray(half(i), 4)) > 8; i++) halves += 1;
  return halves;
}

export function moved(): u32 {
  return position;
}
