/**
 * Saving what belongs to a program and to no core of it, and bringing it back: its settings, and the spiking engine.
 * snapshot.ts does the same for a core.
 *
 * A program that needs it exports it; others pay nothing. Of the engine there are neurons, synapses, what is under way,
 * what plasticity remembers, how it learns, and the time. Spikes that the host has not taken are not kept: a restored
 * engine begins its list anew.
 *
 * Bytes are the same from every engine and chip of the same build, which is told by the numbers of neurons and
 * synapses, and by the slots for delays with the arithmetic. What is refused leaves the program untouched.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../lib/types.ts";
import { CORRUPT, report } from "../search/errors.ts";
import { ARITHMETIC, DELAY_SLOTS, NEURONS, SYNAPSES } from "../spiking/sizes.ts";
import { CRC_BYTES, HEADER_BYTES, isWritable, problemAround, writeChecksum, writeHead } from "./envelope.ts";
import { walkEngine } from "./engine-state.ts";
import { walkSettings } from "./settings.ts";
import { begin, Purpose, Stream } from "./stream.ts";

/** `GNGP` in ASCII. */
const MAGIC = 0x50474e47;

/** Of the format: goes up with every change of what a snapshot holds. */
const VERSION = 1;

/** A program of this build. */
const KIND = new Uint32Array([MAGIC, VERSION, NEURONS, SYNAPSES, DELAY_SLOTS * 2 + ARITHMETIC]);

const stream = new Stream();

/** For a walk that only counts. */
const nothing = new Uint8Array(1);

/** How many bytes a snapshot of a program of this build has. */
export function size(): u32 {
  begin(stream, Purpose.Write, HEADER_BYTES, 0);
  walk(nothing.subarray(0, 0));
  return stream.position + CRC_BYTES;
}

/**
 * Writes the snapshot, or the part of it that begins at byte `offset` and fits.
 *
 * @param bytes - where to; in WebAssembly an address and a length
 * @returns how many bytes were written: fewer than there is room for at the snapshot's end, 0 behind it (BAD_ARG) and
 * without room (BAD_PTR)
 */
export function save(bytes: Uint8Array, offset: u32): u32 {
  const total = size();
  if (!isWritable(bytes, offset, total)) return 0;
  writeHead(stream, bytes, offset, KIND, total);
  walk(bytes);
  writeChecksum(stream, bytes);
  return Math.min(bytes.length, total - offset);
}

/**
 * Makes settings and engine what they were when the snapshot was taken.
 *
 * @param bytes - the whole snapshot; more may follow. In WebAssembly an address and a length.
 * @returns whether it did. If not, all is as before: the bytes are damaged, cut off or none (CORRUPT), of
 * another version of the format (UNSUPPORTED), or of a build with other room or arithmetic (BAD_ARG).
 */
export function restore(bytes: Uint8Array): bool {
  const problem = problemOf(bytes, size());
  if (problem !== 0) {
    report(problem);
    return false;
  }
  begin(stream, Purpose.Read, HEADER_BYTES, 0);
  walk(bytes);
  return true;
}

/** Walks over all of it. */
function walk(bytes: Uint8Array): void {
  walkSettings(stream, bytes);
  walkEngine(stream, bytes);
}

/** Why bytes cannot be restored; 0 if they can. */
function problemOf(bytes: Uint8Array, total: u32): u32 {
  const problem = problemAround(bytes, KIND, total);
  if (problem !== 0) return problem;
  begin(stream, Purpose.Check, HEADER_BYTES, 0);
  walk(bytes);
  return stream.isSound ? 0 : CORRUPT;
}
