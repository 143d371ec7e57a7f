/**
 * How a search goes about it: it measures every vector, or it walks through the neighbour graph.
 *
 * A scan of up to {@link EXACT_MAX} vectors costs no more than a walk and misses nothing. Of more, a walk measures a
 * part, the smaller the more structure the data have, and misses about one in a hundred of the ten nearest. Data
 * without structure, spread evenly in many dimensions, are better scanned: choosing is for those who know theirs.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../lib/types.ts";
import { type Stream, word } from "../snapshot/stream.ts";
import { BAD_ARGUMENT, report, UNSUPPORTED } from "./errors.ts";
import { BREADTH_MAX, BYTE_CODES, CAPACITY, EXACT_MAX, WORD_CODES } from "./limits.ts";
import type { Store } from "./store.ts";

/** A scan of up to {@link EXACT_MAX} vectors, else a walk. */
const AUTO = 0;
/** Always a scan. */
const EXACT = 1;
/** Always a walk. */
const GRAPH = 2;
/** A scan of codes of 8 bits, which gives what a scan of vectors gives (see quantised.ts). */
export const MODE_BYTES = 3;
/** A scan of codes of 13 bits. */
export const MODE_WORDS = 4;

/** The highest mode that this build has. */
const MODE_MAX = WORD_CODES === 1 ? MODE_WORDS : BYTE_CODES === 1 ? MODE_BYTES : GRAPH;

/** The least breadth of a walk, unless one is set: enough for ten neighbours in clustered data. */
const BREADTH = 32;

let mode: u32 = AUTO;
let breadth: u32 = 0;

/**
 * Chooses how the cores search: 0 automatic, 1 exact, 2 by the graph, 3 exact with the help of codes of 8 bits, 4 by
 * codes of 13 bits. Another number is refused (BAD_ARG), and codes that the build has no room for are (UNSUPPORTED).
 */
export function setMode(chosen: u32): void {
  if (chosen > MODE_WORDS) {
    report(BAD_ARGUMENT);
    return;
  }
  if ((chosen === MODE_BYTES && BYTE_CODES === 0) || (chosen === MODE_WORDS && WORD_CODES === 0)) {
    report(UNSUPPORTED);
    return;
  }
  mode = chosen;
}

/** Whether searches use codes of 8 bits. */
export function usesBytes(): bool {
  return BYTE_CODES === 1 && mode === MODE_BYTES;
}

/** Whether searches use codes of 13 bits. */
export function usesWords(): bool {
  return WORD_CODES === 1 && mode === MODE_WORDS;
}

/**
 * Sets how many nodes a walk keeps in view ("ef"): the more, the less it misses and the more it measures. 0 stands for
 * max(32, 2k). It is never less than k, nor more than {@link BREADTH_MAX}.
 */
export function setBreadth(nodes: u32): void {
  breadth = Math.min(nodes, BREADTH_MAX);
}

/** Walks over what is set, for a snapshot. */
export function walkSearch(stream: Stream, bytes: Uint8Array): void {
  mode = word(stream, bytes, mode, MODE_MAX);
  breadth = word(stream, bytes, breadth, BREADTH_MAX);
}

/** Whether the next search is a walk. Where more than a quarter of the nodes are stale, walks have no use. */
export function isWalk(store: Store): bool {
  const isSmall = CAPACITY <= EXACT_MAX || store.count <= EXACT_MAX;
  if (mode === EXACT || (mode !== GRAPH && isSmall)) return false;
  return store.stale <= store.count / 4;
}

/** How many nodes a walk for the `k` nearest keeps in view. */
export function breadthFor(k: u32): u32 {
  return Math.max(k, breadth === 0 ? Math.max(BREADTH, 2 * k) : breadth);
}
