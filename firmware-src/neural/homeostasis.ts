/**
 * Homeostasis: neurons that fire too often become harder to excite, and silent ones easier.
 *
 * A host calls {@link regulate} every `dt` milliseconds, after one step or many. The rate r is a leaky average over
 * one second of the spikes since the last call, and the threshold follows what it differs from its target:
 *
 * ```
 *   a = min(1, dt / 1000 ms)
 *   r += a (spikes / dt - r)             spikes per ms
 *   threshold += a (r - 0.1)             within 0.1 .. 10
 * ```
 *
 * So the target is 100 Hz, and a neuron that never fires reaches the lowest threshold after nine seconds. Turrigiano
 * ("The self-tuning neuron: synaptic scaling of excitatory synapses", 2008) tells why neurons do such things.
 *
 * @packageDocumentation
 */
import { F32_MAX, isFinite } from "../lib/math.ts";
import { array, f32, type u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, BAD_TIME_STEP, report } from "../search/errors.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { stores } from "../search/store.ts";
import { networks } from "./neuron.ts";

/** The rate at which a threshold stays as it is, spikes per ms. */
export let targetRate: f32 = 0.1;
/** Over how long rates are averaged, ms. */
export let averagingTime: f32 = 1000;
const THRESHOLD_MIN: f32 = 0.1;
const THRESHOLD_MAX: f32 = 10;

/** One core's firing rates. */
export class Homeostat {
  /** Spikes per ms of each neuron. */
  rates = new Float32Array(CAPACITY);
}

/** The firing rates of each core. */
export const homeostats = array(Homeostat, CORES);

/**
 * Takes the spikes of the last `dt` milliseconds into the rates of all neurons of live slots, and moves their
 * thresholds. Each spike counts once. Nothing happens if `dt` is not a number above 0 (BAD_DT).
 */
export function regulate(dt: f32): void {
  if (!(dt > 0 && isFinite(dt))) {
    report(BAD_TIME_STEP);
    return;
  }
  const store = stores[selected];
  const network = networks[selected];
  const homeostat = homeostats[selected];
  const share = Math.min(1, dt / averagingTime);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) {
      const neuron = network.neurons[index];
      // A few spikes in next to no time have a rate beyond all numbers, of which next to nothing is taken.
      const latest = Math.min(f32(neuron.spikeCount) / dt, F32_MAX);
      const rate = homeostat.rates[index] * (1 - share) + latest * share;
      const threshold = neuron.threshold + (rate - targetRate) * share;
      homeostat.rates[index] = rate;
      neuron.threshold = Math.min(Math.max(threshold, THRESHOLD_MIN), THRESHOLD_MAX);
      neuron.spikeCount = 0;
    }
  }
}

/** A neuron's firing rate, spikes per ms; 0 for an index of no slot (BAD_ARG). */
export function rateOf(index: u32): f32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return homeostats[selected].rates[index];
}

/** The sum of the firing rates of all neurons of live slots, in the order of their indices, spikes per ms. */
export function activity(): f32 {
  const store = stores[selected];
  const homeostat = homeostats[selected];
  let sum: f32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) sum += homeostat.rates[index];
  }
  return sum;
}

/** Sets every rate to 0. */
export function clear(): void {
  const homeostat = homeostats[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) homeostat.rates[index] = 0;
}

/** Sets the rate at which thresholds stay, spikes per ms. */
export function setTargetRate(value: f32): void {
  targetRate = value;
}

/** Sets over how long rates are averaged, ms. */
export function setAveragingTime(value: f32): void {
  averagingTime = value;
}
