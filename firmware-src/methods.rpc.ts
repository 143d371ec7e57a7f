/**
 * Calls the methods of methods.ts for requests that come over the wire.
 *
 * Generated from there by `ganglion rpc`; change that file and run it again.
 *
 * @packageDocumentation
 */
import { i32, i8, u16, u8, type u32 } from "./lib/types.ts";
import { readF32, readU16, readU32, readU8 } from "./wire/bytes.ts";
import { begin, giveF32, giveU32, giveU8, type Outcome, refuse } from "./wire/outcome.ts";
import { BAD_ARG, BAD_LENGTH, UNKNOWN_METHOD } from "./wire/refusals.ts";
import { Experiment, Neighbours, Piece, describe, freeRun, getMembrane, getNodeType, getSpikes, hnswToSnn, init, insert,
    lastError, query, queryCodes, restoreBegin, restoreCommit, restoreWrite, search, setNodeType, snapshotRead,
    snapshotSize, snnInject, snnReset, snnStep, snnTick, subscribe } from "./methods.ts";

/** The schema's hash: what tells one set of methods from another. */
export const SCHEMA_LOW: u32 = 0x6969db0a;
export const SCHEMA_HIGH: u32 = 0x77d5fe77;

/** What a method reads as `vector`. */
const vectorArgument = new Float32Array(16);

/** What a method reads as `query`. */
const queryArgument = new Float32Array(16);

/** What a method writes to as `answer`. */
const neighbours = new Neighbours();

/** What a method writes to as `answer`. */
const experiment = new Experiment();

/** What a method writes to as `piece`. */
const piece = new Piece();

/** What a method reads as `bytes`. */
const bytesArgument = new Uint8Array(224);

/** What a method reads as `codes`. */
const codesArgument = new Int8Array(16);

/**
 * Runs a method. Total: any number, any bytes.
 * @param request - The payload of the request.
 * @param result - Space for the payload of the response, 240 bytes.
 */
export function run(method: u32, request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  begin(outcome);
  dispatch(method, request, result, outcome);
}

function dispatch(method: u32, request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  switch (method) {
    case 0:
      tellDictionary(request, result, outcome);
      break;
    case 1:
      callInit(request, outcome);
      break;
    case 2:
      callInsert(request, result, outcome);
      break;
    case 3:
      callSearch(request, result, outcome);
      break;
    case 4:
      callSetNodeType(request, outcome);
      break;
    case 5:
      callGetNodeType(request, result, outcome);
      break;
    case 6:
      callHnswToSnn(request, result, outcome);
      break;
    case 7:
      callSnnReset(request, outcome);
      break;
    case 8:
      callSnnInject(request, outcome);
      break;
    case 9:
      callSnnStep(request, result, outcome);
      break;
    case 10:
      callSnnTick(request, result, outcome);
      break;
    case 11:
      callGetSpikes(request, result, outcome);
      break;
    case 12:
      callDescribe(request, result, outcome);
      break;
    case 13:
      callGetMembrane(request, result, outcome);
      break;
    case 14:
      callQuery(request, result, outcome);
      break;
    case 15:
      callLastError(request, result, outcome);
      break;
    case 16:
      callSubscribe(request, outcome);
      break;
    case 17:
      callFreeRun(request, outcome);
      break;
    case 18:
      callSnapshotSize(request, result, outcome);
      break;
    case 19:
      callSnapshotRead(request, result, outcome);
      break;
    case 20:
      callRestoreBegin(request, result, outcome);
      break;
    case 21:
      callRestoreWrite(request, result, outcome);
      break;
    case 22:
      callRestoreCommit(request, result, outcome);
      break;
    case 40:
      callQueryCodes(request, result, outcome);
      break;
    default:
      refuse(outcome, UNKNOWN_METHOD, method, 0);
  }
}

/** 1. */
function callInit(request: Uint8Array, outcome: Outcome): void {
  if (request.length !== 3) {
    refuse(outcome, BAD_LENGTH, request.length, 3);
    return;
  }
  const dims = readU8(request, 0);
  if (dims < 1 || dims > 16) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const metric = readU8(request, 1);
  if (metric > 2) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  const coreId = readU8(request, 2);
  init(u8(dims), u8(metric), u8(coreId));
}

/** 2. */
function callInsert(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 64) {
    refuse(outcome, BAD_LENGTH, request.length, 64);
    return;
  }
  for (let i: u32 = 0; i < 16; i++) {
    vectorArgument[i] = readF32(request, 4 * i);
    if (!(vectorArgument[i] >= -1000000000000000000 && vectorArgument[i] <= 1000000000000000000)) {
      refuse(outcome, BAD_ARG, 0, 0);
      return;
    }
  }
  const answer = insert(vectorArgument);
  giveU32(result, outcome, answer);
}

