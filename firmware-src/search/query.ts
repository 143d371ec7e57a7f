/**
 * What searches and insertions start with: a vector as the host has left it in a buffer, checked and copied.
 *
 * @packageDocumentation
 */
import type { bool, f32, u32 } from "../lib/types.ts";
import { METRIC_COSINE, norm } from "./distance.ts";
import { EMPTY, NONFINITE, report } from "./errors.ts";
import { RESULTS } from "./limits.ts";
import { clear, type ResultList } from "./result.ts";
import type { Store } from "./store.ts";
import { copyUsable, Vector } from "./vector.ts";

/** The vector in question, zero beyond the dimensions in use whatever the host left in its buffer. */
export const probe = new Vector();

/**
 * Begins a search: empties the results, and copies the query to the probe.
 *
 * @returns how many results there can be, min(k, 16); 0 if there is nothing to search for, as {@link takeQuery} says.
 */
export function begin(store: Store, results: ResultList, query: Vector, k: u32): u32 {
  clear(results);
  const limit = Math.min(k, RESULTS);
  return limit > 0 && takeQuery(store, query) ? limit : 0;
}

/**
 * Copies the query to the probe; false if there is nothing to search for: no vectors (EMPTY), or a component that is
 * not a number of at most 1e18 (NONFINITE).
 */
export function takeQuery(store: Store, query: Vector): bool {
  if (store.count > 0) return take(store, query);
  report(EMPTY);
  return false;
}

/** Copies a vector to the probe; false if a component is not a number of at most 1e18 (NONFINITE). */
export function take(store: Store, vector: Vector): bool {
  if (copyUsable(probe, vector, store.dimensions)) return true;
  report(NONFINITE);
  return false;
}

/** The length of the probe; 0 under the metrics that do not ask for it. */
export function probeNorm(store: Store): f32 {
  return store.metric === METRIC_COSINE ? norm(probe, store.dimensions) : 0;
}
