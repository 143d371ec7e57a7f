/**
 * What comes of a request: the bytes of its result, or why there is none.
 *
 * A result is packed by appending one value after the other. What no longer fits is not written and not counted, so
 * nothing is ever stored past the end; a dispatcher that was made from types knows that everything fits.
 *
 * A method that may refuse by itself takes the outcome as a parameter and calls `refuse`; what it returns then goes
 * nowhere.
 *
 * @packageDocumentation
 */
import { u32, type f32, type u64 } from "../lib/types.ts";
import { writeF32, writeU16, writeU32, writeU8 } from "./bytes.ts";

/** What came of a request. */
export class Outcome {
  /** 0 if the method ran, else why it did not (refusals.ts). */
  refusal: u32 = 0;
  /** The two details of a refusal. */
  aux: u32 = 0;
  aux2: u32 = 0;
  /** Bytes of result. */
  resultBytes: u32 = 0;
}

/** No refusal, and no result yet. */
export function begin(outcome: Outcome): void {
  outcome.refusal = 0;
  outcome.aux = 0;
  outcome.aux2 = 0;
  outcome.resultBytes = 0;
}

/** The method is not run, or its result not wanted. */
export function refuse(outcome: Outcome, code: u32, aux: u32, aux2: u32): void {
  outcome.refusal = code;
  outcome.aux = aux;
  outcome.aux2 = aux2;
}

/** Appends the low 8 bits of a number. */
export function giveU8(result: Uint8Array, outcome: Outcome, value: u32): void {
  writeU8(result, advance(result, outcome, 1), value);
}

/** Appends the low 16 bits of a number. */
export function giveU16(result: Uint8Array, outcome: Outcome, value: u32): void {
  writeU16(result, advance(result, outcome, 2), value);
}

/** Appends a number of 32 bits. */
export function giveU32(result: Uint8Array, outcome: Outcome, value: u32): void {
  writeU32(result, advance(result, outcome, 4), value);
}

/** Appends a binary32. */
export function giveF32(result: Uint8Array, outcome: Outcome, value: f32): void {
  writeF32(result, advance(result, outcome, 4), value);
}

/** Appends a number of 64 bits. */
export function giveU64(result: Uint8Array, outcome: Outcome, value: u64): void {
  giveU32(result, outcome, u32(value));
  giveU32(result, outcome, u32(value >> 32n));
}

/** Where the next value goes; the end if it does not fit. */
function advance(result: Uint8Array, outcome: Outcome, bytes: u32): u32 {
  const offset = outcome.resultBytes;
  if (result.length < bytes || offset > result.length - bytes) return result.length;
  outcome.resultBytes = offset + bytes;
  return offset;
}
