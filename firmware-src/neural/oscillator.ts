/**
 * A gamma rhythm of 40 Hz, common to all neurons, and how well each is tuned to its phase.
 *
 * The phase is a count of 2^-32 turns, as in a numerically controlled oscillator: it wraps by itself, runs backward as
 * well as forward, and does not drift. A step of `dt` milliseconds is dt/25 turns, rounded to the nearest count; the
 * division is made in integers, from the bits of `dt`, because an f32 has not enough of them for the turns of an hour.
 *
 * Neuron i of n prefers the phase i/n, unless it is given another: the resonance falls from 1 there to 0 half a turn
 * away.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import { array, bitsOf, type bool, f32, i32, u32, u64 } from "../lib/types.ts";
import { isOccupied } from "../search/changes.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, BAD_TIME_STEP, NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { stores } from "../search/store.ts";

const TWO_PI: f32 = 6.2831855;

/** The frequency of which a turn, in ms, is a whole number. */
const EXACT_FREQUENCY = 40;
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

/** A neuron's own preferred phase. */
export class Preference {
  /** From 0 to less than 1. */
  turns: f32 = 0;
  /** If not, the phase is that of the index. */
  isSet: bool = false;
}

/** One core's preferred phases. */
export class Preferences {
  neurons = array(Preference, CAPACITY);
}

/** The preferred phases of each core. */
export const preferences = array(Preferences, CORES);

/** Whether any neuron has a preferred phase of its own. */
let isTuned: bool = false;

/** Turns a second. */
export let frequency: f32 = 40;

/** Counts in a millisecond of a frequency that was set. */
let countsPerMs: u32 = 0;

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
  const away = Math.abs(turns() - preferredPhase(index));
  return 1 - 2 * (away > 0.5 ? 1 - away : away);
}

/** The phase that a neuron resonates with, in turns. */
function preferredPhase(index: u32): f32 {
  if (isTuned && index < CAPACITY && preferences[selected].neurons[index].isSet) {
    return preferences[selected].neurons[index].turns;
  }
  return f32(index) / CAPACITY;
}

/**
 * Sets a neuron's preferred phase, in turns; whole turns make no difference. Refused for an index of no slot (BAD_ARG)
 * and a phase that is not finite (NONFINITE).
 */
export function setPreferredPhase(index: u32, turns: f32): void {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
  } else if (!isFinite(turns)) {
    report(NONFINITE);
  } else {
    const preference = preferences[selected].neurons[index];
    isTuned = true;
    preference.isSet = true;
    preference.turns = Math.min(turns - Math.floor(turns), LAST_TURN);
  }
}

/** Makes preferences count that were not set by {@link setPreferredPhase} but restored. */
export function heedPreferences(): void {
  isTuned = true;
}

/** Sets the frequency, from 0 to less than 1000 Hz, to the nearest 2.4e-7 Hz; 40 Hz is exact. */
export function setFrequency(hertz: f32): void {
  const [m, exponent] = parts(hertz);
  frequency = hertz;
  countsPerMs = u32(((u64(m) << 32n) / 1000n) >> u64(Math.min(-exponent, 63)));
}

/** Puts the phase, and every neuron's preferred phase, to where they begin. */
export function reset(): void {
  oscillators[selected].phase = 0;
  if (isTuned) {
    for (let index: u32 = 0; index < CAPACITY; index++) preferences[selected].neurons[index].isSet = false;
  }
}

/** The phase in turns, from 0 to less than 1. */
function turns(): f32 {
  return Math.min(f32(oscillators[selected].phase) * COUNT, LAST_TURN);
}

/**
 * The counts nearest to `dt`/25 turns, whole turns left out, for `dt` of 0 or more. A count is 2^-32 turns, so of
 * `dt` = m 2^exponent they are m 2^power / 25, where power is exponent + 32.
 */
function countsIn(dt: f32): u32 {
  const [m, exponent] = parts(dt);
  if (frequency !== EXACT_FREQUENCY) return countsAtOther(m, exponent);
  const power = exponent + 32;
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

/** The counts in m 2^exponent milliseconds at a frequency that was set, rounded; a half goes up. */
function countsAtOther(m: u32, exponent: i32): u32 {
  const product = u64(m) * u64(countsPerMs);
  if (exponent >= 0) return exponent < 32 ? u32(product << u64(exponent)) : 0;
  const places = -exponent;
  return places > 57 ? 0 : u32((product + (1n << u64(places - 1))) >> u64(places));
}

/** An f32 of 0 or more as m 2^exponent, with a whole m below 2^24. */
function parts(x: f32): [m: u32, exponent: i32] {
  const bits = bitsOf(x);
  const exponent = bits >>> 23;
  const m = exponent === 0 ? bits : (bits & 0x007fffff) | 0x00800000;
  return [m, i32(Math.max(exponent, 1)) - 150];
}
