/**
 * A gamma rhythm of 40 Hz, common to all neurons, and how well each is tuned to its phase.
 *
 * The phase is a count of 2^-32 turns, as in a numerically controlled oscillator: it wraps by itself, runs backward as
 * well as forward, and does not drift. A step of `dt` milliseconds is dt/25 turns, rounded to the nearest count; the
 * division is made in integers, from the bits of `dt`, because an f32 has not enough of them for the turns of an hour.
 *
 * Neuron i of n prefers the phase i/n: the resonance falls from 1 there to 0 half a turn away.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import { array, bitsOf, f32, i32, u32, u64 } from "../lib/types.ts";
import { isOccupied } from "../search/changes.ts";
import { selected } from "../search/cores.ts";
import { BAD_TIME_STEP, report } from "../search/errors.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { stores } from "../search/store.ts";

const TWO_PI: f32 = 6.2831855;

/** One turn, ms. */
const PERIOD = 25;

/** 2^-32: the turns of one count. */
const COUNT: f32 = 2.3283064365386963e-10;

/** The last f32 before a whole turn. */
const LAST_TURN: f32 = 0.99999994;

/** 2^20 - 1 is a multiple of 25: so the powers of 2 have remainders that come again after 20 of them. */
const CYCLE = 20;

/** One core's rhythm. */
export class Oscillator {
  /** Counts of 2^-32 turns. */
  phase: u32 = 0;
}

/** The rhythm of each core. */
export const oscillators = array(Oscillator, CORES);

/** Moves the phase by `dt` milliseconds, backward if negative. Refused if not finite (BAD_DT). */
export function advance(dt: f32): void {
  if (!isFinite(dt)) {
    report(BAD_TIME_STEP);
    return;
  }
  const oscillator = oscillators[selected];
  const counts = countsIn(Math.abs(dt));
  oscillator.phase = dt < 0 ? oscillator.phase - counts : oscillator.phase + counts;
}

/** The phase in radians, from 0 to less than 2 pi. */
export function phase(): f32 {
  return turns() * TWO_PI;
}

/**
 * How well a neuron is tuned to the rhythm now: 1 - 2d, where d, at most 1/2, is how many turns its preferred phase
 * is away. From 0 to 1; 0 for an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE).
 */
export function resonance(index: u32): f32 {
  if (!isOccupied(stores[selected], index)) return 0;
  const away = Math.abs(turns() - f32(index) / CAPACITY);
  return 1 - 2 * (away > 0.5 ? 1 - away : away);
}

/** The phase in turns, from 0 to less than 1. */
function turns(): f32 {
  return Math.min(f32(oscillators[selected].phase) * COUNT, LAST_TURN);
}

/**
 * The counts nearest to `dt`/25 turns, whole turns left out, for `dt` of 0 or more. An f32 is a whole number m below
 * 2^24 times 2^e, and a count is 2^-32 turns, so this is m 2^power / 25, where power is e + 32.
 */
function countsIn(dt: f32): u32 {
  const bits = bitsOf(dt);
  const exponent = bits >>> 23;
  const m = exponent === 0 ? bits : (bits & 0x007fffff) | 0x00800000;
  const power = i32(Math.max(exponent, 1)) - 150 + 32;
  if (power < -CYCLE) return 0;
  if (power < 0) return divided(m, u32(-power));
  // From 2^32 on, only the remainder of m 2^(power - 32) makes a part of a turn.
  const cycles = u32(power - 32) % CYCLE;
  const dividend = power < 32 ? u64(m) << u64(power) : u64((m % PERIOD) * ((1 << cycles) % PERIOD)) << 32n;
  return u32((dividend + 12n) / 25n);
}

/** m / (25 2^places), rounded; a half goes up. */
function divided(m: u32, places: u32): u32 {
  return ((m + (PERIOD << (places - 1))) / PERIOD) >>> places;
}
