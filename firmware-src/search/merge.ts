/**
 * One result list from several cores.
 *
 * Each core has a *global* list, nearest first, into which the results of others are merged: those of cores in the same
 * program by {@link searchAllCores}, those of other instances and other chips by {@link merge}, from a buffer that the
 * host fills. A slot is known by its core's id and its index, so ids should differ, and the same results merged twice
 * are there once. Order is total, (distance, core, index), so the list does not depend on the order of merging.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import { array, type bool, type f32, type Fixed, type u32 } from "../lib/types.ts";
import { exchanges } from "./buffers.ts";
import { selected } from "./cores.ts";
import { BAD_POINTER, EMPTY, NONFINITE, report } from "./errors.ts";
import { CORES, NO_INDEX, NO_INDEX_HIGH, RESULTS } from "./limits.ts";
import { clear, copy, empty, indexOf, Result, type ResultList, write } from "./result.ts";
import { searchCore } from "./search.ts";
import { stores } from "./store.ts";

/** Where a host puts the records of another instance, before it merges them. */
const incoming = array(Result, RESULTS);

/** The index of an empty record. */
const EMPTY_INDEX = NO_INDEX + NO_INDEX_HIGH * 256;

/** Where a host can put the records of another instance for {@link merge}: 16 records of 8 bytes. */
export function mergeBuffer(): Fixed<Result[], typeof RESULTS> {
  return incoming;
}

/** Empties the global list. */
export function clearGlobal(): void {
  clear(exchanges[selected].global);
}

/**
 * Merges the first 16 of some records, which may be of any core, into the global list. Empty records are passed over,
 * and so are those whose distance is not finite (NONFINITE). Of a slot that is there already the smaller distance
 * counts.
 *
 * @param records - in WebAssembly an address and a count; what lies outside of memory is not merged (BAD_PTR if all
 * does)
 * @returns how many records the global list has now
 */
export function merge(records: Result[]): u32 {
  const global = exchanges[selected].global;
  const count = Math.min(records.length, RESULTS);
  if (count === 0) report(BAD_POINTER);
  for (let rank: u32 = 0; rank < count; rank++) mergeRecord(global, records[rank], RESULTS);
  return sizeOf(global);
}

/**
 * Searches all cores of the program for the query of the selected one, and writes the `k` nearest of all to its global
 * list. The result buffer of each core has that core's own. More than 16 is 16.
 *
 * @returns how many were found; 0 with no vectors in any core (EMPTY). A core to whose dimensions the query is no
 * vector finds nothing (NONFINITE).
 */
export function searchAllCores(k: u32): u32 {
  const exchange = exchanges[selected];
  const limit = Math.min(k, RESULTS);
  clear(exchange.global);
  let vectors: u32 = 0;
  for (let core: u32 = 0; core < CORES; core++) {
    const results = exchanges[core].results;
    clear(results);
    if (limit > 0 && stores[core].count > 0) {
      vectors += stores[core].count;
      const found = searchCore(core, exchange.query, limit);
      for (let rank: u32 = 0; rank < Math.min(found, RESULTS); rank++) {
        mergeRecord(exchange.global, results.records[rank], limit);
      }
    }
  }
  if (limit > 0 && vectors === 0) report(EMPTY);
  return sizeOf(exchange.global);
}

/** Merges a record into the first `limit` of a list. */
function mergeRecord(list: ResultList, record: Result, limit: u32): void {
  const index = indexOf(record);
  const distance = record.distance;
  if (index === EMPTY_INDEX) return;
  if (!isFinite(distance)) {
    report(NONFINITE);
    return;
  }
  const known = rankOf(list, record.core, index);
  if (known < RESULTS) {
    if (!(distance < list.records[known].distance)) return;
    takeOut(list, known);
  }
  putIn(list, record, limit);
}

/** Where a slot is in a list; {@link RESULTS} if it is not. */
function rankOf(list: ResultList, core: u32, index: u32): u32 {
  for (let rank: u32 = 0; rank < RESULTS; rank++) {
    if (list.records[rank].core === core && indexOf(list.records[rank]) === index) return rank;
  }
  return RESULTS;
}

function takeOut(list: ResultList, place: u32): void {
  for (let rank: u32 = 0; rank < RESULTS - 1; rank++) {
    if (rank >= place) copy(list.records[rank], list.records[rank + 1]);
  }
  empty(list.records[RESULTS - 1]);
}

/** Inserts a record by (distance, core, index); of `limit` records the last falls out. */
function putIn(list: ResultList, record: Result, limit: u32): void {
  const size = Math.min(limit, RESULTS);
  if (size === 0 || !isBefore(record, list.records[size - 1])) return;
  const index = indexOf(record);
  const core = record.core;
  const distance: f32 = record.distance;
  const flags = record.flags;
  let rank = size - 1;
  for (; rank > 0; rank--) {
    const before = list.records[rank - 1];
    if (!isBefore(record, before)) break;
    copy(list.records[rank], before);
  }
  write(list.records[rank], index, core, distance, flags);
}

function isBefore(record: Result, other: Result): bool {
  if (indexOf(other) === EMPTY_INDEX) return true;
  if (record.distance !== other.distance) return record.distance < other.distance;
  if (record.core !== other.core) return record.core < other.core;
  return indexOf(record) < indexOf(other);
}

/** Records before the first empty one. */
function sizeOf(list: ResultList): u32 {
  for (let rank: u32 = 0; rank < RESULTS; rank++) {
    if (indexOf(list.records[rank]) === EMPTY_INDEX) return rank;
  }
  return RESULTS;
}
