/**
 * Leaky integrate-and-fire neurons, one a slot.
 *
 * The membrane potential v leaks toward rest and fires at the threshold:
 *
 * ```
 *   tau dv/dt = -v          between inputs, tau = 20 ms, rest = 0
 *   v >= threshold          a spike: v becomes 0 and is held for the refractory period of 2 ms
 * ```
 *
 * A step integrates with v (1 - h/tau), the rule of the tick model since v2; the rest of a step in which
 * the refractory period ends is integrated too. Input is added to v at once; what arrives during the
 * refractory period is held until it ends. The trace of recent spikes, which plasticity reads, decays
 * exactly, with e^(-dt/tau).
 *
 * Only live slots are stepped; a slot without a vector holds its values. Time is a compensated sum, right
 * to one rounding after days of steps.
 *
 * @packageDocumentation
 */
import { expOfNonPositive, F32_MAX, isFinite } from "../lib/math.ts";
import { array, type bool, type f32, u16, type u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, BAD_TIME_STEP, NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { stores } from "../search/store.ts";

/** Time constant of the membrane and of the trace, ms. */
const TAU: f32 = 20;
/** How long a neuron that has fired stays silent, ms. */
const REFRACTORY: f32 = 2;
/** Where a neuron's threshold starts. */
const THRESHOLD: f32 = 1;
/** What is left of a refractory period is over when it is shorter than this part of the step. */
const ROUNDING: f32 = 0.001;
/** The most that the count of a neuron's spikes can be. */
const SPIKE_COUNT_MAX = 0xffff;
/** Neurons whose spikes fit one word. */
const WORD = 32;

/** The state of one neuron. */
export class Neuron {
  /** Membrane potential v; rest is 0. */
  membrane: f32 = 0;
  /** The potential at which it fires; 1 after a reset. */
  threshold: f32 = 0;
  /** Milliseconds until it may fire again. */
  refractory: f32 = 0;
  /** Each of its spikes adds 1, and the sum decays: how recently and how often it fired. */
  trace: f32 = 0;
  /** Spikes since the thresholds were last regulated, up to 65535; see homeostasis.ts. */
  spikeCount: u16 = 0;
  /** Whether it fired in the last step. */
  spiked: bool = false;
}

/** All neurons of one core. */
export class Network {
  neurons = array(Neuron, CAPACITY);
  /** Simulated milliseconds since the last reset. */
  time: f32 = 0;
  /** What rounding has added to `time` so far, subtracted at the next step. */
  timeError: f32 = 0;
}

/** The neurons of each core. */
export const networks = array(Network, CORES);

/**
 * Advances every neuron of a live slot, and time, by `dt` milliseconds. A `dt` of 0 only tests thresholds.
 *
 * @returns how many fired; 0 and nothing changed if `dt` is negative or not finite (BAD_DT).
 */
export function step(dt: f32): u32 {
  if (!isTimeStep(dt)) {
    report(BAD_TIME_STEP);
    return 0;
  }
  const network = networks[selected];
  const store = stores[selected];
  const traceDecay = expOfNonPositive(-dt / TAU);
  const leak = leakOver(dt);
  let fired: u32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    neuron.spiked = false;
    if (store.slots[index].live) {
      neuron.trace *= traceDecay;
      if (reachesThreshold(neuron, dt, leak)) {
        fire(neuron);
        fired++;
      }
    }
  }
  advanceTime(network, dt);
  return fired;
}

/** Whether time may advance by `dt`: by nothing or more, and not for ever. */
export function isTimeStep(dt: f32): bool {
  return dt >= 0 && isFinite(dt);
}

/** Integrates one neuron over a step, of which its refractory period may take a part or all. */
function reachesThreshold(neuron: Neuron, dt: f32, leak: f32): bool {
  if (neuron.refractory > 0) {
    const free = dt - neuron.refractory;
    if (neuron.refractory >= dt || free < dt * ROUNDING) {
      neuron.refractory = Math.max(0, neuron.refractory - dt);
      return false;
    }
    neuron.refractory = 0;
    neuron.membrane *= leakOver(free);
  } else {
    neuron.membrane *= leak;
  }
  return neuron.membrane >= neuron.threshold;
}

/** What is left of a membrane potential after `duration` milliseconds: 1 - h/tau, never below 0. */
function leakOver(duration: f32): f32 {
  return Math.max(0, 1 - duration / TAU);
}

function fire(neuron: Neuron): void {
  neuron.spiked = true;
  neuron.membrane = 0;
  neuron.refractory = REFRACTORY;
  neuron.trace += 1;
  neuron.spikeCount = u16(Math.min(neuron.spikeCount + 1, SPIKE_COUNT_MAX));
}

/** Kahan's summation: what rounding adds now is subtracted next time. Time ends at the largest f32. */
function advanceTime(network: Network, dt: f32): void {
  const corrected = dt - network.timeError;
  const sum = network.time + corrected;
  if (isFinite(sum)) {
    network.timeError = sum - network.time - corrected;
    network.time = sum;
  } else {
    network.timeError = 0;
    network.time = F32_MAX;
  }
}

/** Adds an input to a membrane potential; one that would leave the finite numbers is refused (NONFINITE). */
export function receive(neuron: Neuron, input: f32): void {
  const membrane = neuron.membrane + input;
  if (isFinite(membrane)) {
    neuron.membrane = membrane;
  } else {
    report(NONFINITE);
  }
}

/** Adds `current` to the membrane potential of a neuron, at once. */
export function inject(index: u32, current: f32): void {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return;
  }
  receive(networks[selected].neurons[index], current);
}

/** Sets a membrane potential. Refused if not finite (NONFINITE). */
export function setMembrane(index: u32, potential: f32): void {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
  } else if (!isFinite(potential)) {
    report(NONFINITE);
  } else {
    networks[selected].neurons[index].membrane = potential;
  }
}

/** A membrane potential; 0 for an index of no slot. */
export function membrane(index: u32): f32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return networks[selected].neurons[index].membrane;
}

/** Sets a threshold; at 0 or less a neuron at rest fires whenever it may. Refused if not finite (NONFINITE). */
export function setThreshold(index: u32, potential: f32): void {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
  } else if (!isFinite(potential)) {
    report(NONFINITE);
  } else {
    networks[selected].neurons[index].threshold = potential;
  }
}

/** 1 if a neuron fired in the last step, else 0; 0 for an index of no slot. */
export function spiked(index: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return networks[selected].neurons[index].spiked ? 1 : 0;
}

/** Bit i tells whether neuron i fired in the last step; neurons 0 to 31. */
export function spikes(): u32 {
  const network = networks[selected];
  let bits: u32 = 0;
  for (let index: u32 = 0; index < Math.min(CAPACITY, WORD); index++) {
    if (network.neurons[index].spiked) bits |= 1 << index;
  }
  return bits;
}

/** Simulated milliseconds since the last reset. */
export function time(): f32 {
  return networks[selected].time;
}

/** Puts every neuron at rest, with threshold 1 and no past, and time at 0. */
export function rest(): void {
  const network = networks[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    neuron.membrane = 0;
    neuron.threshold = THRESHOLD;
    neuron.refractory = 0;
    neuron.trace = 0;
    neuron.spikeCount = 0;
    neuron.spiked = false;
  }
  network.time = 0;
  network.timeError = 0;
}
