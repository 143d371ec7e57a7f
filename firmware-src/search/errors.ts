/**
 * The error of the last call that was refused.
 *
 * The functions of v2.3 answer with plain numbers, so the reason for a refusal is kept here: the latest
 * one, until it is read. A successful call does not clear it. There is no panic: a refused call changes
 * nothing, answers its neutral value and calls {@link report}.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";

/** Nothing was refused since the error was last read. */
export const OK = 0;
/** No free slot. */
export const FULL = 1;
/** An argument outside its range, such as an index of no slot, or an index without dimensions. */
export const BAD_ARGUMENT = 2;
/** A NaN, an infinity, or a number so large that its use would give one. */
export const NONFINITE = 3;
/** A time step that is negative or not finite. */
export const BAD_TIME_STEP = 4;
/** A search where there are no vectors. */
export const EMPTY = 5;
/** Records or bytes that lie outside of memory, or none at all. */
export const BAD_POINTER = 6;
/** A slot that holds no vector, where one with a vector is needed. */
export const NOT_LIVE = 7;
/** Bytes that are damaged, or none of those that were asked for. */
export const CORRUPT = 8;
/** Something that this version or build cannot do. */
export const UNSUPPORTED = 9;

let latest: u32 = OK;

/**
 * Reads and clears the error.
 *
 * @returns 0 OK, 1 FULL, 2 BAD_ARG, 3 NONFINITE, 4 BAD_DT, 5 EMPTY, 6 BAD_PTR, 7 NOT_LIVE, 8 CORRUPT, 9 UNSUPPORTED.
 */
export function lastError(): u32 {
  const code = latest;
  latest = OK;
  return code;
}

/** Notes why a call was refused; replaces an older, unread reason. */
export function report(code: u32): void {
  latest = code;
}
