/**
 * Spike histories: for each neuron a word whose bit n tells whether it fired n recordings ago, up to 31.
 *
 * What fires together has like histories; how unlike two are is the number of bits that differ (Hamming, 1950).
 *
 * @packageDocumentation
 */
import { array, popcount, u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, EMPTY, report } from "../search/errors.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { stores } from "../search/store.ts";
import { NO_NEURON } from "./competition.ts";
import { networks } from "./neuron.ts";

/** Bits of a history. */
const BITS = 32;

/** One core's spike histories. */
export class History {
  /** The latest recording of each neuron is its lowest bit. */
  words = new Uint32Array(CAPACITY);
}

/** The spike histories of each core. */
export const histories = array(History, CORES);

/** Appends to each history whether the neuron fired in the last step. */
export function record(): void {
  const network = networks[selected];
  const history = histories[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    history.words[index] = (history.words[index] << 1) | u32(network.neurons[index].spiked);
  }
}

/** A neuron's history; 0 for an index of no slot (BAD_ARG). */
export function patternOf(index: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return histories[selected].words[index];
}

/**
 * The neuron of a live slot whose history has the most bits in common with `target`, zeros included; the lower index
 * among equals.
 *
 * @returns its index; 255 with no vectors (EMPTY). (65535 in a core of more than 255 slots.)
 */
export function match(target: u32): u32 {
  const store = stores[selected];
  const history = histories[selected];
  let best: u32 = NO_NEURON;
  let fewest: u32 = BITS + 1;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const differing = popcount(history.words[index] ^ target);
    if (store.slots[index].live && differing < fewest) {
      best = index;
      fewest = differing;
    }
  }
  if (best === NO_NEURON) report(EMPTY);
  return best;
}

/**
 * Bit j tells whether the history of neuron j, of a live slot, differs from that of neuron `index` in at most
 * `threshold` bits. Only neurons 0 to 31 have a bit, and `index` itself has none. Two that never fired are alike. 0 for
 * an index of no slot (BAD_ARG).
 */
export function correlate(index: u32, threshold: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  const store = stores[selected];
  const history = histories[selected];
  let alike: u32 = 0;
  for (let other: u32 = 0; other < Math.min(CAPACITY, BITS); other++) {
    const differing = popcount(history.words[index] ^ history.words[other]);
    if (store.slots[other].live && other !== index && differing <= threshold) alike |= 1 << other;
  }
  return alike;
}

/**
 * As {@link correlate}, without those that have not fired in all of the history; 0 if neuron `index` has not.
 */
export function correlateActive(index: u32, threshold: u32): u32 {
  const history = histories[selected];
  const alike = correlate(index, threshold);
  if (index >= CAPACITY || history.words[index] === 0) return 0;
  let active: u32 = 0;
  for (let other: u32 = 0; other < Math.min(CAPACITY, BITS); other++) {
    if (history.words[other] !== 0) active |= 1 << other;
  }
  return alike & active;
}

/** Empties every history. */
export function forget(): void {
  const history = histories[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) history.words[index] = 0;
}