/** 3. */
function callSearch(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 65) {
    refuse(outcome, BAD_LENGTH, request.length, 65);
    return;
  }
  for (let i: u32 = 0; i < 16; i++) {
    queryArgument[i] = readF32(request, 4 * i);
    if (!(queryArgument[i] >= -1000000000000000000 && queryArgument[i] <= 1000000000000000000)) {
      refuse(outcome, BAD_ARG, 0, 0);
      return;
    }
  }
  const k = readU8(request, 64);
  if (k > 16) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  search(queryArgument, u8(k), neighbours);
  giveU8(result, outcome, neighbours.found);
  for (let i: u32 = 0; i < Math.min(neighbours.found, 16); i++) {
    const element = neighbours.records[i];
    giveU8(result, outcome, element.index);
    giveU8(result, outcome, element.core);
    giveU8(result, outcome, element.indexHigh);
    giveU8(result, outcome, element.flags);
    giveF32(result, outcome, element.distance);
  }
}

/** 4. */
function callSetNodeType(request: Uint8Array, outcome: Outcome): void {
  if (request.length !== 5) {
    refuse(outcome, BAD_LENGTH, request.length, 5);
    return;
  }
  const index = readU32(request, 0);
  if (index > 31) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const type = readU8(request, 4);
  if (type > 15) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  setNodeType(index, u8(type));
}

/** 5. */
function callGetNodeType(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 4) {
    refuse(outcome, BAD_LENGTH, request.length, 4);
    return;
  }
  const index = readU32(request, 0);
  if (index > 31) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const answer = getNodeType(index);
  giveU32(result, outcome, answer);
}

/** 6. */
function callHnswToSnn(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 69) {
    refuse(outcome, BAD_LENGTH, request.length, 69);
    return;
  }
  for (let i: u32 = 0; i < 16; i++) {
    queryArgument[i] = readF32(request, 4 * i);
    if (!(queryArgument[i] >= -1000000000000000000 && queryArgument[i] <= 1000000000000000000)) {
      refuse(outcome, BAD_ARG, 0, 0);
      return;
    }
  }
  const k = readU8(request, 64);
  if (k > 16) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  const gain = readF32(request, 65);
  if (!(gain >= -3.4028235e+38 && gain <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 2, 0);
    return;
  }
  const answer = hnswToSnn(queryArgument, u8(k), gain);
  giveU32(result, outcome, answer);
}

/** 7. */
function callSnnReset(request: Uint8Array, outcome: Outcome): void {
  if (request.length !== 0) {
    refuse(outcome, BAD_LENGTH, request.length, 0);
    return;
  }
  snnReset();
}

