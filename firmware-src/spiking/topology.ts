/**
 * Synapses from the neighbour graph: the links along which the tick model sends spikes, for the engine.
 *
 * @packageDocumentation
 */
import type { f32, u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, FULL, report } from "../search/errors.ts";
import { CAPACITY } from "../search/limits.ts";
import { type Slot, type Store, stores } from "../search/store.ts";
import { isAllowed, VALUE_MAX } from "./parameters.ts";
import { DELAY_SLOTS, NEURONS, SYNAPSES } from "./sizes.ts";
import { add, count } from "./synapses.ts";

/**
 * Adds a synapse for each direction of each link of the selected core's graph, from and to the neurons of the same
 * numbers, all with one weight and delay; see {@link add}.
 *
 * @returns how many; none if there is not room for all (FULL) or an argument is out of range (BAD_ARG, NONFINITE).
 */
export function connectLinks(weight: f32, delay: u32, plastic: u32): u32 {
  const store = stores[selected];
  if (!isAllowed(weight, -VALUE_MAX, VALUE_MAX)) return 0;
  if (delay >= DELAY_SLOTS || store.high > NEURONS) {
    report(BAD_ARGUMENT);
    return 0;
  }
  const links = linkEnds(store);
  if (count() + links > SYNAPSES) {
    report(FULL);
    return 0;
  }
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    for (let branch: u32 = 0; branch < degreeOf(slot); branch++) add(index, slot.links[branch], weight, delay, plastic);
  }
  return links;
}

/** Each link counts twice, once from either end. */
function linkEnds(store: Store): u32 {
  let ends: u32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) ends += degreeOf(store.slots[index]);
  return ends;
}

function degreeOf(slot: Slot): u32 {
  return slot.live ? slot.degree : 0;
}
