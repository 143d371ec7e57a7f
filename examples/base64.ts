/**
 * Base64 (RFC 4648, section 4), both ways. The decoder takes nothing but whole, padded groups whose unused bits are
 * zero, so each text has one encoding and nothing is lost unseen.
 *
 * @packageDocumentation
 */
import { i32, u8, type u32 } from "../firmware-src/lib/types.ts";

const BYTES_MAX = 192;
const TEXT_MAX = 256;
const PADDING = 61;

/** The decoder's answer to what is no Base64. */
export const MALFORMED = -1;

const bytes = new Uint8Array(BYTES_MAX);
const text = new Uint8Array(TEXT_MAX);

/** Sets a byte. Places beyond the buffer are ignored. */
export function setByte(index: u32, byte: u8): void {
  if (index < BYTES_MAX) bytes[index] = byte;
}

/** A byte; 0 beyond the buffer. */
export function getByte(index: u32): u32 {
  return index < BYTES_MAX ? bytes[index] : 0;
}

/** Sets a character's code. Places beyond the buffer are ignored. */
export function setText(index: u32, character: u8): void {
  if (index < TEXT_MAX) text[index] = character;
}

/** A character's code; 0 beyond the buffer. */
export function getText(index: u32): u32 {
  return index < TEXT_MAX ? text[index] : 0;
}

/** Encodes the first `count` bytes, at most 192; gives the number of characters. */
export function encode(count: u32): u32 {
  const end = Math.min(count, BYTES_MAX);
  let written: u32 = 0;
  for (let at = 0; at < end; at += 3) {
    const second = at + 1 < end ? getByte(at + 1) : 0;
    const third = at + 2 < end ? getByte(at + 2) : 0;
    const group = (getByte(at) << 16) | (second << 8) | third;
    for (let i = 0; i < 4; i++) {
      const isPadding = at + i > end;
      setText(written + i, u8(isPadding ? PADDING : characterOf((group >>> (18 - 6 * i)) & 63)));
    }
    written += 4;
  }
  return written;
}

/** Decodes the first `count` characters; gives the number of bytes, or {@link MALFORMED}. */
export function decode(count: u32): i32 {
  if (count > TEXT_MAX || count % 4 !== 0) return MALFORMED;
  let written: u32 = 0;
  for (let at = 0; at < count; at += 4) {
    const padding = at + 4 === count ? paddingAt(at) : 0;
    let group: u32 = 0;
    for (let i = 0; i < 4; i++) {
      const value = i < 4 - padding ? valueOf(getText(at + i)) : 0;
      if (value > 63) return MALFORMED;
      group = (group << 6) | value;
    }
    const kept = 3 - padding;
    if (padding > 0 && (group & ((1 << (8 * padding)) - 1)) !== 0) return MALFORMED;
    for (let i = 0; i < kept; i++) setByte(written + i, u8(group >>> (16 - 8 * i)));
    written += kept;
  }
  return i32(written);
}

/** How many of the last group's characters are padding: 0 to 2. */
function paddingAt(at: u32): u32 {
  if (getText(at + 3) !== PADDING) return 0;
  return getText(at + 2) === PADDING ? 2 : 1;
}

function characterOf(value: u32): u32 {
  if (value < 26) return value + 65;
  if (value < 52) return value - 26 + 97;
  if (value < 62) return value - 52 + 48;
  return value === 62 ? 43 : 47;
}

/** The six bits of a character; 64 if it has none. */
function valueOf(character: u32): u32 {
  if (character >= 65 && character <= 90) return character - 65;
  if (character >= 97 && character <= 122) return character - 97 + 26;
  if (character >= 48 && character <= 57) return character - 48 + 52;
  if (character === 43) return 62;
  return character === 47 ? 63 : 64;
}
