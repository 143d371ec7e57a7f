/**
 * The checksum without which the RP2040's boot ROM does not run a program.
 *
 * The ROM reads 256 bytes of flash and compares the last four with a CRC-32 of the first 252 (datasheet 2.8.1.3.1):
 * polynomial 0x04c11db7, starting at all ones, the most significant bit of each byte first, the result
 * neither reversed nor inverted, stored little-endian. That is CRC-32/MPEG-2, not the CRC-32 of zip and of
 * our wire, which runs through the same polynomial from the other end and inverts the result.
 *
 * @packageDocumentation
 */
import { ElfError, readElf } from "../elf.ts";

const BOOT2_ADDRESS = 0x10000000;
const BOOT2_BYTES = 256;
const CHECKED_BYTES = BOOT2_BYTES - 4;
const POLYNOMIAL = 0x04c11db7;

/** Writes the checksum into a linked program, in place. */
export function sealBoot2(elf: Uint8Array): void {
  const boot2 = readElf(elf).segments.find(({ loadAddress }) => loadAddress === BOOT2_ADDRESS);
  if (boot2?.data.length !== BOOT2_BYTES) {
    throw new ElfError("The linked program does not start with the 256 bytes of boot2: check rp2040/link.ld.");
  }
  const checksum = boot2Checksum(boot2.data.subarray(0, CHECKED_BYTES));
  new DataView(elf.buffer, elf.byteOffset).setUint32(boot2.offset + CHECKED_BYTES, checksum, true);
}

/** The CRC-32 that the boot ROM computes. */
export function boot2Checksum(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder < 0 ? (remainder << 1) ^ POLYNOMIAL : remainder << 1;
    }
  }
  return remainder >>> 0;
}
