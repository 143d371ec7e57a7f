/**
 * A step of the engine, and many. What happens in step k, in this order (Brian2's):
 *
 * 1. Each neuron integrates to the end of the step, or waits if it is refractory. Its synaptic current decays.
 * 2. Those at or above their threshold fire, and those that are forced to.
 * 3. Spikes whose delay is over arrive, in the order of the synapses: each adds the weight of its synapse, and learns.
 *    A spike of this step over a synapse without delay is among them.
 * 4. Weights of synapses at neurons that fired are learnt.
 * 5. Those neurons are reset, and skip their refractory period: exactly t_ref in whole steps, as in NEST.
 *
 * Time is a number of steps, so it does not drift. One schedule serves both arithmetics: it is generic in the neuron.
 *
 * @packageDocumentation
 */
import { f32, u16, type bool, type Fixed, type u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, report } from "../search/errors.ts";
import { clearArrivals, isAnyUnderWay, schedule, takeArrivals, WORDS } from "./arrivals.ts";
import { clear as clearEvents, record } from "./events.ts";
import type { FixedNeuron } from "./fixed-neuron.ts";
import type { FloatNeuron } from "./float-neuron.ts";
import { forget, learnFromArrival, learnFromSpike, refresh, reward as rewardAt } from "./learning.ts";
import {
  count,
  fixedNeurons,
  floatNeurons,
  prepare,
  restAll,
  setTimeStep as setStepLength,
  timeStep,
} from "./neurons.ts";
import {
  CURRENT,
  MEMBRANE_TIME,
  parameters,
  type Parameters,
  RESISTANCE,
  REST,
  SYNAPTIC_TIME,
  THRESHOLD,
} from "./parameters.ts";
import { ARITHMETIC, FIXED, NEURONS, STEPS_MAX, SYNAPSES } from "./sizes.ts";
import { outgoing, synapses } from "./synapses.ts";

/** Traces are brought to the present when so many steps have passed, long before a number of a step comes again. */
const REFRESH_STEPS = 1 << 24;

/** The neurons that fire in the present step. */
const firing = new Uint16Array(NEURONS);

let now: u32 = 0;

/** Steps since the last reset, modulo 2^32. */
export function steps(): u32 {
  return now;
}

/** Goes on from a step. */
export function resumeAt(step: u32): void {
  now = step;
}

/** Puts every neuron at rest at step 0, with no spike under way, no trace and no event. Parameters and weights stay. */
export function reset(): void {
  restAll();
  clearArrivals();
  forget();
  clearEvents();
  now = 0;
}

/**
 * Sets the length of a step, 0.001 to 1000 ms; 0.1 unless it is set. Delays and refractory periods under way keep their
 * steps.
 *
 * @returns whether it was set (BAD_DT).
 */
export function setTimeStep(duration: f32): bool {
  refresh(now);
  return setStepLength(duration);
}

/** Makes one step. @returns how many neurons fired. */
export function step(): u32 {
  const fired = ARITHMETIC === FIXED ? stepOf(fixedNeurons) : stepOf(floatNeurons);
  now += 1;
  if (now % REFRESH_STEPS === 0) refresh(now);
  return fired;
}

/** Makes up to {@link STEPS_MAX} steps; more are not made (BAD_ARG). @returns how many spikes there were. */
export function run(length: u32): u32 {
  if (length > STEPS_MAX) report(BAD_ARGUMENT);
  const rounds = Math.min(length, STEPS_MAX);
  let fired: u32 = 0;
  for (let round: u32 = 0; round < rounds; round++) fired += step();
  return fired;
}

/**
 * Jumps over any number of steps in which nothing can happen: no spike is under way or forced, and no neuron can reach
 * its threshold. Each neuron and trace takes one step of that length, so it costs the same for a step and a day.
 *
 * @returns the steps, or 0 if something may happen in them: then `net_run` is what to call.
 */
export function advanceIdle(length: u32): u32 {
  if (isAnyUnderWay()) return 0;
  const done = ARITHMETIC === FIXED ? advanceAll(fixedNeurons, length) : advanceAll(floatNeurons, length);
  if (!done) return 0;
  now += length;
  refresh(now);
  return length;
}

/** Makes what was learnt in mode 2 change the weights; see learning.ts. */
export function reward(amount: f32): void {
  rewardAt(amount, now);
}

