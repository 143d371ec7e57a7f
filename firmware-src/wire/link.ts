/**
 * The board's half of the protocol: bytes in, and for each either nothing to do, a line to send, or a method to run.
 *
 * It decides everything that does not depend on what the methods do: the handshake, whose session a frame belongs
 * to, and whether a request is new. A host may send a request again when its answer was lost, so the last answers
 * are kept by sequence number: a repeated request is answered again and never run again. That is enough because
 * a host never sends a request before the one SLOTS earlier has ended (docs/wire.md, "Window"); a request from
 * farther back is a replay and is refused.
 *
 * It owns no state and calls no board: the caller keeps the Link, feeds `accept`, runs the method between `accept`
 * and `answer` or `refuse`, and sends. So a test, a simulated board and a chip run the same code, and one process
 * can hold many. What a board tells without being asked (telemetry.ts) goes out by `tell`. Credit frames are left
 * out, for a reason that docs/wire.md has.
 *
 * @packageDocumentation
 */
import { array, u8, u32 } from "../lib/types.ts";
import { readU32, writeU16, writeU32 } from "./bytes.ts";
import { BAD_LENGTH, BAD_VERSION, CANCELLED, DENIED, NO_CREDIT, STALE_SESSION } from "./refusals.ts";
import {
  CANCEL,
  CRITICAL_FLAGS,
  ERROR,
  ERROR_BYTES,
  HELLO,
  HELLO_ACK,
  LINE_BYTES_MAX,
  PAYLOAD,
  PAYLOAD_BYTES_MAX,
  PING,
  REQUEST,
  RESET,
  RESPONSE,
  VERSION,
  flagsOf,
  methodOf,
  seal,
  sequenceOf,
  sessionOf,
  typeOf,
  versionOf,
  writeError,
  writeHeader,
} from "./frame.ts";
import { Receiver, push } from "./receiver.ts";

/**
 * Requests that a host may have outstanding. As many keep a line of 3 Mbaud busy behind a bridge that holds everything
 * back for 16 ms (docs/wire.md has the figures), for 16 KiB of answers; the chip's receive ring holds as many whole
 * lines.
 *
 * @option
 * @range 1 to 64
 */
export const SLOTS = 64;

/** Answers that are kept: as many, or more up to a power of two, so that the sequence number may wrap. */
export const ANSWERS: u32 = 1 << (32 - Math.clz32(u32(SLOTS - 1)));

/** What `accept` asks of its caller: nothing; send `lines[outgoing]`; run the method in `receiver.line`. */
export const NOTHING = 0;
export const SEND = 1;
export const RUN = 2;
/** Send `lines[outgoing]`, and start the board anew. */
export const RESTART = 3;

/** Payload of HELLO: nonce u32, lowest version u8, highest version u8, window u8, 0. */
export const HELLO_BYTES = 8;
/** Where the versions are in the line image of HELLO. */
const LOWEST_VERSION = 13;
const HIGHEST_VERSION = 14;
/** Payload of RESET: the session's token, u16, and 0. */
export const RESET_BYTES = 4;
/** Payload of HELLO_ACK; its layout is in docs/wire.md and never changes. */
export const IDENTITY_BYTES = 60;
/** What the link itself fills in of that: the nonce, the session, the token. */
const NONCE = 0;
const GRANTED_SESSION = 4;
const TOKEN = 42;

const LINES = ANSWERS + 1;
/** The line for answers that are not kept, because working them out twice does no harm. */
const SCRATCH = ANSWERS;
/** Larger than any sequence number. */
const NO_SEQUENCE = 0x10000;
/** Half of the circle of sequence numbers: from there on, "behind" means "ahead". */
const AHEAD = 0x8000;

/** An answer as it goes, or went, over the line. */
export class Line {
  bytes = new Uint8Array(LINE_BYTES_MAX);
  length: u32 = 0;
  /** Of the request that it answers; NO_SEQUENCE for none. */
  sequence: u32 = 0;
}

