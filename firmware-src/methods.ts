/**
 * The methods that the node offers over the wire.
 *
 * Each is an ordinary function with a number; `ganglion rpc` makes of them the dispatcher (methods.rpc.ts), the host's
 * client, the schema and the reference page. Arguments are checked against their types and ranges before a function
 * here is called. What else the core refuses it says in `lastError`, as everywhere.
 *
 * Numbers are for ever: a method that changes its signature becomes a new method. What answers with more than a number
 * writes to the struct that it is given.
 *
 * @packageDocumentation
 */
import { array, u8, type u16, type bool, type Below, f32, type Fixed, type u32 } from "./lib/types.ts";
import { activateNearest, driveFound } from "./neural/activation.ts";
import { inject, membrane, spikes, step } from "./neural/neuron.ts";
import { micros, resetReason } from "./board.ts";
import { setRun, telemetry, tellSpikes } from "./live.ts";
import { init as initCore, reset } from "./neural/reset.ts";
import { tick } from "./neural/tick.ts";
import { nodeType, setNodeType as setType } from "./search/attributes.ts";
import { exchanges } from "./search/buffers.ts";
import { selected } from "./search/cores.ts";
import { lastError as lastErrorOfCore } from "./search/errors.ts";
import { insert as insertIntoCore } from "./search/insert.ts";
import { type CAPACITY, type DIMENSIONS, RESULTS } from "./search/limits.ts";
import { indexOf, Result, write } from "./search/result.ts";
import { search as searchCore } from "./search/search.ts";
import { capacity, count, dimensions, id, metric } from "./search/store.ts";
import { save, size as sizeOfSnapshot } from "./snapshot/snapshot.ts";
import { commit as commitTransfer, open as openTransfer, put as putPiece } from "./snapshot/transfer.ts";
import { type Outcome, refuse } from "./wire/outcome.ts";
import { DENIED } from "./wire/refusals.ts";
import { LEVEL_INFO, LOG_STARTED, log } from "./wire/telemetry.ts";

/** Bytes of a snapshot in one message, so that they fit with all that goes along. */
const PIECE_BYTES = 224;

/** The most ticks of one query: their spike words and 16 records fit one response. */
const TICKS_MAX = 16;

/** The most that a code may stand for: 128 of it are no more than a component may be. */
export const SCALE_MAX = 7e15;

/** What a search found. */
export class Neighbours {
  /** How many were found. */
  found: u8 = 0;
  /**
   * Nearest first; ties by index.
   * @length found
   */
  records = array(Result, RESULTS);
}

/** What a query found, and what it made fire. */
export class Experiment {
  /** How many were found. */
  found: u8 = 0;
  /** How many ticks passed. */
  ticks: u8 = 0;
  /**
   * Nearest first; ties by index.
   * @length found
   */
  neighbours = array(Result, RESULTS);
  /**
   * Who fired in each tick: bit i is neuron i.
   * @length ticks
   */
  raster = new Uint32Array(TICKS_MAX);
}

/**
 * Empties the core and sets it up. Everything that it held is gone.
 * @rpc 1
 * @maxTime 100 ms
 * @param dims - dimensions of the vectors
 * @range dims 1..DIMENSIONS
 * @param metric - 0 squared L2, 1 cosine, 2 dot
 * @range metric 0..METRIC_DOT
 * @param coreId - stands in every result of this core
 */
export function init(dims: u8, metric: u8, coreId: u8): void {
  initCore(dims, metric, coreId);
}

/**
 * Stores a vector, and answers with its slot; 255 if it was refused, then lastError says why.
 * @rpc 2
 * @maxTime 200 ms
 * @param vector - components; those beyond the dimensions in use are ignored
 * @range vector -COMPONENT_MAX..COMPONENT_MAX
 */
export function insert(vector: Fixed<Float32Array, typeof DIMENSIONS>): u32 {
  const buffer = exchanges[selected].insert.components;
  for (let i: u32 = 0; i < buffer.length; i++) buffer[i] = vector[i];
  return insertIntoCore();
}

/**
 * The k nearest vectors.
 * @rpc 3
 * @maxTime 200 ms
 * @param query - components; those beyond the dimensions in use are ignored
 * @range query -COMPONENT_MAX..COMPONENT_MAX
 * @param k - how many
 * @range k 0..RESULTS
 */
export function search(query: Fixed<Float32Array, typeof DIMENSIONS>, k: u8, answer: Neighbours): void {
  takeQuery(query);
  answer.found = u8(searchCore(k));
  giveRecords(answer.records, answer.found);
}

/**
 * Labels a slot, whether or not it holds a vector.
 * @rpc 4
 * @maxTime 50 ms
 * @param index - the slot
 * @param type - the label
 * @range type 0..15
 */
export function setNodeType(index: Below<typeof CAPACITY>, type: u8): void {
  setType(index, type);
}

/**
 * The label of a slot.
 * @rpc 5
 * @maxTime 50 ms
 * @param index - the slot
 */
