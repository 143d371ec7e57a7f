/**
 * Which neighbours a node gets, and which one it gives up when it has one too many.
 *
 * Both follow the *diversity rule* of HNSW (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor
 * search using Hierarchical Navigable Small World graphs", 2016): a candidate is rejected if one that is taken
 * already is nearer to it than the node itself is. So links lead out of a cluster and not only around in it. Without
 * the rule, a walk through 1024 clustered vectors measures seven times as many distances.
 *
 * @packageDocumentation
 */
import { array, type bool, type u32 } from "../lib/types.ts";
import { Candidate, place } from "./candidates.ts";
import { CAPACITY, LINKS } from "./limits.ts";
import { append, areLinked, detach, hasRoom, substitute } from "./links.ts";
import { between } from "./measure.ts";
import type { Store } from "./store.ts";
import { isChild } from "./tree.ts";

/** Those who compete for the links of one node: its neighbours and others, nearest first. */
const rivals = array(Candidate, 2 * LINKS);

/**
 * Chooses among the first `size` candidates until {@link LINKS} are chosen, `chosen` of which are so from before:
 * first the diverse, nearest first, then the nearest of the rejected.
 */
export function choose(store: Store, list: Candidate[], size: u32, chosen: u32): void {
  const end = Math.min(size, list.length);
  let total = chosen;
  for (let pass: u32 = 0; pass < 2; pass++) {
    for (let rank: u32 = 0; rank < end && total < LINKS; rank++) {
      if (!list[rank].isChosen && (pass === 1 || isDiverse(store, list, end, rank))) {
        list[rank].isChosen = true;
        total++;
      }
    }
  }
}

/** Whether no chosen candidate is nearer to this one than the node in question is. */
function isDiverse(store: Store, list: Candidate[], size: u32, rank: u32): bool {
  if (rank >= list.length) return false;
  const candidate = list[rank];
  for (let other: u32 = 0; other < Math.min(size, list.length); other++) {
    if (list[other].isChosen && between(store, candidate.index, list[other].index) < candidate.distance) return false;
  }
  return true;
}

/** Adds a neighbour to a node's list. Is the list full, one link of the node goes, perhaps that to the newcomer. */
export function add(store: Store, index: u32, newcomer: u32): void {
  if (append(store, index, newcomer)) return;
  const leaving = leavingNeighbour(store, index, newcomer);
  if (leaving !== newcomer) substitute(store, index, leaving, newcomer);
  detach(store, leaving, index);
}

/**
 * Which of a full node's neighbours, or the newcomer, goes: the farthest that the rule rejects, or the farthest of
 * all if it rejects none. Relatives in the tree stay.
 */
function leavingNeighbour(store: Store, index: u32, newcomer: u32): u32 {
  if (index >= CAPACITY) return newcomer;
  const slot = store.slots[index];
  for (let branch: u32 = 0; branch < LINKS; branch++) rank(store, branch, index, slot.links[branch]);
  rank(store, LINKS, index, newcomer);
  for (let each: u32 = 0; each <= LINKS; each++) {
    const rival = rivals[each].index;
    rivals[each].isChosen = isChild(store, rival, index) || isChild(store, index, rival);
  }
  let leaving: u32 = newcomer;
  let isAnyRejected = false;
  for (let each: u32 = 0; each <= LINKS; each++) {
    if (!rivals[each].isChosen) {
      const isRejected = !isDiverse(store, rivals, LINKS + 1, each);
      rivals[each].isChosen = !isRejected;
      if (isRejected || !isAnyRejected) leaving = rivals[each].index;
      if (isRejected) isAnyRejected = true;
    }
  }
  return leaving;
}

/**
 * Links a node that has links to spare to some of those who have, too: the first `count` of `others`. No link is
 * cut for it.
 */
export function linkMore(store: Store, index: u32, others: Uint16Array, count: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  const degree = slot.degree;
  for (let branch: u32 = 0; branch < degree; branch++) rank(store, branch, index, slot.links[branch]);
  for (let each: u32 = 0; each < degree; each++) rivals[each].isChosen = true;
  let size: u32 = degree;
  for (let each: u32 = 0; each < Math.min(count, others.length); each++) {
    const other = others[each];
    if (other !== index && hasRoom(store, other) && !areLinked(store, index, other)) {
      rank(store, size, index, other);
      size++;
    }
  }
  choose(store, rivals, size, degree);
  for (let each: u32 = 0; each < Math.min(size, rivals.length); each++) {
    const other = rivals[each].index;
    if (rivals[each].isChosen && !areLinked(store, index, other)) {
      append(store, index, other);
      append(store, other, index);
    }
  }
}

/** Places one among the first `size` rivals, by its distance from the node that they compete for. */
function rank(store: Store, size: u32, index: u32, rival: u32): void {
  place(rivals, size, rivals.length, rival, between(store, index, rival));
}
