/**
 * A ring buffer of bytes between two that do not wait for each other, such as an interrupt and a main loop: one only
 * puts, the other only takes.
 *
 * Head and tail count bytes for ever and wrap with their type. So all places are used, full and empty differ, and each
 * side writes one of the two.
 *
 * @packageDocumentation
 */
import { i32, type bool, type u32, type u8 } from "../firmware-src/lib/types.ts";

/** A power of two, so that counts find their place by their low bits. */
const CAPACITY = 16;

const bytes = new Uint8Array(CAPACITY);

/** Bytes ever put; only `put` writes it. */
let head: u32 = 0;
/** Bytes ever taken; only `take` writes it. */
let tail: u32 = 0;

/** Bytes that wait, 0 to 16. */
export function count(): u32 {
  return head - tail;
}

/** Adds a byte; false if there is no room. */
export function put(byte: u8): bool {
  if (count() === CAPACITY) return false;
  bytes[head & (CAPACITY - 1)] = byte;
  head++;
  return true;
}

/** The oldest byte, which is then gone; -1 if there is none. */
export function take(): i32 {
  if (head === tail) return -1;
  const byte = i32(bytes[tail & (CAPACITY - 1)]);
  tail++;
  return byte;
}
