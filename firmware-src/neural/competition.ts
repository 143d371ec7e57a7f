/**
 * Competition: neurons that are excited most suppress the others, at once and among all.
 *
 * Three rules. {@link compete} is winner-take-all by lateral inhibition (Grossberg, 1973): the winner takes a part of
 * its potential from each other neuron. {@link soften} leaves the order as it is and widens the distances, by a cubic
 * law. {@link share} hands out what there is by the softmax function. None touches a neuron at rest or inhibited.
 *
 * @packageDocumentation
 */
import { expOfNonPositive, isFinite } from "../lib/math.ts";
import { array, type f32, type u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, CORES, NO_INDEX, NO_SLOT } from "../search/limits.ts";
import { type Store, stores } from "../search/store.ts";
import { type Network, networks } from "./neuron.ts";

/** How much of the winner's potential inhibits the others. */
export let inhibitionFactor: f32 = 0.8;

/** The answer where there is no neuron to name; no index in a core of any size. */
export const NO_NEURON = CAPACITY > NO_INDEX ? NO_SLOT : NO_INDEX;

/** One core's competition. */
export class Competition {
  /** The inhibition that the last winner spread. */
  inhibition: f32 = 0;
}

/** The competition in each core. */
export const competitions = array(Competition, CORES);

/** Sets the inhibition to 0; potentials stay. */
export function reset(): void {
  competitions[selected].inhibition = 0;
}

/**
 * Lets the neurons of live slots compete. The winner is the one with the highest potential above 0 that is not
 * refractory, the lower index among equals; every other with a potential above 0 loses 0.8 times the winner's, down to
 * 0 at most.
 *
 * @returns the winner; 255 if there is none, and then nothing changes. (65535 in a core of more than 255 slots.)
 */
export function compete(): u32 {
  const store = stores[selected];
  const network = networks[selected];
  let winner: u32 = NO_NEURON;
  let highest: f32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    if (store.slots[index].live && neuron.refractory <= 0 && neuron.membrane > highest) {
      winner = index;
      highest = neuron.membrane;
    }
  }
  if (winner === NO_NEURON) return winner;
  const taken = inhibitionFactor * highest;
  competitions[selected].inhibition = taken;
  inhibitOthers(winner, taken);
  return winner;
}

/** Takes from every live neuron with a potential above 0, but for one. */
function inhibitOthers(winner: u32, taken: f32): void {
  const store = stores[selected];
  const network = networks[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    if (store.slots[index].live && index !== winner && neuron.membrane > 0) {
      neuron.membrane = Math.max(0, neuron.membrane - taken);
    }
  }
}

/**
 * Multiplies each potential v above 0, of live slots, by (v / vmax)^2: the highest stays, half of it becomes an eighth.
 */
export function soften(): void {
  const store = stores[selected];
  const network = networks[selected];
  const highest = highestPotential(store, network);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    if (store.slots[index].live && neuron.membrane > 0) {
      const ratio = neuron.membrane / highest;
      neuron.membrane *= ratio * ratio;
    }
  }
}

/** The highest potential of a live slot; 0 if none is above. */
function highestPotential(store: Store, network: Network): f32 {
  let highest: f32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) highest = Math.max(highest, network.neurons[index].membrane);
  }
  return highest;
}

/**
 * Hands the sum of all potentials above 0, of live slots, out again by the softmax function: each v gets the part
 * e^(v / temperature) / (sum of these). A high temperature makes all alike, a low one leaves everything to the highest.
 * Refused if the temperature is not a number above 0 (BAD_ARG), or the sum is not finite (NONFINITE).
 */
export function share(temperature: f32): void {
  if (!(temperature > 0 && isFinite(temperature))) {
    report(BAD_ARGUMENT);
    return;
  }
  const store = stores[selected];
  const network = networks[selected];
  const highest = highestPotential(store, network);
  let total: f32 = 0;
  let weights: f32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const potential = network.neurons[index].membrane;
    if (store.slots[index].live && potential > 0) {
      total += potential;
      weights += expOfNonPositive((potential - highest) / temperature);
    }
  }
  if (!isFinite(total)) {
    report(NONFINITE);
    return;
  }
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    if (store.slots[index].live && neuron.membrane > 0) {
      neuron.membrane = total * (expOfNonPositive((neuron.membrane - highest) / temperature) / weights);
    }
  }
}

/** The inhibition that the last winner spread; 0 after a reset. */
export function inhibition(): f32 {
  return competitions[selected].inhibition;
}

/** Sets how much of the winner's potential inhibits the others. */
export function setInhibitionFactor(value: f32): void {
  inhibitionFactor = value;
}
