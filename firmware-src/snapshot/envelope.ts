/**
 * What is around the state in every snapshot: a head that says of what kind and build it is, and a checksum.
 *
 * ```
 *   0     4         8       20     24          size - 4
 *   +-----+---------+-------+------+-- - - --+--------+
 *   |magic| version | build | size |  state  | CRC-32 |
 *   +-----+---------+-------+------+-- - - --+--------+
 *   all little-endian; the build is three numbers, the CRC is over all that is before it
 * ```
 *
 * @packageDocumentation
 */
import { type bool, u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, BAD_POINTER, CORRUPT, report, UNSUPPORTED } from "../search/errors.ts";
import { readU32 } from "../wire/bytes.ts";
import { crc32 } from "../wire/crc.ts";
import { begin, Purpose, type Stream, word } from "./stream.ts";

/** Bytes before the state. */
export const HEADER_BYTES = 24;
/** Bytes behind it. */
export const CRC_BYTES = 4;

const WORD_MAX = 0xffffffff;

/** Whether there is something to write of a snapshot of `total` bytes from `offset` on; reports if not. */
export function isWritable(bytes: Uint8Array, offset: u32, total: u32): bool {
  if (bytes.length > 0 && offset < total) return true;
  report(bytes.length === 0 ? BAD_POINTER : BAD_ARGUMENT);
  return false;
}

/** Writes the head; the window of the writer begins at `offset`. `kind` is magic, version and build. */
export function writeHead(stream: Stream, bytes: Uint8Array, offset: u32, kind: Uint32Array, total: u32): void {
  begin(stream, Purpose.Write, 0, offset);
  for (let field: u32 = 0; field < HEADER_BYTES / 4; field++) {
    word(stream, bytes, field < kind.length ? kind[field] : total, WORD_MAX);
  }
}

/** Writes the checksum. */
export function writeChecksum(stream: Stream, bytes: Uint8Array): void {
  word(stream, bytes, u32(~stream.remainder), WORD_MAX);
}

/** Why bytes are no undamaged snapshot of this kind and build; 0 if they are. */
export function problemAround(bytes: Uint8Array, kind: Uint32Array, total: u32): u32 {
  if (bytes.length < HEADER_BYTES) return CORRUPT;
  for (let field: u32 = 0; field < HEADER_BYTES / 4; field++) {
    if (readU32(bytes, 4 * field) !== (field < kind.length ? kind[field] : total)) {
      return field === 0 ? CORRUPT : field === 1 ? UNSUPPORTED : BAD_ARGUMENT;
    }
  }
  if (bytes.length < total || total < CRC_BYTES) return CORRUPT;
  const end = total - CRC_BYTES;
  return crc32(bytes.subarray(0, end)) === readU32(bytes, end) ? 0 : CORRUPT;
}
