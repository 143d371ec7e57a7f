/**
 * Storing a vector: a copy into the lowest free slot, and links to its neighbours.
 *
 * Checks come first and in a fixed order, so a refused vector leaves no trace.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { buffers } from "./buffers.ts";
import { norm } from "./distance.ts";
import { BAD_ARGUMENT, FULL, NONFINITE, report } from "./errors.ts";
import { link } from "./graph.ts";
import { CAPACITY, NO_INDEX } from "./limits.ts";
import { core } from "./store.ts";
import { copyPadded, isUsable } from "./vector.ts";

/**
 * Stores the vector in the insert buffer. The slot keeps its type and weight.
 *
 * @returns the slot's index; or 255 when the core has no dimensions (BAD_ARG), a component is not a number
 * of at most 1e18 (NONFINITE), or no slot is free (FULL).
 */
export function insert(): u32 {
  if (core.dimensions === 0) {
    report(BAD_ARGUMENT);
    return NO_INDEX;
  }
  if (!isUsable(buffers.insert, core.dimensions)) {
    report(NONFINITE);
    return NO_INDEX;
  }
  const index = lowestFreeSlot();
  if (index >= CAPACITY) {
    report(FULL);
    return NO_INDEX;
  }
  const vector = core.vectors[index];
  const slot = core.slots[index];
  copyPadded(vector, buffers.insert, core.dimensions);
  slot.norm = norm(vector, core.dimensions);
  link(index);
  slot.live = true;
  core.count++;
  return index;
}

/** The first slot without a vector; the capacity if there is none. */
function lowestFreeSlot(): u32 {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (!core.slots[index].live) return index;
  }
  return CAPACITY;
}
