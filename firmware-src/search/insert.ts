/**
 * Storing a vector: a copy into the lowest free slot, and links to its neighbours.
 *
 * Checks come first and in a fixed order, so a refused vector leaves no trace.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { exchanges } from "./buffers.ts";
import { selected } from "./cores.ts";
import { norm } from "./distance.ts";
import { BAD_ARGUMENT, FULL, NONFINITE, report } from "./errors.ts";
import { link } from "./graph.ts";
import { CAPACITY, NO_INDEX } from "./limits.ts";
import { type Store, stores } from "./store.ts";
import { copyPadded, isUsable } from "./vector.ts";

/**
 * Stores the vector in the insert buffer. The slot keeps its type and weight.
 *
 * @returns the slot's index; or 255 when the core has no dimensions (BAD_ARG), a component is not a number
 * of at most 1e18 (NONFINITE), or no slot is free (FULL).
 */
export function insert(): u32 {
  const store = stores[selected];
  const insertion = exchanges[selected].insert;
  if (store.dimensions === 0) {
    report(BAD_ARGUMENT);
    return NO_INDEX;
  }
  if (!isUsable(insertion, store.dimensions)) {
    report(NONFINITE);
    return NO_INDEX;
  }
  const index = lowestFreeSlot(store);
  if (index >= CAPACITY) {
    report(FULL);
    return NO_INDEX;
  }
  const vector = store.vectors[index];
  const slot = store.slots[index];
  copyPadded(vector, insertion, store.dimensions);
  slot.norm = norm(vector, store.dimensions);
  link(store, index);
  slot.live = true;
  store.count++;
  return index;
}

/** The first slot without a vector; the capacity if there is none. */
function lowestFreeSlot(store: Store): u32 {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (!store.slots[index].live) return index;
  }
  return CAPACITY;
}
