/**
 * The synapses: from which neuron to which, how strong, after how many steps, and whether the strength learns.
 *
 * A neuron's synapses are chained, those that leave it and those that arrive at it, so a spike costs what it reaches
 * and not a look at all. A chain ends with 0, and any other number n in it is synapse n - 1: no chain is there before
 * the first synapse, and the storage begins as zeros.
 *
 * @packageDocumentation
 */
import { array, u16, u8, type bool, type f32, type u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, FULL, report } from "../search/errors.ts";
import { clearArrivals } from "./arrivals.ts";
import { use } from "./neurons.ts";
import { isAllowed, VALUE_MAX } from "./parameters.ts";
import { DELAY_SLOTS, NEURONS, SYNAPSES } from "./sizes.ts";
import { Trace } from "./trace.ts";

/** The answer where there is no such synapse. */
const NO_SYNAPSE = 0xffff;

/** From one neuron to another. */
export class Synapse {
  weight: f32 = 0;
  /** Of spikes that have arrived. */
  arrivals = new Trace();
  /** What learning would have changed, waiting for a reward. */
  eligibility = new Trace();
  pre: u16 = 0;
  post: u16 = 0;
  nextOutgoing: u16 = 0;
  nextIncoming: u16 = 0;
  /** Steps from a spike to its arrival. */
  delay: u8 = 0;
  /** Whether the weight learns. */
  plastic: bool = false;
}

/** All synapses; those in use come first. */
export const synapses = array(Synapse, SYNAPSES);

/** The first synapse of the chain that leaves each neuron. */
export const outgoing = new Uint16Array(NEURONS);
/** The first synapse of the chain that arrives at each neuron. */
export const incoming = new Uint16Array(NEURONS);

let inUse: u32 = 0;

/** How many synapses there are. */
export function count(): u32 {
  return Math.min(inUse, SYNAPSES);
}

/** Removes all synapses, and what is under way on them. */
export function clear(): void {
  unchain();
  clearArrivals();
}

/** Takes all synapses out of use. */
export function unchain(): void {
  inUse = 0;
  for (let neuron: u32 = 0; neuron < NEURONS; neuron++) {
    outgoing[neuron] = 0;
    incoming[neuron] = 0;
  }
}

/** Brings the next synapse into use, between the neurons that it names. */
export function chain(id: u32): void {
  if (id >= SYNAPSES) return;
  const synapse = synapses[id];
  const pre = synapse.pre;
  const post = synapse.post;
  if (pre >= NEURONS || post >= NEURONS) return;
  synapse.nextOutgoing = outgoing[pre];
  synapse.nextIncoming = incoming[post];
  inUse = id + 1;
  outgoing[pre] = u16(inUse);
  incoming[post] = u16(inUse);
}

/**
 * Adds a synapse.
 *
 * @param delay - Steps from a spike to its arrival, less than {@link DELAY_SLOTS}; 0 arrives in the step of the spike.
 * @param plastic - Not 0 if the weight learns (see learning.ts). It is brought within its bounds when it first does.
 * @returns its number, or 65535 if there is no room (FULL) or an argument is out of range (BAD_ARG, NONFINITE).
 */
export function add(pre: u32, post: u32, weight: f32, delay: u32, plastic: u32): u32 {
  if (!isAllowed(weight, -VALUE_MAX, VALUE_MAX)) return NO_SYNAPSE;
  if (pre >= NEURONS || post >= NEURONS || delay >= DELAY_SLOTS) {
    report(BAD_ARGUMENT);
    return NO_SYNAPSE;
  }
  const id = inUse;
  if (id >= SYNAPSES) {
    report(FULL);
    return NO_SYNAPSE;
  }
  use(Math.max(pre, post));
  const synapse = synapses[id];
  synapse.pre = u16(pre);
  synapse.post = u16(post);
  synapse.weight = weight;
  synapse.delay = u8(delay);
  synapse.plastic = plastic !== 0;
  synapse.arrivals.clear();
  synapse.eligibility.clear();
  chain(id);
  return id;
}

/** Sets a weight; refused if there is no such synapse or the weight is out of range (BAD_ARG, NONFINITE). */
export function setWeight(id: u32, weight: f32): void {
  if (id >= count()) {
    report(BAD_ARGUMENT);
  } else if (isAllowed(weight, -VALUE_MAX, VALUE_MAX)) {
    synapses[id].weight = weight;
  }
}

/** The weight of a synapse; 0 if there is no such synapse (BAD_ARG). */
export function weight(id: u32): f32 {
  if (id >= count()) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return synapses[id].weight;
}
