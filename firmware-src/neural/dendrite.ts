/**
 * Dendrites: each neuron has a branch for each of its links, which gathers what comes from that neighbour.
 *
 * A branch passes on what it has gathered, d, as it is, up to 1; beyond that it adds a dendritic spike, which rises
 * steeply and levels off:
 *
 * ```
 *   g(d) = d                                  d <= 1; what is negative inhibits
 *   g(d) = d + 2 u^2 / (1 + u^2)              u = d - 1
 * ```
 *
 * So inputs that meet on one branch count for more than the same inputs on several (Poirazi and Mel, "Impact of active
 * dendrites and structural plasticity on the memory capacity of neural tissue", 2001): g(2) = 3, g(3) = 4.6.
 *
 * A link that goes takes along what its branch has gathered; see search/links.ts.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import type { f32, u32 } from "../lib/types.ts";
import { WEIGHT_MAX } from "../search/attributes.ts";
import { isOccupied } from "../search/changes.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, LINKS } from "../search/limits.ts";
import { type Slot, stores } from "../search/store.ts";
import { networks } from "./neuron.ts";

/** The height of a dendritic spike. */
const PLATEAU: f32 = 2;

/** A square above which a dendritic spike is as high as it gets; it keeps the quotient a number. */
const SQUARE_MAX: f32 = 1e30;

/** Empties every branch of every neuron. */
export function reset(): void {
  const store = stores[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    for (let branch: u32 = 0; branch < LINKS; branch++) store.slots[index].branches[branch] = 0;
  }
}

/**
 * Adds `current` to what a branch has gathered, whether there is a link at it or not. Refused for an index of no slot
 * or branch (BAD_ARG), and if the sum would not be finite (NONFINITE).
 */
export function injectBranch(index: u32, branch: u32, current: f32): void {
  if (index >= CAPACITY || branch >= LINKS) report(BAD_ARGUMENT);
  else gather(stores[selected].slots[index], branch, current);
}

/**
 * Adds up what the branches of a neuron pass on, adds it to the membrane potential, and empties the branches.
 *
 * @returns the sum; 0 for an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE), and if a sum would not
 * be finite (NONFINITE): then nothing changes.
 */
export function integrate(index: u32): f32 {
  if (!isOccupied(stores[selected], index)) return 0;
  const slot = stores[selected].slots[index];
  const neuron = networks[selected].neurons[index];
  let total: f32 = 0;
  for (let branch: u32 = 0; branch < LINKS; branch++) total += amplified(slot.branches[branch]);
  const potential = neuron.membrane + total;
  if (!(isFinite(total) && isFinite(potential))) {
    report(NONFINITE);
    return 0;
  }
  neuron.membrane = potential;
  for (let branch: u32 = 0; branch < LINKS; branch++) slot.branches[branch] = 0;
  return total;
}

/**
 * Every neuron that fired in the last step adds gain x weight/255 to the branch that each of its neighbours has for
 * it, in the order of index and link. A gain that is not finite is refused (NONFINITE).
 */
export function propagateToDendrites(gain: f32): void {
  if (!isFinite(gain)) {
    report(NONFINITE);
    return;
  }
  const store = stores[selected];
  const network = networks[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (network.neurons[index].spiked) {
      const slot = store.slots[index];
      for (let branch: u32 = 0; branch < slot.degree; branch++) {
        const neighbour = slot.links[branch];
        if (neighbour < CAPACITY) deliver(store.slots[neighbour], index, gain * (slot.weight / WEIGHT_MAX));
      }
    }
  }
}

/** Adds to the branch at whose end a neighbour is. */
function deliver(slot: Slot, from: u32, current: f32): void {
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    if (slot.links[branch] === from) gather(slot, branch, current);
  }
}

function gather(slot: Slot, branch: u32, current: f32): void {
  if (branch >= LINKS) return;
  const gathered = slot.branches[branch] + current;
  if (isFinite(gathered)) slot.branches[branch] = gathered;
  else report(NONFINITE);
}

/** What a branch passes on. */
function amplified(input: f32): f32 {
  if (input <= 1) return input;
  const excess = input - 1;
  const square = Math.min(excess * excess, SQUARE_MAX);
  return input + (PLATEAU * square) / (1 + square);
}
