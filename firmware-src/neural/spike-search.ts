/**
 * Searching by spike codes: which codes share the most spikes with a pattern.
 *
 * Two words are as alike as the part of their bits that both have (Jaccard, 1901): |a and b| / |a or b|. One
 * comparison takes three instructions where there is a population count, so this is the quickest search there is, and
 * a coarse one: of the ten nearest of 32 random vectors it finds about seven.
 *
 * @packageDocumentation
 */
import { f32, popcount, type u32 } from "../lib/types.ts";
import { exchanges } from "../search/buffers.ts";
import { isOccupied } from "../search/changes.ts";
import { selected } from "../search/cores.ts";
import { EMPTY, report } from "../search/errors.ts";
import { CAPACITY, RESULTS } from "../search/limits.ts";
import { probe, take } from "../search/query.ts";
import { clear, offer, type ResultList } from "../search/result.ts";
import { type Store, stores } from "../search/store.ts";
import { encode } from "./encode.ts";
import { histories } from "./pattern.ts";

/** The code of a stored vector (see encode.ts); 0 for an index of no slot (BAD_ARG) and of an empty one (NOT_LIVE). */
export function codeOf(index: u32): u32 {
  const store = stores[selected];
  return isOccupied(store, index) ? store.slots[index].code : 0;
}

/** How alike two words are as sets of bits, from 0 to 1; two without any are alike. */
export function similarity(a: u32, b: u32): f32 {
  const union = popcount(a | b);
  return union === 0 ? 1 : f32(popcount(a & b)) / f32(union);
}

/**
 * Finds the `k` vectors whose codes are most alike `pattern` and writes them to the result buffer, with 1 minus
 * {@link similarity} as distance, ordered by (distance, index). More than 16 is 16.
 *
 * @returns how many were found, min(k, 16, count); 0 with no vectors (EMPTY).
 */
export function searchCodes(pattern: u32, k: u32): u32 {
  const store = stores[selected];
  const results = exchanges[selected].results;
  const limit = begin(store, results, k);
  for (let index: u32 = 0; index < CAPACITY && limit !== 0; index++) {
    const slot = store.slots[index];
    if (slot.live) offer(results, limit, index, store.id, 1 - similarity(pattern, slot.code));
  }
  return Math.min(limit, store.count);
}

/** As {@link searchCodes}, but compares `pattern` with the spike histories (see pattern.ts) and not with the codes. */
export function searchHistories(pattern: u32, k: u32): u32 {
  const store = stores[selected];
  const results = exchanges[selected].results;
  const history = histories[selected];
  const limit = begin(store, results, k);
  for (let index: u32 = 0; index < CAPACITY && limit !== 0; index++) {
    if (store.slots[index].live) {
      offer(results, limit, index, store.id, 1 - similarity(pattern, history.words[index]));
    }
  }
  return Math.min(limit, store.count);
}

/**
 * The code of the query buffer (see encode.ts), to search with. 0 for a query with a component that is not a number of
 * at most 1e18 (NONFINITE).
 */
export function codeOfQuery(): u32 {
  const store = stores[selected];
  return take(store, exchanges[selected].query) ? encode(probe, store.dimensions) : 0;
}

/** Clears the results; how many there can be. */
function begin(store: Store, results: ResultList, k: u32): u32 {
  clear(results);
  if (k === 0) return 0;
  if (store.count === 0) report(EMPTY);
  return store.count === 0 ? 0 : Math.min(k, RESULTS);
}
