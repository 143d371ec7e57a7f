/**
 * The links of the neighbour graph. Each is stored on both sides, so what one node sends another can answer.
 *
 * A node's list has at most {@link LINKS} entries, and the place of a neighbour in it is also the number of the
 * dendritic branch at which its spikes arrive. So lists are changed as little as can be: a newcomer takes the place
 * of the neighbour that it drives out, with an empty branch, and only what lies behind a link that is gone moves
 * down, together with what has arrived there.
 *
 * @packageDocumentation
 */
import { type Below, u16, type bool, type u32 } from "../lib/types.ts";
import { CAPACITY, LINKS } from "./limits.ts";
import type { Store } from "./store.ts";

/** Whether `neighbour` is in the list of `index`. */
export function areLinked(store: Store, index: u32, neighbour: u32): bool {
  if (index >= CAPACITY) return false;
  const slot = store.slots[index];
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    if (slot.links[branch] === neighbour) return true;
  }
  return false;
}

/** Whether a node has a link to spare. */
export function hasRoom(store: Store, index: u32): bool {
  return index < CAPACITY && store.slots[index].degree < LINKS;
}

/** Adds a neighbour at the end of a node's list; false if the list is full. */
export function append(store: Store, index: u32, neighbour: u32): bool {
  if (index >= CAPACITY) return false;
  const slot = store.slots[index];
  if (slot.degree >= LINKS) return false;
  slot.links[slot.degree] = u16(neighbour);
  slot.degree += 1;
  return true;
}

/** Puts a newcomer where a neighbour was, with nothing gathered yet; every other branch keeps its number. */
export function substitute(store: Store, index: u32, leaving: u32, newcomer: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    if (slot.links[branch] === leaving) {
      slot.links[branch] = u16(newcomer);
      slot.branches[branch] = 0;
    }
  }
}

/** Takes a neighbour off a node's list; later ones move down, with what their branches have gathered. */
export function detach(store: Store, index: u32, neighbour: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  const degree = slot.degree;
  let kept: u32 = 0;
  for (let branch: u32 = 0; branch < degree; branch++) {
    const other = slot.links[branch];
    if (other !== neighbour) {
      slot.links[kept] = u16(other);
      slot.branches[kept] = slot.branches[branch];
      kept++;
    }
  }
  for (let branch = kept; branch < degree; branch++) slot.branches[branch] = 0;
  slot.degree = Math.min(kept, LINKS);
}

/** Empties a node's list, and its branches. */
export function detachAll(store: Store, index: Below<typeof CAPACITY>): void {
  const slot = store.slots[index];
  slot.degree = 0;
  for (let branch: u32 = 0; branch < LINKS; branch++) slot.branches[branch] = 0;
}
