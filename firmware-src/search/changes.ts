/**
 * Removing and replacing vectors, and renewing the links of those that have changed.
 *
 * A vector may also change under its links, as `update_vector` does it: a sweep over the graph needs its topology to
 * stay. Such a node is *stale* until its links are made anew. A walk might miss it, so searches measure stale nodes
 * in any case.
 *
 * @packageDocumentation
 */
import type { Below, bool, u32 } from "../lib/types.ts";
import { networks } from "../neural/neuron.ts";
import { WEIGHT_MAX } from "./attributes.ts";
import { exchanges } from "./buffers.ts";
import { selected } from "./cores.ts";
import { BAD_ARGUMENT, NOT_LIVE, report } from "./errors.ts";
import { link, unlink } from "./graph.ts";
import { fill, takeVector } from "./insert.ts";
import { CAPACITY, NO_SLOT } from "./limits.ts";
import { detachAll } from "./links.ts";
import { type Store, stores } from "./store.ts";

/**
 * Removes a vector and mends the graph where it was. Its slot is free again, with type 0 and weight 255; if its neuron
 * fired in the last step, nobody hears of it any more.
 *
 * @returns whether there was one; false for an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE).
 */
export function remove(index: u32): bool {
  const store = stores[selected];
  if (!isOccupied(store, index)) return false;
  withdraw(store, index);
  networks[selected].neurons[index].spiked = false;
  return true;
}

/**
 * Puts the vector in the insert buffer in the place of a stored one, and makes the links anew. The slot keeps its
 * type, its weight and its neuron.
 *
 * @returns whether it did; false for an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE), and for a
 * vector with a component that is not a number of at most 1e18 (NONFINITE).
 */
export function replace(index: u32): bool {
  const store = stores[selected];
  if (!isOccupied(store, index)) return false;
  if (!takeVector(store, exchanges[selected].insert)) return false;
  fill(store, index);
  renew(store, index);
  return true;
}

/**
 * Makes the links of a node anew, as for a vector that has just come.
 *
 * @returns whether it did; false for an index of no slot (BAD_ARG) and of one without a vector (NOT_LIVE).
 */
export function relink(index: u32): bool {
  const store = stores[selected];
  if (!isOccupied(store, index)) return false;
  renew(store, index);
  return true;
}

/** Makes all links anew, as if all vectors came one after the other in the order of their slots. */
export function rebuild(): void {
  const store = stores[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    slot.isStale = slot.live;
    slot.live = false;
    detachAll(store, index);
  }
  store.root = NO_SLOT;
  store.headCount = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    if (slot.isStale) link(store, index);
    slot.live = slot.isStale;
    slot.isStale = false;
  }
  store.stale = 0;
}

/** Notes that the vector of a live slot has changed under its links. */
export function markStale(store: Store, index: Below<typeof CAPACITY>): void {
  setStale(store, index, true);
}

/** Whether a slot holds a vector; if not, why is reported: no slot (BAD_ARG) or no vector (NOT_LIVE). */
export function isOccupied(store: Store, index: u32): bool {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return false;
  }
  if (!store.slots[index].live) {
    report(NOT_LIVE);
    return false;
  }
  return true;
}

function withdraw(store: Store, index: Below<typeof CAPACITY>): void {
  const slot = store.slots[index];
  slot.live = false;
  slot.type = 0;
  slot.weight = WEIGHT_MAX;
  store.count--;
  unlink(store, index);
  setStale(store, index, false);
}

function renew(store: Store, index: Below<typeof CAPACITY>): void {
  const slot = store.slots[index];
  slot.live = false;
  unlink(store, index);
  link(store, index);
  slot.live = true;
  setStale(store, index, false);
}

function setStale(store: Store, index: Below<typeof CAPACITY>, isStale: bool): void {
  const slot = store.slots[index];
  if (slot.isStale === isStale) return;
  slot.isStale = isStale;
  store.stale = isStale ? store.stale + 1 : store.stale - 1;
}