export function getNodeType(index: Below<typeof CAPACITY>): u32 {
  return nodeType(index);
}

/**
 * Searches, and drives the neuron of each vector found with a current that falls with its distance. Answers how many
 * were found.
 * @rpc 6
 * @maxTime 200 ms
 * @param query - components; those beyond the dimensions in use are ignored
 * @range query -COMPONENT_MAX..COMPONENT_MAX
 * @param k - how many nearest vectors
 * @range k 0..RESULTS
 * @param gain - current for a vector at distance 0
 * @range gain -F32_MAX..F32_MAX
 */
export function hnswToSnn(query: Fixed<Float32Array, typeof DIMENSIONS>, k: u8, gain: f32): u32 {
  takeQuery(query);
  return activateNearest(k, gain);
}

/**
 * Puts every neuron to rest and time to 0. Vectors, labels and learned weights stay.
 * @rpc 7
 * @maxTime 50 ms
 */
export function snnReset(): void {
  reset();
}

/**
 * Drives one neuron.
 * @rpc 8
 * @maxTime 50 ms
 * @param index - the neuron
 * @param current - added to the membrane potential
 * @range current -F32_MAX..F32_MAX
 */
export function snnInject(index: Below<typeof CAPACITY>, current: f32): void {
  inject(index, current);
}

/**
 * Lets time pass.
 * @rpc 9
 * @maxTime 100 ms
 * @param dt - milliseconds
 * @range dt 0..F32_MAX
 */
export function snnStep(dt: f32): [fired: u32, spikes: u32] {
  const fired = step(dt);
  tellSpikes(fired);
  return [fired, spikes()];
}

/**
 * Lets time pass; then spikes travel to the neighbours, then weights learn from the timing, if they shall.
 * @rpc 10
 * @maxTime 200 ms
 * @param dt - milliseconds
 * @range dt 0..F32_MAX
 * @param gain - current that a spike sends to each neighbour
 * @range gain -F32_MAX..F32_MAX
 * @param learn - whether weights change by the timing of spikes
 */
export function snnTick(dt: f32, gain: f32, learn: bool): [fired: u32, spikes: u32] {
  const fired = tick(dt, gain, learn ? 1 : 0);
  tellSpikes(fired);
  return [fired, spikes()];
}

/**
 * Who fired in the last step: bit i is neuron i.
 * @rpc 11
 * @maxTime 50 ms
 */
export function getSpikes(): u32 {
  return spikes();
}

/**
 * What the core holds and how it is set up. dims is 0 before init.
 * @rpc 12
 * @maxTime 50 ms
 */
export function describe(): [count: u32, coreId: u32, metric: u32, dims: u32, capacity: u32] {
  return [count(), id(), metric(), dimensions(), capacity()];
}

/**
 * The membrane potential of a neuron; it fires at its threshold, 1 after a reset.
 * @rpc 13
 * @maxTime 50 ms
 * @param index - the neuron
 */
export function getMembrane(index: Below<typeof CAPACITY>): f32 {
  return membrane(index);
}

/**
 * The whole experiment in one request: from rest, `ticks` times drive the neurons of the k nearest vectors and let dt
 * milliseconds pass. Answers what was found, and who fired in each tick.
 * @rpc 14
 * @maxTime 250 ms
 * @param query - components; those beyond the dimensions in use are ignored
 * @range query -COMPONENT_MAX..COMPONENT_MAX
 * @param k - how many nearest vectors
 * @range k 0..RESULTS
 * @param gain - current for a vector at distance 0
 * @range gain -F32_MAX..F32_MAX
 * @param dt - milliseconds a tick
 * @range dt 0..F32_MAX
 * @param ticks - how many
 * @range ticks 0..TICKS_MAX
 */
export function query(
  query: Fixed<Float32Array, typeof DIMENSIONS>,
  k: u8,
  gain: f32,
  dt: f32,
  ticks: u8,
  answer: Experiment,
): void {
  takeQuery(query);
  experiment(k, gain, dt, ticks, answer);
}

/**
 * As `query`, with a query of 20 bytes in place of 64: component i is codes[i] x scale.
 * @rpc 40
 * @maxTime 250 ms
 * @param codes - those beyond the dimensions in use are ignored
 * @param scale - of all components
 * @range scale 0..SCALE_MAX
 * @param k - how many nearest vectors
 * @range k 0..RESULTS
 * @param gain - current for a vector at distance 0
 * @range gain -F32_MAX..F32_MAX
 * @param dt - milliseconds a tick
 * @range dt 0..F32_MAX
 * @param ticks - how many
 * @range ticks 0..TICKS_MAX
 */
export function queryCodes(
  codes: Fixed<Int8Array, typeof DIMENSIONS>,
  scale: f32,
  k: u8,
  gain: f32,
  dt: f32,
  ticks: u8,
  answer: Experiment,
): void {
  const buffer = exchanges[selected].query.components;
  for (let i: u32 = 0; i < buffer.length; i++) buffer[i] = f32(codes[i]) * scale;
  experiment(k, gain, dt, ticks, answer);
}

