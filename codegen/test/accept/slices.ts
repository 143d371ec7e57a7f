/**
 * Slices: views of arrays that a function takes whatever their length.
 *
 * @packageDocumentation
 */
import type { bool, i32, u32 } from "../lib/types.ts";
import { array, f32, u8 } from "../lib/types.ts";

const LINE = 16;
const HEADER = 4;

/** A line of bytes and how many are in use. */
class Line {
  bytes = new Uint8Array(LINE);
  used: u32 = 0;
}

const lines = array(Line, 3);
const samples = new Float32Array([0.5, -1.5, 2, 1e-3, 3e8, -0.25, 0.1, 7]);
let next: u32 = 0;

/** Fills a line with a pattern and gives the sum of its payload, which begins behind the header. */
export function payloadSum(line: u32, seed: u32): u32 {
  const chosen = lines[line % 3];
  fill(chosen.bytes, seed);
  chosen.used = LINE;
  const payload = chosen.bytes.subarray(HEADER, chosen.used);
  return sum(payload) + sum(chosen.bytes.subarray(0, HEADER)) * 1000 + payload.length;
}

/** Slices whose start is computed, constant, or the result of a call that changes state. */
export function windows(start: u32): f32 {
  const from = start % 4;
  const middle = samples.subarray(from, from + 3);
  const first = mean(middle);
  const rest = mean(samples.subarray(from, samples.length));
  const moving = mean(samples.subarray(advance(), samples.length));
  return first + rest * 10 + moving * 100;
}

/** Counts the bytes below a limit in part of a line. */
export function countBelow(line: u32, end: u32, limit: u8): i32 {
  let count: i32 = 0;
  const bytes = lines[line % 3].bytes.subarray(0, end % (LINE + 1));
  for (let i: u32 = 0; i < bytes.length; i++) {
    if (bytes[i] >= limit) continue;
    count++;
  }
  return count;
}

/** Moves the window of `windows` by one, round and round. */
function advance(): u32 {
  next = (next + 1) % samples.length;
  return next;
}

function fill(bytes: Uint8Array, seed: u32): void {
  for (let i: u32 = 0; i < bytes.length; i++) bytes[i] = fillByte(seed + i);
}

function fillByte(value: u32): u8 {
  return u8((value * 31 + (value >>> 3)) & 0x7f);
}

function sum(bytes: Uint8Array): u32 {
  let total: u32 = 0;
  for (let i: u32 = 0; i < bytes.length; i++) total += bytes[i];
  return total;
}

/** The mean of a slice, 0 of an empty one. */
function mean(values: Float32Array): f32 {
  if (values.length === 0) return 0;
  let total: f32 = 0;
  for (let i: u32 = 0; i < values.length; i++) total += values[i];
  return total / f32(values.length);
}

/** Blocks beside each other use a name again, of which only one asks for the length. */
export function ends(fromStart: bool): f32 {
  if (fromStart) {
    const end = samples.subarray(0, 2);
    return end[0] + f32(end.length);
  } else {
    const end = samples.subarray(6, 8);
    return end[1];
  }
}
