/**
 * The nearest neighbours of a query: by a scan, which measures every live vector and misses nothing, or by a walk
 * through the neighbour graph (see mode.ts).
 *
 * @packageDocumentation
 */
import type { Below, u32 } from "../lib/types.ts";
import { Beam, meet, walk } from "./beam.ts";
import { exchanges } from "./buffers.ts";
import { byteCodes, wordCodes } from "./codes.ts";
import { selected } from "./cores.ts";
import { distance } from "./distance.ts";
import { CAPACITY, type CORES, RESULTS } from "./limits.ts";
import { breadthFor, isWalk, usesBytes, usesWords } from "./mode.ts";
import { searchCertified, searchWords } from "./quantised.ts";
import { begin, probe, probeNorm } from "./query.ts";
import { APPROXIMATE, insertRecord, type ResultList, write } from "./result.ts";
import { type Store, stores } from "./store.ts";
import type { Vector } from "./vector.ts";

/** What the last walk met. Cores share it, as they share the probe: 256 of them would take 70 kB. */
const beam = new Beam();

/** Distances that the last search measured. */
let evaluations: u32 = 0;

/**
 * Finds the `k` vectors nearest to the query buffer and writes them to the result buffer, ordered by
 * (distance, index); the rest of the buffer becomes empty records. More than 16 is 16. What a walk finds may not be
 * all of the nearest: its records have flag 1, approximate.
 *
 * @returns how many were found, min(k, 16, count); 0 with no vectors (EMPTY), or for a query with a
 * component that is not a number of at most 1e18 (NONFINITE).
 */
export function search(k: u32): u32 {
  return searchCore(selected, exchanges[selected].query, k);
}

/** Searches one core for a query, with results in the core's own list; as {@link search} otherwise. */
export function searchCore(core: Below<typeof CORES>, query: Vector, k: u32): u32 {
  const store = stores[core];
  const results = exchanges[core].results;
  const limit = begin(store, results, query, k);
  if (limit === 0) return 0;
  evaluations = 0;
  if (usesBytes()) evaluations = searchCertified(store, byteCodes[core], results, limit);
  else if (usesWords()) searchWords(store, wordCodes[core], results, limit);
  else if (isWalk(store)) searchGraph(store, results, limit);
  else scan(store, results, limit);
  return Math.min(limit, store.count);
}

/** How many distances the last search measured. */
export function lastEvaluations(): u32 {
  return evaluations;
}

/** Offers every live vector, by ascending index, to the result list. */
function scan(store: Store, results: ResultList, limit: u32): void {
  const length = probeNorm(store);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    if (slot.live) {
      const away = distance(store.metric, store.dimensions, probe, length, store.vectors[index], slot.norm);
      insertRecord(results.records, limit, index, store.id, away);
    }
  }
  evaluations = store.count;
}

/** Walks toward the probe, measures the stale nodes as well, and writes the nearest of all to the result list. */
function searchGraph(store: Store, results: ResultList, limit: u32): void {
  const length = probeNorm(store);
  walk(store, beam, probe, length, breadthFor(limit));
  for (let index: u32 = 0; index < CAPACITY && store.stale > 0; index++) {
    if (store.slots[index].isStale) meet(store, beam, probe, length, index);
  }
  for (let rank: u32 = 0; rank < Math.min(limit, RESULTS) && rank < beam.size; rank++) {
    const entry = beam.entries[rank];
    write(results.records[rank], entry.index, store.id, entry.distance, APPROXIMATE);
  }
  evaluations = beam.evaluations;
}