function stepOf<Neuron extends FloatNeuron | FixedNeuron>(neurons: Fixed<Neuron[], typeof NEURONS>): u32 {
  const fired = integrateAll(neurons);
  for (let i: u32 = 0; i < fired; i++) send(firing[i]);
  for (let word: u32 = 0; word < WORDS; word++) deliver(neurons, 32 * word, takeArrivals(now, word));
  for (let i: u32 = 0; i < fired; i++) learnFromSpike(firing[i], now);
  for (let i: u32 = 0; i < fired; i++) {
    const index = firing[i];
    if (index < NEURONS) neurons[index].fire();
    record(now, index);
  }
  return fired;
}

/** Lists the neurons that fire. */
function integrateAll<Neuron extends FloatNeuron | FixedNeuron>(neurons: Fixed<Neuron[], typeof NEURONS>): u32 {
  let fired: u32 = 0;
  const size = count();
  for (let index: u32 = 0; index < size; index++) {
    if (fires(neurons[index])) {
      firing[fired] = u16(index);
      fired++;
    }
  }
  return fired;
}

/** Takes a neuron to the end of the step; whether it fires there. */
function fires<Neuron extends FloatNeuron | FixedNeuron>(neuron: Neuron): bool {
  let isFiring = neuron.isForced;
  neuron.isForced = false;
  neuron.isHeld = neuron.refractory > 0;
  if (neuron.isHeld) {
    neuron.refractory -= 1;
  } else {
    neuron.integrate();
    if (neuron.isOver()) isFiring = true;
  }
  neuron.decay();
  return isFiring;
}

/** Sends a spike on its ways. */
function send(neuron: u32): void {
  if (neuron >= NEURONS) return;
  let next = outgoing[neuron];
  /** @bound 65536 */
  while (next > 0 && next <= SYNAPSES) {
    const synapse = synapses[next - 1];
    schedule(now + synapse.delay, next - 1);
    next = synapse.nextOutgoing;
  }
}

/** Delivers what arrives over the synapses from `first` on, one bit each, lowest first. */
function deliver<Neuron extends FloatNeuron | FixedNeuron>(
  neurons: Fixed<Neuron[], typeof NEURONS>,
  first: u32,
  arrivals: u32,
): void {
  for (let rest = arrivals; rest !== 0; rest &= rest - 1) {
    const id = first + 31 - Math.clz32(rest & (0 - rest));
    if (id < SYNAPSES) {
      const synapse = synapses[id];
      const post = synapse.post;
      if (post < NEURONS) neurons[post].receive(synapse.weight);
      learnFromArrival(id, now);
    }
  }
}

/** Takes every neuron over a number of steps at once, if none can fire. */
function advanceAll<Neuron extends FloatNeuron | FixedNeuron>(
  neurons: Fixed<Neuron[], typeof NEURONS>,
  length: u32,
): bool {
  const size = count();
  for (let index: u32 = 0; index < size; index++) {
    if (!isQuiet(neurons[index], parameters[index])) return false;
  }
  for (let index: u32 = 0; index < size; index++) leap(neurons[index], index, length);
  return true;
}

/**
 * Whether a neuron never reaches its threshold when nothing arrives: not even if its current were to act all at once.
 * A current adds less than R times itself to a leaky membrane, R tau_s times itself to one without leak. One that flows
 * for a single step must not last for all of them.
 */
function isQuiet<Neuron extends FloatNeuron | FixedNeuron>(neuron: Neuron, set: Parameters): bool {
  const values = set.values;
  if (values[SYNAPTIC_TIME] === 0 && neuron.synapticCurrent() !== 0) return false;
  const isLeaky = values[MEMBRANE_TIME] > 0;
  const steady = values[RESISTANCE] * values[CURRENT];
  if (neuron.isForced || (!isLeaky && steady > 0)) return false;
  const gain = isLeaky ? values[RESISTANCE] : values[RESISTANCE] * values[SYNAPTIC_TIME];
  const most = isLeaky ? Math.max(neuron.potential(), steady) : neuron.potential();
  return most + gain * Math.max(neuron.synapticCurrent(), 0) < values[THRESHOLD] - values[REST];
}

/** First what is left of the refractory period, in which only the current decays; then the rest. */
function leap<Neuron extends FloatNeuron | FixedNeuron>(neuron: Neuron, index: u32, length: u32): void {
  const held = Math.min(neuron.refractory, length);
  neuron.refractory -= held;
  prepare(index, f32(held) * timeStep);
  neuron.decay();
  if (length > held) {
    prepare(index, f32(length - held) * timeStep);
    neuron.integrate();
    neuron.decay();
  }
  prepare(index, timeStep);
}
