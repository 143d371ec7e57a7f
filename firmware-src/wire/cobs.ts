/**
 * Consistent Overhead Byte Stuffing (Cheshire and Baker, IEEE/ACM Transactions on Networking 7(2), 1999): removes
 * every zero from a message at the price of one byte, so that a zero can mark the end of a frame and a receiver
 * that lost its place finds it again at the next one.
 *
 * For messages of at most 254 bytes, and a frame is shorter, stuffing never inserts a byte: it puts one code byte
 * in front and replaces each zero by the distance to the next. So both directions work in place and need no
 * second buffer. Longer messages, which need further code bytes, are left out.
 *
 *     message         11 22 00 33
 *     stuffed      03 11 22 02 33       03: the next zero was 3 bytes on;  02: the end is 2 bytes on
 *
 * @packageDocumentation
 */
import { u8, type bool, type u32 } from "../lib/types.ts";

/** The longest message, in bytes. */
export const MESSAGE_BYTES_MAX = 254;

/**
 * Stuffs a message in place.
 * @param bytes - One byte for the code, whatever it holds, then the message.
 * @returns Whether it fits: false, with nothing changed, if there is no code byte or the message is too long.
 */
export function stuff(bytes: Uint8Array): bool {
  if (bytes.length === 0 || bytes.length > MESSAGE_BYTES_MAX + 1) return false;
  let distance: u32 = 1;
  for (let i: u32 = bytes.length - 1; i > 0; i--) {
    if (bytes[i] === 0) {
      bytes[i] = u8(distance);
      distance = 0;
    }
    distance++;
  }
  bytes[0] = u8(distance);
  return true;
}

/**
 * Restores a stuffed message in place; it then starts at index 1, and index 0 holds 0.
 * @returns Whether the bytes were a stuffed message. If not, they are left half restored and mean nothing.
 */
export function unstuff(bytes: Uint8Array): bool {
  let code: u32 = 0;
  for (let i: u32 = 0; i < bytes.length; i++) {
    const byte: u32 = bytes[i];
    if (byte === 0) return false;
    if (i === code) {
      code = i + byte;
      bytes[i] = 0;
    }
  }
  return bytes.length > 0 && code === bytes.length;
}
