/**
 * Functions that the board supplies.
 *
 * @packageDocumentation
 */
import { u32 } from "../lib/types.ts";
import type { i32 } from "../lib/types.ts";

/** One received byte, or -1. */
export declare function receive(): i32;
/** Sends one byte. */
export declare function send(byte: u32): void;
declare function fill(bytes: Uint8Array): u32;

const bytes = new Uint8Array(4);
let count: u32 = 0;

/** Sends back what came. */
export function echo(): void {
  const byte = receive();
  if (byte < 0) return;
  count += 1;
  send(u32(byte));
}

/** Two bytes, the high one first. */
export function receiveWord(): i32 {
  return receive() * 256 + receive();
}

export function refill(): u32 {
  return count + fill(bytes) + bytes[0];
}
