/**
 * The bytes of a snapshot, passing by one number at a time.
 *
 * What a snapshot holds is listed once, in state.ts, as a walk over the state: `slot.norm = real(stream, bytes, ...)`.
 * The same walk writes it, checks bytes that claim to be one, and reads them; so what is saved and what is restored
 * cannot differ. While it writes or checks, each function here gives back the number that it was given; while it reads,
 * the number in the bytes. A number outside of its range is never read, whatever the bytes have become since they were
 * checked.
 *
 * A writer sees all bytes and stores those that fall into its window, so a snapshot can be fetched in pieces of any
 * length. Numbers are little-endian and not aligned.
 *
 * @packageDocumentation
 */
import type { bool, f32, u32 } from "../lib/types.ts";
import { bitsOf, f32FromBits, u8 } from "../lib/types.ts";
import { isFinite } from "../lib/math.ts";
import { advance, CRC_START } from "../wire/crc.ts";

/** What a walk over the state does. */
export enum Purpose {
  Write,
  Check,
  Read,
}

/** How far a walk has come. */
export class Stream {
  purpose = Purpose.Write;
  /** Bytes so far. */
  position: u32 = 0;
  /** Position of the first byte of the window. */
  origin: u32 = 0;
  /** Checksum of the bytes written so far, not inverted yet. */
  remainder: u32 = 0;
  /** Whether all numbers so far were in their ranges. */
  isSound: bool = false;
}

/** Begins a walk; the window of a writer begins at `origin`. */
export function begin(stream: Stream, purpose: Purpose, position: u32, origin: u32): void {
  stream.purpose = purpose;
  stream.position = position;
  stream.origin = origin;
  stream.remainder = CRC_START;
  stream.isSound = true;
}

/** A whole number of 32 bits, up to `most`. */
export function word(stream: Stream, bytes: Uint8Array, value: u32, most: u32): u32 {
  return whole(stream, bytes, value, most, 4);
}

/** A whole number of 16 bits, up to `most`. */
export function half(stream: Stream, bytes: Uint8Array, value: u32, most: u32): u32 {
  return whole(stream, bytes, value, most, 2);
}

/** A whole number of 8 bits, up to `most`. */
export function octet(stream: Stream, bytes: Uint8Array, value: u32, most: u32): u32 {
  return whole(stream, bytes, value, most, 1);
}

/** A truth value, in one byte. */
export function flag(stream: Stream, bytes: Uint8Array, value: bool): bool {
  return whole(stream, bytes, value ? 1 : 0, 1, 1) === 1;
}

/** A finite number whose magnitude is at most `most`. */
export function real(stream: Stream, bytes: Uint8Array, value: f32, most: f32): f32 {
  return ranged(stream, bytes, value, -most, most);
}

/** A number from `least` to `most`. */
export function ranged(stream: Stream, bytes: Uint8Array, value: f32, least: f32, most: f32): f32 {
  const bits = bitsOf(value);
  const passing = f32FromBits(transfer(stream, bytes, bits, 4));
  if (isFinite(passing) && passing >= least && passing <= most) {
    return stream.purpose === Purpose.Read ? passing : value;
  }
  stream.isSound = false;
  return value;
}

function whole(stream: Stream, bytes: Uint8Array, value: u32, most: u32, count: u32): u32 {
  const passing = transfer(stream, bytes, value, count);
  if (passing <= most) return stream.purpose === Purpose.Read ? passing : value;
  stream.isSound = false;
  return value;
}

/** Writes a number of up to four bytes, and gives it back; or gives the one that is there. */
function transfer(stream: Stream, bytes: Uint8Array, value: u32, count: u32): u32 {
  let passing: u32 = 0;
  for (let i: u32 = 0; i < Math.min(count, 4); i++) {
    const index = stream.position - stream.origin;
    let byte: u32 = (value >>> (8 * i)) & 255;
    if (stream.purpose === Purpose.Write) {
      stream.remainder = advance(stream.remainder, byte);
      if (index < bytes.length) bytes[index] = u8(byte);
    } else {
      byte = index < bytes.length ? bytes[index] : 0;
    }
    passing |= byte << (8 * i);
    stream.position++;
  }
  return passing;
}
