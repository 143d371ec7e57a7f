/**
 * The two ways to begin again: {@link init} empties the core, {@link reset} puts its neurons to rest and
 * keeps what was stored and learned.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { WEIGHT_MAX } from "../search/attributes.ts";
import { buffers } from "../search/buffers.ts";
import { METRIC_DOT, METRIC_L2 } from "../search/distance.ts";
import { BAD_ARGUMENT, report } from "../search/errors.ts";
import { CAPACITY, DIMENSIONS } from "../search/limits.ts";
import { clear as clearResults } from "../search/result.ts";
import { core } from "../search/store.ts";
import { clear as clearVector } from "../search/vector.ts";
import { rest } from "./neuron.ts";

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
  core.dimensions = Math.min(dimensions, DIMENSIONS);
  core.metric = metric > METRIC_DOT ? METRIC_L2 : metric;
  core.id = id & 255;
  clearSlots();
  clearBuffers();
  reset();
}

function clearSlots(): void {
  core.count = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = core.slots[index];
    slot.live = false;
    slot.type = 0;
    slot.norm = 0;
    slot.weight = WEIGHT_MAX;
    slot.degree = 0;
    slot.treeDegree = 0;
    clearVector(core.vectors[index]);
  }
}

function clearBuffers(): void {
  clearVector(buffers.insert);
  clearVector(buffers.query);
  clearVector(buffers.delta);
  clearResults(buffers.results);
  clearResults(buffers.global);
}

/** Puts the whole network to rest at time 0. Stored vectors, types and learned weights stay. */
export function reset(): void {
  rest();
}
