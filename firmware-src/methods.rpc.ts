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
import { Experiment, Neighbours, describe, freeRun, getMembrane, getNodeType, getSpikes, hnswToSnn, init, insert,
    lastError, query, search, setNodeType, snnInject, snnReset, snnStep, snnTick, subscribe } from "./methods.ts";

/** The schema's hash: what tells one set of methods from another. */
export const SCHEMA_LOW: u32 = 0xd8d55dfd;
export const SCHEMA_HIGH: u32 = 0x1deb9c14;

/** What a method reads as `vector`. */
const vectorArgument = new Float32Array(16);

/** What a method reads as `query`. */
const queryArgument = new Float32Array(16);

/** What a method writes to as `answer`. */
const neighbours = new Neighbours();

/** What a method writes to as `answer`. */
const experiment = new Experiment();

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

/** The names and types of the methods, for hosts that were made for others: JSON, compressed with DEFLATE. */
const DICTIONARY = new Uint8Array([
  237, 89, 219, 110, 220, 56, 18, 253, 149, 130, 94, 246, 97, 181, 134, 46, 173, 150, 186, 253, 52, 139, 13, 48,
  3, 36, 193, 34, 49, 118, 31, 2, 3, 67, 137, 165, 22, 215, 18, 217, 33, 41, 119, 26, 3, 255, 251, 162,
  72, 181, 46, 237, 182, 199, 201, 196, 192, 96, 55, 121, 48, 210, 186, 20, 139, 167, 78, 85, 29, 150, 126, 11,
  238, 81, 27, 161, 100, 176, 141, 195, 160, 97, 166, 9, 182, 65, 204, 177, 220, 84, 241, 138, 23, 60, 203, 120,
  205, 131, 48, 232, 208, 54, 138, 155, 96, 251, 233, 183, 64, 246, 93, 137, 218, 189, 32, 89, 135, 193, 54, 16,
  82, 216, 96, 124, 61, 45, 242, 24, 55, 89, 142, 155, 117, 94, 85, 235, 44, 8, 3, 174, 170, 96, 27, 188,
  233, 246, 86, 160, 1, 219, 32, 84, 74, 35, 48, 201, 193, 160, 53, 32, 44, 244, 251, 43, 120, 115, 143, 250,
  104, 27, 33, 119, 96, 27, 102, 233, 114, 131, 45, 7, 97, 96, 167, 36, 94, 145, 35, 236, 203, 141, 232, 240,
  157, 9, 182, 113, 20, 133, 1, 211, 187, 190, 67, 105, 7, 215, 188, 63, 92, 116, 38, 8, 3, 123, 220, 211,
  175, 190, 24, 61, 224, 162, 67, 73, 219, 53, 160, 106, 231, 199, 61, 86, 86, 105, 122, 90, 51, 185, 195, 96,
  251, 41, 14, 227, 245, 237, 67, 56, 26, 235, 208, 106, 81, 93, 52, 23, 129, 249, 220, 51, 141, 28, 222, 38,
  33, 196, 80, 41, 35, 36, 134, 144, 0, 87, 118, 102, 50, 10, 147, 185, 69, 218, 251, 47, 252, 162, 69, 99,
  153, 228, 6, 132, 4, 36, 44, 64, 163, 233, 91, 235, 157, 21, 198, 161, 22, 60, 220, 134, 129, 191, 78, 155,
  246, 134, 135, 144, 36, 179, 144, 24, 212, 179, 160, 176, 136, 21, 101, 150, 175, 234, 170, 96, 184, 193, 124, 92,
  241, 163, 85, 26, 13, 176, 1, 137, 208, 5, 133, 73, 115, 64, 109, 224, 32, 108, 3, 194, 26, 48, 173, 178,
  215, 144, 100, 25, 136, 154, 194, 114, 96, 6, 52, 214, 189, 65, 30, 18, 142, 18, 90, 102, 236, 27, 173, 149,
  6, 195, 142, 6, 14, 205, 241, 44, 92, 201, 147, 225, 242, 43, 143, 120, 124, 10, 234, 52, 9, 40, 10, 39,
  31, 43, 213, 237, 149, 164, 215, 174, 193, 54, 202, 32, 148, 120, 84, 146, 187, 8, 206, 98, 42, 36, 244, 6,
  129, 105, 4, 177, 147, 74, 35, 159, 5, 225, 111, 113, 244, 232, 95, 120, 225, 218, 237, 18, 223, 209, 203, 89,
  188, 210, 36, 120, 88, 224, 158, 142, 184, 27, 100, 186, 106, 38, 220, 227, 146, 103, 43, 220, 96, 86, 109, 170,
  106, 85, 76, 184, 223, 52, 8, 119, 32, 145, 105, 52, 246, 68, 195, 23, 67, 246, 185, 71, 125, 252, 243, 32,
  54, 113, 251, 238, 34, 173, 27, 117, 128, 142, 201, 227, 34, 39, 40, 205, 46, 67, 237, 233, 55, 90, 26, 175,
  191, 71, 177, 107, 74, 213, 187, 124, 173, 5, 182, 124, 241, 90, 173, 122, 121, 57, 173, 126, 30, 214, 135, 3,
  106, 4, 247, 220, 85, 48, 243, 90, 99, 165, 52, 159, 106, 198, 100, 243, 131, 243, 238, 226, 114, 66, 114, 252,
  114, 113, 185, 183, 234, 0, 229, 209, 226, 169, 200, 80, 246, 252, 133, 192, 230, 248, 101, 200, 34, 9, 76, 2,
  118, 123, 75, 57, 78, 139, 47, 252, 113, 121, 126, 201, 242, 205, 169, 116, 186, 250, 216, 168, 150, 155, 113, 133,
  133, 5, 183, 214, 207, 98, 215, 92, 198, 67, 236, 154, 133, 135, 131, 107, 17, 28, 26, 209, 34, 48, 191, 72,
  195, 12, 48, 11, 157, 50, 214, 121, 77, 171, 152, 197, 50, 117, 203, 118, 151, 75, 237, 223, 133, 133, 104, 59,
  240, 141, 202, 90, 133, 84, 199, 217, 126, 175, 213, 23, 209, 49, 139, 11, 67, 167, 103, 38, 91, 142, 210, 131,
  177, 127, 156, 44, 88, 229, 44, 58, 250, 95, 187, 255, 182, 76, 239, 40, 131, 106, 106, 66, 8, 117, 154, 92,
  6, 247, 246, 33, 140, 215, 225, 192, 145, 49, 79, 222, 15, 249, 87, 11, 109, 236, 53, 184, 246, 84, 30, 61,
  28, 238, 165, 101, 158, 175, 102, 121, 110, 223, 43, 142, 55, 228, 235, 152, 236, 21, 99, 172, 90, 167, 41, 227,
  121, 140, 5, 231, 19, 33, 88, 137, 45, 21, 89, 66, 48, 132, 67, 131, 182, 65, 13, 74, 131, 84, 190, 205,
  185, 72, 158, 138, 240, 89, 25, 200, 158, 170, 2, 231, 12, 156, 33, 118, 34, 197, 34, 227, 210, 120, 158, 170,
  214, 251, 254, 56, 116, 30, 214, 18, 219, 101, 186, 102, 183, 207, 116, 158, 108, 68, 102, 119, 9, 25, 182, 46,
  54, 121, 149, 84, 113, 94, 179, 77, 186, 102, 11, 66, 187, 181, 136, 137, 108, 224, 241, 235, 237, 254, 235, 75,
  251, 122, 220, 88, 35, 205, 225, 70, 125, 148, 114, 218, 22, 79, 162, 186, 196, 164, 100, 69, 90, 23, 89, 85,
  78, 93, 213, 181, 1, 52, 190, 157, 114, 45, 238, 7, 221, 35, 177, 215, 74, 210, 102, 145, 85, 205, 16, 111,
  95, 145, 124, 183, 101, 80, 245, 90, 163, 180, 62, 197, 107, 214, 182, 179, 62, 124, 74, 147, 43, 248, 105, 104,
  209, 205, 165, 210, 246, 191, 221, 69, 206, 187, 230, 163, 174, 50, 25, 218, 49, 33, 47, 151, 148, 19, 202, 181,
  210, 99, 222, 81, 177, 27, 139, 85, 52, 223, 67, 122, 181, 138, 146, 34, 73, 51, 252, 107, 90, 132, 139, 95,
  223, 66, 170, 124, 170, 35, 82, 126, 64, 131, 51, 165, 150, 213, 21, 79, 56, 86, 105, 148, 87, 113, 154, 78,
  69, 228, 159, 189, 53, 131, 44, 28, 88, 100, 21, 56, 28, 136, 99, 86, 116, 174, 60, 70, 87, 240, 47, 15,
  75, 232, 19, 203, 184, 219, 45, 50, 45, 145, 195, 129, 90, 40, 9, 58, 203, 142, 191, 147, 104, 79, 39, 123,
  49, 119, 255, 23, 249, 31, 172, 102, 254, 175, 138, 24, 115, 172, 243, 154, 101, 53, 214, 37, 78, 69, 220, 103,
  129, 146, 167, 44, 248, 78, 137, 238, 141, 61, 83, 232, 134, 80, 95, 230, 1, 227, 28, 249, 169, 175, 116, 216,
  149, 154, 73, 132, 189, 178, 40, 173, 96, 237, 183, 145, 96, 129, 214, 102, 142, 214, 71, 139, 251, 9, 171, 77,
  146, 174, 51, 94, 197, 171, 58, 173, 55, 5, 78, 245, 227, 45, 157, 138, 92, 72, 247, 204, 152, 151, 31, 124,
  158, 216, 100, 39, 218, 86, 24, 172, 148, 228, 203, 108, 121, 17, 147, 107, 225, 51, 122, 78, 231, 9, 93, 179,
  23, 119, 104, 158, 99, 123, 28, 205, 17, 184, 17, 213, 221, 236, 176, 152, 71, 43, 182, 170, 146, 213, 134, 179,
  172, 40, 86, 79, 32, 112, 237, 15, 25, 126, 45, 176, 154, 221, 99, 123, 10, 154, 28, 85, 225, 112, 20, 57,
  113, 220, 113, 30, 106, 173, 58, 247, 156, 21, 157, 144, 187, 144, 78, 48, 182, 193, 35, 152, 134, 181, 237, 139,
  107, 229, 31, 133, 246, 107, 106, 146, 171, 252, 204, 239, 22, 12, 210, 137, 208, 42, 223, 48, 198, 205, 190, 152,
  152, 211, 194, 14, 143, 105, 229, 82, 169, 118, 92, 250, 36, 73, 78, 216, 85, 13, 25, 39, 45, 52, 65, 71,
  93, 107, 136, 246, 107, 49, 37, 158, 203, 136, 143, 167, 231, 7, 174, 172, 203, 136, 97, 154, 213, 121, 182, 138,
  163, 52, 137, 70, 231, 255, 221, 40, 112, 75, 83, 39, 242, 234, 197, 88, 48, 22, 247, 91, 40, 133, 5, 65,
  202, 115, 168, 153, 226, 107, 170, 222, 139, 138, 121, 60, 157, 186, 57, 154, 74, 139, 114, 38, 124, 226, 213, 38,
  42, 215, 235, 77, 158, 151, 171, 40, 77, 203, 153, 207, 204, 78, 147, 144, 65, 255, 73, 238, 250, 57, 185, 108,
  104, 50, 226, 166, 34, 52, 205, 160, 223, 17, 148, 88, 211, 195, 164, 116, 191, 105, 23, 149, 234, 231, 101, 240,
  44, 60, 143, 198, 18, 203, 219, 143, 230, 32, 203, 219, 103, 51, 151, 51, 211, 108, 207, 42, 97, 143, 207, 194,
  152, 206, 99, 255, 110, 168, 196, 19, 146, 101, 20, 85, 113, 149, 175, 25, 199, 170, 98, 229, 242, 36, 253, 184,
  112, 123, 61, 233, 131, 126, 77, 136, 18, 65, 220, 113, 134, 116, 148, 109, 52, 26, 2, 157, 198, 54, 172, 182,
  72, 34, 64, 83, 35, 126, 221, 166, 244, 123, 236, 170, 31, 195, 50, 157, 57, 78, 114, 109, 0, 36, 207, 57,
  110, 210, 4, 211, 77, 146, 36, 121, 86, 47, 0, 57, 52, 170, 69, 192, 47, 123, 212, 164, 211, 44, 101, 6,
  117, 94, 141, 159, 123, 52, 118, 235, 203, 34, 169, 135, 16, 126, 181, 162, 186, 51, 191, 186, 106, 107, 188, 88,
  157, 105, 213, 113, 84, 246, 104, 90, 49, 8, 11, 11, 220, 194, 188, 12, 250, 158, 53, 42, 212, 3, 49, 157,
  6, 70, 78, 156, 122, 69, 124, 152, 103, 172, 43, 108, 228, 195, 121, 49, 206, 126, 8, 215, 87, 21, 174, 225,
  87, 117, 55, 96, 46, 72, 47, 107, 114, 142, 82, 175, 57, 11, 122, 51, 82, 251, 59, 207, 130, 158, 246, 124,
  124, 211, 61, 226, 88, 142, 203, 119, 229, 124, 64, 245, 99, 148, 244, 99, 148, 52, 141, 146, 102, 195, 70, 102,
  44, 206, 199, 221, 189, 175, 94, 225, 64, 189, 219, 139, 178, 102, 44, 146, 23, 37, 205, 163, 73, 85, 60, 13,
  100, 198, 201, 252, 212, 58, 34, 204, 89, 81, 197, 101, 158, 22, 89, 158, 172, 230, 170, 228, 56, 137, 18, 167,
  162, 134, 41, 63, 24, 69, 223, 128, 156, 128, 166, 2, 94, 43, 189, 243, 95, 110, 182, 16, 209, 20, 203, 223,
  138, 161, 238, 219, 150, 190, 128, 48, 9, 167, 210, 13, 170, 119, 159, 48, 92, 186, 135, 144, 82, 95, 118, 110,
  14, 95, 121, 140, 155, 130, 121, 212, 67, 88, 185, 58, 211, 161, 211, 111, 33, 100, 36, 132, 221, 52, 133, 198,
  102, 142, 174, 244, 215, 191, 68, 139, 126, 127, 61, 55, 141, 124, 76, 95, 158, 11, 186, 140, 149, 121, 178, 201,
  51, 76, 243, 116, 157, 198, 233, 108, 228, 99, 135, 94, 231, 62, 213, 52, 196, 244, 3, 147, 214, 105, 247, 6,
  153, 118, 83, 28, 130, 130, 153, 59, 33, 119, 91, 58, 203, 211, 109, 202, 27, 181, 23, 213, 48, 44, 106, 133,
  196, 177, 231, 182, 106, 247, 82, 65, 226, 109, 92, 76, 32, 34, 76, 60, 246, 92, 51, 8, 30, 199, 40, 15,
  50, 61, 144, 156, 156, 71, 114, 225, 206, 101, 172, 19, 140, 139, 166, 24, 133, 139, 54, 213, 170, 221, 91, 188,
  119, 147, 194, 75, 159, 199, 164, 162, 29, 16, 45, 144, 8, 104, 136, 24, 7, 166, 165, 144, 59, 3, 204, 192,
  1, 137, 44, 169, 159, 106, 184, 104, 46, 187, 203, 115, 199, 234, 120, 26, 162, 212, 26, 241, 67, 63, 155, 203,
  97, 193, 54, 73, 157, 21, 101, 206, 217, 38, 207, 227, 39, 78, 149, 46, 63, 173, 193, 182, 246, 114, 72, 170,
  3, 40, 25, 66, 47, 173, 104, 7, 21, 110, 85, 203, 65, 17, 233, 14, 194, 32, 141, 108, 93, 145, 68, 67,
  10, 2, 232, 108, 182, 37, 134, 90, 220, 15, 194, 134, 134, 118, 170, 109, 213, 193, 120, 163, 194, 134, 180, 213,
  225, 228, 27, 122, 216, 169, 119, 41, 126, 5, 63, 249, 55, 79, 121, 208, 50, 235, 168, 221, 98, 237, 178, 230,
  165, 177, 247, 230, 222, 205, 163, 31, 175, 47, 55, 241, 18, 237, 1, 233, 40, 109, 113, 111, 168, 76, 187, 227,
  165, 88, 142, 74, 215, 231, 186, 230, 41, 125, 96, 68, 215, 147, 211, 28, 206, 148, 130, 241, 115, 142, 255, 203,
  227, 240, 237, 195, 237, 195, 127, 1,
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
