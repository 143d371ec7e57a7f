/**
 * Order of evaluation: from left to right, and what need not be evaluated is not.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../../../firmware-src/lib/types.ts";

let count: u32 = 0;
const slots = new Uint32Array(8);

function next(): u32 {
  count++;
  return count;
}

function digits(a: u32, b: u32, c: u32): u32 {
  return a * 100 + b * 10 + c;
}

//? reset()
export function reset(): void {
  count = 0;
}

//? operands() = 123
export function operands(): u32 {
  return next() * 100 + next() * 10 + next();
}

//? reset()
//? readFirst() = 1
// The left operand is read before the call changes it.
export function readFirst(): u32 {
  return count + next();
}

//? reset()
//? argumentsInOrder() = 113
export function argumentsInOrder(): u32 {
  return digits(next(), count, next() + count - 1);
}

//? reset()
//? target() = 3
//? slot(1) = 3
//? slot(3) = 0
// The place is found before the value.
export function target(): u32 {
  slots[next() & 7] = next() + 1;
  return slots[1];
}

export function slot(i: u32): u32 {
  return i < 8 ? slots[i] : 0;
}

//? reset()
//? compound() = 3
// The old value is read before the right side.
export function compound(): u32 {
  slots[0] = 1;
  slots[0] += change();
  return slots[0];
}

function change(): u32 {
  slots[0] = 100;
  return 2;
}

function isPositive(): bool {
  return next() > 0;
}

//? reset()
//? shortCircuit(false) = 0
//? shortCircuit(true) = 1
export function shortCircuit(flag: bool): u32 {
  if (flag && isPositive()) return count;
  return count;
}

//? reset()
//? onlyOneBranch(true) = 1
//? counted() = 1
//? onlyOneBranch(false) = 50
//? counted() = 1
export function onlyOneBranch(flag: bool): u32 {
  return flag ? next() : 50;
}

export function counted(): u32 {
  return count;
}

//? reset()
//? inCondition() = 5
export function inCondition(): u32 {
  let rounds: u32 = 0;
  /** @bound 10 */
  while (next() < 6) rounds++;
  return rounds;
}
