/**
 * Networks from files: `.mnir`, a flat list of records that a host makes from a model in the Neuromorphic Intermediate
 * Representation.
 *
 * A record has 12 bytes, little-endian, and stands for one call:
 *
 * ```
 *    0   1   2       4       6       8           12
 *   +---+---+-------+-------+-------+-----------+
 *   | k | p | first | second| third |   value   |     u8 u8 u16 u16 u16 f32
 *   +---+---+-------+-------+-------+-----------+
 *   M   N   "IR"     version neurons   length of a step: begins a model
 *   1   parameter  first neuron  last neuron  -  value
 *   2   plastic    from          to        delay  weight
 *   3   parameter of learning    -         -   -  value
 * ```
 *
 * Every record is complete, so a file can be loaded piece by piece, through a buffer that holds what one frame of the
 * wire carries: the host writes whole records there and calls {@link load}. Nothing of the file is kept.
 *
 * @packageDocumentation
 */
import { f32FromBits, type bool, type f32, type Fixed, type u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, report } from "../search/errors.ts";
import { configure as configureLearning } from "./learning.ts";
import { configure, release, use } from "./neurons.ts";
import { reset, setTimeStep } from "./schedule.ts";
import { NEURONS, SYNAPSES } from "./sizes.ts";
import { add, clear } from "./synapses.ts";

/** Bytes of a record. */
export const RECORD_BYTES = 12;
/** 20 records: the payload of one frame. */
const BUFFER_BYTES = 240;

/** "MNIR", little-endian. */
export const MAGIC = 0x52494e4d;
/** Of the format. */
export const VERSION = 1;

/** Kinds of records. */
export const PARAMETER = 1;
export const SYNAPSE = 2;
const LEARNING = 3;

/** Records that wait to be loaded. */
export const buffer = new Uint8Array(BUFFER_BYTES);

/** Where the host writes records. */
export function loadBuffer(): Fixed<Uint8Array, typeof BUFFER_BYTES> {
  return buffer;
}

/**
 * Does what the records in the first `bytes` bytes of the buffer say, in order, up to the first that cannot be done.
 * The record that begins a model removes all that was there before.
 *
 * @returns how many were done: if it is less than there are, `last_error` tells why (BAD_ARG, NONFINITE, FULL).
 */
export function load(bytes: u32): u32 {
  if (bytes > BUFFER_BYTES || bytes % RECORD_BYTES !== 0) {
    report(BAD_ARGUMENT);
    return 0;
  }
  const records = bytes / RECORD_BYTES;
  for (let record: u32 = 0; record < records; record++) {
    if (!loadRecord(record * RECORD_BYTES)) return record;
  }
  return records;
}

/** Does one record; false if it cannot be done. */
function loadRecord(at: u32): bool {
  const parameter = byteAt(at + 1);
  const first = halfAt(at + 2);
  const second = halfAt(at + 4);
  const third = halfAt(at + 6);
  const value = f32FromBits(wordAt(at + 8));
  if (wordAt(at) === MAGIC) return begin(second, third, value);
  switch (byteAt(at)) {
    case PARAMETER:
      return configureRange(first, second, parameter, value);
    case SYNAPSE:
      return add(first, second, value, third, parameter) < SYNAPSES;
    case LEARNING:
      return configureLearning(parameter, value);
    default:
      report(BAD_ARGUMENT);
      return false;
  }
}

/** Removes the present network, and brings neurons into use. */
function begin(version: u32, neurons: u32, duration: f32): bool {
  if (version !== VERSION || neurons > NEURONS) {
    report(BAD_ARGUMENT);
    return false;
  }
  clear();
  release();
  reset();
  return setTimeStep(duration) && (neurons === 0 || use(neurons - 1));
}

function configureRange(first: u32, last: u32, parameter: u32, value: f32): bool {
  if (first > last || last >= NEURONS) {
    report(BAD_ARGUMENT);
    return false;
  }
  let isDone = true;
  for (let index = first; index <= last && isDone; index++) isDone = configure(index, parameter, value);
  return isDone;
}

function byteAt(offset: u32): u32 {
  return offset < BUFFER_BYTES ? buffer[offset] : 0;
}

function halfAt(offset: u32): u32 {
  return byteAt(offset) | (byteAt(offset + 1) << 8);
}

function wordAt(offset: u32): u32 {
  return halfAt(offset) | (halfAt(offset + 2) << 16);
}
