/**
 * The main program of a board: frames in, the core in the middle, frames out.
 *
 * A chip calls `boot` once and `poll` for ever. `poll` does a bounded piece of work: it takes bytes from the receive
 * ring until one frame is complete, answers it, and returns; when there are none it tells what a host wants to hear,
 * takes the next step of a free run (live.ts), or sleeps. It waits for nothing but room in the transmitter, and
 * nothing that the line brings can stop it. What a frame may do is decided in wire/link.ts, what a method does in
 * methods.ts.
 *
 * @packageDocumentation
 */
import { idle, micros, receive, restart } from "./board.ts";
import { u32 } from "./lib/types.ts";
import { advance, beginSession, telemetry } from "./live.ts";
import { SCHEMA_HIGH, SCHEMA_LOW, run } from "./methods.rpc.ts";
import { open, transmit } from "./port.ts";
import { CAPACITY, CORES, DIMENSIONS } from "./search/limits.ts";
import { writeU16, writeU32 } from "./wire/bytes.ts";
import { EVENT, LINE_BYTES_MAX, LOG, PAYLOAD, PAYLOAD_BYTES_MAX, methodOf } from "./wire/frame.ts";
import { Link, NOTHING, RESTART, RUN, ANSWERS, accept, answer, refuse, tell } from "./wire/link.ts";
import { Outcome } from "./wire/outcome.ts";
import {
  EVENT_BYTES,
  EVENTS,
  LEVEL_WARNING,
  LOG_NOISE,
  LOG_REFUSED,
  TOPIC_COUNTERS,
  TOPIC_LOG,
  log,
  offer,
  take,
} from "./wire/telemetry.ts";

/** Version of this firmware, the package's. */
const MAJOR = 0;
const MINOR = 1;
const PATCH = 0;

/** The most bytes that one `poll` takes: one frame. */
const BYTES_PER_POLL = LINE_BYTES_MAX;

const link = new Link();
const outcome = new Outcome();

/** How often the link's counters are told while frames come. */
const COUNTERS_PERIOD_US = 1_000_000;

/** What the node last saw of its link. */
class Seen {
  session: u32 = 0;
  /** Bytes that were no frame. */
  noise: u32 = 0;
  countersUs: u32 = 0;
}

const seen = new Seen();

/** Starts the node: no session, and an empty core that `init` must set up. */
export function boot(): void {
  identify();
  open(link);
}

/** Does the next piece of work: at most one frame's. */
export function poll(): void {
  for (let taken: u32 = 0; taken < BYTES_PER_POLL; taken++) {
    const byte = receive();
    if (byte < 0) {
      if (taken === 0) spareTime();
      return;
    }
    const wanted: u32 = accept(link, u32(byte));
    if (wanted !== NOTHING) {
      if (link.session !== seen.session) welcome();
      if (wanted === RUN) runRequest();
      transmit(link);
      if (wanted === RESTART) restart();
      tellCounters();
      return;
    }
  }
}

/**
 * What the link has seen since boot, for a debugger or a test: 0 good frames, 1 wrong CRCs, 2 malformed runs,
 * 3 overlong runs, 4 ignored frames, 5 requests answered again; 0 for any other index. All wrap.
 */
export function counter(index: u32): u32 {
  switch (index) {
    case 0:
      return link.receiver.frames;
    case 1:
      return link.receiver.corrupt;
    case 2:
      return link.receiver.malformed;
    case 3:
      return link.receiver.overlong;
    case 4:
      return link.ignored;
    case 5:
      return link.repeated;
    default:
      return 0;
  }
}

/** Calls the method that the link asks for and completes the answer. */
function runRequest(): void {
  const index: u32 = Math.min(link.outgoing, ANSWERS - 1);
  const payloadBytes: u32 = Math.min(link.receiver.payloadBytes, PAYLOAD_BYTES_MAX);
  const request = link.receiver.line.subarray(PAYLOAD, PAYLOAD + payloadBytes);
  const result = link.lines[index].bytes.subarray(PAYLOAD, PAYLOAD + PAYLOAD_BYTES_MAX);
  run(methodOf(link.receiver.line), request, result, outcome);
  if (outcome.refusal === 0) answer(link, outcome.resultBytes);
  else {
    log(telemetry, LEVEL_WARNING, LOG_REFUSED, methodOf(link.receiver.line), outcome.refusal, micros());
    refuse(link, outcome.refusal, outcome.aux, outcome.aux2);
  }
}

function welcome(): void {
  seen.session = link.session;
  beginSession(link.token);
}

/** Nobody asks for anything: time passes, what waits is told, and else the board sleeps. */
function spareTime(): void {
  tellNoise();
  const isRunning = advance();
  const place: u32 = take(telemetry);
  if (place < EVENTS) {
    const event = telemetry.events[place];
    const length: u32 = Math.min(event.length, EVENT_BYTES);
    const type: u32 = event.topic === TOPIC_LOG ? LOG : EVENT;
    tell(link, type, event.topic, event.sequence, event.bytes.subarray(0, length));
    transmit(link);
  } else if (!isRunning) idle();
}

/** Puts it into the log that bytes came which were no frame. */
function tellNoise(): void {
  const corrupt: u32 = link.receiver.corrupt;
  const misshapen: u32 = link.receiver.malformed + link.receiver.overlong;
  const noise: u32 = corrupt + misshapen;
  if (noise === seen.noise) return;
  seen.noise = noise;
  log(telemetry, LEVEL_WARNING, LOG_NOISE, corrupt, misshapen, micros());
}

function tellCounters(): void {
  const now: u32 = micros();
  if (now - seen.countersUs < COUNTERS_PERIOD_US) return;
  seen.countersUs = now;
  const place: u32 = offer(telemetry, TOPIC_COUNTERS, EVENT_BYTES);
  if (place >= EVENTS) return;
  const bytes = telemetry.events[place].bytes;
  writeU32(bytes, 0, link.receiver.frames);
  writeU32(bytes, 4, link.receiver.corrupt + link.receiver.malformed + link.receiver.overlong);
  writeU32(bytes, 8, link.repeated);
  writeU32(bytes, 12, telemetry.dropped);
}

/** What the handshake says of this program; offsets as drawn in docs/wire.md. */
function identify(): void {
  const identity = link.identity;
  writeU32(identity, 12, SCHEMA_LOW);
  writeU32(identity, 16, SCHEMA_HIGH);
  identity[20] = MAJOR;
  identity[21] = MINOR;
  identity[22] = PATCH;
  writeU16(identity, 44, CAPACITY);
  writeU16(identity, 46, DIMENSIONS);
  writeU16(identity, 48, CAPACITY);
  writeU16(identity, 50, CORES);
}