/** 8. */
function callSnnInject(request: Uint8Array, outcome: Outcome): void {
  if (request.length !== 8) {
    refuse(outcome, BAD_LENGTH, request.length, 8);
    return;
  }
  const index = readU32(request, 0);
  if (index > 31) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const current = readF32(request, 4);
  if (!(current >= -3.4028235e+38 && current <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  snnInject(index, current);
}

/** 9. */
function callSnnStep(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 4) {
    refuse(outcome, BAD_LENGTH, request.length, 4);
    return;
  }
  const dt = readF32(request, 0);
  if (!(dt >= 0 && dt <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const [fired, spikes] = snnStep(dt);
  giveU32(result, outcome, fired);
  giveU32(result, outcome, spikes);
}

/** 10. */
function callSnnTick(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 9) {
    refuse(outcome, BAD_LENGTH, request.length, 9);
    return;
  }
  const dt = readF32(request, 0);
  if (!(dt >= 0 && dt <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const gain = readF32(request, 4);
  if (!(gain >= -3.4028235e+38 && gain <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  if (readU8(request, 8) > 1) {
    refuse(outcome, BAD_ARG, 2, 0);
    return;
  }
  const learn = readU8(request, 8) !== 0;
  const [fired, spikes] = snnTick(dt, gain, learn);
  giveU32(result, outcome, fired);
  giveU32(result, outcome, spikes);
}

/** 11. */
function callGetSpikes(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 0) {
    refuse(outcome, BAD_LENGTH, request.length, 0);
    return;
  }
  const answer = getSpikes();
  giveU32(result, outcome, answer);
}

/** 12. */
function callDescribe(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 0) {
    refuse(outcome, BAD_LENGTH, request.length, 0);
    return;
  }
  const [count, coreId, metric, dims, capacity] = describe();
  giveU32(result, outcome, count);
  giveU32(result, outcome, coreId);
  giveU32(result, outcome, metric);
  giveU32(result, outcome, dims);
  giveU32(result, outcome, capacity);
}

/** 13. */
function callGetMembrane(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 4) {
    refuse(outcome, BAD_LENGTH, request.length, 4);
    return;
  }
  const index = readU32(request, 0);
  if (index > 31) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const answer = getMembrane(index);
  giveF32(result, outcome, answer);
}

/** 14. */
function callQuery(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 74) {
    refuse(outcome, BAD_LENGTH, request.length, 74);
    return;
  }
  for (let i: u32 = 0; i < 16; i++) {
    queryArgument[i] = readF32(request, 4 * i);
    if (!(queryArgument[i] >= -1000000000000000000 && queryArgument[i] <= 1000000000000000000)) {
      refuse(outcome, BAD_ARG, 0, 0);
      return;
    }
  }
  const k = readU8(request, 64);
  if (k > 16) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  const gain = readF32(request, 65);
  if (!(gain >= -3.4028235e+38 && gain <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 2, 0);
    return;
  }
  const dt = readF32(request, 69);
  if (!(dt >= 0 && dt <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 3, 0);
    return;
  }
  const ticks = readU8(request, 73);
  if (ticks > 16) {
    refuse(outcome, BAD_ARG, 4, 0);
    return;
  }
  query(queryArgument, u8(k), gain, dt, u8(ticks), experiment);
  giveU8(result, outcome, experiment.found);
  giveU8(result, outcome, experiment.ticks);
  for (let i: u32 = 0; i < Math.min(experiment.found, 16); i++) {
    const element = experiment.neighbours[i];
    giveU8(result, outcome, element.index);
    giveU8(result, outcome, element.core);
    giveU8(result, outcome, element.indexHigh);
    giveU8(result, outcome, element.flags);
    giveF32(result, outcome, element.distance);
  }
  for (let i: u32 = 0; i < Math.min(experiment.ticks, 16); i++) {
    giveU32(result, outcome, experiment.raster[i]);
  }
}

/** 15. */
function callLastError(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 0) {
    refuse(outcome, BAD_LENGTH, request.length, 0);
    return;
  }
  const answer = lastError();
  giveU32(result, outcome, answer);
}

/** 16. */
function callSubscribe(request: Uint8Array, outcome: Outcome): void {
  if (request.length !== 2) {
    refuse(outcome, BAD_LENGTH, request.length, 2);
    return;
  }
  const topics = readU8(request, 0);
  if (topics > 6) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const logLevel = readU8(request, 1);
  if (logLevel > 3) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  subscribe(u8(topics), u8(logLevel));
}

/** 17. */
function callFreeRun(request: Uint8Array, outcome: Outcome): void {
  if (request.length !== 11) {
    refuse(outcome, BAD_LENGTH, request.length, 11);
    return;
  }
  const periodMs = readU16(request, 0);
  if (periodMs > 60000) {
    refuse(outcome, BAD_ARG, 0, 0);
    return;
  }
  const dt = readF32(request, 2);
  if (!(dt >= 0 && dt <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  const gain = readF32(request, 6);
  if (!(gain >= -3.4028235e+38 && gain <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 2, 0);
    return;
  }
  if (readU8(request, 10) > 1) {
    refuse(outcome, BAD_ARG, 3, 0);
    return;
  }
  const learn = readU8(request, 10) !== 0;
  freeRun(u16(periodMs), dt, gain, learn);
}

/** 18. */
function callSnapshotSize(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 0) {
    refuse(outcome, BAD_LENGTH, request.length, 0);
    return;
  }
  const answer = snapshotSize();
  giveU32(result, outcome, answer);
}

/** 19. */
function callSnapshotRead(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 4) {
    refuse(outcome, BAD_LENGTH, request.length, 4);
    return;
  }
  const offset = readU32(request, 0);
  snapshotRead(offset, piece);
  giveU8(result, outcome, piece.count);
  for (let i: u32 = 0; i < Math.min(piece.count, 224); i++) {
    giveU8(result, outcome, piece.bytes[i]);
  }
}

/** 20. */
function callRestoreBegin(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 2) {
    refuse(outcome, BAD_LENGTH, request.length, 2);
    return;
  }
  const token = readU16(request, 0);
  const answer = restoreBegin(u16(token));
  giveU8(result, outcome, answer ? 1 : 0);
}

/** 21. */
function callRestoreWrite(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 229) {
    refuse(outcome, BAD_LENGTH, request.length, 229);
    return;
  }
  const offset = readU32(request, 0);
  const count = readU8(request, 4);
  if (count > 224) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  for (let i: u32 = 0; i < 224; i++) {
    bytesArgument[i] = u8(readU8(request, 5 + i));
  }
  const answer = restoreWrite(offset, u8(count), bytesArgument);
  giveU8(result, outcome, answer ? 1 : 0);
}

