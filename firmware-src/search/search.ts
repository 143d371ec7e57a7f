/**
 * The nearest neighbours of a query, exactly: every live vector is measured.
 *
 * Up to 128 vectors a scan costs no more than a walk through a graph and misses nothing, so this is how a
 * core of this size searches.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { exchanges } from "./buffers.ts";
import { selected } from "./cores.ts";
import { distance, norm } from "./distance.ts";
import { EMPTY, NONFINITE, report } from "./errors.ts";
import { CAPACITY, RESULTS } from "./limits.ts";
import { clear, offer, type ResultList } from "./result.ts";
import { type Store, stores } from "./store.ts";
import { copyPadded, isUsable, Vector } from "./vector.ts";

/** The query, zero beyond the dimensions in use whatever the host left in its buffer. */
const probe = new Vector();

/**
 * Finds the `k` vectors nearest to the query buffer and writes them to the result buffer, ordered by
 * (distance, index); the rest of the buffer becomes empty records. More than 16 is 16.
 *
 * @returns how many were found, min(k, 16, count); 0 with no vectors (EMPTY), or for a query with a
 * component that is not a number of at most 1e18 (NONFINITE).
 */
export function search(k: u32): u32 {
  const store = stores[selected];
  const exchange = exchanges[selected];
  clear(exchange.results);
  const limit = Math.min(k, RESULTS);
  if (limit === 0) return 0;
  if (store.count === 0) {
    report(EMPTY);
    return 0;
  }
  if (!isUsable(exchange.query, store.dimensions)) {
    report(NONFINITE);
    return 0;
  }
  copyPadded(probe, exchange.query, store.dimensions);
  scan(store, exchange.results, limit);
  return Math.min(limit, store.count);
}

/** Offers every live vector, by ascending index, to the result list. */
function scan(store: Store, results: ResultList, limit: u32): void {
  const probeNorm = norm(probe, store.dimensions);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    if (slot.live) {
      const away = distance(store.metric, store.dimensions, probe, probeNorm, store.vectors[index], slot.norm);
      offer(results, limit, index, store.id, away);
    }
  }
}
