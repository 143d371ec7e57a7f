/**
 * Collects bytes from a line until they make a frame. Both ends use it.
 *
 * It accepts any bytes for ever: what is not a frame is counted and dropped, and the next delimiter starts afresh,
 * so a lost, added or flipped byte costs one frame. Two delimiters in a row mean nothing. The caller owns the
 * memory; there is one buffer, so a frame must be used before the next byte is pushed.
 *
 * @packageDocumentation
 */
import { u8, type bool, type u32 } from "../lib/types.ts";
import { CORRUPT, CRC_BYTES, GOOD, LINE_BYTES_MAX, PAYLOAD, unseal } from "./frame.ts";

/** One direction of one line. */
export class Receiver {
  /** Bytes since the last delimiter; after `push` returned true, the line image of a frame. */
  line = new Uint8Array(LINE_BYTES_MAX);
  /** How many bytes of `line` are held. */
  held: u32 = 0;
  /** Bytes of payload of the frame that `push` announced. */
  payloadBytes: u32 = 0;
  /** More bytes came than a frame can have; the rest is skipped up to the delimiter. */
  skipping: bool = false;
  /** Good frames so far. All counters wrap. */
  frames: u32 = 0;
  /** Frames whose CRC was wrong. */
  corrupt: u32 = 0;
  /** Runs of bytes that were no frame: badly stuffed, or too short. */
  malformed: u32 = 0;
  /** Runs of bytes longer than any frame. */
  overlong: u32 = 0;
}

/**
 * Takes the next byte.
 * @param byte - 0..255.
 * @returns Whether it completed a frame, which then stands in `receiver.line`.
 */
export function push(receiver: Receiver, byte: u32): bool {
  if (byte !== 0) {
    collect(receiver, byte);
    return false;
  }
  const held: u32 = receiver.held;
  const skipped: bool = receiver.skipping;
  receiver.held = 0;
  receiver.skipping = false;
  if (skipped) receiver.overlong++;
  if (skipped || held === 0 || held >= LINE_BYTES_MAX) return false;
  return finish(receiver, held);
}

function collect(receiver: Receiver, byte: u32): void {
  const held: u32 = receiver.held;
  if (held >= LINE_BYTES_MAX - 1) {
    receiver.skipping = true;
    return;
  }
  receiver.line[held] = u8(byte);
  receiver.held = held + 1;
}

function finish(receiver: Receiver, held: u32): bool {
  const verdict: u32 = unseal(receiver.line.subarray(0, held));
  if (verdict === GOOD) {
    receiver.payloadBytes = held - PAYLOAD - CRC_BYTES;
    receiver.frames++;
    return true;
  }
  if (verdict === CORRUPT) receiver.corrupt++;
  else receiver.malformed++;
  return false;
}
