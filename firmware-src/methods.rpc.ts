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
  const answer = restoreBegin(u16(token), outcome);
  if (outcome.refusal !== 0) return;
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
  237, 90, 219, 142, 219, 56, 18, 253, 21, 66, 47, 121, 88, 109, 67, 23, 203, 146, 220, 79, 153, 73, 22, 19,
  32, 9, 6, 73, 99, 231, 33, 104, 32, 148, 88, 178, 184, 45, 147, 14, 73, 181, 227, 29, 228, 223, 23, 69,
  234, 106, 171, 19, 119, 54, 1, 6, 187, 157, 135, 160, 109, 75, 100, 177, 46, 167, 78, 29, 233, 79, 239, 30,
  148, 230, 82, 120, 155, 208, 247, 106, 170, 107, 111, 227, 165, 41, 75, 42, 72, 211, 117, 190, 206, 89, 17, 80,
  207, 247, 118, 96, 106, 201, 180, 183, 249, 240, 167, 39, 218, 93, 1, 202, 222, 32, 232, 14, 188, 141, 199, 5,
  55, 222, 112, 123, 156, 165, 33, 228, 73, 10, 249, 58, 45, 203, 117, 226, 249, 30, 147, 165, 183, 241, 94, 238,
  246, 134, 131, 38, 166, 6, 82, 74, 5, 132, 10, 70, 52, 24, 77, 184, 33, 237, 254, 138, 188, 188, 7, 117,
  52, 53, 23, 91, 98, 106, 106, 240, 235, 26, 26, 70, 184, 38, 91, 41, 224, 10, 13, 161, 159, 111, 248, 14,
  222, 104, 111, 19, 6, 129, 239, 81, 181, 109, 119, 32, 76, 103, 154, 179, 135, 241, 157, 246, 124, 207, 28, 247,
  248, 169, 205, 6, 11, 24, 223, 129, 192, 227, 106, 34, 43, 107, 199, 61, 148, 70, 42, 188, 90, 81, 177, 5,
  111, 243, 33, 244, 195, 245, 237, 23, 127, 88, 108, 7, 70, 241, 114, 113, 185, 128, 232, 79, 45, 85, 192, 200,
  235, 200, 39, 33, 41, 165, 230, 2, 124, 18, 17, 38, 205, 100, 201, 192, 143, 166, 43, 226, 217, 95, 177, 197,
  21, 181, 161, 130, 105, 194, 5, 1, 244, 5, 81, 160, 219, 198, 56, 99, 185, 182, 94, 243, 190, 220, 250, 158,
  251, 30, 15, 237, 22, 238, 66, 18, 77, 66, 162, 65, 77, 130, 66, 3, 154, 21, 73, 186, 170, 202, 140, 66,
  14, 233, 176, 227, 123, 35, 21, 104, 66, 59, 79, 248, 54, 40, 84, 232, 3, 40, 77, 14, 220, 212, 132, 27,
  77, 116, 35, 205, 53, 137, 146, 132, 240, 10, 195, 114, 160, 154, 40, 168, 90, 13, 204, 71, 63, 10, 210, 80,
  109, 94, 42, 37, 21, 209, 244, 168, 201, 161, 62, 158, 132, 43, 122, 48, 92, 110, 231, 193, 31, 31, 188, 42,
  142, 60, 140, 66, 111, 99, 41, 119, 123, 41, 240, 182, 107, 98, 106, 169, 129, 20, 112, 148, 130, 217, 8, 78,
  98, 202, 5, 105, 53, 16, 170, 128, 240, 173, 144, 10, 216, 36, 8, 127, 15, 131, 179, 127, 254, 194, 119, 183,
  115, 255, 14, 86, 78, 226, 21, 71, 222, 151, 153, 223, 227, 193, 239, 26, 168, 42, 235, 209, 239, 97, 193, 146,
  21, 228, 144, 148, 121, 89, 174, 178, 209, 239, 55, 53, 144, 59, 34, 128, 42, 208, 166, 79, 195, 139, 93, 246,
  169, 5, 117, 252, 235, 120, 108, 204, 237, 187, 197, 180, 174, 229, 129, 236, 168, 56, 206, 106, 2, 203, 108, 217,
  213, 46, 253, 134, 149, 134, 239, 223, 2, 223, 214, 133, 108, 109, 189, 86, 28, 26, 54, 187, 173, 146, 173, 88,
  46, 171, 223, 186, 253, 201, 1, 20, 16, 123, 221, 149, 55, 177, 90, 65, 41, 21, 27, 49, 99, 92, 243, 157,
  181, 110, 113, 59, 46, 24, 124, 94, 220, 238, 181, 60, 144, 226, 104, 160, 7, 25, 172, 158, 103, 232, 108, 6,
  159, 187, 42, 18, 132, 10, 2, 187, 189, 193, 26, 199, 205, 103, 246, 216, 58, 95, 90, 249, 166, 135, 78, 139,
  143, 181, 108, 152, 30, 118, 152, 173, 96, 247, 250, 141, 111, 235, 101, 127, 240, 109, 61, 179, 176, 51, 45, 32,
  135, 154, 55, 64, 168, 219, 164, 166, 154, 80, 67, 118, 82, 27, 107, 53, 238, 162, 103, 219, 84, 13, 221, 46,
  67, 237, 47, 220, 144, 96, 211, 229, 27, 194, 90, 9, 136, 227, 116, 191, 87, 242, 51, 223, 81, 3, 179, 133,
  250, 107, 198, 181, 108, 74, 119, 139, 189, 232, 87, 48, 210, 174, 104, 211, 255, 218, 254, 217, 80, 181, 197, 10,
  170, 176, 9, 1, 169, 226, 104, 217, 185, 183, 95, 252, 112, 237, 119, 57, 50, 212, 201, 219, 174, 254, 42, 174,
  180, 185, 38, 182, 61, 21, 71, 231, 14, 123, 211, 188, 206, 87, 147, 58, 55, 111, 37, 131, 27, 180, 117, 40,
  246, 146, 82, 90, 174, 227, 152, 178, 52, 132, 140, 177, 49, 33, 104, 1, 13, 130, 44, 122, 208, 39, 135, 26,
  76, 13, 138, 72, 69, 132, 116, 109, 206, 70, 178, 7, 225, 19, 24, 72, 30, 66, 129, 211, 12, 156, 120, 172,
  79, 138, 89, 197, 197, 225, 180, 84, 141, 179, 253, 60, 116, 206, 173, 5, 52, 243, 114, 77, 110, 191, 210, 121,
  146, 193, 51, 219, 37, 207, 208, 117, 150, 167, 101, 84, 134, 105, 69, 243, 120, 77, 103, 9, 109, 247, 194, 76,
  164, 93, 30, 255, 188, 211, 63, 30, 218, 215, 195, 193, 106, 161, 15, 55, 242, 189, 16, 227, 177, 88, 20, 84,
  5, 68, 5, 205, 226, 42, 75, 202, 98, 236, 170, 182, 13, 128, 118, 237, 148, 41, 126, 223, 241, 30, 1, 173,
  146, 2, 15, 11, 180, 172, 187, 120, 59, 68, 114, 221, 150, 146, 178, 85, 10, 132, 113, 37, 94, 209, 166, 153,
  244, 225, 190, 76, 174, 200, 243, 174, 69, 215, 75, 208, 246, 191, 221, 69, 78, 187, 230, 89, 87, 25, 23, 218,
  82, 46, 150, 33, 165, 247, 114, 37, 213, 80, 119, 8, 118, 3, 88, 5, 211, 51, 196, 87, 171, 32, 202, 162,
  56, 129, 191, 197, 153, 63, 251, 244, 61, 73, 149, 142, 56, 34, 196, 59, 208, 48, 97, 106, 73, 85, 178, 136,
  65, 25, 7, 105, 25, 198, 241, 8, 34, 191, 183, 70, 119, 180, 176, 203, 34, 35, 137, 245, 3, 230, 152, 225,
  59, 11, 143, 193, 21, 249, 167, 115, 139, 239, 10, 75, 219, 159, 27, 160, 74, 0, 35, 7, 108, 161, 72, 232,
  12, 61, 126, 163, 208, 30, 46, 246, 108, 106, 254, 43, 241, 47, 40, 39, 246, 175, 178, 16, 82, 168, 210, 138,
  38, 21, 84, 5, 140, 32, 238, 170, 64, 138, 190, 10, 126, 80, 161, 187, 197, 190, 2, 116, 93, 168, 151, 243,
  128, 50, 6, 172, 239, 43, 59, 216, 21, 138, 10, 32, 123, 105, 64, 24, 78, 155, 239, 75, 130, 153, 183, 242,
  169, 183, 222, 27, 216, 143, 190, 202, 163, 120, 157, 176, 50, 92, 85, 113, 149, 103, 48, 226, 199, 107, 156, 138,
  108, 72, 247, 84, 235, 203, 7, 159, 7, 14, 185, 227, 77, 195, 53, 148, 82, 176, 121, 181, 92, 148, 201, 21,
  119, 21, 61, 77, 231, 209, 187, 122, 207, 239, 64, 127, 45, 219, 195, 96, 234, 129, 27, 94, 222, 77, 134, 197,
  52, 88, 209, 85, 25, 173, 114, 70, 147, 44, 91, 61, 224, 129, 107, 55, 100, 184, 189, 136, 81, 244, 30, 154,
  62, 104, 98, 96, 133, 221, 40, 210, 231, 184, 205, 121, 82, 41, 185, 179, 215, 25, 190, 227, 98, 235, 227, 4,
  99, 106, 56, 18, 93, 211, 166, 185, 24, 43, 255, 91, 215, 62, 6, 147, 44, 242, 83, 119, 90, 162, 1, 39,
  66, 35, 93, 195, 24, 14, 123, 113, 98, 142, 27, 91, 127, 140, 59, 23, 82, 54, 195, 214, 61, 37, 233, 125,
  87, 214, 184, 56, 114, 161, 209, 117, 216, 181, 186, 104, 255, 172, 76, 9, 167, 52, 226, 125, 127, 125, 151, 43,
  235, 34, 160, 16, 39, 85, 154, 172, 194, 32, 142, 130, 193, 248, 63, 106, 73, 236, 214, 216, 137, 28, 123, 209,
  134, 104, 3, 251, 13, 41, 184, 33, 28, 153, 103, 135, 153, 252, 49, 168, 119, 17, 152, 135, 227, 212, 205, 64,
  151, 138, 23, 19, 226, 19, 174, 242, 160, 88, 175, 243, 52, 45, 86, 65, 28, 23, 19, 155, 169, 25, 149, 144,
  142, 255, 9, 102, 251, 57, 154, 172, 81, 25, 177, 170, 8, 170, 25, 248, 57, 32, 5, 84, 120, 49, 50, 221,
  239, 58, 69, 41, 219, 41, 12, 158, 132, 231, 76, 150, 152, 255, 124, 166, 131, 204, 127, 62, 209, 92, 78, 150,
  166, 123, 90, 114, 115, 252, 170, 27, 227, 105, 236, 223, 116, 72, 60, 122, 178, 8, 130, 50, 44, 211, 53, 101,
  80, 150, 180, 152, 79, 210, 231, 192, 237, 248, 164, 11, 250, 53, 122, 20, 19, 196, 142, 51, 200, 163, 76, 173,
  64, 163, 211, 81, 182, 161, 149, 1, 36, 1, 10, 27, 241, 207, 109, 74, 223, 202, 174, 234, 220, 45, 227, 204,
  209, 211, 181, 81, 166, 131, 60, 142, 32, 206, 163, 40, 74, 147, 106, 230, 144, 67, 45, 27, 32, 240, 121, 15,
  10, 121, 154, 193, 202, 192, 206, 171, 224, 83, 11, 218, 108, 28, 44, 34, 123, 240, 201, 71, 195, 203, 59, 253,
  209, 162, 173, 118, 100, 117, 194, 85, 7, 169, 236, 76, 173, 232, 136, 133, 33, 204, 144, 41, 12, 186, 158, 53,
  48, 212, 3, 102, 58, 10, 70, 150, 156, 58, 70, 124, 152, 86, 172, 5, 54, 180, 225, 20, 140, 147, 39, 226,
  250, 83, 137, 171, 255, 168, 238, 70, 168, 13, 210, 101, 77, 206, 166, 212, 207, 212, 130, 94, 14, 169, 253, 131,
  181, 160, 135, 45, 31, 238, 180, 151, 216, 44, 135, 249, 189, 98, 42, 80, 61, 73, 73, 79, 82, 210, 40, 37,
  77, 196, 70, 170, 13, 76, 229, 238, 214, 161, 151, 223, 165, 222, 237, 34, 173, 25, 64, 114, 145, 210, 156, 41,
  85, 225, 40, 200, 12, 202, 252, 216, 58, 2, 72, 105, 86, 134, 69, 26, 103, 73, 26, 173, 166, 172, 228, 56,
  146, 18, 203, 162, 58, 149, 159, 104, 137, 207, 128, 44, 129, 70, 0, 175, 164, 218, 186, 39, 55, 27, 18, 160,
  138, 229, 126, 10, 73, 213, 54, 13, 62, 1, 161, 130, 244, 208, 77, 100, 107, 31, 97, 216, 114, 247, 73, 140,
  125, 217, 154, 217, 61, 229, 209, 86, 5, 115, 94, 247, 201, 202, 226, 204, 14, 44, 127, 243, 73, 130, 68, 216,
  170, 41, 40, 155, 217, 116, 197, 255, 221, 77, 184, 233, 143, 231, 115, 163, 228, 163, 219, 226, 148, 208, 37, 180,
  72, 163, 60, 77, 32, 78, 227, 117, 28, 198, 19, 201, 199, 116, 189, 206, 62, 170, 169, 49, 211, 15, 84, 24,
  203, 221, 107, 160, 202, 170, 56, 232, 10, 170, 239, 184, 216, 110, 112, 150, 199, 159, 177, 110, 228, 158, 151, 157,
  88, 212, 112, 1, 67, 207, 109, 228, 246, 82, 66, 226, 214, 88, 44, 32, 76, 152, 112, 232, 185, 186, 35, 60,
  54, 163, 156, 147, 241, 130, 168, 55, 30, 208, 132, 59, 91, 177, 150, 48, 206, 154, 98, 224, 207, 218, 84, 35,
  183, 175, 225, 222, 42, 133, 75, 143, 199, 132, 196, 19, 96, 90, 0, 38, 160, 198, 196, 56, 80, 37, 184, 216,
  106, 66, 53, 57, 0, 38, 75, 236, 84, 13, 27, 205, 121, 119, 249, 218, 88, 29, 142, 34, 74, 165, 0, 222,
  181, 19, 93, 14, 50, 154, 71, 85, 146, 21, 41, 163, 121, 154, 134, 15, 76, 149, 182, 62, 141, 134, 166, 114,
  116, 72, 200, 3, 145, 194, 39, 173, 48, 188, 233, 88, 184, 145, 13, 35, 18, 147, 238, 192, 53, 160, 100, 107,
  65, 18, 52, 50, 8, 130, 179, 217, 6, 51, 212, 192, 190, 35, 54, 40, 218, 201, 166, 145, 7, 237, 22, 229,
  198, 199, 163, 118, 147, 175, 239, 220, 142, 189, 75, 178, 43, 242, 220, 221, 217, 215, 65, 67, 141, 77, 237, 6,
  42, 91, 53, 151, 198, 222, 45, 247, 102, 26, 253, 112, 189, 220, 196, 11, 48, 7, 192, 81, 218, 192, 94, 35,
  76, 219, 241, 146, 207, 165, 210, 245, 41, 175, 121, 136, 31, 104, 190, 107, 209, 104, 70, 78, 152, 130, 118, 58,
  199, 255, 229, 56, 60, 79, 211, 169, 88, 70, 247, 186, 150, 230, 61, 255, 247, 4, 80, 162, 85, 17, 0, 203,
  19, 186, 90, 103, 225, 186, 42, 206, 233, 6, 118, 87, 235, 211, 238, 254, 30, 28, 250, 198, 250, 45, 121, 232,
  59, 32, 48, 63, 51, 250, 29, 80, 54, 153, 61, 242, 36, 207, 217, 106, 21, 230, 144, 167, 197, 186, 28, 140,
  126, 78, 246, 28, 74, 232, 212, 252, 5, 131, 175, 200, 43, 163, 221, 69, 154, 84, 220, 16, 35, 183, 157, 175,
  45, 95, 24, 14, 134, 10, 165, 5, 9, 91, 135, 215, 72, 36, 106, 40, 239, 116, 187, 235, 135, 56, 64, 66,
  15, 77, 115, 249, 99, 83, 89, 85, 78, 107, 93, 152, 218, 58, 27, 173, 101, 207, 180, 107, 227, 214, 245, 15,
  137, 29, 246, 202, 115, 98, 250, 123, 247, 245, 57, 203, 59, 29, 191, 179, 135, 66, 237, 90, 28, 85, 176, 193,
  243, 219, 31, 168, 117, 150, 79, 42, 56, 128, 165, 251, 104, 43, 224, 56, 133, 178, 64, 205, 5, 35, 124, 78,
  219, 236, 82, 83, 150, 145, 121, 126, 20, 173, 252, 206, 140, 219, 51, 202, 16, 141, 50, 29, 18, 25, 169, 224,
  23, 216, 242, 9, 170, 166, 101, 132, 202, 116, 78, 195, 52, 101, 193, 228, 89, 182, 189, 78, 247, 114, 180, 125,
  179, 99, 136, 253, 56, 7, 26, 213, 194, 229, 205, 236, 14, 196, 50, 154, 225, 193, 107, 124, 75, 162, 166, 119,
  240, 236, 65, 41, 234, 164, 176, 221, 85, 85, 171, 105, 51, 187, 236, 197, 203, 183, 175, 94, 190, 240, 208, 43,
  12, 156, 8, 49, 110, 99, 173, 232, 249, 9, 126, 129, 19, 180, 25, 90, 124, 215, 4, 158, 233, 209, 30, 178,
  165, 247, 112, 221, 83, 19, 114, 224, 77, 67, 10, 232, 221, 194, 78, 202, 44, 10, 79, 61, 254, 135, 226, 102,
  170, 121, 20, 1, 0, 99, 105, 30, 37, 73, 21, 209, 81, 75, 191, 161, 119, 22, 18, 134, 98, 179, 77, 105,
  112, 249, 63, 104, 163, 1, 133, 206, 222, 16, 142, 192, 143, 127, 244, 150, 248, 216, 201, 220, 187, 28, 13, 50,
  85, 217, 26, 205, 217, 73, 221, 94, 26, 173, 239, 44, 43, 255, 130, 202, 24, 70, 231, 110, 29, 87, 32, 253,
  245, 147, 23, 108, 162, 213, 237, 183, 147, 255, 118, 140, 174, 212, 224, 248, 150, 237, 237, 151, 167, 209, 44, 126,
  209, 105, 252, 126, 149, 187, 221, 244, 93, 168, 60, 14, 33, 75, 147, 34, 97, 209, 26, 210, 114, 196, 201, 55,
  54, 128, 3, 216, 13, 212, 107, 128, 76, 124, 139, 230, 138, 188, 170, 58, 26, 194, 232, 142, 110, 129, 97, 212,
  48, 68, 194, 90, 77, 182, 128, 172, 92, 29, 173, 240, 221, 189, 181, 131, 87, 87, 24, 127, 127, 225, 157, 28,
  119, 228, 97, 91, 110, 1, 214, 201, 138, 103, 193, 126, 100, 23, 89, 240, 207, 42, 152, 107, 87, 191, 74, 54,
  213, 115, 147, 40, 91, 175, 33, 93, 209, 32, 172, 138, 34, 28, 5, 172, 231, 154, 124, 180, 55, 124, 244, 251,
  135, 162, 246, 35, 30, 61, 10, 186, 28, 224, 130, 236, 27, 234, 178, 127, 189, 218, 144, 65, 243, 113, 179, 17,
  214, 179, 254, 192, 111, 201, 103, 162, 75, 218, 192, 197, 218, 82, 217, 25, 217, 167, 14, 207, 102, 210, 210, 35,
  229, 164, 169, 252, 141, 102, 44, 51, 29, 12, 105, 211, 140, 71, 152, 43, 67, 233, 147, 224, 244, 36, 56, 61,
  9, 78, 79, 130, 211, 95, 78, 112, 186, 253, 242, 31,
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
