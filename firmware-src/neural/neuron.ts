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
 * A step integrates with v (1 - h/tau), the rule of the tick model since v2, unless {@link setMode} chooses the exact
 * solution, v e^(-h/tau); the rest of a step in which the refractory period ends is integrated too. Input is added to v
 * at once; what arrives during the refractory period is held until it ends. The trace of recent spikes, which
 * plasticity reads, decays exactly, with e^(-dt/tau).
 *
 * Only live slots are stepped; a slot without a vector holds its values. Time is a compensated sum, right
 * to one rounding after days of steps.
 *
 * @packageDocumentation
 */
import { log } from "../lib/exponential.ts";
import { expOfNonPositive, F32_MAX, isFinite } from "../lib/math.ts";
import { array, type bool, type f32, u16, type u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, BAD_TIME_STEP, NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { stores } from "../search/store.ts";
import { ranged, type Stream, word } from "../snapshot/stream.ts";
import {
  clear as clearSecond,
  decay as decaySecond,
  isSeparate,
  mark as markSecond,
  secondTraces,
  separate,
} from "./second-trace.ts";

/** A step multiplies with 1 - h/tau. At 1 ms, that is an exact time constant of 19.5 ms; at 5 ms, one of 17.4 ms. */
const TICK = 0;
/**
 * A step multiplies with e^(-h/tau), as in mode 1, and the refractory period begins when the threshold is crossed, not
 * when the step ends.
 */
const CROSSING = 2;

let mode: u32 = TICK;

/** Time constant of the membrane, ms. */
export let tau: f32 = 20;
/** How long a neuron that has fired stays silent, ms. */
export let refractoryPeriod: f32 = 2;
/** Where a neuron's threshold starts. */
export let startThreshold: f32 = 1;
/** The potential after a spike. */
export let resetPotential: f32 = 0;
/** The least potential, whatever inhibits. */
export let floor: f32 = -F32_MAX;
/** Where a potential leaks to. If that is above the threshold, all fire again and again, as by a current. */
export let drive: f32 = 0;
/** Time constant of the trace, ms. */
export let traceTau: f32 = 20;

/** What is left of a refractory period is over when it is shorter than this part of the step. */
const ROUNDING: f32 = 0.001;
/** The most that the count of a neuron's spikes can be. */
const SPIKE_COUNT_MAX = 0xffff;
/** Neurons whose spikes fit one word. */
const WORD = 32;
/** Words with the spikes of all neurons. */
const WORDS = Math.ceil(CAPACITY / WORD);

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
  const traceDecay = expOfNonPositive(-dt / traceTau);
  const leak = leakOver(dt);
  if (isSeparate) decaySecond(dt);
  let fired: u32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    neuron.spiked = false;
    if (store.slots[index].live) {
      neuron.trace *= traceDecay;
      integrate(neuron, dt, leak);
      if (neuron.spiked) {
        if (isSeparate) markSecond(index);
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

/** Integrates one neuron over a step, of which its refractory period may take a part or all; it may fire. */
function integrate(neuron: Neuron, dt: f32, leak: f32): void {
  const before = neuron.membrane;
  let free = dt;
  if (neuron.refractory > 0) {
    free = dt - neuron.refractory;
    if (neuron.refractory >= dt || free < dt * ROUNDING) {
      neuron.refractory = Math.max(0, neuron.refractory - dt);
      return;
    }
    neuron.refractory = 0;
    neuron.membrane = relaxed(before, leakOver(free));
  } else {
    neuron.membrane = relaxed(before, leak);
  }
  if (neuron.membrane < neuron.threshold) return;
  fire(neuron);
  if (mode === CROSSING) startAtCrossing(neuron, free - crossingTime(before, neuron.threshold, free));
}

/** What is left of the way to where a potential leaks to, after `duration` milliseconds. */
function leakOver(duration: f32): f32 {
  return mode === TICK ? Math.max(0, 1 - duration / tau) : expOfNonPositive(-duration / tau);
}

/** A potential after a leak. */
function relaxed(potential: f32, leak: f32): f32 {
  return drive === 0 ? potential * leak : drive + (potential - drive) * leak;
}

function fire(neuron: Neuron): void {
  neuron.spiked = true;
  neuron.membrane = resetPotential;
  neuron.refractory = refractoryPeriod;
  neuron.trace += 1;
  neuron.spikeCount = u16(Math.min(neuron.spikeCount + 1, SPIKE_COUNT_MAX));
}

/** When in `free` milliseconds a potential came to the threshold: tau ln((v - drive) / (threshold - drive)). */
function crossingTime(before: f32, threshold: f32, free: f32): f32 {
  if (before >= threshold) return 0;
  const time = tau * log((before - drive) / (threshold - drive));
  return time >= 0 && time <= free ? time : free;
}

/** A spike some time before the end of the step takes it from the refractory period, and may outlast it. */
function startAtCrossing(neuron: Neuron, since: f32): void {
  neuron.refractory = refractoryPeriod - since;
  if (neuron.refractory >= 0) return;
  neuron.membrane = relaxed(resetPotential, leakOver(-neuron.refractory));
  neuron.refractory = 0;
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
    neuron.membrane = floor === -F32_MAX ? membrane : Math.max(membrane, floor);
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
  return spikesFrom(0);
}

/** Bit i tells whether neuron 32 word + i fired in the last step; 0 for a word beyond all neurons (BAD_ARG). */
export function spikeWord(word: u32): u32 {
  if (word < WORDS) return spikesFrom(word * WORD);
  report(BAD_ARGUMENT);
  return 0;
}

function spikesFrom(first: u32): u32 {
  const network = networks[selected];
  let bits: u32 = 0;
  for (let index: u32 = first; index < Math.min(first + WORD, CAPACITY); index++) {
    if (network.neurons[index].spiked) bits |= 1 << (index & (WORD - 1));
  }
  return bits;
}

/**
 * A trace of a neuron's spikes: `which` 0 for that by which it is strengthened as a sender, 1 for that by which its
 * receivers are weakened. The two differ only if their time constants do. 0 where there is none (BAD_ARG).
 */
export function trace(index: u32, which: u32): f32 {
  if (index >= CAPACITY || which > 1) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return which === 1 ? depressingTrace(index) : networks[selected].neurons[index].trace;
}

/** The trace by which a neuron's receivers are weakened. */
export function depressingTrace(index: u32): f32 {
  if (index >= CAPACITY) return 0;
  return isSeparate ? secondTraces[selected].values[index] : networks[selected].neurons[index].trace;
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
    neuron.threshold = startThreshold;
    neuron.refractory = 0;
    neuron.trace = 0;
    neuron.spikeCount = 0;
    neuron.spiked = false;
  }
  if (isSeparate) clearSecond();
  network.time = 0;
  network.timeError = 0;
}

/** Chooses how a step integrates: 0 as v2, 1 exactly, 2 exactly and to the moment. Another is refused (BAD_ARG). */
export function setMode(chosen: u32): void {
  if (chosen > CROSSING) report(BAD_ARGUMENT);
  else mode = chosen;
}

/** Walks over what is set, for a snapshot. Thresholds are each core's own. */
export function walkConstants(stream: Stream, bytes: Uint8Array): void {
  mode = word(stream, bytes, mode, CROSSING);
  tau = ranged(stream, bytes, tau, 1e-3, 1e6);
  refractoryPeriod = ranged(stream, bytes, refractoryPeriod, 0, 1e6);
  startThreshold = ranged(stream, bytes, startThreshold, 1e-6, 1e6);
  resetPotential = ranged(stream, bytes, resetPotential, -1e6, 1e6);
  floor = ranged(stream, bytes, floor, -F32_MAX, 1e6);
  drive = ranged(stream, bytes, drive, -1e6, 1e6);
  traceTau = ranged(stream, bytes, traceTau, 1e-3, 1e6);
}

/** Sets the time constant of the membrane, ms. */
export function setTau(value: f32): void {
  tau = value;
}

/** Sets how long a neuron that has fired stays silent, ms; from the next spike on. */
export function setRefractoryPeriod(value: f32): void {
  refractoryPeriod = value;
}

/** Sets where thresholds start, and are now in the selected core. */
export function setStartThreshold(value: f32): void {
  startThreshold = value;
  const network = networks[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) network.neurons[index].threshold = value;
}

/** Sets the potential after a spike. */
export function setResetPotential(value: f32): void {
  resetPotential = value;
}

/** Sets the least potential that inputs lead to. */
export function setFloor(value: f32): void {
  floor = value;
}

/** Sets where potentials leak to. */
export function setDrive(value: f32): void {
  drive = value;
}

/** Sets the time constant of the trace by which senders are strengthened, ms; that of the other stays. */
export function setTraceTau(value: f32): void {
  separateTraces(traceTau);
  traceTau = value;
}

/** Sets the time constant of the trace by which receivers are weakened, ms. */
export function setSecondTau(value: f32): void {
  separateTraces(value);
  separate(value);
}

/** The second trace begins as what the first is. */
function separateTraces(initial: f32): void {
  if (isSeparate) return;
  separate(initial);
  for (let core: u32 = 0; core < CORES; core++) {
    for (let index: u32 = 0; index < CAPACITY; index++) {
      secondTraces[core].values[index] = networks[core].neurons[index].trace;
    }
  }
}
