/**
 * From search results to input: the nearer a vector is to the query, the more its neuron is driven.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import type { f32, u32 } from "../lib/types.ts";
import { exchanges } from "../search/buffers.ts";
import { selected } from "../search/cores.ts";
import { NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, RESULTS } from "../search/limits.ts";
import { distanceTo } from "../search/measure.ts";
import { probe, probeNorm, takeQuery } from "../search/query.ts";
import { indexOf } from "../search/result.ts";
import { search } from "../search/search.ts";
import { stores } from "../search/store.ts";
import { networks, receive } from "./neuron.ts";

/**
 * Searches the `k` nearest vectors and drives their neurons; see {@link driveFound}.
 *
 * @returns what the search found, even if nothing was driven.
 */
export function activateNearest(k: u32, gain: f32): u32 {
  const found = search(k);
  driveFound(found, gain);
  return found;
}

/**
 * Adds `gain` times {@link activation} to the membrane potential of the neuron of each of the first `found`
 * results. A gain that is not finite drives none (NONFINITE).
 */
export function driveFound(found: u32, gain: f32): void {
  if (!isFinite(gain)) {
    report(NONFINITE);
    return;
  }
  const network = networks[selected];
  const list = exchanges[selected].results;
  const results = Math.min(found, RESULTS);
  for (let rank: u32 = 0; rank < results; rank++) {
    const record = list.records[rank];
    const index = indexOf(record);
    if (index < CAPACITY) receive(network.neurons[index], gain * activation(record.distance));
  }
}

/**
 * Adds `gain` times {@link activation} to the membrane potential of the neuron of every vector, by its distance to the
 * query. A gain that is not finite drives none (NONFINITE).
 *
 * @returns how many vectors there are; 0 where `search` finds nothing.
 */
export function activateAll(gain: f32): u32 {
  const store = stores[selected];
  if (!takeQuery(store, exchanges[selected].query)) return 0;
  if (!isFinite(gain)) {
    report(NONFINITE);
    return store.count;
  }
  const network = networks[selected];
  const length = probeNorm(store);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) {
      receive(network.neurons[index], gain * activation(distanceTo(store, probe, length, index)));
    }
  }
  return store.count;
}

/**
 * The input current for a distance: 1/(1 + d), and 2 - 1/(1 - d) for the negative distances of the dot
 * metric. Both value and slope are continuous at 0; it falls strictly from 2 to 0.
 */
export function activation(distance: f32): f32 {
  return distance >= 0 ? 1 / (1 + distance) : 2 - 1 / (1 - distance);
}
