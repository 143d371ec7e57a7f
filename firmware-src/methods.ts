/**
 * The methods that the node offers over the wire: from a request's arguments to a call of the core to a result.
 *
 * Arguments and results are packed little-endian, without padding, in the order of the table in docs/wire.md. A
 * request must have exactly the length of its arguments. Words are checked here against the ranges of the core, so
 * that a wrong one is refused and says which; floats may be anything, since the core lets no NaN or infinity into
 * its state and says so in `lastError`. A number of results above 16 is cut to 16, as in the core.
 *
 * The numbers are for ever: a method that changes its signature becomes a new method. `run` owns no memory: the
 * caller passes the request's payload, the space for the result's, and the outcome.
 *
 * @packageDocumentation
 */
import { readF32, readU32, writeF32, writeU32 } from "./wire/bytes.ts";
import { BAD_ARG, BAD_LENGTH, UNKNOWN_METHOD } from "./wire/refusals.ts";
import { activateNearest, driveFound } from "./neural/activation.ts";
import { inject, membrane, spikes, step } from "./neural/neuron.ts";
import { init, reset } from "./neural/reset.ts";
import { tick } from "./neural/tick.ts";
import { nodeType, setNodeType } from "./search/attributes.ts";
import { exchanges } from "./search/buffers.ts";
import { selected } from "./search/cores.ts";
import { METRIC_DOT } from "./search/distance.ts";
import { lastError } from "./search/errors.ts";
import { insert } from "./search/insert.ts";
import { CAPACITY, DIMENSIONS, RESULTS } from "./search/limits.ts";
import { search } from "./search/search.ts";
import { capacity, count, dimensions, id, metric } from "./search/store.ts";
import type { Vector } from "./search/vector.ts";
import type { u32 } from "./lib/types.ts";

/**
 * The first 64 bits that tell one table of methods from another: FNV-1a over its text, as docs/wire.md describes.
 * A host that was made for another table refuses to call. Held as two constants and checked by a test.
 */
export const SCHEMA_LOW: u32 = 0x2b6bf38b;
export const SCHEMA_HIGH: u32 = 0x132e7aa9;

/** Method numbers. */
const INIT = 1;
const INSERT = 2;
const SEARCH = 3;
const SET_NODE_TYPE = 4;
const GET_NODE_TYPE = 5;
const HNSW_TO_SNN = 6;
const SNN_RESET = 7;
const SNN_INJECT = 8;
const SNN_STEP = 9;
const SNN_TICK = 10;
const GET_SPIKES = 11;
const DESCRIBE = 12;
const GET_MEMBRANE = 13;
const QUERY = 14;
const LAST_ERROR = 15;

/** Bytes of arguments of each method, by its number; there is no method 0. */
const ARGUMENT_BYTES = new Uint8Array([0, 12, 64, 68, 8, 4, 72, 0, 8, 4, 12, 0, 0, 4, 80, 0]);

const VECTOR_BYTES = 64;
const RECORD_BYTES = 8;
const NODE_TYPE_MAX = 15;
/** The most ticks of one query: their spike words and 16 records fit one response. */
const TICKS_MAX = 16;

/** What came of a request. */
export class Outcome {
  /** 0 if the method ran, else why it did not (wire/refusals.ts). */
  refusal: u32 = 0;
  /** The two details of a refusal. */
  aux: u32 = 0;
  aux2: u32 = 0;
  /** Bytes of result. */
  resultBytes: u32 = 0;
}

/**
 * Runs a method. Total: any number, any bytes.
 * @param request - The payload of the request.
 * @param result - Space for the payload of the response, 240 bytes.
 */
export function run(method: u32, request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  outcome.refusal = 0;
  outcome.aux = 0;
  outcome.aux2 = 0;
  outcome.resultBytes = 0;
  if (method === 0 || method >= ARGUMENT_BYTES.length) {
    refuse(outcome, UNKNOWN_METHOD, method, 0);
  } else if (request.length !== ARGUMENT_BYTES[method]) {
    refuse(outcome, BAD_LENGTH, request.length, ARGUMENT_BYTES[method]);
  } else {
    dispatch(method, request, result, outcome);
  }
}

function dispatch(method: u32, request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  switch (method) {
    case INIT:
      runInit(request, outcome);
      break;
    case INSERT:
      runInsert(request, result, outcome);
      break;
    case SEARCH:
      runSearch(request, result, outcome);
      break;
    case SET_NODE_TYPE:
      runSetNodeType(request, outcome);
      break;
    case GET_NODE_TYPE:
      runGetNodeType(request, result, outcome);
      break;
    case HNSW_TO_SNN:
      runHnswToSnn(request, result, outcome);
      break;
    case SNN_RESET:
      reset();
      break;
    case SNN_INJECT:
      runSnnInject(request, outcome);
      break;
    case SNN_STEP:
      giveWord(result, outcome, step(readF32(request, 0)));
      giveWord(result, outcome, spikes());
      break;
    case SNN_TICK:
      giveWord(result, outcome, tick(readF32(request, 0), readF32(request, 4), readU32(request, 8)));
      giveWord(result, outcome, spikes());
      break;
    case GET_SPIKES:
      giveWord(result, outcome, spikes());
      break;
    case DESCRIBE:
      runDescribe(result, outcome);
      break;
    case GET_MEMBRANE:
      runGetMembrane(request, result, outcome);
      break;
    case QUERY:
      runQuery(request, result, outcome);
      break;
    case LAST_ERROR:
      giveWord(result, outcome, lastError());
      break;
    default:
      refuse(outcome, UNKNOWN_METHOD, method, 0);
  }
}

