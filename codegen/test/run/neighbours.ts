/**
 * Neighbours in memory: fields that are copied or set one after the other, and elements a constant apart.
 *
 * @packageDocumentation
 */
import { array, bitsOf, f32FromBits, i16, u16, u32, u8, type bool, type f32, type i64, type u64 } from "../../../firmware-src/lib/types.ts";

class Record {
  index: u8 = 0;
  core: u8 = 0;
  flag: bool = false;
  level: i16 = 0;
  height: u16 = 0;
  weight: f32 = 0;
  stamp: u64 = 0n;
  change: i64 = 0n;
  last: u8 = 0;
}

const records = array(Record, 4);
const spare = new Record();
const words = new Uint32Array([10, 20, 30, 40, 50]);

//? afterCopy() = 903
//? afterCopy() = 903
export function afterCopy(): u32 {
  fill(records[1], 50);
  copy(records[2], records[1]);
  copy(records[2], records[2]);
  copy(records[3], records[2]);
  return sumOf(1) + sumOf(2) + sumOf(3) + sumOf(0);
}

//? afterClear() = 0
export function afterClear(): u32 {
  fill(records[1], 90);
  clear(records[1]);
  return sumOf(1);
}

//? afterPreset() = 2147483605
export function afterPreset(): u32 {
  fill(records[0], 1);
  records[0].index = 200;
  spare.index = 255;
  spare.core = 1;
  spare.flag = true;
  spare.level = -300;
  spare.height = 0;
  spare.weight = -0;
  spare.stamp = 0n;
  spare.change = -1n;
  spare.last = 0;
  copy(records[0], spare);
  return sumOf(0) + 1;
}

/** Some fields from one record, some from another, some in another order. */
//? mixture() = 32
export function mixture(): u32 {
  fill(records[1], 1);
  fill(records[2], 10);
  clear(records[0]);
  const to = records[0];
  to.index = records[1].index;
  to.core = spare.core;
  const one = records[1];
  const two = records[2];
  to.core = two.core;
  to.index = one.index;
  to.level = one.level;
  to.height = two.height;
  to.weight = two.weight;
  return sumOf(0);
}

/** The index without its addend would be before the first element. */
//? neighbour(0) = 10
//? neighbour(1) = 20
//? neighbour(4) = 50
//? neighbour(5) = 0
export function neighbour(index: u32): u32 {
  const before = index - 1;
  if (before + 1 >= 5) return 0;
  return words[before + 1];
}

/** The same in a slice. */
//? sliced(0) = 30
//? sliced(2) = 50
//? sliced(3) = 0
export function sliced(index: u32): u32 {
  return nextOf(words.subarray(2, 5), index - 1);
}

function nextOf(values: Uint32Array, before: u32): u32 {
  return before + 1 < values.length ? values[before + 1] : 0;
}

function fill(record: Record, value: u8): void {
  record.index = u8(value);
  record.core = u8(value);
  record.flag = value > 49;
  record.level = i16(value);
  record.height = u16(value);
  record.weight = f32FromBits(u32(value));
  record.stamp = 0x1_0000_0000n;
  record.change = -1n;
  record.last = u8(value);
}

function copy(to: Record, from: Record): void {
  to.index = from.index;
  to.core = from.core;
  to.flag = from.flag;
  to.level = from.level;
  to.height = from.height;
  to.weight = from.weight;
  to.stamp = from.stamp;
  to.change = from.change;
  to.last = from.last;
}

function clear(record: Record): void {
  record.index = 0;
  record.core = 0;
  record.flag = false;
  record.level = 0;
  record.height = 0;
  record.weight = 0;
  record.stamp = 0n;
  record.change = 0n;
  record.last = 0;
}

/** Every field counts. */
function sumOf(which: u32): u32 {
  if (which >= 4) return 0;
  const record = records[which];
  const small = record.index + record.core + u32(record.flag) + u32(record.level) + record.height + record.last;
  return small + bitsOf(record.weight) + u32(record.stamp >> 32n) + u32(record.change);
}
