/**
 * Spike-timing-dependent plasticity, pair by pair (Song, Miller and Abbott, 2000), driven by events.
 *
 * Every arrival leaves a trace x at its synapse, and every spike a trace y at its neuron. Each pair counts:
 *
 * ```
 *   arrival   x += A+   w falls by y        x' = -x/tau+
 *   spike     y += A-   w rises by x        y' = -y/tau-
 * ```
 *
 * Arrivals of a step come before its spikes. Where the weight goes from there depends on the mode:
 *
 * - 0: w changes, and is clipped to 0..w_max.
 * - 1, soft bounds: near a bound it changes less, w rises by x (1 - w/w_max)^mu and falls by y (w/w_max)^mu; with mu
 * = 0
 *   that is mode 0 (Gütig et al., 2003).
 * - 2, reward: the change is added to an eligibility e instead, with e' = -e/tau_e, and {@link reward} makes it
 *   eta r e (Izhikevich, 2007).
 *
 * A trace is decayed when it is needed, so a step in which nothing fires costs nothing here.
 *
 * @packageDocumentation
 */
import { log } from "../lib/exponential.ts";
import { expOfNonPositive } from "../lib/math.ts";
import { array, type bool, type f32, type u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, report } from "../search/errors.ts";
import { timeStep } from "./neurons.ts";
import { isAllowed, VALUE_MAX } from "./parameters.ts";
import { NEURONS, SYNAPSES } from "./sizes.ts";
import { count, incoming, synapses, type Synapse } from "./synapses.ts";
import { Trace } from "./trace.ts";

/** The numbers of what {@link configure} sets. */
const MODE = 0;
const POTENTIATION = 1;
const DEPRESSION = 2;
const POTENTIATION_TIME = 3;
const DEPRESSION_TIME = 4;
const WEIGHT_MAX = 5;
const EXPONENT = 6;
const ELIGIBILITY_TIME = 7;
const RATE = 8;
/** How many there are. */
export const PARAMETERS = 9;

const SOFT_BOUNDS: f32 = 1;
const REWARD: f32 = 2;

/** Their least and greatest values. */
export const LEAST = new Float32Array([0, 0, 0, 1e-3, 1e-3, 1e-6, 0, 1e-3, 0]);
export const MOST = new Float32Array([2, 1e3, 1e3, 1e6, 1e6, 1e6, 10, 1e6, 1e3]);

/** Mode, A+, A-, tau+, tau-, w_max, mu, tau_e, eta. */
export const values = new Float32Array([0, 0.01, 0.012, 20, 20, 1, 1, 1000, 1]);

/** Of the spikes of each neuron. */
export const spikeTraces = array(Trace, NEURONS);

/**
 * Sets how plastic synapses learn, by number: 0 the mode (0 clipped, 1 soft bounds, 2 reward), 1 A+ and 2 A- (0.01 and
 * 0.012), 3 tau+ and 4 tau- (20 ms), 5 w_max (1), 6 mu (1), 7 tau_e (1000 ms), 8 eta (1).
 *
 * @returns whether it was set (BAD_ARG, NONFINITE).
 */
export function configure(parameter: u32, value: f32): bool {
  if (parameter >= PARAMETERS) {
    report(BAD_ARGUMENT);
    return false;
  }
  if (!isAllowed(value, LEAST[parameter], MOST[parameter])) return false;
  values[parameter] = parameter === MODE ? Math.floor(value) : value;
  return true;
}

/** A spike arrives over a plastic synapse: it comes after the spikes of the neuron, and the weight falls. */
export function learnFromArrival(id: u32, step: u32): void {
  if (id >= SYNAPSES) return;
  const synapse = synapses[id];
  const post = synapse.post;
  if (!synapse.plastic || post >= NEURONS) return;
  synapse.arrivals.add(step, rateOf(POTENTIATION_TIME), values[POTENTIATION]);
  const trace = spikeTraces[post].at(step, rateOf(DEPRESSION_TIME));
  change(synapse, step, -(trace * scale(synapse.weight / values[WEIGHT_MAX])));
}

/** A neuron fires: it comes after what has arrived, and the weights of its plastic synapses rise. */
export function learnFromSpike(neuron: u32, step: u32): void {
  if (neuron >= NEURONS) return;
  spikeTraces[neuron].add(step, rateOf(DEPRESSION_TIME), values[DEPRESSION]);
  let next = incoming[neuron];
  /** @bound 65536 */
  while (next > 0 && next <= SYNAPSES) {
    const synapse = synapses[next - 1];
    if (synapse.plastic) {
      const trace = synapse.arrivals.at(step, rateOf(POTENTIATION_TIME));
      change(synapse, step, trace * scale(1 - synapse.weight / values[WEIGHT_MAX]));
    }
    next = synapse.nextIncoming;
  }
}

/**
 * Rewards what has just been learnt, or punishes it if `amount` is negative: each plastic weight changes by
 * eta x amount x eligibility, within its bounds. Without effect in modes 0 and 1, where nothing waits for a reward.
 */
export function reward(amount: f32, step: u32): void {
  if (!isAllowed(amount, -VALUE_MAX, VALUE_MAX)) return;
  for (let id: u32 = 0; id < count(); id++) {
    const synapse = synapses[id];
    const eligibility = synapse.eligibility.at(step, rateOf(ELIGIBILITY_TIME));
    if (synapse.plastic) setBounded(synapse, synapse.weight + values[RATE] * amount * eligibility);
  }
}

/** Brings all traces to the present: before the length of a step changes, and before a step's number comes again. */
export function refresh(step: u32): void {
  for (let neuron: u32 = 0; neuron < NEURONS; neuron++) spikeTraces[neuron].add(step, rateOf(DEPRESSION_TIME), 0);
  for (let id: u32 = 0; id < count(); id++) {
    synapses[id].arrivals.add(step, rateOf(POTENTIATION_TIME), 0);
    synapses[id].eligibility.add(step, rateOf(ELIGIBILITY_TIME), 0);
  }
}

/** Forgets all spikes; weights stay. */
export function forget(): void {
  for (let neuron: u32 = 0; neuron < NEURONS; neuron++) spikeTraces[neuron].clear();
  for (let id: u32 = 0; id < count(); id++) {
    synapses[id].arrivals.clear();
    synapses[id].eligibility.clear();
  }
}

/** How much of a time constant a step is. */
function rateOf(parameter: u32): f32 {
  return parameter < PARAMETERS ? timeStep / values[parameter] : 0;
}

/** Of a change, the part that is left at a distance from the bound, 0 to 1. */
function scale(distance: f32): f32 {
  if (values[MODE] !== SOFT_BOUNDS) return 1;
  if (!(distance > 0)) return values[EXPONENT] > 0 ? 0 : 1;
  return expOfNonPositive(values[EXPONENT] * log(distance));
}

/** Changes the weight, or what waits for a reward. */
function change(synapse: Synapse, step: u32, amount: f32): void {
  if (values[MODE] === REWARD) synapse.eligibility.add(step, rateOf(ELIGIBILITY_TIME), amount);
  else setBounded(synapse, synapse.weight + amount);
}

function setBounded(synapse: Synapse, weight: f32): void {
  synapse.weight = Math.min(Math.max(weight, 0), values[WEIGHT_MAX]);
}
