/**
 * Why a board refuses a request: the `code` of an ERROR frame, with the meaning of its two details.
 *
 * Codes are append-only. 128 and up belong to the program. Nothing is ever answered to a frame whose CRC is wrong:
 * who sent it, and what it asked, is not known.
 *
 * @packageDocumentation
 */

/** No such method. aux: the number asked for. */
export const UNKNOWN_METHOD = 1;
/** The method's signature differs from the one that the host was made for. aux: the method. */
export const SCHEMA_MISMATCH = 2;
/** The payload has the wrong length. aux: bytes got; aux2: bytes expected. */
export const BAD_LENGTH = 3;
/** An argument is out of range. aux: which one, from 0. */
export const BAD_ARG = 4;
/** Try again later. aux: milliseconds. */
export const BUSY = 5;
/** The sequence number is older than the answers kept: a replay, or a host that keeps no window. aux: answers kept. */
export const NO_CREDIT = 6;
/** The board knows no such session: it restarted, or another host took over. */
export const STALE_SESSION = 7;
/** The board does not speak this version. aux: lowest version spoken; aux2: highest. */
export const BAD_VERSION = 8;
/** The host cancelled the call. */
export const CANCELLED = 9;
/** The method did not end in its time. */
export const DEADLINE = 10;
/** Flash could not be read or written. */
export const STORAGE = 11;
/** The program failed an assertion of its own. */
export const FAULT = 12;
/** The method needs a permission that this session does not have. */
export const DENIED = 13;