/** 22. */
function callRestoreCommit(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 0) {
    refuse(outcome, BAD_LENGTH, request.length, 0);
    return;
  }
  const answer = restoreCommit();
  giveU8(result, outcome, answer ? 1 : 0);
}

/** 40. */
function callQueryCodes(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 30) {
    refuse(outcome, BAD_LENGTH, request.length, 30);
    return;
  }
  for (let i: u32 = 0; i < 16; i++) {
    codesArgument[i] = i8((i32(readU8(request, i)) << 24) >> 24);
  }
  const scale = readF32(request, 16);
  if (!(scale >= 0 && scale <= 7000000000000000)) {
    refuse(outcome, BAD_ARG, 1, 0);
    return;
  }
  const k = readU8(request, 20);
  if (k > 16) {
    refuse(outcome, BAD_ARG, 2, 0);
    return;
  }
  const gain = readF32(request, 21);
  if (!(gain >= -3.4028235e+38 && gain <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 3, 0);
    return;
  }
  const dt = readF32(request, 25);
  if (!(dt >= 0 && dt <= 3.4028235e+38)) {
    refuse(outcome, BAD_ARG, 4, 0);
    return;
  }
  const ticks = readU8(request, 29);
  if (ticks > 16) {
    refuse(outcome, BAD_ARG, 5, 0);
    return;
  }
  queryCodes(codesArgument, scale, u8(k), gain, dt, u8(ticks), experiment);
  giveU8(result, outcome, experiment.found);
  giveU8(result, outcome, experiment.ticks);
  for (let i: u32 = 0; i < Math.min(experiment.found, 16); i++) {
    const element = experiment.neighbours[i];
    giveU8(result, outcome, element.index);
    giveU8(result, outcome, element.core);
    giveU8(result, outcome, element.indexHigh);
    giveU8(result, outcome, element.flags);
    giveF32(result, outcome, element.distance);
  }
  for (let i: u32 = 0; i < Math.min(experiment.ticks, 16); i++) {
    giveU32(result, outcome, experiment.raster[i]);
  }
}