/** The state of one board's end of one line. */
export class Link {
  receiver = new Receiver();
  /** The last answers, each at its sequence number modulo ANSWERS, and the scratch line. */
  lines = array(Line, LINES);
  /** The line to send, or to be filled by the running method. */
  outgoing: u32 = 0;
  /** What HELLO_ACK says; the program fills it at boot, all but the nonce and the session. */
  identity = new Uint8Array(IDENTITY_BYTES);
  /** 0 before the first handshake. */
  session: u32 = 0;
  nonce: u32 = 0;
  /** What methods that destroy something ask for: another in each session, never 0. */
  token: u32 = 0;
  entropy: u32 = 0;
  /** The farthest sequence number of this session. */
  newest: u32 = 0;
  /** Requests taken from the receive ring in this session, modulo 256. */
  credit: u32 = 0;
  /** Good frames that ask for nothing known here. */
  ignored: u32 = 0;
  /** Requests that were answered again from the kept answers. */
  repeated: u32 = 0;
}

/**
 * Starts a link: no session, no kept answers.
 * @param entropy - A word that differs from boot to boot; session numbers come from it.
 */
export function start(link: Link, entropy: u32): void {
  link.entropy = entropy;
  link.session = 0;
  forgetAnswers(link);
}

/**
 * Takes the next byte from the line. Bounded: at most the work of one frame.
 * @returns NOTHING, SEND, RUN or RESTART. After RUN, the request is in `link.receiver.line` with
 * `link.receiver.payloadBytes` of payload, and its result goes to the payload of `link.lines[link.outgoing]`; call
 * `answer` or `refuse` before the next byte.
 */
export function accept(link: Link, byte: u32): u32 {
  if (!push(link.receiver, byte)) return NOTHING;
  const type: u32 = typeOf(link.receiver.line);
  if ((flagsOf(link.receiver.line) & CRITICAL_FLAGS) !== 0) return ignore(link);
  if (type === HELLO) return welcome(link);
  if (type !== REQUEST && type !== PING && type !== RESET && type !== CANCEL) return ignore(link);
  if (versionOf(link.receiver.line) !== VERSION) return refuseUnkept(link, BAD_VERSION, VERSION, VERSION);
  if (link.session === 0 || sessionOf(link.receiver.line) !== link.session) {
    return refuseUnkept(link, STALE_SESSION, 0, 0);
  }
  if (type === PING) return echo(link);
  if (type === RESET) return agreeToRestart(link);
  const wanted: u32 = admit(link);
  if (wanted !== RUN || type === REQUEST) return wanted;
  // It has not come, and if it does, it is answered by this and not run.
  refuse(link, CANCELLED, 0, 0);
  return SEND;
}

/** Answers the running request with `resultBytes` of payload, 0..240, already in place. */
export function answer(link: Link, resultBytes: u32): void {
  finish(link, RESPONSE, resultBytes);
}

/** Answers the running request with an error. */
export function refuse(link: Link, code: u32, aux: u32, aux2: u32): void {
  const index: u32 = Math.min(link.outgoing, SCRATCH);
  writeError(link.lines[index].bytes, code, aux, aux2);
  finish(link, ERROR, ERROR_BYTES);
}

/**
 * Makes a line of its own, which answers nothing, of `payload`; the line is `lines[outgoing]` then.
 * @param topic - stands where others have the method
 */
export function tell(link: Link, type: u32, topic: u32, sequence: u32, payload: Uint8Array): void {
  link.outgoing = SCRATCH;
  const line = link.lines[SCRATCH];
  const payloadBytes: u32 = Math.min(payload.length, PAYLOAD_BYTES_MAX);
  for (let i: u32 = 0; i < payloadBytes; i++) line.bytes[PAYLOAD + i] = u8(payload[i]);
  writeHeader(line.bytes, type, link.session, sequence, topic, link.credit);
  line.length = seal(line.bytes, payloadBytes);
}

function ignore(link: Link): u32 {
  link.ignored++;
  return NOTHING;
}

