/**
 * Sorted lists of candidates: the nodes nearest to something, nearest first.
 *
 * Everything that ranks nodes does it with one such list: what a new node may be linked to, which of a node's
 * neighbours must go, what a walk through the graph has met. The order is total, (distance, index), so nothing
 * depends on the order in which candidates come. Lists are short, which an insertion from the end sorts as fast as
 * a heap would, and leaves in order.
 *
 * @packageDocumentation
 */
import { u16, type bool, type f32, type u32 } from "../lib/types.ts";

/** A node, and how far it is from the vector in question. */
export class Candidate {
  distance: f32 = 0;
  /** Its slot. */
  index: u16 = 0;
  /** Taken for what the list is made for: as a neighbour, say. */
  isChosen: bool = false;
}

/**
 * Places a node, not chosen yet, among the first `size` entries of a list that keeps at most `limit`. From a full
 * list the last one falls out.
 *
 * @returns its rank; `limit` if it is farther than all of a full list, and not placed
 */
export function place(list: Candidate[], size: u32, limit: u32, index: u32, distance: f32): u32 {
  const room = Math.min(limit, list.length);
  if (room === 0) return limit;
  let rank = Math.min(size, room - 1);
  if (size >= room && !isBefore(distance, index, list[rank])) return limit;
  for (; rank > 0; rank--) {
    const before = list[rank - 1];
    if (!isBefore(distance, index, before)) break;
    copy(list[rank], before);
  }
  const candidate = list[rank];
  candidate.distance = distance;
  candidate.index = u16(index);
  candidate.isChosen = false;
  return rank;
}

/**
 * The order of lists: by distance, and by index where distances are equal.
 *
 * @inline
 */
function isBefore(distance: f32, index: u32, candidate: Candidate): bool {
  if (distance === candidate.distance) return index < candidate.index;
  return distance < candidate.distance;
}

/** @inline */
function copy(to: Candidate, from: Candidate): void {
  to.distance = from.distance;
  to.index = from.index;
  to.isChosen = from.isChosen;
}
