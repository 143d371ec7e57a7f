/**
 * Calls the methods of methods.ts for requests that come over the wire.
 *
 * Generated from there by `ganglion rpc`; change that file and run it again.
 *
 * @packageDocumentation
 */
import { u16, u8, type u32 } from "./lib/types.ts";
import { readF32, readU16, readU32, readU8 } from "./wire/bytes.ts";
import { begin, giveF32, giveU32, giveU8, type Outcome, refuse } from "./wire/outcome.ts";
import { BAD_ARG, BAD_LENGTH, UNKNOWN_METHOD } from "./wire/refusals.ts";
import { Experiment, Neighbours, Piece, describe, freeRun, getMembrane, getNodeType, getSpikes, hnswToSnn, init, insert,
    lastError, query, restoreBegin, restoreCommit, restoreWrite, search, setNodeType, snapshotRead, snapshotSize,
    snnInject, snnReset, snnStep, snnTick, subscribe } from "./methods.ts";

/** The schema's hash: what tells one set of methods from another. */
export const SCHEMA_LOW: u32 = 0x4aa45e84;
export const SCHEMA_HIGH: u32 = 0x1b9b7410;

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

/** The names and types of the methods, for hosts that were made for others: JSON, compressed with DEFLATE. */
const DICTIONARY = new Uint8Array([
  237, 90, 77, 143, 219, 56, 18, 253, 43, 5, 93, 230, 176, 218, 134, 62, 44, 203, 114, 159, 102, 118, 179, 152,
  0, 201, 96, 144, 52, 118, 14, 131, 6, 134, 18, 75, 22, 183, 37, 210, 67, 210, 237, 120, 6, 249, 239, 139,
  34, 245, 105, 187, 147, 78, 54, 1, 22, 187, 201, 33, 104, 219, 18, 89, 124, 85, 245, 234, 85, 73, 127, 6,
  143, 168, 141, 80, 50, 216, 198, 97, 208, 48, 211, 4, 219, 32, 46, 139, 50, 95, 197, 209, 138, 177, 85, 134,
  155, 85, 16, 6, 29, 218, 70, 113, 19, 108, 127, 253, 51, 144, 135, 174, 68, 237, 110, 144, 172, 195, 96, 27,
  8, 41, 108, 48, 222, 158, 110, 242, 24, 139, 44, 199, 98, 157, 87, 213, 58, 11, 194, 128, 171, 42, 216, 6,
  47, 186, 189, 21, 104, 192, 54, 8, 149, 210, 8, 76, 114, 48, 104, 13, 8, 11, 135, 253, 13, 188, 120, 68,
  125, 178, 141, 144, 59, 176, 13, 179, 244, 117, 131, 45, 7, 97, 96, 167, 36, 222, 144, 33, 236, 221, 157, 232,
  240, 181, 9, 182, 113, 20, 133, 1, 211, 187, 67, 135, 210, 246, 166, 121, 123, 184, 232, 76, 16, 6, 246, 180,
  167, 79, 135, 205, 104, 1, 23, 29, 74, 58, 174, 1, 85, 59, 59, 30, 177, 178, 74, 211, 213, 154, 201, 29,
  6, 219, 95, 227, 48, 94, 223, 191, 15, 199, 197, 58, 180, 90, 84, 87, 151, 139, 192, 252, 126, 96, 26, 57,
  188, 74, 66, 136, 161, 82, 70, 72, 12, 33, 1, 174, 236, 108, 201, 40, 76, 230, 43, 210, 217, 95, 242, 171,
  43, 26, 203, 36, 55, 32, 36, 32, 97, 1, 26, 205, 161, 181, 222, 88, 97, 28, 106, 193, 251, 251, 48, 240,
  223, 211, 161, 253, 194, 189, 75, 146, 153, 75, 12, 234, 153, 83, 88, 196, 54, 101, 150, 175, 234, 106, 195, 176,
  192, 124, 220, 241, 173, 85, 26, 13, 176, 30, 137, 208, 57, 133, 73, 115, 68, 109, 224, 40, 108, 3, 194, 26,
  48, 173, 178, 183, 144, 100, 25, 136, 154, 220, 114, 100, 6, 52, 214, 7, 131, 60, 36, 28, 37, 180, 204, 216,
  23, 90, 43, 13, 134, 157, 12, 28, 155, 211, 153, 187, 146, 39, 221, 229, 119, 30, 241, 248, 53, 168, 211, 36,
  32, 47, 12, 54, 86, 170, 219, 43, 73, 183, 221, 130, 109, 148, 65, 40, 241, 164, 36, 119, 30, 156, 249, 84,
  72, 56, 24, 4, 166, 17, 196, 78, 42, 141, 124, 230, 132, 191, 198, 209, 197, 191, 240, 202, 119, 247, 75, 124,
  71, 43, 103, 254, 74, 147, 224, 253, 2, 247, 116, 196, 221, 32, 211, 85, 19, 204, 114, 137, 103, 43, 44, 48,
  171, 138, 170, 90, 109, 38, 220, 239, 26, 132, 7, 144, 200, 52, 26, 59, 132, 225, 179, 33, 251, 253, 128, 250,
  244, 223, 131, 216, 20, 219, 15, 87, 195, 186, 81, 71, 232, 152, 60, 45, 114, 130, 210, 236, 58, 212, 62, 252,
  198, 149, 198, 239, 127, 66, 177, 107, 74, 117, 112, 249, 90, 11, 108, 249, 226, 182, 90, 29, 228, 245, 180, 250,
  177, 223, 31, 142, 168, 17, 220, 117, 55, 193, 204, 106, 141, 149, 210, 124, 226, 140, 105, 205, 55, 206, 186, 171,
  219, 9, 201, 241, 221, 213, 237, 94, 169, 35, 148, 39, 139, 3, 201, 80, 246, 124, 71, 96, 115, 124, 215, 103,
  145, 4, 38, 1, 187, 189, 165, 28, 167, 205, 23, 246, 184, 60, 191, 182, 242, 221, 64, 157, 142, 31, 27, 213,
  114, 51, 238, 176, 88, 193, 237, 245, 163, 216, 53, 215, 241, 16, 187, 102, 97, 97, 111, 90, 4, 199, 70, 180,
  8, 204, 111, 210, 48, 3, 204, 66, 167, 140, 117, 86, 211, 46, 102, 177, 77, 221, 178, 221, 117, 170, 253, 65,
  88, 136, 182, 125, 188, 17, 173, 85, 72, 60, 206, 246, 123, 173, 222, 137, 142, 89, 92, 44, 52, 92, 51, 173,
  229, 66, 186, 95, 236, 239, 195, 10, 86, 185, 21, 93, 248, 223, 186, 63, 91, 166, 119, 148, 65, 53, 21, 33,
  132, 58, 77, 174, 131, 123, 255, 62, 140, 215, 97, 31, 35, 99, 158, 252, 212, 231, 95, 45, 180, 177, 183, 224,
  202, 83, 121, 242, 112, 184, 155, 150, 121, 190, 154, 229, 185, 253, 73, 113, 188, 35, 91, 199, 100, 175, 24, 99,
  213, 58, 77, 25, 207, 99, 220, 112, 62, 5, 4, 43, 177, 37, 146, 37, 4, 67, 56, 54, 104, 27, 212, 160,
  52, 72, 229, 203, 156, 243, 228, 64, 194, 103, 52, 144, 61, 197, 2, 231, 17, 56, 67, 108, 8, 138, 69, 198,
  165, 241, 60, 85, 173, 183, 253, 210, 117, 30, 214, 18, 219, 101, 186, 102, 247, 31, 168, 60, 217, 136, 204, 238,
  26, 50, 108, 189, 41, 242, 42, 169, 226, 188, 102, 69, 186, 102, 139, 128, 118, 123, 81, 36, 178, 62, 142, 191,
  222, 233, 63, 157, 218, 215, 227, 193, 26, 105, 142, 119, 234, 173, 148, 211, 177, 120, 18, 213, 37, 38, 37, 219,
  164, 245, 38, 171, 202, 169, 170, 186, 50, 128, 198, 151, 83, 174, 197, 99, 175, 123, 36, 30, 180, 146, 116, 88,
  100, 85, 211, 251, 219, 51, 146, 175, 182, 12, 170, 131, 214, 40, 173, 79, 241, 154, 181, 237, 172, 14, 15, 105,
  114, 3, 223, 247, 37, 186, 185, 70, 109, 255, 219, 85, 228, 188, 106, 94, 84, 149, 105, 161, 29, 19, 242, 58,
  165, 12, 40, 215, 74, 143, 121, 71, 100, 55, 146, 85, 52, 63, 67, 122, 179, 138, 146, 77, 146, 102, 248, 151,
  116, 19, 46, 62, 125, 78, 80, 229, 19, 143, 72, 249, 6, 13, 206, 148, 90, 86, 87, 60, 225, 88, 165, 81,
  94, 197, 105, 58, 145, 200, 207, 7, 107, 122, 89, 216, 71, 145, 85, 224, 112, 160, 24, 179, 162, 115, 244, 24,
  221, 192, 63, 61, 44, 161, 79, 44, 227, 126, 110, 145, 105, 137, 28, 142, 84, 66, 73, 208, 89, 118, 250, 72,
  162, 61, 157, 236, 155, 185, 249, 47, 229, 191, 176, 154, 217, 191, 218, 196, 152, 99, 157, 215, 44, 171, 177, 46,
  113, 34, 113, 159, 5, 74, 14, 89, 240, 133, 18, 221, 47, 246, 1, 162, 235, 93, 125, 61, 14, 24, 231, 200,
  135, 186, 210, 97, 87, 106, 38, 17, 246, 202, 162, 180, 130, 181, 159, 23, 4, 11, 180, 138, 57, 90, 111, 45,
  238, 39, 172, 138, 36, 93, 103, 188, 138, 87, 117, 90, 23, 27, 156, 248, 227, 21, 117, 69, 206, 165, 123, 102,
  204, 243, 27, 159, 39, 14, 217, 137, 182, 21, 6, 43, 37, 249, 50, 91, 158, 21, 201, 181, 240, 25, 61, 15,
  231, 9, 93, 179, 23, 15, 104, 62, 20, 237, 113, 52, 71, 224, 78, 84, 15, 179, 102, 49, 143, 86, 108, 85,
  37, 171, 130, 179, 108, 227, 122, 205, 107, 8, 220, 250, 38, 195, 239, 5, 86, 179, 71, 108, 7, 167, 201, 81,
  21, 246, 173, 200, 16, 227, 46, 230, 161, 214, 170, 115, 215, 89, 209, 9, 185, 11, 169, 131, 177, 13, 158, 192,
  52, 172, 109, 159, 205, 149, 255, 41, 180, 159, 194, 73, 142, 249, 153, 63, 45, 24, 164, 142, 208, 42, 95, 48,
  198, 195, 62, 59, 48, 167, 141, 29, 30, 211, 206, 165, 82, 237, 184, 245, 32, 73, 6, 236, 170, 134, 22, 39,
  45, 52, 65, 71, 85, 171, 247, 246, 215, 138, 148, 120, 46, 35, 222, 14, 215, 247, 177, 178, 46, 35, 134, 105,
  86, 231, 217, 42, 142, 210, 36, 26, 141, 255, 165, 81, 224, 182, 166, 74, 228, 213, 139, 177, 96, 44, 238, 183,
  80, 10, 11, 130, 148, 103, 207, 153, 226, 83, 88, 239, 89, 100, 30, 79, 93, 55, 71, 83, 105, 81, 206, 132,
  79, 188, 42, 162, 114, 189, 46, 242, 188, 92, 69, 105, 90, 206, 108, 102, 118, 154, 132, 244, 250, 79, 114, 87,
  207, 201, 100, 67, 147, 17, 55, 21, 161, 105, 6, 125, 142, 160, 196, 154, 46, 38, 165, 251, 89, 167, 168, 212,
  97, 78, 131, 103, 238, 185, 24, 75, 44, 127, 190, 152, 131, 44, 127, 62, 155, 185, 156, 45, 205, 246, 172, 18,
  246, 244, 65, 24, 211, 185, 239, 95, 247, 76, 60, 33, 89, 70, 81, 21, 87, 249, 154, 113, 172, 42, 86, 46,
  59, 233, 75, 226, 246, 122, 210, 59, 253, 150, 16, 165, 0, 113, 237, 12, 233, 40, 219, 104, 52, 4, 58, 141,
  109, 88, 109, 145, 68, 128, 166, 66, 252, 117, 139, 210, 199, 162, 171, 190, 132, 101, 234, 57, 6, 185, 214, 3,
  146, 231, 28, 139, 52, 193, 180, 72, 146, 36, 207, 234, 5, 32, 199, 70, 181, 8, 248, 110, 143, 154, 116, 154,
  165, 204, 160, 202, 171, 241, 247, 3, 26, 187, 245, 180, 72, 234, 33, 132, 223, 172, 168, 30, 204, 111, 142, 109,
  141, 23, 171, 51, 173, 58, 142, 202, 46, 166, 21, 189, 176, 176, 192, 45, 204, 105, 208, 215, 172, 81, 161, 30,
  41, 210, 105, 96, 228, 196, 169, 87, 196, 199, 121, 198, 58, 98, 35, 27, 206, 201, 56, 251, 38, 92, 191, 170,
  112, 13, 63, 169, 186, 1, 115, 78, 122, 94, 145, 115, 33, 245, 53, 103, 65, 47, 198, 208, 254, 194, 179, 160,
  167, 45, 31, 239, 116, 151, 184, 40, 199, 229, 189, 114, 62, 160, 250, 54, 74, 250, 54, 74, 154, 70, 73, 179,
  97, 35, 51, 22, 231, 227, 238, 131, 103, 175, 176, 15, 189, 251, 171, 178, 102, 36, 201, 171, 146, 230, 98, 82,
  21, 79, 3, 153, 113, 50, 63, 149, 142, 8, 115, 182, 169, 226, 50, 79, 55, 89, 158, 172, 230, 170, 228, 52,
  137, 18, 167, 162, 250, 41, 63, 24, 69, 207, 128, 156, 128, 38, 2, 175, 149, 222, 249, 39, 55, 91, 136, 104,
  138, 229, 127, 138, 161, 62, 180, 45, 61, 1, 97, 18, 6, 234, 6, 117, 112, 143, 48, 92, 186, 135, 144, 82,
  93, 118, 102, 246, 79, 121, 140, 155, 130, 121, 212, 67, 88, 57, 158, 233, 208, 233, 183, 16, 50, 18, 194, 110,
  154, 66, 99, 51, 23, 174, 244, 191, 191, 137, 54, 253, 242, 122, 110, 26, 249, 152, 67, 121, 46, 232, 50, 86,
  230, 73, 145, 103, 152, 230, 233, 58, 141, 211, 217, 200, 199, 246, 181, 206, 61, 170, 105, 40, 210, 143, 76, 90,
  167, 221, 27, 100, 218, 77, 113, 8, 10, 102, 30, 132, 220, 109, 169, 151, 167, 159, 41, 111, 212, 94, 84, 253,
  176, 168, 21, 18, 199, 154, 219, 170, 221, 115, 5, 137, 95, 227, 106, 2, 81, 192, 196, 99, 205, 53, 189, 224,
  113, 17, 229, 65, 166, 11, 146, 193, 120, 36, 19, 30, 92, 198, 58, 193, 184, 40, 138, 81, 184, 40, 83, 173,
  218, 189, 194, 71, 55, 41, 188, 246, 120, 76, 42, 58, 1, 133, 5, 82, 0, 26, 10, 140, 35, 211, 82, 200,
  157, 1, 102, 224, 136, 20, 44, 169, 159, 106, 56, 111, 46, 171, 203, 135, 218, 234, 120, 26, 162, 212, 26, 241,
  205, 97, 54, 151, 195, 13, 43, 146, 58, 219, 148, 57, 103, 69, 158, 199, 79, 116, 149, 46, 63, 173, 193, 182,
  246, 114, 72, 170, 35, 40, 25, 194, 65, 90, 209, 246, 42, 220, 170, 150, 131, 162, 160, 59, 10, 131, 52, 178,
  117, 36, 137, 134, 20, 4, 80, 111, 182, 165, 8, 181, 184, 239, 133, 13, 13, 237, 84, 219, 170, 163, 241, 139,
  10, 27, 210, 81, 251, 206, 55, 244, 176, 83, 237, 82, 252, 6, 190, 247, 119, 14, 121, 208, 50, 235, 66, 187,
  197, 218, 101, 205, 115, 125, 239, 151, 123, 61, 247, 126, 188, 190, 94, 196, 75, 180, 71, 164, 86, 218, 226, 222,
  16, 77, 187, 246, 82, 44, 71, 165, 235, 115, 93, 243, 148, 62, 48, 162, 59, 144, 209, 28, 206, 148, 130, 241,
  115, 142, 255, 203, 118, 120, 25, 166, 243, 97, 25, 219, 155, 70, 217, 183, 226, 143, 25, 161, 36, 171, 50, 66,
  94, 100, 108, 181, 222, 196, 235, 186, 188, 148, 27, 84, 93, 29, 166, 253, 253, 3, 57, 12, 133, 245, 99, 227,
  161, 207, 160, 192, 226, 194, 232, 55, 200, 248, 172, 247, 40, 178, 162, 224, 171, 85, 92, 96, 145, 151, 235, 106,
  52, 250, 123, 216, 11, 172, 176, 159, 230, 95, 49, 248, 6, 94, 90, 227, 47, 50, 80, 11, 11, 86, 237, 122,
  172, 157, 94, 24, 15, 70, 19, 74, 71, 18, 46, 15, 111, 73, 72, 52, 88, 61, 152, 67, 55, 52, 113, 72,
  130, 30, 219, 246, 249, 143, 77, 85, 93, 251, 89, 235, 149, 174, 173, 183, 209, 89, 246, 157, 241, 101, 220, 65,
  255, 212, 176, 195, 93, 121, 41, 76, 127, 238, 191, 190, 84, 121, 231, 237, 247, 230, 41, 87, 251, 18, 199, 52,
  110, 233, 252, 238, 7, 230, 192, 10, 161, 198, 35, 58, 185, 79, 182, 34, 181, 83, 52, 22, 104, 132, 228, 32,
  150, 178, 205, 45, 53, 87, 25, 155, 32, 76, 146, 85, 216, 155, 113, 127, 33, 25, 146, 105, 76, 71, 66, 70,
  105, 252, 1, 119, 98, 198, 170, 121, 149, 208, 100, 186, 96, 113, 158, 243, 104, 246, 44, 219, 93, 103, 134, 113,
  180, 123, 179, 99, 244, 253, 13, 252, 131, 181, 6, 125, 109, 235, 75, 54, 28, 69, 219, 66, 137, 195, 229, 60,
  28, 107, 163, 75, 47, 245, 128, 210, 103, 61, 125, 108, 232, 149, 136, 134, 61, 32, 236, 216, 35, 62, 191, 28,
  62, 160, 188, 206, 135, 139, 69, 191, 123, 114, 152, 117, 70, 13, 103, 96, 197, 231, 96, 253, 162, 133, 157, 143,
  43, 202, 8, 145, 243, 188, 72, 178, 172, 78, 216, 52, 6, 191, 99, 15, 46, 155, 199, 60, 113, 245, 100, 137,
  22, 205, 40, 7, 172, 4, 113, 54, 253, 49, 129, 165, 116, 255, 26, 70, 75, 34, 83, 29, 172, 17, 252, 44,
  229, 158, 11, 211, 103, 102, 68, 248, 140, 160, 30, 187, 222, 126, 29, 31, 219, 195, 245, 179, 119, 99, 146, 213,
  253, 199, 227, 246, 126, 242, 158, 26, 194, 201, 149, 229, 207, 244, 95, 114, 238, 191, 191, 169, 174, 155, 191, 198,
  84, 164, 49, 110, 242, 172, 204, 120, 178, 198, 188, 154, 40, 238, 181, 115, 224, 200, 83, 163, 106, 26, 217, 142,
  94, 128, 185, 129, 151, 117, 175, 32, 56, 235, 216, 14, 57, 121, 141, 92, 36, 157, 213, 176, 67, 18, 212, 250,
  228, 102, 214, 253, 11, 55, 116, 117, 237, 179, 229, 242, 117, 26, 127, 228, 113, 91, 225, 184, 209, 79, 4, 47,
  156, 253, 137, 5, 96, 192, 231, 254, 253, 191, 1,
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
