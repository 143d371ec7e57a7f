/**
 * What searches start with: the query as the host has left it in its buffer, checked and copied.
 *
 * @packageDocumentation
 */
import type { bool, f32 } from "../lib/types.ts";
import { METRIC_COSINE, norm } from "./distance.ts";
import { EMPTY, NONFINITE, report } from "./errors.ts";
import type { Store } from "./store.ts";
import { copyUsable, Vector } from "./vector.ts";

/** The query, zero beyond the dimensions in use whatever the host left in its buffer. */
export const probe = new Vector();

/**
 * Copies the query to the probe; false if there is nothing to search for: no vectors (EMPTY), or a component that is
 * not a number of at most 1e18 (NONFINITE).
 */
export function takeQuery(store: Store, query: Vector): bool {
  if (store.count === 0) {
    report(EMPTY);
    return false;
  }
  if (!copyUsable(probe, query, store.dimensions)) {
    report(NONFINITE);
    return false;
  }
  return true;
}

/** The length of the probe; 0 under the metrics that do not ask for it. */
export function probeNorm(store: Store): f32 {
  return store.metric === METRIC_COSINE ? norm(probe, store.dimensions) : 0;
}
