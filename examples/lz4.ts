/**
 * A decoder of LZ4 blocks (LZ4 block format, Y. Collet) that takes any bytes: what is no block ends with an error,
 * never outside of its buffers.
 *
 * A block is a list of sequences: a token with two lengths of four bits, more bytes of the first length, literals, a
 * distance of 16 bits back into the output, more bytes of the second length. The last sequence ends with its literals.
 *
 * @packageDocumentation
 */
import { i32, u8, type bool, type u32 } from "../firmware-src/lib/types.ts";

const INPUT_MAX = 1024;
const OUTPUT_MAX = 4096;
const LEAST_MATCH = 4;

/** Why a block is refused. */
export const TRUNCATED = -1;
export const BAD_DISTANCE = -2;
export const TOO_LONG = -3;

const input = new Uint8Array(INPUT_MAX);
const output = new Uint8Array(OUTPUT_MAX);

let inputAt: u32 = 0;
let inputEnd: u32 = 0;
let outputAt: u32 = 0;

/** Writes a byte of the block. Places beyond the buffer are ignored. */
export function setInput(index: u32, byte: u8): void {
  if (index < INPUT_MAX) input[index] = byte;
}

/** A byte of the decoded text; 0 beyond the buffer. */
export function getOutput(index: u32): u32 {
  return index < OUTPUT_MAX ? output[index] : 0;
}

/** Decodes the first `length` bytes of the input; gives how many bytes came out, or why none did. */
export function decode(length: u32): i32 {
  inputAt = 0;
  inputEnd = Math.min(length, INPUT_MAX);
  outputAt = 0;
  // Each round reads a token, so there are no more rounds than bytes.
  for (let round = 0; round < INPUT_MAX; round++) {
    if (inputAt >= inputEnd) return TRUNCATED;
    const token = nextByte();
    const literals = lengthFrom(token >>> 4);
    if (literals > inputEnd - Math.min(inputAt, inputEnd)) return TRUNCATED;
    if (!copyLiterals(literals)) return TOO_LONG;
    if (inputAt >= inputEnd) return i32(outputAt);
    if (inputEnd - inputAt < 2) return TRUNCATED;
    const low = nextByte();
    const distance = low | (nextByte() << 8);
    if (distance === 0 || distance > outputAt) return BAD_DISTANCE;
    if (!copyMatch(distance, lengthFrom(token & 15) + LEAST_MATCH)) return TOO_LONG;
  }
  return TRUNCATED;
}

/** The next byte of the input; 0 at its end. */
function nextByte(): u32 {
  if (inputAt >= inputEnd || inputAt >= INPUT_MAX) return 0;
  const byte = input[inputAt];
  inputAt++;
  return byte;
}

/** A length of four bits, and of the bytes that follow if it is 15: each of them is added, the last is below 255. */
function lengthFrom(bits: u32): u32 {
  let length = bits;
  if (bits !== 15) return length;
  for (let i = 0; i < INPUT_MAX; i++) {
    const byte = nextByte();
    length += byte;
    if (byte !== 255) break;
  }
  return length;
}

function copyLiterals(length: u32): bool {
  if (length > OUTPUT_MAX - Math.min(outputAt, OUTPUT_MAX)) return false;
  for (let i = 0; i < Math.min(length, OUTPUT_MAX); i++) put(nextByte());
  return true;
}

/** Byte by byte: a match may reach into what it makes itself. */
function copyMatch(distance: u32, length: u32): bool {
  if (length > OUTPUT_MAX - Math.min(outputAt, OUTPUT_MAX)) return false;
  for (let i = 0; i < Math.min(length, OUTPUT_MAX); i++) {
    const from = outputAt - distance;
    put(from < OUTPUT_MAX ? output[from] : 0);
  }
  return true;
}

function put(byte: u32): void {
  if (outputAt >= OUTPUT_MAX) return;
  output[outputAt] = u8(byte);
  outputAt++;
}
