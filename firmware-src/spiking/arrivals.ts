/**
 * Spikes under way: a ring of time slots, in each of which one bit a synapse tells whether a spike arrives then.
 *
 * A neuron fires at most once in a step and the delay of a synapse does not change, so one bit is enough. It takes a
 * weight from the synapse only on arrival, as Brian2 does: what was learnt meanwhile counts. Arrivals of one step are
 * visited in the order of the synapses, so sums are the same on every engine.
 *
 * @packageDocumentation
 */
import { array, popcount, type bool, type u32 } from "../lib/types.ts";
import { DELAY_SLOTS, SYNAPSES } from "./sizes.ts";

/** Words in which each synapse has a bit. */
export const WORDS = Math.ceil(SYNAPSES / 32);

/** For each step ahead, a bit for each synapse. */
export const slots = array(Uint32Array, DELAY_SLOTS, WORDS);

let underWay: u32 = 0;

/** Whether any spike is under way. */
export function isAnyUnderWay(): bool {
  return underWay > 0;
}

/** Notes that a spike arrives over a synapse at a step, which is less than {@link DELAY_SLOTS} ahead. */
export function schedule(step: u32, synapse: u32): void {
  if (synapse >= SYNAPSES) return;
  slots[step % DELAY_SLOTS][synapse >>> 5] |= 1 << (synapse & 31);
  underWay += 1;
}

/** Takes the arrivals of a step over synapses 32 `word` to 32 `word` + 31, one bit each. */
export function takeArrivals(step: u32, word: u32): u32 {
  if (word >= WORDS) return 0;
  const slot = slots[step % DELAY_SLOTS];
  const arrivals = slot[word];
  slot[word] = 0;
  underWay -= popcount(arrivals);
  return arrivals;
}

/** Counts what is under way, after the slots have been written. */
export function recount(): void {
  underWay = 0;
  for (let step: u32 = 0; step < DELAY_SLOTS; step++) {
    for (let word: u32 = 0; word < WORDS; word++) underWay += popcount(slots[step][word]);
  }
}

/** Forgets all spikes that are under way. */
export function clearArrivals(): void {
  for (let step: u32 = 0; step < DELAY_SLOTS; step++) {
    for (let word: u32 = 0; word < WORDS; word++) slots[step][word] = 0;
  }
  underWay = 0;
}