/** The handshake. Whatever the frame's version, since its layout is the same in all. */
function welcome(link: Link): u32 {
  const request = link.receiver.line;
  if (link.receiver.payloadBytes !== HELLO_BYTES) {
    return refuseUnkept(link, BAD_LENGTH, link.receiver.payloadBytes, HELLO_BYTES);
  }
  if (request[LOWEST_VERSION] > VERSION || request[HIGHEST_VERSION] < VERSION) {
    return refuseUnkept(link, BAD_VERSION, VERSION, VERSION);
  }
  const nonce: u32 = readU32(request, PAYLOAD);
  // The same nonce again is the same host asking again: a new session would lose what it has since sent.
  if (link.session === 0 || nonce !== link.nonce) beginSession(link, nonce);
  writeU32(link.identity, NONCE, link.nonce);
  writeU16(link.identity, GRANTED_SESSION, link.session);
  writeU16(link.identity, TOKEN, link.token);
  link.outgoing = SCRATCH;
  const reply = link.lines[SCRATCH].bytes;
  for (let i: u32 = 0; i < IDENTITY_BYTES; i++) reply[PAYLOAD + i] = u8(link.identity[i]);
  finish(link, HELLO_ACK, IDENTITY_BYTES);
  return SEND;
}

/** A session number is never 0 and never the one before. The token is other bits of the same chance. */
function beginSession(link: Link, nonce: u32): void {
  const mixed: u32 = link.entropy ^ nonce;
  let session: u32 = (mixed ^ (mixed >>> 16)) & 0xffff;
  if (session === 0) session = 1;
  if (session === link.session) session = session === 0xffff ? 1 : session + 1;
  link.session = session;
  link.nonce = nonce;
  link.token = (Math.imul(mixed ^ 0x5bd1e995, 0x9e3779b1) >>> 16) | 1;
  forgetAnswers(link);
}

function forgetAnswers(link: Link): void {
  for (let i: u32 = 0; i < LINES; i++) link.lines[i].sequence = NO_SEQUENCE;
  link.outgoing = SCRATCH;
  link.newest = 0;
  link.credit = 0;
}

function echo(link: Link): u32 {
  link.outgoing = SCRATCH;
  const request = link.receiver.line;
  const reply = link.lines[SCRATCH].bytes;
  const payloadBytes: u32 = Math.min(link.receiver.payloadBytes, PAYLOAD_BYTES_MAX);
  for (let i: u32 = 0; i < payloadBytes; i++) reply[PAYLOAD + i] = u8(request[PAYLOAD + i]);
  finish(link, RESPONSE, payloadBytes);
  return SEND;
}

/** Who has the token means it: no stray bytes restart a board. */
function agreeToRestart(link: Link): u32 {
  const payloadBytes: u32 = link.receiver.payloadBytes;
  if (payloadBytes !== RESET_BYTES) return refuseUnkept(link, BAD_LENGTH, payloadBytes, RESET_BYTES);
  if (readU32(link.receiver.line, PAYLOAD) !== link.token) return refuseUnkept(link, DENIED, 0, 0);
  link.outgoing = SCRATCH;
  finish(link, RESPONSE, 0);
  return RESTART;
}

/**
 * A request of this session, or the wish that it be not run: answered before, too old, or new. The requests of one
 * window differ in their sequence number modulo ANSWERS, so each has its own line, and a new one displaces only an
 * answer that the window has left.
 */
function admit(link: Link): u32 {
  const sequence: u32 = sequenceOf(link.receiver.line);
  const index: u32 = sequence % ANSWERS;
  const behind: u32 = (link.newest - sequence) & 0xffff;
  link.credit = (link.credit + 1) & 0xff;
  if (link.lines[index].sequence === sequence) {
    link.outgoing = index;
    link.repeated++;
    return SEND;
  }
  if (behind >= SLOTS && behind < AHEAD) return refuseUnkept(link, NO_CREDIT, SLOTS, 0);
  if (behind >= AHEAD) link.newest = sequence;
  link.lines[index].sequence = sequence;
  link.outgoing = index;
  return RUN;
}

function refuseUnkept(link: Link, code: u32, aux: u32, aux2: u32): u32 {
  link.outgoing = SCRATCH;
  refuse(link, code, aux, aux2);
  return SEND;
}

/** Completes the outgoing line: its header repeats what the request said. */
function finish(link: Link, type: u32, payloadBytes: u32): void {
  const request = link.receiver.line;
  const index: u32 = Math.min(link.outgoing, SCRATCH);
  const line = link.lines[index];
  const session: u32 = type === HELLO_ACK ? link.session : sessionOf(request);
  writeHeader(line.bytes, type, session, sequenceOf(request), methodOf(request), link.credit);
  line.length = seal(line.bytes, payloadBytes);
}
