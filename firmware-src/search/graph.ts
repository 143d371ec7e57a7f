/**
 * The neighbour graph: undirected links between near vectors, along which spikes travel.
 *
 * Two promises hold after every insertion. Every link is stored on both sides. And every node can be
 * reached from every other, because a spanning tree runs inside the graph that pruning may not cut: each
 * node but the first has a *parent*, and a node spends at most {@link TREE_LINKS} of its links on the tree.
 * A tree of n nodes has 2(n - 1) link ends, fewer than 2n, so some node always has one to spare and the
 * promise cannot fail.
 *
 * Which links a node gets follows the *diversity rule* of HNSW (Malkov and Yashunin, 2016): a candidate is
 * taken unless a neighbour already taken is nearer to it than the node is, so links lead out of a cluster
 * and not only around in it. Lists are ordered by (distance, index) when made; a link that replaces a
 * pruned one takes its place, so that the other dendritic branches of a neuron keep their numbers.
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../lib/math.ts";
import { array, type bool, type f32, u16, type u32, u8 } from "../lib/types.ts";
import { distance } from "./distance.ts";
import { CAPACITY, LINKS, NO_SLOT, TREE_LINKS, WALK } from "./limits.ts";
import type { Slot, Store } from "./store.ts";

/** A node that may become, or stay, a neighbour of the node in question. */
class Candidate {
  /** From the node in question. */
  distance: f32 = 0;
  index: u16 = 0;
  chosen: bool = false;
}

/** All live nodes, nearest first, while a new node is linked. */
const candidates = array(Candidate, CAPACITY);

/** The neighbours of a full node and the newcomer, nearest first, while one of them is let go. */
const rivals = array(Candidate, LINKS + 1);

/** Links a slot that has just got its vector, and is not live yet, to the live ones. */
export function link(store: Store, index: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  slot.degree = 0;
  slot.treeDegree = 0;
  slot.parent = NO_SLOT;
  const size = rankLiveNodes(store, index);
  chooseParent(store, slot, size);
  chooseOthers(store, size);
  connect(store, index, size);
}

/** Fills the candidates with every live node. */
function rankLiveNodes(store: Store, index: u32): u32 {
  let size: u32 = 0;
  for (let other: u32 = 0; other < CAPACITY; other++) {
    if (store.slots[other].live) {
      place(candidates, size, other, between(store, index, other));
      size++;
    }
  }
  return size;
}

/** Adds to the first `size` entries of a list, which are ordered by (distance, index). */
function place(list: Candidate[], size: u32, index: u32, away: f32): void {
  if (size >= list.length) return;
  let rank = size;
  while (rank > 0 && isBefore(away, index, list[rank - 1])) {
    list[rank].distance = list[rank - 1].distance;
    list[rank].index = list[rank - 1].index;
    rank--;
  }
  list[rank].distance = away;
  list[rank].index = u16(index);
  list[size].chosen = false;
}

function isBefore(away: f32, index: u32, candidate: Candidate): bool {
  if (away === candidate.distance) return index < candidate.index;
  return away < candidate.distance;
}

/** The nearest node with a link to spare for the tree becomes the parent. The very first node has none. */
function chooseParent(store: Store, slot: Slot, size: u32): void {
  for (let rank: u32 = 0; rank < Math.min(size, CAPACITY); rank++) {
    const candidate = candidates[rank];
    const index = candidate.index;
    if (index < CAPACITY && store.slots[index].treeDegree < TREE_LINKS) {
      candidate.chosen = true;
      slot.parent = u16(index);
      slot.treeDegree = 1;
      store.slots[index].treeDegree = u8(store.slots[index].treeDegree + 1);
      return;
    }
  }
}

/** Beside the parent: first the diverse candidates, nearest first, then the nearest of the others. */
function chooseOthers(store: Store, size: u32): void {
  const walk = Math.min(size, WALK);
  let chosen: u32 = 1;
  for (let rank: u32 = 0; rank < walk && chosen < LINKS; rank++) {
    if (!candidates[rank].chosen && isDiverse(store, candidates, size, rank)) {
      candidates[rank].chosen = true;
      chosen++;
    }
  }
  for (let rank: u32 = 0; rank < walk && chosen < LINKS; rank++) {
    if (!candidates[rank].chosen) {
      candidates[rank].chosen = true;
      chosen++;
    }
  }
}

