/**
 * What the node does on its own: it tells what happens to the host that wants to know, and lets time pass by itself
 * if it was told to.
 *
 * A free run takes a step each period of the board's clock, as far as the line leaves time for it; steps that are late
 * are left out, not made up for. It ends with its session, for who comes next shall find a board that waits.
 *
 * @packageDocumentation
 */
import { micros } from "./board.ts";
import { type bool, type f32, type u32 } from "./lib/types.ts";
import { spikes, time } from "./neural/neuron.ts";
import { tick } from "./neural/tick.ts";
import { permit } from "./snapshot/transfer.ts";
import { writeF32, writeU32 } from "./wire/bytes.ts";
import {
  EVENTS,
  LEVEL_INFO,
  LOG_RUNNING,
  LOG_STOPPED,
  Telemetry,
  TOPIC_SPIKES,
  log,
  offer,
  restart,
} from "./wire/telemetry.ts";

/** What waits for the host. */
export const telemetry = new Telemetry();

/** A free run; none while the period is 0. */
class FreeRun {
  periodUs: u32 = 0;
  /** When the next step is due. */
  nextUs: u32 = 0;
  dt: f32 = 0;
  gain: f32 = 0;
  learns: bool = false;
}

const run = new FreeRun();

/** A time from here on lies behind, not ahead, modulo 2^32. */
const BEHIND = 0x80000000;

/** Another host, or the same anew: nothing is wanted yet, nothing runs, and what destroys needs this token. */
export function beginSession(token: u32): void {
  restart(telemetry);
  permit(token);
  run.periodUs = 0;
}

/** Begins a free run, or ends it with a period of 0. */
export function setRun(periodMs: u32, dt: f32, gain: f32, learns: bool): void {
  const now: u32 = micros();
  if (periodMs > 0) log(telemetry, LEVEL_INFO, LOG_RUNNING, periodMs, 0, now);
  else if (run.periodUs > 0) log(telemetry, LEVEL_INFO, LOG_STOPPED, 0, 0, now);
  run.periodUs = periodMs * 1000;
  run.nextUs = now;
  run.dt = dt;
  run.gain = gain;
  run.learns = learns;
}

/** Takes the next step of a free run if it is due. Whether there is a free run. */
export function advance(): bool {
  if (run.periodUs === 0) return false;
  const now: u32 = micros();
  const late: u32 = now - run.nextUs;
  if (late >= BEHIND) return true;
  run.nextUs = late < run.periodUs ? run.nextUs + run.periodUs : now + run.periodUs;
  tellSpikes(tick(run.dt, run.gain, run.learns ? 1 : 0));
  return true;
}

/** Tells who fired in the step that has been taken: f32 time in ms, u32 how many, u32 bit i is neuron i. */
export function tellSpikes(fired: u32): void {
  const place: u32 = offer(telemetry, TOPIC_SPIKES, 12);
  if (place >= EVENTS) return;
  const bytes = telemetry.events[place].bytes;
  writeF32(bytes, 0, time());
  writeU32(bytes, 4, fired);
  writeU32(bytes, 8, spikes());
}