function runInit(request: Uint8Array, outcome: Outcome): void {
  const components: u32 = readU32(request, 0);
  const measure: u32 = readU32(request, 4);
  if (components === 0 || components > DIMENSIONS) {
    refuseArgument(outcome, 0);
  } else if (measure > METRIC_DOT) {
    refuseArgument(outcome, 1);
  } else {
    init(components, measure, readU32(request, 8));
  }
}

function runInsert(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  readVector(request, exchanges[selected].insert);
  giveWord(result, outcome, insert());
}

function runSearch(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  readVector(request, exchanges[selected].query);
  const found: u32 = search(readU32(request, VECTOR_BYTES));
  giveWord(result, outcome, found);
  giveRecords(result, outcome, found);
}

function runSetNodeType(request: Uint8Array, outcome: Outcome): void {
  const index: u32 = readU32(request, 0);
  const type: u32 = readU32(request, 4);
  if (index >= CAPACITY) {
    refuseArgument(outcome, 0);
  } else if (type > NODE_TYPE_MAX) {
    refuseArgument(outcome, 1);
  } else {
    setNodeType(index, type);
  }
}

function runGetNodeType(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  const index: u32 = readU32(request, 0);
  if (index >= CAPACITY) refuseArgument(outcome, 0);
  else giveWord(result, outcome, nodeType(index));
}

function runHnswToSnn(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  readVector(request, exchanges[selected].query);
  giveWord(result, outcome, activateNearest(readU32(request, VECTOR_BYTES), readF32(request, VECTOR_BYTES + 4)));
}

function runSnnInject(request: Uint8Array, outcome: Outcome): void {
  const index: u32 = readU32(request, 0);
  if (index >= CAPACITY) refuseArgument(outcome, 0);
  else inject(index, readF32(request, 4));
}

function runDescribe(result: Uint8Array, outcome: Outcome): void {
  giveWord(result, outcome, count());
  giveWord(result, outcome, id());
  giveWord(result, outcome, metric());
  giveWord(result, outcome, dimensions());
  giveWord(result, outcome, capacity());
}

function runGetMembrane(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  const index: u32 = readU32(request, 0);
  if (index >= CAPACITY) {
    refuseArgument(outcome, 0);
    return;
  }
  writeF32(result, 0, membrane(index));
  outcome.resultBytes = 4;
}

/**
 * The whole experiment in one request: from rest, `ticks` times drive the neurons of the `k` nearest vectors and let
 * `dt` milliseconds pass. The result is what was found and who fired in each tick.
 */
function runQuery(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  const k: u32 = Math.min(readU32(request, VECTOR_BYTES), RESULTS);
  const gain = readF32(request, VECTOR_BYTES + 4);
  const dt = readF32(request, VECTOR_BYTES + 8);
  const ticks: u32 = readU32(request, VECTOR_BYTES + 12);
  if (ticks > TICKS_MAX) {
    refuseArgument(outcome, 4);
    return;
  }
  readVector(request, exchanges[selected].query);
  reset();
  // Once: each tick would find the same, since neither the query nor the vectors change.
  const found: u32 = Math.min(search(k), RESULTS);
  for (let i: u32 = 0; i < ticks; i++) {
    driveFound(found, gain);
    tick(dt, 0, 0);
    writeU32(result, 8 + RECORD_BYTES * found + 4 * i, spikes());
  }
  giveWord(result, outcome, found);
  giveWord(result, outcome, ticks);
  giveRecords(result, outcome, found);
  outcome.resultBytes += 4 * ticks;
}

function refuseArgument(outcome: Outcome, index: u32): void {
  refuse(outcome, BAD_ARG, index, 0);
}

function refuse(outcome: Outcome, code: u32, aux: u32, aux2: u32): void {
  outcome.refusal = code;
  outcome.aux = aux;
  outcome.aux2 = aux2;
}

/** Appends a word to the result. */
function giveWord(result: Uint8Array, outcome: Outcome, word: u32): void {
  writeU32(result, outcome.resultBytes, word);
  outcome.resultBytes += 4;
}

/** Appends the first `found` records of the result buffer to the result. */
function giveRecords(result: Uint8Array, outcome: Outcome, found: u32): void {
  const records: u32 = Math.min(found, RESULTS);
  for (let rank: u32 = 0; rank < records; rank++) {
    const record = exchanges[selected].results.records[rank];
    const identity: u32 = record.index | (record.core << 8) | (record.indexHigh << 16) | (record.flags << 24);
    writeU32(result, outcome.resultBytes, identity);
    writeF32(result, outcome.resultBytes + 4, record.distance);
    outcome.resultBytes += RECORD_BYTES;
  }
}

/** Unpacks the vector with which a request begins. */
function readVector(request: Uint8Array, vector: Vector): void {
  for (let i: u32 = 0; i < DIMENSIONS; i++) vector.components[i] = readF32(request, 4 * i);
}
