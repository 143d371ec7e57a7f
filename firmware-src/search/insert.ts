/**
 * Storing a vector: a copy into the lowest free slot, and links to its neighbours.
 *
 * Checks come first and in a fixed order, so a refused vector leaves no trace.
 *
 * @packageDocumentation
 */
import { type Below, type bool, i32, type u32 } from "../lib/types.ts";
import { encode } from "../neural/encode.ts";
import { exchanges } from "./buffers.ts";
import { selected } from "./cores.ts";
import { norm } from "./distance.ts";
import { BAD_ARGUMENT, FULL, report } from "./errors.ts";
import { link } from "./graph.ts";
import { CAPACITY, NO_INDEX } from "./limits.ts";
import { probe, take } from "./query.ts";
import { type Store, stores } from "./store.ts";
import { copy, type Vector } from "./vector.ts";

/**
 * Stores the vector in the insert buffer. The slot keeps its type and weight.
 *
 * @returns the slot's index; or 255 when the core has no dimensions (BAD_ARG), a component is not a number
 * of at most 1e18 (NONFINITE), or no slot is free (FULL). So slot 255 of a larger core stays free here.
 */
export function insert(): u32 {
  const store = stores[selected];
  if (!takeVector(store, exchanges[selected].insert)) return NO_INDEX;
  let index = freeSlot(store, 0);
  if (CAPACITY > NO_INDEX && index === NO_INDEX) index = freeSlot(store, NO_INDEX + 1);
  return occupy(store, index) ? index : NO_INDEX;
}

/** As {@link insert}, for cores of any size: uses every slot, and answers -1 where nothing is stored. */
export function insertAnywhere(): i32 {
  const store = stores[selected];
  if (!takeVector(store, exchanges[selected].insert)) return -1;
  const index = freeSlot(store, 0);
  return occupy(store, index) ? i32(index) : -1;
}

/** Copies a vector to the probe; false if it cannot be stored, and why is reported. */
export function takeVector(store: Store, vector: Vector): bool {
  if (store.dimensions === 0) {
    report(BAD_ARGUMENT);
    return false;
  }
  return take(store, vector);
}

/** The first slot without a vector, from `first` on; the capacity if there is none. */
function freeSlot(store: Store, first: u32): u32 {
  for (let index = first; index < CAPACITY; index++) {
    if (!store.slots[index].live) return index;
  }
  return CAPACITY;
}

/** Stores the probe in a free slot; false if the index is that of no slot. */
function occupy(store: Store, index: u32): bool {
  if (index >= CAPACITY) {
    report(FULL);
    return false;
  }
  fill(store, index);
  link(store, index);
  store.slots[index].live = true;
  store.count++;
  store.high = Math.max(store.high, index + 1);
  return true;
}

/** Copies the probe into a slot, with what is computed from it alone. */
export function fill(store: Store, index: Below<typeof CAPACITY>): void {
  copy(store.vectors[index], probe);
  describe(store, index);
}

/** Computes a stored vector's length and code anew. */
export function describe(store: Store, index: Below<typeof CAPACITY>): void {
  const slot = store.slots[index];
  slot.norm = norm(store.vectors[index], store.dimensions);
  slot.code = encode(store.vectors[index], store.dimensions);
  slot.quantised = 0;
}
