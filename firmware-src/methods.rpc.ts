/**
 * Calls the methods of methods.ts for requests that come over the wire.
 *
 * Generated from there by `ganglion rpc`; change that file and run it again.
 *
 * @packageDocumentation
 */
import { u8, type u32 } from "./lib/types.ts";
import { readF32, readU32, readU8 } from "./wire/bytes.ts";
import { begin, giveF32, giveU32, giveU8, type Outcome, refuse } from "./wire/outcome.ts";
import { BAD_ARG, BAD_LENGTH, UNKNOWN_METHOD } from "./wire/refusals.ts";
import { Experiment, Neighbours, describe, getMembrane, getNodeType, getSpikes, hnswToSnn, init, insert, lastError,
    query, search, setNodeType, snnInject, snnReset, snnStep, snnTick } from "./methods.ts";

/** The schema's hash: what tells one set of methods from another. */
export const SCHEMA_LOW: u32 = 0xc8ea8eaf;
export const SCHEMA_HIGH: u32 = 0xe320838a;

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

/** The names and types of the methods, for hosts that were made for others: JSON, compressed with DEFLATE. */
const DICTIONARY = new Uint8Array([
  237, 89, 219, 110, 220, 56, 18, 253, 149, 130, 94, 246, 97, 180, 134, 46, 173, 150, 186, 253, 52, 139, 13, 48,
  3, 100, 130, 197, 196, 152, 121, 8, 12, 132, 34, 75, 45, 174, 37, 178, 67, 82, 110, 55, 6, 254, 247, 1,
  73, 93, 221, 114, 198, 201, 196, 192, 98, 145, 60, 24, 105, 93, 138, 197, 83, 85, 167, 14, 75, 127, 4, 247,
  168, 52, 151, 34, 216, 199, 97, 80, 19, 93, 7, 251, 0, 211, 36, 42, 210, 130, 208, 2, 73, 129, 164, 10,
  194, 160, 69, 83, 75, 166, 131, 253, 135, 63, 2, 209, 181, 37, 42, 247, 130, 32, 45, 6, 251, 128, 11, 110,
  130, 241, 245, 180, 200, 99, 220, 101, 57, 238, 182, 57, 165, 219, 44, 8, 3, 38, 105, 176, 15, 222, 180, 71,
  195, 81, 131, 169, 17, 168, 84, 8, 68, 48, 208, 104, 52, 112, 3, 221, 241, 10, 222, 220, 163, 58, 155, 154,
  139, 3, 152, 154, 24, 123, 185, 198, 134, 1, 215, 112, 144, 2, 175, 172, 35, 228, 225, 134, 183, 248, 139, 14,
  246, 113, 20, 133, 1, 81, 135, 174, 69, 97, 122, 215, 188, 63, 140, 183, 58, 8, 3, 115, 62, 218, 95, 93,
  49, 122, 192, 120, 139, 194, 110, 87, 131, 172, 156, 31, 247, 72, 141, 84, 246, 105, 69, 196, 1, 131, 253, 135,
  56, 140, 183, 183, 143, 225, 104, 172, 69, 163, 56, 93, 53, 23, 129, 254, 212, 17, 133, 12, 222, 38, 33, 196,
  64, 165, 230, 2, 67, 72, 128, 73, 51, 51, 25, 133, 201, 220, 162, 221, 251, 207, 108, 213, 162, 54, 68, 48,
  13, 92, 0, 90, 44, 64, 161, 238, 26, 227, 157, 229, 218, 161, 22, 60, 222, 134, 129, 191, 110, 55, 237, 13,
  247, 33, 73, 102, 33, 209, 168, 102, 65, 33, 17, 41, 202, 44, 223, 84, 180, 32, 184, 195, 124, 92, 241, 189,
  145, 10, 53, 144, 30, 137, 208, 5, 133, 8, 125, 66, 165, 225, 196, 77, 13, 220, 104, 208, 141, 52, 215, 144,
  100, 25, 240, 202, 134, 229, 68, 52, 40, 172, 58, 141, 44, 180, 56, 10, 104, 136, 54, 111, 148, 146, 10, 52,
  57, 107, 56, 213, 231, 39, 225, 74, 158, 13, 151, 95, 121, 196, 227, 67, 80, 165, 73, 96, 163, 48, 248, 72,
  101, 123, 148, 194, 190, 118, 13, 166, 150, 26, 161, 196, 179, 20, 204, 69, 112, 22, 83, 46, 160, 211, 8, 68,
  33, 240, 131, 144, 10, 217, 44, 8, 255, 140, 163, 139, 127, 225, 202, 181, 219, 37, 190, 163, 151, 179, 120, 165,
  73, 240, 184, 192, 61, 29, 113, 215, 72, 20, 173, 39, 220, 227, 146, 101, 27, 220, 97, 70, 119, 148, 110, 138,
  9, 247, 155, 26, 225, 14, 4, 18, 133, 218, 12, 105, 248, 98, 200, 62, 117, 168, 206, 255, 59, 136, 77, 185,
  125, 183, 154, 214, 181, 60, 65, 75, 196, 121, 81, 19, 182, 204, 214, 161, 246, 233, 55, 90, 26, 175, 191, 67,
  126, 168, 75, 217, 185, 122, 173, 56, 54, 108, 241, 90, 37, 59, 177, 94, 86, 63, 245, 235, 195, 9, 21, 130,
  123, 238, 42, 152, 121, 173, 144, 74, 197, 38, 206, 152, 108, 254, 234, 188, 91, 93, 142, 11, 134, 15, 171, 203,
  189, 149, 39, 40, 207, 6, 7, 146, 177, 213, 243, 15, 11, 54, 195, 135, 190, 138, 4, 16, 1, 216, 30, 141,
  173, 113, 187, 248, 194, 31, 87, 231, 107, 150, 111, 6, 234, 116, 252, 88, 203, 134, 233, 113, 133, 133, 5, 183,
  214, 79, 252, 80, 175, 227, 193, 15, 245, 194, 195, 222, 181, 8, 78, 53, 111, 16, 136, 95, 164, 38, 26, 136,
  129, 86, 106, 227, 188, 182, 171, 232, 197, 50, 85, 67, 14, 235, 84, 251, 47, 110, 32, 218, 247, 249, 102, 105,
  141, 162, 229, 113, 114, 60, 42, 249, 192, 91, 98, 112, 97, 104, 120, 102, 178, 229, 82, 186, 55, 246, 239, 193,
  130, 145, 206, 162, 75, 255, 107, 247, 223, 134, 168, 131, 173, 160, 202, 54, 33, 132, 42, 77, 214, 193, 189, 125,
  12, 227, 109, 216, 231, 200, 88, 39, 239, 250, 250, 171, 184, 210, 230, 26, 92, 123, 42, 207, 30, 14, 247, 210,
  178, 206, 55, 179, 58, 55, 239, 36, 195, 27, 235, 235, 88, 236, 148, 16, 66, 183, 105, 74, 88, 30, 99, 193,
  216, 148, 16, 164, 196, 198, 146, 172, 69, 48, 132, 83, 141, 166, 70, 5, 82, 129, 144, 190, 205, 185, 72, 14,
  36, 252, 132, 6, 178, 231, 88, 224, 105, 6, 206, 16, 27, 146, 98, 81, 113, 105, 60, 47, 85, 227, 125, 191,
  12, 157, 135, 181, 196, 102, 89, 174, 217, 237, 103, 58, 79, 54, 34, 115, 88, 67, 134, 108, 139, 93, 78, 19,
  26, 231, 21, 217, 165, 91, 178, 72, 104, 183, 150, 205, 68, 210, 231, 241, 235, 237, 254, 203, 169, 125, 59, 110,
  172, 22, 250, 116, 35, 223, 11, 49, 109, 139, 37, 81, 85, 98, 82, 146, 34, 173, 138, 140, 150, 83, 87, 117,
  109, 0, 181, 111, 167, 76, 241, 251, 94, 247, 8, 236, 148, 20, 118, 179, 72, 104, 221, 199, 219, 51, 146, 239,
  182, 4, 104, 167, 20, 10, 227, 75, 188, 34, 77, 51, 235, 195, 67, 153, 92, 193, 143, 125, 139, 174, 215, 168,
  237, 255, 187, 139, 60, 237, 154, 23, 93, 101, 50, 116, 32, 92, 172, 83, 202, 128, 114, 37, 213, 88, 119, 150,
  236, 70, 178, 138, 230, 123, 72, 175, 54, 81, 82, 36, 105, 134, 63, 164, 69, 184, 248, 245, 53, 73, 149, 79,
  60, 34, 196, 175, 168, 113, 166, 212, 178, 138, 178, 132, 33, 77, 163, 156, 198, 105, 58, 145, 200, 127, 58, 163,
  123, 89, 216, 103, 145, 145, 224, 112, 176, 57, 102, 120, 235, 232, 49, 186, 130, 223, 60, 44, 161, 47, 44, 237,
  110, 55, 72, 148, 64, 6, 39, 219, 66, 173, 160, 51, 228, 252, 23, 133, 246, 124, 177, 23, 115, 247, 127, 22,
  255, 69, 58, 243, 127, 83, 196, 152, 99, 149, 87, 36, 171, 176, 42, 113, 34, 113, 95, 5, 82, 12, 85, 240,
  141, 10, 221, 27, 251, 12, 209, 245, 161, 94, 207, 3, 194, 24, 178, 161, 175, 180, 216, 150, 138, 8, 132, 163,
  52, 40, 12, 39, 205, 215, 37, 193, 2, 173, 221, 28, 173, 247, 6, 143, 19, 86, 187, 36, 221, 102, 140, 198,
  155, 42, 173, 118, 5, 78, 252, 241, 214, 158, 138, 92, 72, 143, 68, 235, 151, 31, 124, 158, 217, 100, 203, 155,
  134, 107, 164, 82, 176, 101, 181, 188, 40, 147, 43, 238, 43, 122, 158, 206, 19, 186, 250, 200, 239, 80, 127, 46,
  219, 227, 104, 142, 192, 13, 167, 119, 179, 195, 98, 30, 109, 200, 134, 38, 155, 29, 35, 89, 81, 108, 158, 65,
  224, 218, 31, 50, 252, 90, 96, 20, 185, 199, 102, 8, 154, 24, 85, 97, 127, 20, 25, 114, 220, 229, 60, 84,
  74, 182, 238, 57, 195, 91, 46, 14, 161, 61, 193, 152, 26, 207, 160, 107, 210, 52, 47, 230, 202, 191, 11, 237,
  151, 112, 146, 99, 126, 226, 119, 11, 26, 237, 137, 208, 72, 223, 48, 198, 205, 190, 56, 49, 167, 133, 29, 30,
  211, 202, 165, 148, 205, 184, 244, 32, 73, 6, 236, 104, 109, 141, 91, 45, 52, 65, 103, 187, 86, 31, 237, 215,
  202, 148, 120, 46, 35, 222, 15, 207, 247, 185, 178, 45, 35, 130, 105, 86, 229, 217, 38, 142, 210, 36, 26, 157,
  255, 189, 150, 224, 150, 182, 157, 200, 171, 23, 109, 64, 27, 60, 238, 161, 228, 6, 184, 85, 158, 61, 103, 242,
  47, 97, 189, 23, 145, 121, 60, 157, 186, 25, 106, 170, 120, 57, 19, 62, 241, 102, 23, 149, 219, 237, 46, 207,
  203, 77, 148, 166, 229, 204, 103, 98, 166, 73, 72, 175, 255, 4, 115, 253, 220, 186, 172, 237, 100, 196, 77, 69,
  236, 52, 195, 254, 142, 160, 196, 202, 62, 108, 149, 238, 87, 237, 130, 202, 110, 78, 131, 79, 194, 115, 49, 150,
  88, 222, 190, 152, 131, 44, 111, 63, 153, 185, 60, 49, 77, 142, 132, 114, 115, 254, 44, 140, 233, 60, 246, 191,
  244, 76, 60, 33, 89, 70, 17, 141, 105, 190, 37, 12, 41, 37, 229, 242, 36, 125, 73, 220, 94, 79, 250, 160,
  95, 91, 68, 109, 130, 184, 227, 140, 213, 81, 166, 86, 168, 45, 232, 118, 108, 67, 42, 131, 86, 4, 40, 219,
  136, 95, 183, 41, 253, 85, 118, 85, 151, 176, 76, 103, 142, 65, 174, 245, 128, 228, 57, 195, 93, 154, 96, 186,
  75, 146, 36, 207, 170, 5, 32, 167, 90, 54, 8, 248, 112, 68, 101, 117, 154, 177, 149, 97, 59, 175, 194, 79,
  29, 106, 179, 247, 180, 104, 213, 67, 8, 31, 13, 167, 119, 250, 163, 99, 91, 237, 197, 234, 76, 171, 142, 163,
  178, 139, 105, 69, 47, 44, 12, 48, 3, 115, 26, 244, 61, 107, 84, 168, 39, 155, 233, 118, 96, 228, 196, 169,
  87, 196, 167, 121, 197, 58, 98, 179, 62, 60, 37, 227, 236, 187, 112, 125, 85, 225, 26, 126, 81, 119, 3, 226,
  130, 244, 178, 38, 231, 82, 234, 53, 103, 65, 111, 198, 212, 254, 198, 179, 160, 231, 61, 31, 223, 116, 143, 184,
  44, 199, 229, 187, 98, 62, 160, 250, 62, 74, 250, 62, 74, 154, 70, 73, 179, 97, 35, 209, 6, 231, 227, 238,
  206, 179, 87, 216, 167, 222, 237, 170, 172, 25, 73, 114, 85, 210, 92, 76, 170, 226, 105, 32, 51, 78, 230, 167,
  214, 17, 97, 78, 10, 26, 151, 121, 90, 100, 121, 178, 153, 171, 146, 243, 36, 74, 156, 138, 234, 167, 252, 160,
  165, 253, 6, 228, 4, 180, 37, 240, 74, 170, 131, 255, 114, 179, 135, 200, 78, 177, 252, 173, 24, 170, 174, 105,
  236, 23, 16, 34, 96, 160, 110, 144, 157, 251, 132, 225, 202, 61, 132, 212, 246, 101, 231, 102, 255, 149, 71, 187,
  41, 152, 71, 61, 132, 141, 227, 153, 22, 157, 126, 11, 33, 179, 66, 216, 77, 83, 236, 216, 204, 165, 171, 253,
  235, 95, 178, 139, 126, 27, 61, 119, 251, 248, 39,
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