/** What follows once the query is taken. */
function experiment(k: u8, gain: f32, dt: f32, ticks: u8, answer: Experiment): void {
  reset();
  // Once: each tick would find the same, since neither the query nor the vectors change.
  const found = searchCore(k);
  const passing = Math.min(ticks, TICKS_MAX);
  for (let i: u32 = 0; i < passing; i++) {
    driveFound(found, gain);
    tick(dt, 0, 0);
    answer.raster[i] = spikes();
  }
  answer.found = u8(found);
  answer.ticks = u8(passing);
  giveRecords(answer.neighbours, answer.found);
}

/**
 * Why the core last refused something, and forgets it: 0 nothing, 1 full, 2 an argument out of range, 3 a number that
 * is not finite, 4 a time step, 5 a search where there is nothing.
 * @rpc 15
 * @maxTime 50 ms
 */
export function lastError(): u32 {
  return lastErrorOfCore();
}

/**
 * Sets what this host wants to hear without asking: events of topics, and lines of the log.
 * @rpc 16
 * @maxTime 50 ms
 * @param topics - bit 1 who fires after each step, bit 2 what the link has counted
 * @range topics 0..6
 * @param logLevel - 0 no log, 1 errors, 2 warnings as well, 3 everything
 * @range logLevel 0..LEVEL_INFO
 */
export function subscribe(topics: u8, logLevel: u8): void {
  const isFirst = telemetry.level === 0;
  telemetry.topics = logLevel > 0 ? topics | 1 : topics;
  telemetry.level = logLevel;
  if (isFirst) log(telemetry, LEVEL_INFO, LOG_STARTED, resetReason(), 0, micros());
}

/**
 * Lets time pass by itself from now on, until it is told otherwise or the session ends: a step and what follows from
 * it, as snnTick, each period. A step that is late is left out.
 * @rpc 17
 * @maxTime 50 ms
 * @param periodMs - milliseconds between steps; 0 ends it
 * @range periodMs 0..60000
 * @param dt - simulated milliseconds a step
 * @range dt 0..F32_MAX
 * @param gain - current that a spike sends to each neighbour
 * @range gain -F32_MAX..F32_MAX
 * @param learn - whether weights change by the timing of spikes
 */
export function freeRun(periodMs: u16, dt: f32, gain: f32, learn: bool): void {
  setRun(periodMs, dt, gain, learn);
}

/** A piece of a snapshot. */
export class Piece {
  /** How many bytes there are: as many as fit, fewer at the end, 0 behind it. */
  count: u8 = 0;
  /** @length count */
  bytes = new Uint8Array(PIECE_BYTES);
}

/**
 * How many bytes a snapshot of the core has.
 * @rpc 18
 * @maxTime 100 ms
 */
export function snapshotSize(): u32 {
  return sizeOfSnapshot();
}

/**
 * A piece of a snapshot of the core. Its pieces fit together while the core stays as it is; a checksum at its end
 * tells.
 * @rpc 19
 * @maxTime 200 ms
 * @param offset - of the piece's first byte
 */
export function snapshotRead(offset: u32, piece: Piece): void {
  piece.count = u8(save(piece.bytes, offset));
}

/**
 * Begins to restore a snapshot. Answers true.
 * @rpc 20
 * @maxTime 50 ms
 * @param token - the handshake's
 * @refuses DENIED - the token is not the one that this session's handshake gave; nothing will be restored
 */
export function restoreBegin(token: u16, outcome: Outcome): bool {
  const isOpen = openTransfer(token);
  if (!isOpen) refuse(outcome, DENIED, 0, 0);
  return isOpen;
}

/**
 * Takes a piece of the snapshot. False if nothing is being restored, or if it lies outside of a snapshot.
 * @rpc 21
 * @maxTime 50 ms
 * @param offset - of the piece's first byte
 * @param count - how many of the bytes count
 * @range count 0..PIECE_BYTES
 * @param bytes - those, and others
 */
export function restoreWrite(offset: u32, count: u8, bytes: Fixed<Uint8Array, typeof PIECE_BYTES>): bool {
  return putPiece(offset, bytes, count);
}

/**
 * Makes the core what the snapshot says. If it is damaged or of another geometry, the answer is false, lastError says
 * why, and the core is as before.
 * @rpc 22
 * @maxTime 500 ms
 */
export function restoreCommit(): bool {
  return commitTransfer();
}

function takeQuery(query: Fixed<Float32Array, typeof DIMENSIONS>): void {
  const buffer = exchanges[selected].query.components;
  for (let i: u32 = 0; i < buffer.length; i++) buffer[i] = query[i];
}

/** Copies the first `found` records of the result buffer. */
function giveRecords(to: Fixed<Result[], typeof RESULTS>, found: u32): void {
  const records = exchanges[selected].results.records;
  for (let rank: u32 = 0; rank < Math.min(found, RESULTS); rank++) {
    const from = records[rank];
    write(to[rank], indexOf(from), from.core, from.distance, from.flags);
  }
}
