/**
 * Events and log lines of a node as a program likes them; docs/wire.md has how they travel.
 *
 * @packageDocumentation
 */
import { readF32, readU32 } from "../../firmware-src/wire/bytes.ts";
import {
  LEVEL_ERROR,
  LEVEL_INFO,
  LEVEL_WARNING,
  LOG_NOISE,
  LOG_REFUSED,
  LOG_RUNNING,
  LOG_STARTED,
  LOG_STOPPED,
} from "../../firmware-src/wire/telemetry.ts";
import type { BoardEvent } from "../session/events.ts";

/** Who fired in a step. */
export interface SpikeEvent {
  /** Simulated time at the end of the step, milliseconds since the last reset. */
  readonly timeMs: number;
  readonly fired: number;
  /** Bit i is neuron i, 0..31. */
  readonly spikes: number;
  /** Steps before this one that are not told. */
  readonly lost: number;
}

/** What the board's link has counted since it started. */
export interface LinkEvent {
  readonly frames: number;
  /** Frames with a wrong CRC, and bytes that were none. */
  readonly noise: number;
  /** Requests that were answered again. */
  readonly repeated: number;
  /** Events of this session that found the board's queue full. */
  readonly dropped: number;
  readonly lost: number;
}

/** How grave a line of the log is. */
export type LogLevel = "error" | "warning" | "info";

/** A line of the board's log. */
export interface LogEvent {
  readonly level: LogLevel;
  readonly text: string;
  /** The board's clock, seconds since it started, modulo 2^32 microseconds. */
  readonly timeS: number;
  /** Lines before this one that are not told. */
  readonly lost: number;
}

/** The levels as the wire has them. */
export const LOG_LEVELS: Readonly<Record<LogLevel, number>> = {
  error: LEVEL_ERROR,
  warning: LEVEL_WARNING,
  info: LEVEL_INFO,
};

/** Reads an event of the topic of spikes. */
export function spikeEvent({ payload, lost }: BoardEvent): SpikeEvent {
  return { timeMs: readF32(payload, 0), fired: readU32(payload, 4), spikes: readU32(payload, 8), lost };
}

/** Reads an event of the topic of counters. */
export function linkEvent({ payload, lost }: BoardEvent): LinkEvent {
  const [frames, noise, repeated, dropped] = [0, 4, 8, 12].map((offset) => readU32(payload, offset));
  return { frames: frames ?? 0, noise: noise ?? 0, repeated: repeated ?? 0, dropped: dropped ?? 0, lost };
}

/** Reads a line of the log. What a newer board says is shown by its number. */
export function logEvent({ payload, lost }: BoardEvent): LogEvent {
  const [number = 0, message = 0] = payload;
  const [aux, aux2] = [readU32(payload, 4), readU32(payload, 8)];
  const level = (Object.keys(LOG_LEVELS) as LogLevel[]).find((each) => LOG_LEVELS[each] === number) ?? "info";
  const text = SENTENCES[message]?.(aux, aux2) ?? `message ${message} (${aux}, ${aux2})`;
  return { level, text, timeS: readU32(payload, 12) / 1e6, lost };
}

const RESET_REASONS = ["for an unknown reason", "by power", "by its reset pin", "by software", "by its watchdog"];

const SENTENCES: Readonly<Record<number, (aux: number, aux2: number) => string>> = {
  [LOG_STARTED]: (reason) => `the board was started ${RESET_REASONS[reason] ?? "otherwise"}`,
  [LOG_REFUSED]: (method, code) => `method ${method} was refused with code ${code}`,
  [LOG_NOISE]: (corrupt, misshapen) =>
    `noise on the line: ${corrupt} wrong checksums and ${misshapen} misshapen runs so far`,
  [LOG_RUNNING]: (period) => `time passes by itself, a step each ${period} ms`,
  [LOG_STOPPED]: () => "time stands still",
};
