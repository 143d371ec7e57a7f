/**
 * Packs a flash image into a UF2 file: what a board's USB drive takes when the file is copied to it.
 *
 * @packageDocumentation
 */
import { UF2Flags, blockSize, encodeBlock } from "uf2";

/** One 512-byte block for every 256 bytes of flash, in order of address; the last is filled up with 0xff. */
export function encodeUf2(image: Uint8Array, start: number, family: number): Uint8Array {
  const totalBlocks = Math.ceil(image.length / PAGE_BYTES);
  const file = new Uint8Array(totalBlocks * blockSize);
  for (let blockNumber = 0; blockNumber < totalBlocks; blockNumber++) {
    const payload = new Uint8Array(PAGE_BYTES).fill(0xff);
    payload.set(image.subarray(blockNumber * PAGE_BYTES, (blockNumber + 1) * PAGE_BYTES));
    const flashAddress = start + blockNumber * PAGE_BYTES;
    encodeBlock(
      { flags: UF2Flags.familyIDPresent, flashAddress, payload, blockNumber, totalBlocks, boardFamily: family },
      file,
      blockNumber * blockSize,
    );
  }
  return file;
}

/** The page that flash is programmed by, and the only payload that the RP2040's loader takes. */
const PAGE_BYTES = 256;
