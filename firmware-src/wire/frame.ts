/**
 * The frame: the unit that crosses the line, the same in both directions.
 *
 * A frame is built and read in one buffer, the line image, whose bytes are those that travel:
 *
 *     0      code byte of the stuffing (cobs.ts)
 *     1      version (high nibble), type (low nibble)        ---+
 *     2      flags                                              |
 *     3-4    session                                            |
 *     5-6    sequence number                                    | under the CRC,
 *     7      method or topic                                    | then stuffed
 *     8      cumulative credit, modulo 256                      |
 *     9-     payload, 0..240 bytes                           ---+
 *     then   CRC-32, 4 bytes                                    stuffed
 *     then   00, the delimiter
 *
 * At most 254 bytes on the line. `seal` turns a filled image into line bytes, `unseal` turns line bytes back; the
 * functions between read and write single fields. Numbers are little-endian. docs/wire.md is the specification.
 *
 * @packageDocumentation
 */
import { u8, type Fixed, type u32 } from "../lib/types.ts";
import { readU16, readU32, writeU16, writeU32 } from "./bytes.ts";
import { stuff, unstuff } from "./cobs.ts";
import { crc32 } from "./crc.ts";

/** The version of the protocol that this code speaks. */
export const VERSION = 1;

/** Bytes of a line image: code byte, header, payload, CRC, delimiter. */
export const LINE_BYTES_MAX = 254;
/** Bytes of a frame before stuffing: header, payload, CRC. */
export const FRAME_BYTES_MAX = 252;
export const PAYLOAD_BYTES_MAX = 240;
/** Where the header and the payload start in a line image. */
const HEADER = 1;
export const PAYLOAD = 9;
export const CRC_BYTES = 4;

/** Where the fields of the header are in a line image. */
const VERSION_AND_TYPE = 1;
const FLAGS = 2;
const SESSION = 3;
const SEQUENCE = 5;
const METHOD = 7;
const CREDITS = 8;

/** Where the fields of an ERROR frame's payload are. */
const CODE = 9;
const DOMAIN = 10;
const AUX = 11;
const AUX2 = 13;
/** What a frame adds to its payload on the line: code byte, header, CRC, delimiter. */
export const OVERHEAD_BYTES = 14;

/** Types of frame. HELLO and REQUEST go to the board; HELLO_ACK, RESPONSE and ERROR come from it. */
export const HELLO = 1;
export const HELLO_ACK = 2;
export const REQUEST = 3;
export const RESPONSE = 4;
export const ERROR = 5;
export const EVENT = 6;
export const CREDIT = 7;
export const CANCEL = 8;
export const PING = 9;
export const LOG = 10;
export const RESET = 11;

/** Flags that a receiver must know or reject the frame. None is defined yet. */
export const CRITICAL_FLAGS = 0x0f;

/** What `unseal` finds. */
export const GOOD = 0;
export const MALFORMED = 1;
export const CORRUPT = 2;

/** Bytes of the payload of an ERROR frame. */
export const ERROR_BYTES = 8;

/** Writes the header into a line image, with no flags set. */
export function writeHeader(
  line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>,
  type: u32,
  session: u32,
  sequence: u32,
  method: u32,
  credit: u32,
): void {
  line[VERSION_AND_TYPE] = u8((VERSION << 4) | (type & 15));
  line[FLAGS] = 0;
  writeU16(line, SESSION, session);
  writeU16(line, SEQUENCE, sequence);
  line[METHOD] = u8(method);
  line[CREDITS] = u8(credit);
}

/** Writes the payload of an ERROR frame: why (refusals.ts), by which domain (0, the wire), and the two details. */
export function writeError(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>, code: u32, aux: u32, aux2: u32): void {
  line[CODE] = u8(code);
  line[DOMAIN] = 0;
  writeU16(line, AUX, aux);
  writeU32(line, AUX2, aux2);
}

/**
 * Finishes a line image whose header and payload are written: appends the CRC, stuffs, appends the delimiter.
 * @param payloadBytes - 0..240.
 * @returns How many bytes of the image to send; 0, with nothing done, if the payload is too long.
 */
export function seal(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>, payloadBytes: u32): u32 {
  if (payloadBytes > PAYLOAD_BYTES_MAX) return 0;
  const end: u32 = PAYLOAD + payloadBytes;
  writeU32(line, end, crc32(line.subarray(HEADER, end)));
  stuff(line.subarray(0, end + CRC_BYTES));
  line[end + CRC_BYTES] = 0;
  return end + CRC_BYTES + 1;
}

/**
 * Restores line bytes, without their delimiter, to a line image and checks them.
 * @returns GOOD, then the payload has `line.length - 13` bytes; MALFORMED (not stuffed, or too short); CORRUPT (CRC).
 */
export function unseal(line: Uint8Array): u32 {
  if (line.length < PAYLOAD + CRC_BYTES) return MALFORMED;
  if (!unstuff(line)) return MALFORMED;
  const end: u32 = line.length - CRC_BYTES;
  if (crc32(line.subarray(HEADER, end)) !== readU32(line, end)) return CORRUPT;
  return GOOD;
}

/** Version of the protocol that the sender speaks, 0..15. */
export function versionOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return line[VERSION_AND_TYPE] >>> 4;
}

/** Type of frame, 0..15. */
export function typeOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return line[VERSION_AND_TYPE] & 15;
}

/** Flags; see CRITICAL_FLAGS. */
export function flagsOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return line[FLAGS];
}

/** Session that the frame belongs to; 0 before there is one. */
export function sessionOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return readU16(line, SESSION);
}

/** Sequence number of the request that this is or answers. */
export function sequenceOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return readU16(line, SEQUENCE);
}

/** Number of the method. */
export function methodOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return line[METHOD];
}

/** How many requests of this session the sender has taken from its receive ring, modulo 256. */
export function creditOf(line: Fixed<Uint8Array, typeof LINE_BYTES_MAX>): u32 {
  return line[CREDITS];
}
