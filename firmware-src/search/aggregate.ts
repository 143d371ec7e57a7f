/**
 * What graph neural networks do: a vector learns from the vectors of its neighbours, by way of the delta buffer.
 *
 * The two steps are apart, so that a host can change the delta in between. Links stay as they are: all sweeps over
 * the graph see the same graph. See changes.ts for what a search does about vectors that have changed.
 *
 * @packageDocumentation
 */
import { type bool, f32, type u32 } from "../lib/types.ts";
import { WEIGHT_MAX } from "./attributes.ts";
import { exchanges } from "./buffers.ts";
import { isOccupied, markStale } from "./changes.ts";
import { selected } from "./cores.ts";
import { BAD_ARGUMENT, NONFINITE, report } from "./errors.ts";
import { describe } from "./insert.ts";
import { CAPACITY, COMPONENT_MAX, DIMENSIONS } from "./limits.ts";
import { type Store, stores } from "./store.ts";
import { clear, type Vector } from "./vector.ts";

/** Sums are divided by the number of neighbours, as if each had weight 255. */
const BY_DEGREE = 0;
/** Sums are divided by the weights of the neighbours. */
const BY_WEIGHTS = 1;

/**
 * Sets the delta buffer to the mean of a node's neighbours, each times its weight/255. All zeros for a node without
 * neighbours, an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE).
 */
export function aggregate(index: u32): void {
  sum(index, BY_DEGREE);
}

/**
 * As {@link aggregate} in mode 0; in mode 1 the sum is divided by the neighbours' weights, so it is their weighted
 * mean, of the length of a vector whatever the weights. Another mode is refused (BAD_ARG).
 */
export function aggregateBy(index: u32, mode: u32): void {
  if (mode > BY_WEIGHTS) report(BAD_ARGUMENT);
  else sum(index, mode);
}

function sum(index: u32, mode: u32): void {
  const store = stores[selected];
  const delta = exchanges[selected].delta;
  clear(delta);
  if (!isOccupied(store, index)) return;
  const weights = sumNeighbours(store, index, delta);
  divide(delta, mode === BY_WEIGHTS ? weights : WEIGHT_MAX * f32(store.slots[index].degree));
}

/** The sum of weight times vector over the neighbours, in the order of the links; the sum of the weights. */
function sumNeighbours(store: Store, index: u32, delta: Vector): f32 {
  let weights: f32 = 0;
  if (index >= CAPACITY) return weights;
  const slot = store.slots[index];
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    const neighbour = slot.links[branch];
    if (neighbour < CAPACITY) {
      const weight = store.slots[neighbour].weight;
      weights += weight;
      for (let i: u32 = 0; i < DIMENSIONS; i++) {
        delta.components[i] += weight * store.vectors[neighbour].components[i];
      }
    }
  }
  return weights;
}

/** A sum of nothing stays as it is. */
function divide(delta: Vector, divisor: f32): void {
  if (divisor === 0) return;
  for (let i: u32 = 0; i < DIMENSIONS; i++) delta.components[i] /= divisor;
}

/**
 * Adds `alpha` times the delta buffer to a stored vector. Refused, with nothing changed, if a component would not be a
 * number of at most 1e18 (NONFINITE), for an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE).
 */
export function update(index: u32, alpha: f32): void {
  move(index, alpha, false);
}

/**
 * Moves a stored vector toward the delta buffer, by the part `alpha` of the way: 0 leaves it, 1 makes it the delta.
 * Refused as {@link update} is.
 */
export function blend(index: u32, alpha: f32): void {
  move(index, alpha, true);
}

/** Computes all components before it stores any. */
function move(index: u32, alpha: f32, isBlend: bool): void {
  const store = stores[selected];
  if (!isOccupied(store, index)) return;
  const vector = store.vectors[index];
  const delta = exchanges[selected].delta;
  const used = store.dimensions;
  for (let i: u32 = 0; i < used; i++) {
    if (!(Math.abs(moved(vector.components[i], delta.components[i], alpha, isBlend)) <= COMPONENT_MAX)) {
      report(NONFINITE);
      return;
    }
  }
  for (let i: u32 = 0; i < used; i++) {
    vector.components[i] = moved(vector.components[i], delta.components[i], alpha, isBlend);
  }
  describe(store, index);
  markStale(store, index);
}

function moved(component: f32, delta: f32, alpha: f32, isBlend: bool): f32 {
  return component + alpha * (isBlend ? delta - component : delta);
}
