/**
 * What the store and its graph look like, for hosts that want to know: tools, tests, and who draws the graph.
 *
 * @packageDocumentation
 */
import { type bool, type Fixed, i32, u16, type u32 } from "../lib/types.ts";
import { selected } from "./cores.ts";
import { BAD_ARGUMENT, NOT_LIVE, report } from "./errors.ts";
import { CAPACITY, type DIMENSIONS, NO_SLOT, TREE_LINKS } from "./limits.ts";
import { areLinked } from "./links.ts";
import { type Store, stores } from "./store.ts";
import { clear, copy, Vector } from "./vector.ts";

/** The vector that was asked for last. */
const reading = new Vector();

/** The nodes that have been reached from the root, in the order in which they were. */
const reached = new Uint16Array(CAPACITY);

/** Whether a slot holds a vector; false for an index of no slot. */
export function isLive(index: u32): bool {
  return index < CAPACITY && stores[selected].slots[index].live;
}

/** One more than the highest slot that held a vector at any time since `init`: where a host can end its loops. */
export function highWater(): u32 {
  return stores[selected].high;
}

/**
 * Where a copy of a stored vector can be read, until this function is called again. It is a copy, because a host that
 * wrote to the vector itself could bring a NaN into the store. Zeros for an index of no slot (BAD_ARG) and of one
 * without a vector (NOT_LIVE).
 */
export function vectorAt(index: u32): Fixed<Float32Array, typeof DIMENSIONS> {
  const store = stores[selected];
  clear(reading);
  if (index >= CAPACITY) report(BAD_ARGUMENT);
  else if (!store.slots[index].live) report(NOT_LIVE);
  else copy(reading, store.vectors[index]);
  return reading.components;
}

/** How many neighbours a node has; 0 for an index of no slot (BAD_ARG). */
export function degree(index: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return stores[selected].slots[index].degree;
}

/** The neighbour at a branch of a node, from 0; -1 if the node has none there (BAD_ARG). */
export function neighbour(index: u32, branch: u32): i32 {
  if (index >= CAPACITY || branch >= stores[selected].slots[index].degree) {
    report(BAD_ARGUMENT);
    return -1;
  }
  return i32(stores[selected].slots[index].links[branch]);
}

/**
 * How many nodes are sound and can be reached from the root. If the graph keeps its promises, these are all, so the
 * answer is `count()`. A node is sound if each of its links leads to another live node that links back, none twice,
 * and if its links in the tree are as many as it counts and may have.
 */
export function check(): u32 {
  const store = stores[selected];
  if (store.root >= CAPACITY) return 0;
  reached[0] = store.root;
  let count: u32 = 1;
  let sound: u32 = 0;
  for (let next: u32 = 0; next < Math.min(count, CAPACITY); next++) {
    const index = reached[next];
    if (isSound(store, index)) sound++;
    count = reachChildren(store, index, count);
  }
  return sound;
}

/** Appends the children of a node to those reached. The way is the tree's, so that nothing is reached twice. */
function reachChildren(store: Store, parent: u32, count: u32): u32 {
  if (parent >= CAPACITY) return count;
  let size = count;
  const slot = store.slots[parent];
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    const child = slot.links[branch];
    if (child < CAPACITY && store.slots[child].parent === parent && size < CAPACITY) {
      reached[size] = u16(child);
      size++;
    }
  }
  return size;
}

function isSound(store: Store, index: u32): bool {
  if (index >= CAPACITY) return false;
  const slot = store.slots[index];
  const count = slot.degree;
  let relatives: u32 = 0;
  for (let branch: u32 = 0; branch < count; branch++) {
    const other = slot.links[branch];
    if (other >= CAPACITY || other === index || !store.slots[other].live) return false;
    if (!areLinked(store, other, index)) return false;
    for (let later = branch + 1; later < count; later++) {
      if (slot.links[later] === other) return false;
    }
    if (slot.parent === other || store.slots[other].parent === index) relatives++;
  }
  const isRooted = (slot.parent === NO_SLOT) === (store.root === index);
  return slot.live && isRooted && relatives === slot.treeDegree && relatives <= TREE_LINKS;
}
