/**
 * Integers of 64 bits.
 *
 * @packageDocumentation
 */
import { f32, i32, i64, u32, u64, u8 } from "../lib/types.ts";

/** Without a type, it fits i64 and u64. */
export const PERIOD = 1_000_000n;
export const EPOCH: u64 = 0x8000_0000_0000_0000n;
export const LEAST: i64 = -0x8000_0000_0000_0000n;

class Event {
  kind: u8 = 0;
  /** Microseconds since the start. */
  time: u64 = 0n;
}

const event = new Event();
const delays = new BigInt64Array([5n, -5n, 5_000_000_000n]);
const marks = new BigUint64Array(4);
let now: u64 = 0n;

/** One widening multiplication in C. */
export function product(a: i32, b: i32): i64 {
  return i64(a) * i64(b);
}

export function arithmetic(a: i64, b: u64): i64 {
  const sum = a + 5n;
  const wrapped = -sum * a - (a << 3n);
  const bits = (b & ~EPOCH) | (1n << (b & 63n)) | (b >> 7n);
  return wrapped + i64(bits) / 10n + (a >> 2n) + (b % PERIOD === 0n ? 1n : LEAST);
}

export function conversions(x: f32, n: u32, i: i32): u64 {
  const time = u64(n) * PERIOD + u64(i) + u64(x);
  const low = u8(time) + u32(i64(x)) + u32(time >> 32n);
  return u64(low) + u64(f32(time)) + u64(n > 2);
}

export function advance(delay: u64): u64 {
  now += delay;
  event.time = now;
  event.time++;
  return event.time;
}

export function mark(index: u64): void {
  if (index < 4n) marks[u32(index)] = u64(delays[u32(index) % 3]);
}
