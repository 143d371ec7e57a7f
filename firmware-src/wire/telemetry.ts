/**
 * What a board tells without being asked: events of the topics that a host has subscribed to, and lines of its log.
 *
 * Telemetry is lossy, and says so. An event waits in a short queue until nothing else is to be done; one that finds the
 * queue full is dropped, and its number with it, so that a host sees the gap. Nothing ever waits for telemetry.
 *
 * As in link.ts, the caller owns the state, fills in the events and sends them.
 *
 * @packageDocumentation
 */
import { array, u16, u8, type Below, type bool, type u32 } from "../lib/types.ts";
import { writeU32, writeU8 } from "./bytes.ts";

/** Lines of the log; their frames are of the type LOG. */
export const TOPIC_LOG = 0;
/** Who fires, after each step. */
export const TOPIC_SPIKES = 1;
/** What the link has counted, once a second while frames come. */
export const TOPIC_COUNTERS = 2;
export const TOPICS = 3;

/** Events that may wait, a power of two. */
export const EVENTS = 8;
/** Longest payload of an event. */
export const EVENT_BYTES = 16;

/** How grave a line of the log is; a host subscribes to one of these and what is graver. */
export const LEVEL_ERROR = 1;
export const LEVEL_WARNING = 2;
export const LEVEL_INFO = 3;

/** What a line of the log says; docs/wire.md has the sentences, and what the two numbers are. */
export const LOG_STARTED = 1;
export const LOG_REFUSED = 2;
export const LOG_NOISE = 3;
export const LOG_RUNNING = 4;
export const LOG_STOPPED = 5;

/** An event that waits. */
export class Event {
  topic: u8 = 0;
  length: u8 = 0;
  /** Of its topic. */
  sequence: u16 = 0;
  bytes = new Uint8Array(EVENT_BYTES);
}

/** One host's subscriptions, and what waits for it. */
export class Telemetry {
  /** Bit t is topic t. */
  topics: u32 = 0;
  /** The least grave level of the log that is wanted; 0 for none. */
  level: u32 = 0;
  events = array(Event, EVENTS);
  first: Below<typeof EVENTS> = 0;
  waiting: u32 = 0;
  /** Events of each topic so far, dropped ones included. */
  sequences = new Uint16Array(TOPICS);
  /** Events that found the queue full, of all topics. */
  dropped: u32 = 0;
}

/** Another host: nothing is wanted yet, nothing waits, and all numbers begin anew. */
export function restart(telemetry: Telemetry): void {
  telemetry.topics = 0;
  telemetry.level = 0;
  telemetry.waiting = 0;
  telemetry.dropped = 0;
  for (let topic: u32 = 0; topic < TOPICS; topic++) telemetry.sequences[topic] = 0;
}

/** Whether a host wants events of a topic. */
export function wants(telemetry: Telemetry, topic: u32): bool {
  return ((telemetry.topics >>> topic) & 1) !== 0;
}

/**
 * The place of a new event at the end of the queue, with `length` bytes for its caller to fill in. EVENTS if nobody
 * wants it, or if the queue is full.
 */
export function offer(telemetry: Telemetry, topic: u32, length: u32): u32 {
  if (topic >= TOPICS || length > EVENT_BYTES || !wants(telemetry, topic)) return EVENTS;
  const sequence: u32 = (telemetry.sequences[topic] + 1) & 0xffff;
  telemetry.sequences[topic] = u16(sequence);
  if (telemetry.waiting >= EVENTS) {
    telemetry.dropped++;
    return EVENTS;
  }
  const place: u32 = (telemetry.first + telemetry.waiting) % EVENTS;
  const event = telemetry.events[place];
  event.topic = u8(topic);
  event.length = u8(length);
  event.sequence = u16(sequence);
  telemetry.waiting++;
  return place;
}

/** Puts a line into the log, if a host wants lines of its level. */
export function log(telemetry: Telemetry, level: u32, message: u32, aux: u32, aux2: u32, timeUs: u32): void {
  if (level > telemetry.level) return;
  const place: u32 = offer(telemetry, TOPIC_LOG, EVENT_BYTES);
  if (place >= EVENTS) return;
  const bytes = telemetry.events[place].bytes;
  writeU8(bytes, 0, level);
  writeU8(bytes, 1, message);
  bytes[2] = 0;
  bytes[3] = 0;
  writeU32(bytes, 4, aux);
  writeU32(bytes, 8, aux2);
  writeU32(bytes, 12, timeUs);
}

/** The place of the event that has waited longest, EVENTS if none waits; it waits no more. */
export function take(telemetry: Telemetry): u32 {
  if (telemetry.waiting === 0) return EVENTS;
  const place: u32 = telemetry.first;
  telemetry.first = (place + 1) % EVENTS;
  telemetry.waiting--;
  return place;
}
