/**
 * The vectors of each core, what is known about each, and the core's own figures.
 *
 * A slot is *live* when it holds a vector; its type and weight
 * belong to the slot, not to the vector, and may be set before it is live. Everything is zero until `init`,
 * so the state costs a chip no flash.
 *
 * @packageDocumentation
 */
import { array, type Below, type bool, type f32, type u16, type u32, type u8 } from "../lib/types.ts";
import { Candidate } from "./candidates.ts";
import { selected } from "./cores.ts";
import { METRIC_L2 } from "./distance.ts";
import { CAPACITY, CORES, type DEGREES, type HEAD_COUNTS, HEADS, LINKS, type WIDTHS } from "./limits.ts";
import { Vector } from "./vector.ts";

/** What is known about a slot besides its vector. The small fields come last, so that nothing is lost to alignment. */
export class Slot {
  /** Length of the vector; 0 if it has no direction. */
  norm: f32 = 0;
  /** Weight of the node's outgoing links, 0..255; 255 after `init`. */
  weight: f32 = 0;
  /** The vector as a code of first spikes; see neural/encode.ts. */
  code: u32 = 0;
  /** Links in use. */
  degree: Below<typeof DEGREES> = 0;
  /** What has arrived at each dendritic branch and was not integrated yet; a branch is the end of a link. */
  branches = new Float32Array(LINKS);
  /** Whether the slot holds a vector. */
  live: bool = false;
  /** The node's type, 0..15. */
  type: u8 = 0;
  /** Links that belong to the spanning tree. */
  treeDegree: u8 = 0;
  /** Whether the vector has changed since the node was linked. */
  isStale: bool = false;
  /** Which codes of the vector are up to date: bit 0 for 8 bits, bit 1 for 13 bits. */
  quantised: u8 = 0;
  /** The node's parent in the spanning tree; {@link NO_SLOT} for the root. */
  parent: u16 = 0;
  /** Indices of the neighbours. The position in the list is also the number of the dendritic branch. */
  links = new Uint16Array(LINKS);
}

/** One core's vectors. */
export class Store {
  /** Components in use, 0 (not initialised) to 16. */
  dimensions: Below<typeof WIDTHS> = 0;
  /** How distance is measured: 0 squared L2, 1 cosine, 2 dot. */
  metric: u32 = METRIC_L2;
  /** Which core this is among those whose results are merged, 0..255. */
  id: u32 = 0;
  /** Live slots. */
  count: u32 = 0;
  /** Live slots whose vector has changed since they were linked. */
  stale: u32 = 0;
  /** One more than the highest slot that was ever live since `init`. */
  high: u32 = 0;
  /** The root of the spanning tree; {@link NO_SLOT} in an empty core. */
  root: u16 = 0;
  /** Heads in use. */
  headCount: Below<typeof HEAD_COUNTS> = 0;
  /** Where walks begin besides the root; the distance of a head is minus its gap (see heads.ts). */
  heads = array(Candidate, HEADS);
  slots = array(Slot, CAPACITY);
  vectors = array(Vector, CAPACITY);
}

/** The vectors of each core. */
export const stores = array(Store, CORES);

/** How many vectors the core holds. */
export function count(): u32 {
  return stores[selected].count;
}

/** The core's id, 0..255. */
export function id(): u32 {
  return stores[selected].id;
}

/** 0 squared L2, 1 cosine, 2 dot. */
export function metric(): u32 {
  return stores[selected].metric;
}

/** Components of a vector, 0 before `init`. */
export function dimensions(): u32 {
  return stores[selected].dimensions;
}

/** How many vectors the core can hold. */
export function capacity(): u32 {
  return CAPACITY;
}
