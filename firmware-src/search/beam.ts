/**
 * The walk through the neighbour graph: best first, with a beam of limited breadth.
 *
 * The beam is one sorted list of the nearest nodes met. Again and again the nearest one whose neighbours have not
 * been looked at is *expanded*: its neighbours are measured and placed. When all that are left in the list are
 * expanded, nothing near is unseen. There is no queue beside the list: what falls out of it is farther than
 * `breadth` others and would not be expanded anyway. As the graph is connected, a walk meets as many nodes as the
 * beam holds, or all there are, wherever it begins.
 *
 * It begins at the root of the spanning tree and at the heads (see heads.ts), which are all measured.
 *
 * @packageDocumentation
 */
import { array, type Below, type f32, type u32 } from "../lib/types.ts";
import { Candidate, place } from "./candidates.ts";
import { BREADTH_MAX, CAPACITY, type VIEWS } from "./limits.ts";
import { distanceTo } from "./measure.ts";
import type { Store } from "./store.ts";
import type { Vector } from "./vector.ts";

const WORD_BITS = 32;

/** What a walk has met. */
export class Beam {
  /** How many entries are kept. */
  breadth: Below<typeof VIEWS> = 0;
  /** Entries in use. */
  size: Below<typeof VIEWS> = 0;
  /** Distances measured. */
  evaluations: u32 = 0;
  /** The nearest nodes, nearest first; those chosen have been expanded. */
  entries = array(Candidate, BREADTH_MAX);
  /** A bit for each slot that was met. */
  visited = new Uint32Array(Math.ceil(CAPACITY / WORD_BITS));
}

/** Fills the beam with the `breadth` nodes nearest to the probe, as far as a walk finds them. */
export function walk(store: Store, beam: Beam, probe: Vector, probeNorm: f32, breadth: u32): void {
  begin(beam, breadth);
  meet(store, beam, probe, probeNorm, store.root);
  for (let rank: u32 = 0; rank < store.headCount; rank++) {
    meet(store, beam, probe, probeNorm, store.heads[rank].index);
  }
  let next: u32 = 0;
  for (let round: u32 = 0; round < CAPACITY && next < beam.size; round++) {
    beam.entries[next].isChosen = true;
    const nearest = expand(store, beam, probe, probeNorm, beam.entries[next].index);
    next = firstUnexpanded(beam, Math.min(next + 1, nearest));
  }
}

/** Forgets what a former walk met. */
function begin(beam: Beam, breadth: u32): void {
  beam.breadth = Math.max(1, Math.min(breadth, BREADTH_MAX));
  beam.size = 0;
  beam.evaluations = 0;
  for (let word: u32 = 0; word < beam.visited.length; word++) beam.visited[word] = 0;
}

/** Meets the neighbours of a node; the least rank that one of them got. */
function expand(store: Store, beam: Beam, probe: Vector, probeNorm: f32, index: u32): u32 {
  if (index >= CAPACITY) return BREADTH_MAX;
  const slot = store.slots[index];
  let nearest: u32 = BREADTH_MAX;
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    nearest = Math.min(nearest, meet(store, beam, probe, probeNorm, slot.links[branch]));
  }
  return nearest;
}

/** Measures a node, if this walk has not met it; the rank that it got. */
export function meet(store: Store, beam: Beam, probe: Vector, probeNorm: f32, index: u32): u32 {
  if (index >= CAPACITY) return BREADTH_MAX;
  const bit: u32 = 1 << (index % WORD_BITS);
  const word = index / WORD_BITS;
  if ((beam.visited[word] & bit) !== 0) return BREADTH_MAX;
  beam.visited[word] |= bit;
  beam.evaluations++;
  return hold(beam, index, distanceTo(store, probe, probeNorm, index));
}

/** Places a node in the beam; the rank that it got, which is the breadth or more if it was too far. */
export function hold(beam: Beam, index: u32, distance: f32): u32 {
  const rank = place(beam.entries, beam.size, beam.breadth, index, distance);
  beam.size = Math.min(beam.size + 1, beam.breadth);
  return rank;
}

/** The least rank from `rank` on whose node was not expanded; the beam's size if there is none. */
function firstUnexpanded(beam: Beam, rank: u32): u32 {
  const size = beam.size;
  for (let next = rank; next < size; next++) {
    if (!beam.entries[next].isChosen) return next;
  }
  return size;
}
