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
import { u32 } from "../lib/types.ts";

const POLYNOMIAL_MULTIPLES = new Uint32Array([
  0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c, 0xedb88320,
  0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
]);

/** The checksum of a byte array; 0 for an empty one, 0xCBF43926 for the nine characters `123456789`. */
export function crc32(bytes: Uint8Array): u32 {
  let remainder: u32 = 0xffffffff;
  for (let i: u32 = 0; i < bytes.length; i++) {
    remainder = remainder ^ bytes[i];
    remainder = (remainder >>> 4) ^ POLYNOMIAL_MULTIPLES[remainder & 15];
    remainder = (remainder >>> 4) ^ POLYNOMIAL_MULTIPLES[remainder & 15];
  }
  return u32(~remainder);
}
