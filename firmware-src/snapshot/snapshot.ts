/**
 * Saving a core and bringing it back: for a host that goes away, and for a board that loses its power.
 *
 * A snapshot is portable: the same bytes on every engine and chip of the same geometry.
 *
 * ```
 *   0     4         8          12           16      20      24          size - 4
 *   +-----+---------+----------+------------+-------+-------+-- - - --+--------+
 *   |magic| version | capacity | dimensions | links | size  |  state  | CRC-32 |
 *   +-----+---------+----------+------------+-------+-------+-- - - --+--------+
 *   "GNGS"     all little-endian; the CRC is over all that is before it
 * ```
 *
 * The caller owns the memory. Nothing here buffers, which would double what a core takes: a board writes its snapshot
 * into flash a page at a time, by calling {@link save} with a page's buffer and a growing offset while the core stays
 * as it is, and restores from where the flash is mapped, without a copy. A page costs one walk over the state.
 *
 * Bytes are checked before anything changes: first that they are a snapshot of this geometry and undamaged, then that
 * every number is in the range of its field, so that not even a forged one brings in a NaN or an index out of bounds.
 * What is refused leaves the core untouched.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../lib/types.ts";
import { CORRUPT, report } from "../search/errors.ts";
import { CAPACITY, DIMENSIONS, LINKS } from "../search/limits.ts";
import { CRC_BYTES, HEADER_BYTES, isWritable, problemAround, writeChecksum, writeHead } from "./envelope.ts";
import { walkState } from "./state.ts";
import { begin, Purpose, Stream } from "./stream.ts";

/** `GNGS` in ASCII. */
const MAGIC = 0x53474e47;

/** Of the format: goes up with every change of what a snapshot holds. */
const VERSION = 1;

/** A core of this build. */
const KIND = new Uint32Array([MAGIC, VERSION, CAPACITY, DIMENSIONS, LINKS]);

const stream = new Stream();

/** For a walk that only counts. */
const nothing = new Uint8Array(1);

/** How many bytes a snapshot of a core of this build has. */
export function size(): u32 {
  begin(stream, Purpose.Write, HEADER_BYTES, 0);
  walkState(stream, nothing.subarray(0, 0));
  return stream.position + CRC_BYTES;
}

/**
 * Writes the snapshot of the selected core, or the part of it that begins at byte `offset` and fits.
 *
 * @param bytes - where to; in WebAssembly an address and a length
 * @returns how many bytes were written: fewer than there is room for at the snapshot's end, 0 behind it (BAD_ARG) and
 * without room (BAD_PTR)
 */
export function save(bytes: Uint8Array, offset: u32): u32 {
  const total = size();
  if (!isWritable(bytes, offset, total)) return 0;
  writeHead(stream, bytes, offset, KIND, total);
  walkState(stream, bytes);
  writeChecksum(stream, bytes);
  return Math.min(bytes.length, total - offset);
}

/**
 * Makes the selected core what it was when the snapshot was taken; its buffers stay as they are.
 *
 * @param bytes - the whole snapshot; more may follow. In WebAssembly an address and a length.
 * @returns whether it did. If not, the core is as before: the bytes are damaged, cut off or none (CORRUPT), of another
 * version of the format (UNSUPPORTED), or of a build of another geometry (BAD_ARG).
 */
export function restore(bytes: Uint8Array): bool {
  const problem = problemOf(bytes, size());
  if (problem !== 0) {
    report(problem);
    return false;
  }
  begin(stream, Purpose.Read, HEADER_BYTES, 0);
  walkState(stream, bytes);
  return true;
}

/** Why bytes cannot be restored; 0 if they can. */
function problemOf(bytes: Uint8Array, total: u32): u32 {
  const problem = problemAround(bytes, KIND, total);
  if (problem !== 0) return problem;
  begin(stream, Purpose.Check, HEADER_BYTES, 0);
  walkState(stream, bytes);
  return stream.isSound ? 0 : CORRUPT;
}
