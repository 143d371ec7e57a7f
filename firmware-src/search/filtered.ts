/**
 * Searches with a condition: nodes of some types, vectors within a radius, and results by the hundred.
 *
 * Types are looked at inside of the scan, not among its results, so the `k` nearest of a type are found however rare
 * it is. For the same reason these searches always scan: a walk would meet few of a rare type.
 *
 * A search for more results than a result buffer holds writes to a list of its own, {@link EXTENDED_RESULTS} long,
 * whose address a host asks for: an address that the host passed could be anything. All cores share the list.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import { array, type bool, type f32, type Fixed, type u32 } from "../lib/types.ts";
import { exchanges } from "./buffers.ts";
import { selected } from "./cores.ts";
import { NONFINITE, report } from "./errors.ts";
import { CAPACITY, EXTENDED_RESULTS, RESULTS } from "./limits.ts";
import { distanceTo } from "./measure.ts";
import { begin, probe, probeNorm, takeQuery } from "./query.ts";
import { clear, empty, insertRecord, offer, Result } from "./result.ts";
import { search } from "./search.ts";
import { type Store, stores } from "./store.ts";

/** The results of the last search for many. */
const extended = array(Result, EXTENDED_RESULTS);

/** Where the results of {@link searchMany} are. */
export function extendedBuffer(): Fixed<Result[], typeof EXTENDED_RESULTS> {
  return extended;
}

/**
 * Finds the `k` nearest vectors among the nodes whose type is in the mask (bit t for type t), exactly, and writes them
 * to the result buffer as `search` does.
 *
 * @returns how many were found: 0 if no node has such a type, and where `search` finds nothing.
 */
export function searchTyped(k: u32, mask: u32): u32 {
  const store = stores[selected];
  const exchange = exchanges[selected];
  const limit = begin(store, exchange.results, exchange.query, k);
  if (limit === 0) return 0;
  const length = probeNorm(store);
  let matches: u32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (isMatch(store, index, mask)) {
      offer(exchange.results, limit, index, store.id, distanceTo(store, probe, length, index));
      matches++;
    }
  }
  return Math.min(limit, matches);
}

/**
 * As {@link searchTyped}, for up to {@link EXTENDED_RESULTS} results, written to the extended list. The list's other
 * records become empty, the result buffer stays as it is.
 */
export function searchMany(k: u32, mask: u32): u32 {
  const store = stores[selected];
  for (let rank: u32 = 0; rank < EXTENDED_RESULTS; rank++) empty(extended[rank]);
  const limit = Math.min(k, EXTENDED_RESULTS);
  if (limit === 0 || !takeQuery(store, exchanges[selected].query)) return 0;
  const length = probeNorm(store);
  let matches: u32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (isMatch(store, index, mask)) {
      insertRecord(extended, limit, index, store.id, distanceTo(store, probe, length, index));
      matches++;
    }
  }
  return Math.min(limit, matches);
}

/**
 * Finds those of the `k` nearest vectors whose distance is at most `radius` (which is squared under L2, as distances
 * are), and writes them to the result buffer as `search` does.
 *
 * @returns how many were found; 0 for a radius that is NaN or infinite (NONFINITE), and where `search` finds nothing.
 */
export function searchRadius(k: u32, radius: f32): u32 {
  const results = exchanges[selected].results;
  if (!isFinite(radius)) {
    clear(results);
    report(NONFINITE);
    return 0;
  }
  const found = search(k);
  let within: u32 = 0;
  for (let rank: u32 = 0; rank < Math.min(found, RESULTS); rank++) {
    if (results.records[rank].distance <= radius) within++;
    else empty(results.records[rank]);
  }
  return within;
}

function isMatch(store: Store, index: u32, mask: u32): bool {
  if (index >= CAPACITY) return false;
  const slot = store.slots[index];
  return slot.live && ((mask >>> slot.type) & 1) !== 0;
}