/** The names and types of the methods, for hosts that were made for others: JSON, compressed with DEFLATE. */
const DICTIONARY = new Uint8Array([
  237, 90, 91, 143, 219, 184, 21, 254, 43, 7, 122, 217, 135, 170, 3, 93, 44, 203, 242, 60, 101, 183, 41, 54,
  64, 178, 40, 146, 65, 247, 33, 24, 32, 148, 120, 100, 177, 35, 147, 94, 146, 30, 199, 93, 228, 191, 23, 135,
  212, 213, 246, 36, 78, 186, 1, 22, 237, 228, 33, 24, 219, 18, 121, 248, 157, 219, 119, 62, 233, 247, 224, 17,
  181, 17, 74, 6, 235, 56, 12, 26, 102, 154, 96, 29, 228, 57, 207, 106, 204, 243, 101, 177, 44, 120, 25, 177,
  32, 12, 182, 104, 27, 197, 77, 176, 126, 255, 123, 32, 247, 219, 18, 181, 187, 65, 178, 45, 6, 235, 64, 72,
  97, 131, 225, 246, 116, 149, 199, 88, 100, 57, 22, 203, 188, 170, 150, 89, 16, 6, 92, 85, 193, 58, 120, 185,
  221, 89, 129, 6, 108, 131, 80, 41, 141, 192, 36, 7, 131, 214, 128, 176, 176, 223, 221, 192, 203, 71, 212, 71,
  219, 8, 185, 1, 219, 48, 75, 95, 55, 216, 114, 16, 6, 54, 74, 226, 13, 25, 194, 62, 222, 137, 45, 190,
  49, 193, 58, 142, 162, 48, 96, 122, 179, 223, 162, 180, 157, 105, 222, 30, 46, 182, 38, 8, 3, 123, 220, 209,
  167, 253, 106, 176, 128, 139, 45, 74, 58, 174, 1, 85, 59, 59, 30, 177, 178, 74, 211, 213, 154, 201, 13, 6,
  235, 247, 113, 24, 47, 239, 63, 133, 195, 98, 91, 180, 90, 84, 23, 151, 139, 192, 252, 182, 103, 26, 57, 188,
  78, 66, 136, 161, 82, 70, 72, 12, 33, 1, 174, 236, 100, 201, 40, 76, 166, 43, 210, 217, 95, 241, 139, 43,
  26, 203, 36, 55, 32, 36, 32, 97, 1, 26, 205, 190, 181, 222, 88, 97, 28, 106, 193, 167, 251, 48, 240, 223,
  211, 161, 253, 194, 157, 75, 146, 137, 75, 12, 234, 137, 83, 88, 196, 86, 101, 150, 47, 234, 106, 197, 176, 192,
  124, 216, 241, 157, 85, 26, 13, 176, 14, 137, 208, 57, 133, 73, 115, 64, 109, 224, 32, 108, 3, 194, 26, 48,
  173, 178, 183, 144, 100, 25, 136, 154, 220, 114, 96, 6, 52, 214, 123, 131, 60, 36, 28, 37, 180, 204, 216, 151,
  90, 43, 13, 134, 29, 13, 28, 154, 227, 137, 187, 146, 39, 221, 229, 119, 30, 240, 120, 31, 212, 105, 18, 144,
  23, 122, 27, 43, 181, 221, 41, 73, 183, 221, 130, 109, 148, 65, 40, 241, 168, 36, 119, 30, 156, 248, 84, 72,
  216, 27, 4, 166, 17, 196, 70, 42, 141, 124, 226, 132, 191, 198, 209, 217, 191, 240, 194, 119, 247, 115, 124, 7,
  43, 39, 254, 74, 147, 224, 211, 12, 247, 116, 192, 221, 32, 211, 85, 51, 226, 30, 151, 60, 91, 96, 129, 89,
  85, 84, 213, 98, 53, 226, 126, 215, 32, 60, 128, 68, 166, 209, 216, 62, 12, 175, 134, 236, 183, 61, 234, 227,
  159, 7, 177, 49, 182, 31, 46, 134, 117, 163, 14, 176, 101, 242, 56, 203, 9, 74, 179, 203, 80, 251, 240, 27,
  86, 26, 190, 255, 5, 197, 166, 41, 213, 222, 229, 107, 45, 176, 229, 179, 219, 106, 181, 151, 151, 211, 234, 231,
  110, 127, 56, 160, 70, 112, 215, 221, 4, 19, 171, 53, 86, 74, 243, 177, 102, 140, 107, 190, 117, 214, 93, 220,
  78, 72, 142, 31, 47, 110, 247, 90, 29, 160, 60, 90, 236, 139, 12, 101, 207, 15, 4, 54, 199, 143, 93, 22,
  73, 96, 18, 112, 187, 179, 148, 227, 180, 249, 204, 30, 151, 231, 151, 86, 190, 235, 75, 167, 171, 143, 141, 106,
  185, 25, 118, 152, 173, 224, 246, 250, 89, 108, 154, 203, 120, 136, 77, 51, 179, 176, 51, 45, 130, 67, 35, 90,
  4, 230, 55, 105, 152, 1, 102, 97, 171, 140, 117, 86, 211, 46, 102, 182, 77, 221, 178, 205, 229, 82, 251, 163,
  176, 16, 173, 187, 120, 163, 178, 86, 33, 213, 113, 182, 219, 105, 245, 81, 108, 153, 197, 217, 66, 253, 53, 227,
  90, 46, 164, 187, 197, 254, 214, 175, 96, 149, 91, 209, 133, 255, 173, 251, 179, 101, 122, 67, 25, 84, 83, 19,
  66, 168, 211, 228, 50, 184, 247, 159, 194, 120, 25, 118, 49, 50, 228, 201, 47, 93, 254, 213, 66, 27, 123, 11,
  174, 61, 149, 71, 15, 135, 187, 105, 158, 231, 139, 73, 158, 219, 95, 20, 199, 59, 178, 117, 72, 246, 138, 49,
  86, 45, 211, 148, 241, 60, 198, 21, 231, 99, 64, 176, 18, 91, 42, 178, 132, 96, 8, 135, 6, 109, 131, 26,
  148, 6, 169, 124, 155, 115, 158, 236, 139, 240, 73, 25, 200, 158, 170, 2, 167, 17, 56, 65, 172, 15, 138, 89,
  198, 165, 241, 52, 85, 173, 183, 253, 220, 117, 30, 214, 18, 219, 121, 186, 102, 247, 159, 233, 60, 217, 128, 204,
  230, 18, 50, 108, 185, 42, 242, 42, 169, 226, 188, 102, 69, 186, 100, 179, 128, 118, 123, 81, 36, 178, 46, 142,
  191, 223, 233, 191, 190, 180, 47, 135, 131, 53, 210, 28, 238, 212, 59, 41, 199, 99, 241, 36, 170, 75, 76, 74,
  182, 74, 235, 85, 86, 149, 99, 87, 117, 109, 0, 141, 111, 167, 92, 139, 199, 142, 247, 72, 220, 107, 37, 233,
  176, 200, 170, 166, 243, 183, 175, 72, 190, 219, 50, 168, 246, 90, 163, 180, 62, 197, 107, 214, 182, 147, 62, 220,
  167, 201, 13, 188, 232, 90, 116, 115, 169, 180, 253, 111, 119, 145, 211, 174, 121, 214, 85, 198, 133, 54, 76, 200,
  203, 37, 165, 71, 185, 86, 122, 200, 59, 42, 118, 67, 177, 138, 166, 103, 72, 111, 22, 81, 178, 74, 210, 12,
  255, 146, 174, 194, 217, 167, 111, 9, 170, 124, 172, 35, 82, 190, 69, 131, 19, 166, 150, 213, 21, 79, 56, 86,
  105, 148, 87, 113, 154, 142, 69, 228, 31, 123, 107, 58, 90, 216, 69, 145, 85, 224, 112, 160, 24, 179, 98, 235,
  202, 99, 116, 3, 255, 244, 176, 132, 62, 177, 140, 251, 185, 69, 166, 37, 114, 56, 80, 11, 37, 66, 103, 217,
  241, 11, 137, 246, 116, 178, 175, 166, 230, 191, 146, 255, 194, 106, 98, 255, 98, 21, 99, 142, 117, 94, 179, 172,
  198, 186, 196, 177, 136, 251, 44, 80, 178, 207, 130, 63, 40, 209, 253, 98, 159, 41, 116, 157, 171, 47, 199, 1,
  227, 28, 121, 223, 87, 182, 184, 45, 53, 147, 8, 59, 101, 81, 90, 193, 218, 111, 11, 130, 25, 90, 197, 20,
  173, 119, 22, 119, 35, 86, 69, 146, 46, 51, 94, 197, 139, 58, 173, 139, 21, 142, 245, 227, 53, 77, 69, 206,
  165, 59, 102, 204, 245, 131, 207, 19, 135, 220, 138, 182, 21, 6, 43, 37, 249, 60, 91, 174, 138, 228, 90, 248,
  140, 158, 134, 243, 136, 174, 217, 137, 7, 52, 159, 139, 246, 56, 154, 34, 112, 39, 170, 135, 201, 176, 152, 71,
  11, 182, 168, 146, 69, 193, 89, 182, 90, 45, 158, 64, 224, 214, 15, 25, 126, 47, 176, 154, 61, 98, 219, 59,
  77, 14, 172, 176, 27, 69, 250, 24, 119, 49, 15, 181, 86, 91, 119, 157, 21, 91, 33, 55, 33, 77, 48, 182,
  193, 35, 152, 134, 181, 237, 213, 181, 242, 191, 133, 246, 107, 106, 146, 171, 252, 204, 159, 22, 12, 210, 68, 104,
  149, 111, 24, 195, 97, 175, 14, 204, 113, 99, 135, 199, 184, 115, 169, 84, 59, 108, 221, 83, 146, 30, 187, 170,
  161, 197, 137, 11, 141, 208, 81, 215, 234, 188, 253, 189, 34, 37, 158, 210, 136, 119, 253, 245, 93, 172, 44, 203,
  136, 97, 154, 213, 121, 182, 136, 163, 52, 137, 6, 227, 127, 109, 20, 184, 173, 169, 19, 121, 246, 98, 44, 24,
  139, 187, 53, 148, 194, 130, 32, 230, 217, 213, 76, 241, 53, 85, 239, 170, 98, 30, 143, 83, 55, 71, 83, 105,
  81, 78, 136, 79, 188, 40, 162, 114, 185, 44, 242, 188, 92, 68, 105, 90, 78, 108, 102, 118, 84, 66, 58, 254,
  39, 185, 235, 231, 100, 178, 33, 101, 196, 169, 34, 164, 102, 208, 231, 8, 74, 172, 233, 98, 98, 186, 223, 116,
  138, 74, 237, 167, 101, 240, 196, 61, 103, 178, 196, 252, 231, 51, 29, 100, 254, 243, 137, 230, 114, 178, 52, 219,
  177, 74, 216, 227, 103, 97, 76, 167, 190, 127, 211, 85, 226, 17, 201, 50, 138, 170, 184, 202, 151, 140, 99, 85,
  177, 114, 62, 73, 159, 23, 110, 207, 39, 189, 211, 111, 9, 81, 10, 16, 55, 206, 16, 143, 178, 141, 70, 67,
  160, 147, 108, 195, 106, 139, 68, 2, 52, 53, 226, 239, 219, 148, 190, 20, 93, 245, 57, 44, 227, 204, 209, 211,
  181, 81, 166, 195, 34, 77, 48, 45, 146, 36, 201, 179, 122, 6, 200, 161, 81, 45, 2, 126, 220, 161, 38, 158,
  102, 41, 51, 168, 243, 106, 252, 109, 143, 198, 174, 125, 89, 36, 246, 16, 194, 7, 43, 170, 7, 243, 193, 85,
  91, 227, 201, 234, 132, 171, 14, 82, 217, 153, 90, 209, 17, 11, 11, 220, 194, 180, 12, 250, 158, 53, 48, 212,
  3, 69, 58, 9, 70, 142, 156, 122, 70, 124, 152, 102, 172, 43, 108, 100, 195, 105, 49, 206, 158, 137, 235, 119,
  37, 174, 225, 87, 117, 55, 96, 206, 73, 215, 53, 57, 23, 82, 223, 83, 11, 122, 57, 132, 246, 31, 172, 5,
  61, 109, 249, 112, 167, 187, 196, 69, 57, 206, 239, 149, 83, 129, 234, 89, 74, 122, 150, 146, 70, 41, 105, 34,
  54, 50, 99, 113, 42, 119, 239, 125, 245, 10, 187, 208, 187, 191, 72, 107, 134, 34, 121, 145, 210, 156, 41, 85,
  241, 40, 200, 12, 202, 252, 216, 58, 34, 204, 217, 170, 138, 203, 60, 93, 101, 121, 178, 152, 178, 146, 227, 72,
  74, 28, 139, 234, 84, 126, 48, 138, 158, 1, 57, 2, 77, 5, 188, 86, 122, 227, 159, 220, 172, 33, 34, 21,
  203, 255, 20, 67, 189, 111, 91, 122, 2, 194, 36, 244, 165, 27, 212, 222, 61, 194, 112, 233, 30, 66, 74, 125,
  217, 153, 217, 61, 229, 49, 78, 5, 243, 168, 135, 176, 112, 117, 102, 139, 142, 191, 133, 144, 17, 17, 118, 106,
  10, 201, 102, 46, 92, 233, 127, 127, 19, 109, 250, 199, 243, 185, 81, 242, 49, 251, 242, 148, 208, 101, 172, 204,
  147, 34, 207, 48, 205, 211, 101, 26, 167, 19, 201, 199, 118, 189, 206, 61, 170, 105, 40, 210, 15, 76, 90, 199,
  221, 27, 100, 218, 169, 56, 4, 5, 51, 15, 66, 110, 214, 52, 203, 211, 207, 148, 55, 106, 39, 170, 78, 44,
  106, 133, 196, 161, 231, 182, 106, 115, 45, 33, 241, 107, 92, 76, 32, 10, 152, 120, 232, 185, 166, 35, 60, 46,
  162, 60, 200, 116, 65, 210, 27, 143, 100, 194, 131, 203, 88, 71, 24, 103, 77, 49, 10, 103, 109, 170, 85, 155,
  215, 248, 232, 148, 194, 75, 143, 199, 164, 162, 19, 80, 88, 32, 5, 160, 161, 192, 56, 48, 45, 133, 220, 24,
  96, 6, 14, 72, 193, 146, 122, 85, 195, 121, 115, 222, 93, 62, 55, 86, 199, 163, 136, 82, 107, 196, 183, 251,
  137, 46, 135, 43, 86, 36, 117, 182, 42, 115, 206, 138, 60, 143, 159, 152, 42, 93, 126, 90, 131, 109, 237, 233,
  144, 84, 7, 80, 50, 132, 189, 180, 162, 237, 88, 184, 85, 45, 7, 69, 65, 119, 16, 6, 73, 178, 117, 69,
  18, 13, 49, 8, 160, 217, 108, 77, 17, 106, 113, 215, 17, 27, 18, 237, 84, 219, 170, 131, 241, 139, 10, 27,
  210, 81, 187, 201, 55, 244, 176, 83, 239, 82, 252, 6, 94, 248, 59, 251, 60, 104, 153, 117, 161, 221, 98, 237,
  178, 230, 90, 223, 251, 229, 222, 76, 189, 31, 47, 47, 55, 241, 18, 237, 1, 105, 148, 182, 184, 51, 84, 166,
  221, 120, 41, 230, 82, 233, 242, 148, 215, 60, 197, 15, 140, 216, 238, 201, 104, 14, 39, 76, 193, 120, 157, 227,
  255, 114, 28, 158, 135, 233, 84, 44, 99, 59, 211, 40, 251, 78, 252, 123, 82, 80, 146, 69, 25, 33, 47, 50,
  182, 88, 174, 226, 101, 93, 158, 211, 13, 234, 174, 14, 211, 238, 254, 190, 56, 244, 141, 245, 75, 242, 208, 55,
  148, 192, 226, 204, 232, 183, 200, 248, 100, 246, 40, 178, 162, 224, 139, 69, 92, 96, 145, 151, 203, 106, 48, 250,
  5, 236, 4, 86, 216, 169, 249, 23, 12, 190, 129, 87, 214, 248, 139, 12, 212, 194, 130, 85, 155, 14, 107, 199,
  23, 134, 131, 145, 66, 233, 138, 132, 203, 195, 91, 34, 18, 13, 86, 15, 102, 191, 237, 135, 56, 36, 66, 143,
  109, 123, 253, 99, 83, 85, 215, 94, 107, 189, 48, 181, 117, 54, 58, 203, 126, 48, 190, 141, 59, 232, 159, 18,
  59, 220, 149, 231, 196, 244, 31, 221, 215, 231, 44, 239, 116, 252, 94, 61, 229, 106, 223, 226, 152, 198, 53, 157,
  223, 253, 192, 28, 88, 33, 212, 120, 64, 71, 247, 201, 86, 164, 113, 138, 100, 129, 70, 72, 14, 98, 78, 219,
  220, 82, 83, 150, 177, 10, 194, 36, 89, 132, 157, 25, 247, 103, 148, 33, 25, 101, 58, 34, 50, 74, 227, 143,
  184, 17, 147, 170, 154, 87, 9, 41, 211, 5, 139, 243, 156, 71, 147, 103, 217, 238, 58, 211, 203, 209, 238, 205,
  142, 193, 247, 55, 240, 119, 214, 26, 244, 189, 173, 107, 217, 112, 16, 109, 11, 37, 246, 151, 243, 112, 232, 141,
  46, 189, 212, 3, 74, 159, 245, 244, 177, 161, 87, 34, 26, 246, 128, 176, 97, 143, 120, 125, 59, 124, 64, 121,
  185, 30, 206, 22, 253, 225, 73, 49, 235, 164, 52, 156, 128, 21, 159, 130, 245, 171, 22, 118, 42, 87, 148, 17,
  34, 231, 121, 145, 100, 89, 157, 176, 81, 6, 191, 99, 15, 46, 155, 135, 60, 113, 253, 100, 142, 22, 105, 148,
  61, 86, 130, 106, 54, 253, 49, 130, 165, 116, 247, 26, 70, 75, 36, 83, 237, 173, 17, 252, 36, 229, 174, 133,
  233, 27, 51, 34, 188, 34, 168, 135, 169, 183, 91, 199, 199, 118, 127, 253, 228, 221, 152, 100, 113, 255, 229, 184,
  189, 31, 189, 167, 250, 112, 114, 109, 249, 27, 253, 151, 156, 250, 239, 39, 181, 221, 78, 95, 99, 42, 210, 24,
  87, 121, 86, 102, 60, 89, 98, 94, 141, 37, 238, 141, 115, 224, 80, 167, 6, 214, 52, 84, 59, 122, 1, 230,
  6, 94, 213, 29, 131, 224, 108, 203, 54, 200, 201, 107, 228, 34, 233, 172, 134, 13, 18, 161, 214, 71, 167, 89,
  119, 47, 220, 208, 213, 181, 207, 150, 243, 215, 105, 252, 145, 135, 109, 133, 171, 141, 94, 17, 60, 115, 246, 87,
  54, 128, 11, 248, 44, 162, 185, 236, 244, 147, 226, 83, 41, 54, 75, 86, 203, 37, 230, 11, 22, 197, 117, 89,
  198, 163, 246, 244, 194, 192, 7, 119, 195, 135, 176, 127, 158, 233, 62, 210, 209, 147, 168, 139, 1, 33, 97, 215,
  50, 31, 253, 203, 197, 26, 6, 185, 198, 143, 53, 21, 237, 245, 94, 220, 195, 71, 48, 21, 107, 241, 106, 89,
  168, 234, 140, 236, 67, 71, 172, 102, 170, 208, 87, 42, 65, 83, 229, 154, 204, 184, 76, 82, 200, 165, 109, 59,
  30, 97, 46, 234, 228, 207, 90, 209, 179, 86, 244, 172, 21, 61, 107, 69, 127, 58, 173, 232, 254, 211, 127, 0,
]);

/** 0. How long the dictionary is, and its bytes from an offset on, as many as a response carries. */
function tellDictionary(request: Uint8Array, result: Uint8Array, outcome: Outcome): void {
  if (request.length !== 4) {
    refuse(outcome, BAD_LENGTH, request.length, 4);
    return;
  }
  giveU32(result, outcome, DICTIONARY.length);
  const start = Math.min(readU32(request, 0), DICTIONARY.length);
  const end = Math.min(start + 236, DICTIONARY.length);
  for (let i = start; i < end; i++) giveU8(result, outcome, DICTIONARY[i]);
}
