/**
 * CRC-32/ISO-HDLC, the checksum of Ethernet, zlib and PNG: reflected polynomial 0xEDB88320, start and final
 * inversion. Over the 248 bytes at most of a frame it detects any 4 wrong bits (Koopman and Chakravarty, DSN 2004)
 * and any burst of up to 32.
 *
 * One table of 16 words, a nibble at a time: 64 bytes of flash where the byte-wise table takes 1 KiB, for two
 * look-ups a byte instead of one. Chips that have this CRC in hardware (RP2040's DMA sniffer, ESP32's ROM) are not
 * made use of, so that all ends run the same code.
 *
 * @packageDocumentation
 */
import { tabulate, u32 } from "../lib/types.ts";

const POLYNOMIAL = 0xedb88320;

/** The remainder of each nibble, after four steps of the bitwise division. */
const REMAINDERS = tabulate(Uint32Array, 16, remainderOf);

function remainderOf(nibble: u32): u32 {
  let remainder = nibble;
  for (let i = 0; i < 4; i++) remainder = (remainder >>> 1) ^ ((remainder & 1) === 1 ? POLYNOMIAL : 0);
  return remainder;
}

/** What a remainder is before the first byte. */
export const CRC_START = 0xffffffff;

/** The remainder with another byte; inverted, it is the checksum. */
export function advance(remainder: u32, byte: u32): u32 {
  const mixed = remainder ^ (byte & 255);
  const halfway = (mixed >>> 4) ^ REMAINDERS[mixed & 15];
  return (halfway >>> 4) ^ REMAINDERS[halfway & 15];
}

/** The checksum of a byte array; 0 for an empty one, 0xCBF43926 for the nine characters `123456789`. */
export function crc32(bytes: Uint8Array): u32 {
  let remainder: u32 = CRC_START;
  for (let i: u32 = 0; i < bytes.length; i++) remainder = advance(remainder, bytes[i]);
  return u32(~remainder);
}
