/**
 * The neighbour graph: undirected links between near vectors, along which spikes travel and searches walk.
 *
 * Three promises hold after every insertion, removal and change. Every link is stored on both sides (links.ts). A node
 * has at most {@link LINKS} of them. And every node can be reached from every other, because a spanning tree runs
 * inside the graph (tree.ts). Which links a node gets is told in selection.ts.
 *
 * A node's list is ordered by (distance, index) when it is made; what comes later is put at its end or takes the place
 * of what goes, so that the other dendritic branches of a neuron keep their numbers.
 *
 * @packageDocumentation
 */
import type { Below, u32 } from "../lib/types.ts";
import { Beam, hold, walk } from "./beam.ts";
import { place } from "./candidates.ts";
import { CAPACITY, EXHAUSTIVE_MAX, LINK_BREADTH, LINKS, NO_SLOT, WALK } from "./limits.ts";
import { append, areLinked, detach, detachAll } from "./links.ts";
import { between } from "./measure.ts";
import { add, choose, linkMore } from "./selection.ts";
import type { Store } from "./store.ts";
import { adopt, canAdopt, crown, isChild, nearestParent, orphan } from "./tree.ts";

/** The nodes nearest to the one that is being linked; those chosen become its neighbours. */
const nearby = new Beam();

/** The neighbours of a node that is being taken out. */
const bereaved = new Uint16Array(LINKS);

/** Links a node whose vector is stored, and which is not live yet, to the live ones. */
export function link(store: Store, index: Below<typeof CAPACITY>): void {
  const slot = store.slots[index];
  slot.degree = 0;
  slot.treeDegree = 1;
  slot.parent = NO_SLOT;
  rankNearby(store, index);
  if (nearby.size === 0) {
    crown(store, index);
    return;
  }
  chooseParent(store, index);
  choose(store, nearby.entries, nearby.size, 1);
  connect(store, index);
}

/** Finds the live nodes nearest to one: in a small core by measuring all, in a large one by a walk. */
function rankNearby(store: Store, index: Below<typeof CAPACITY>): void {
  if (CAPACITY > EXHAUSTIVE_MAX) {
    walk(store, nearby, store.vectors[index], store.slots[index].norm, LINK_BREADTH);
    nearby.size = Math.min(nearby.size, WALK);
    for (let rank: u32 = 0; rank < WALK; rank++) nearby.entries[rank].isChosen = false;
    return;
  }
  nearby.breadth = WALK;
  nearby.size = 0;
  for (let other: u32 = 0; other < CAPACITY; other++) {
    if (store.slots[other].live) hold(nearby, other, between(store, index, other));
  }
}

/** The nearest node that can adopt becomes the parent, and is chosen. */
function chooseParent(store: Store, index: Below<typeof CAPACITY>): void {
  for (let rank: u32 = 0; rank < nearby.size; rank++) {
    const candidate = nearby.entries[rank];
    if (canAdopt(store, candidate.index)) {
      candidate.isChosen = true;
      adopt(store, candidate.index, index);
      return;
    }
  }
  if (CAPACITY > WALK) chooseDistantParent(store, index);
}

/** None of those nearby can adopt: another parent joins them, in place of the farthest if they are many. */
function chooseDistantParent(store: Store, index: Below<typeof CAPACITY>): void {
  const parent = nearestParent(store, index);
  if (parent >= CAPACITY) return;
  const others = Math.min(nearby.size, WALK - 1);
  const rank = place(nearby.entries, others, WALK, parent, between(store, index, parent));
  if (rank < WALK) nearby.entries[rank].isChosen = true;
  nearby.size = others + 1;
  adopt(store, parent, index);
}

/** Lists the chosen candidates as the node's neighbours, and the node as one of theirs. */
function connect(store: Store, index: Below<typeof CAPACITY>): void {
  for (let rank: u32 = 0; rank < nearby.size; rank++) {
    const candidate = nearby.entries[rank];
    if (candidate.isChosen) {
      append(store, index, candidate.index);
      add(store, candidate.index, index);
    }
  }
}

/**
 * Takes a node that is not live any more out of the graph, and mends it: the children get other parents, and the
 * neighbours, which have lost a link each, are linked to each other where the diversity rule wants it.
 */
export function unlink(store: Store, index: Below<typeof CAPACITY>): void {
  const slot = store.slots[index];
  const count = slot.degree;
  for (let branch: u32 = 0; branch < count; branch++) {
    bereaved[branch] = slot.links[branch];
    detach(store, bereaved[branch], index);
  }
  detachAll(store, index);
  orphan(store, index);
  disperse(store, index, count);
  for (let each: u32 = 0; each < count; each++) findParent(store, bereaved[each]);
  for (let each: u32 = 0; each < count; each++) linkMore(store, bereaved[each], bereaved, count);
}

/** The children of a node that goes wait for other parents; if it was the root, the first of them is the next. */
function disperse(store: Store, index: u32, count: u32): void {
  let isHeirless = store.root === index;
  if (isHeirless) store.root = NO_SLOT;
  for (let each: u32 = 0; each < Math.min(count, LINKS); each++) {
    const child = bereaved[each];
    if (isChild(store, child, index)) {
      orphan(store, child);
      if (isHeirless) crown(store, child);
      isHeirless = false;
    }
  }
}

/** A node that waits for a parent gets the nearest that can be. */
function findParent(store: Store, child: u32): void {
  if (!isChild(store, child, NO_SLOT) || child === store.root) return;
  const parent = nearestParent(store, child);
  if (parent >= CAPACITY) return;
  adopt(store, parent, child);
  if (areLinked(store, child, parent)) return;
  add(store, child, parent);
  add(store, parent, child);
}
