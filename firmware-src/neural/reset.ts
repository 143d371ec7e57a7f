/**
 * The two ways to begin again, for the selected core: {@link init} empties it, {@link reset} puts its neurons to rest
 * and keeps what was stored and learned.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { WEIGHT_MAX } from "../search/attributes.ts";
import { type Exchange, exchanges } from "../search/buffers.ts";
import { selected } from "../search/cores.ts";
import { METRIC_DOT, METRIC_L2 } from "../search/distance.ts";
import { BAD_ARGUMENT, report } from "../search/errors.ts";
import { CAPACITY, DIMENSIONS, NO_SLOT } from "../search/limits.ts";
import { detachAll } from "../search/links.ts";
import { clear as clearResults } from "../search/result.ts";
import { type Store, stores } from "../search/store.ts";
import { clear as clearVector } from "../search/vector.ts";
import { reset as clearInhibition } from "./competition.ts";
import { reset as clearDendrites } from "./dendrite.ts";
import { clear as clearRates } from "./homeostasis.ts";
import { rest } from "./neuron.ts";
import { reset as resetOscillator } from "./oscillator.ts";
import { forget } from "./pattern.ts";

/**
 * Empties the core: no vectors, types 0, weights 255, neurons at rest, buffers cleared.
 *
 * An argument out of range is BAD_ARG and still leaves a usable core: more than 16 dimensions are 16, an
 * unknown metric is squared L2. Only 0 dimensions leave a core that holds nothing.
 *
 * @param dimensions - components of a vector, 1 to 16
 * @param metric - 0 squared L2, 1 cosine, 2 dot
 * @param id - the core's number in merged results; its low eight bits count
 */
export function init(dimensions: u32, metric: u32, id: u32): void {
  if (dimensions === 0 || dimensions > DIMENSIONS || metric > METRIC_DOT) report(BAD_ARGUMENT);
  const store = stores[selected];
  store.dimensions = Math.min(dimensions, DIMENSIONS);
  store.metric = metric > METRIC_DOT ? METRIC_L2 : metric;
  store.id = id & 255;
  clearSlots(store);
  clearBuffers(exchanges[selected]);
  resetOscillator();
  reset();
}

function clearSlots(store: Store): void {
  store.count = 0;
  store.stale = 0;
  store.high = 0;
  store.root = NO_SLOT;
  store.headCount = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    slot.live = false;
    slot.type = 0;
    slot.norm = 0;
    slot.code = 0;
    slot.weight = WEIGHT_MAX;
    detachAll(store, index);
    slot.treeDegree = 0;
    slot.parent = NO_SLOT;
    slot.isStale = false;
    slot.quantised = 0;
    clearVector(store.vectors[index]);
  }
}

function clearBuffers(exchange: Exchange): void {
  clearVector(exchange.insert);
  clearVector(exchange.query);
  clearVector(exchange.delta);
  clearResults(exchange.results);
  clearResults(exchange.global);
}

/**
 * Puts the whole network to rest at time 0: no input waits at a dendrite, no rate, spike history or inhibition is
 * left. Stored vectors, their codes, types and learned weights stay, and so does the oscillator's phase.
 */
export function reset(): void {
  rest();
  clearDendrites();
  clearInhibition();
  clearRates();
  forget();
}