/** Whether no chosen candidate is nearer to this one than the node in question is. */
function isDiverse(store: Store, list: Candidate[], size: u32, rank: u32): bool {
  if (rank >= list.length) return false;
  const candidate = list[rank];
  for (let other: u32 = 0; other < Math.min(size, list.length); other++) {
    if (list[other].chosen && between(store, candidate.index, list[other].index) < candidate.distance) return false;
  }
  return true;
}

/** Lists the chosen candidates as the node's neighbours, then adds the node to the list of each. */
function connect(store: Store, index: u32, size: u32): void {
  for (let rank: u32 = 0; rank < Math.min(size, CAPACITY); rank++) {
    if (candidates[rank].chosen) append(store, index, candidates[rank].index);
  }
  for (let rank: u32 = 0; rank < Math.min(size, CAPACITY); rank++) {
    if (candidates[rank].chosen) {
      const neighbour = candidates[rank].index;
      if (!append(store, neighbour, index)) letOneGo(store, neighbour, index);
    }
  }
}

/** Adds a neighbour at the end of a node's list; false if the list is full. */
function append(store: Store, index: u32, neighbour: u32): bool {
  if (index >= CAPACITY) return false;
  const slot = store.slots[index];
  if (slot.degree >= LINKS) return false;
  slot.links[slot.degree] = u16(neighbour);
  slot.degree = u8(slot.degree + 1);
  return true;
}

/**
 * A full node has got one neighbour too many, the newcomer. Among those that are not its relatives in the
 * tree, the farthest that the diversity rule rejects goes, or the farthest of all if it rejects none.
 */
function letOneGo(store: Store, index: u32, newcomer: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  for (let branch: u32 = 0; branch < LINKS; branch++) {
    place(rivals, branch, slot.links[branch], between(store, index, slot.links[branch]));
  }
  place(rivals, LINKS, newcomer, between(store, index, newcomer));
  const leaving = rivals[leavingRank(store, index)].index;
  if (leaving === newcomer) {
    remove(store, newcomer, index);
  } else {
    replace(slot, leaving, newcomer);
    remove(store, leaving, index);
  }
}

/** The rank among the rivals of the one to let go. */
function leavingRank(store: Store, index: u32): u32 {
  for (let rank: u32 = 0; rank <= LINKS; rank++) rivals[rank].chosen = areRelatives(store, index, rivals[rank].index);
  let leaving: u32 = LINKS;
  let rejected = false;
  for (let rank: u32 = 0; rank <= LINKS; rank++) {
    const rival = rivals[rank];
    if (!rival.chosen) {
      const diverse = isDiverse(store, rivals, LINKS + 1, rank);
      rival.chosen = diverse;
      if (!diverse) rejected = true;
      if (!diverse || !rejected) leaving = rank;
    }
  }
  return leaving;
}

/** Whether one of two linked nodes is the other's parent in the tree. */
function areRelatives(store: Store, a: u32, b: u32): bool {
  if (a >= CAPACITY || b >= CAPACITY) return false;
  return store.slots[a].parent === b || store.slots[b].parent === a;
}

/** Puts the newcomer where the leaving neighbour was; every other branch keeps its number. */
function replace(slot: Slot, leaving: u32, newcomer: u32): void {
  for (let branch: u32 = 0; branch < LINKS; branch++) {
    if (slot.links[branch] === leaving) slot.links[branch] = u16(newcomer);
  }
}

/** Takes a neighbour off a node's list; later ones move down. */
function remove(store: Store, index: u32, neighbour: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  let kept: u32 = 0;
  for (let branch: u32 = 0; branch < Math.min(slot.degree, LINKS); branch++) {
    const other = slot.links[branch];
    if (other !== neighbour) {
      slot.links[kept] = u16(other);
      kept++;
    }
  }
  slot.degree = u8(kept);
}

/** The distance from one stored vector to another. */
function between(store: Store, from: u32, to: u32): f32 {
  if (from >= CAPACITY || to >= CAPACITY) return F32_MAX;
  const fromNorm = store.slots[from].norm;
  const toNorm = store.slots[to].norm;
  return distance(store.metric, store.dimensions, store.vectors[from], fromNorm, store.vectors[to], toNorm);
}
