/**
 * Result lists: the nearest slots so far, nearest first.
 *
 * A list is always full length; what has not been found is an *empty* record, farther than anything
 * real. So placing a candidate is one insertion from the end, and "how many" is known without counting.
 *
 * A record is 8 bytes, little-endian, as hosts read it from memory and from the wire:
 *
 * ```
 *   byte 0      1      2            3       4..7
 *   +-------+------+------------+-------+----------+
 *   | index | core | index high | flags | distance |
 *   +-------+------+------------+-------+----------+
 *     flags: bit 0 = approximate          f32
 * ```
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../lib/math.ts";
import { array, u8, type bool, type f32, type u32 } from "../lib/types.ts";
import { NO_INDEX, NO_INDEX_HIGH, RESULTS } from "./limits.ts";

/** One found slot. */
export class Result {
  /** Low byte of the slot's index; 255 in an empty record. */
  index: u8 = 0;
  /** The core that holds the slot. */
  core: u8 = 0;
  /** High byte of the index; 0 while a core has at most 255 slots. */
  indexHigh: u8 = 0;
  /** Bit 0: the distance is approximate. */
  flags: u8 = 0;
  /** Distance to the query; the largest finite f32 in an empty record. */
  distance: f32 = 0;
}

/** The nearest slots, ordered by distance; ties keep the order in which they were offered. */
export class ResultList {
  records = array(Result, RESULTS);
}

/** Flag of a record: there may be nearer vectors than this one that were not found. */
export const APPROXIMATE = 1;

/** Makes every record empty. */
export function clear(list: ResultList): void {
  for (let rank: u32 = 0; rank < RESULTS; rank++) empty(list.records[rank]);
}

/**
 * Makes a record that of no slot, farther than any.
 *
 * @inline
 */
export function empty(record: Result): void {
  record.index = NO_INDEX;
  record.core = 0;
  record.indexHigh = NO_INDEX_HIGH;
  record.flags = 0;
  record.distance = F32_MAX;
}

/**
 * Offers a slot to the first `limit` records: it goes behind every record at its own distance or nearer,
 * and the last record falls out. Offered by ascending index, equal distances resolve to the lower index.
 */
export function offer(list: ResultList, limit: u32, index: u32, core: u32, distance: f32): void {
  insertRecord(list.records, limit, index, core, distance);
}

/**
 * As {@link offer}, for records of any number, and put into its callers: searches spend much of their time here.
 *
 * @inline
 */
export function insertRecord(records: Result[], limit: u32, index: u32, core: u32, distance: f32): void {
  const size = Math.min(limit, records.length);
  if (size === 0 || !(distance < records[size - 1].distance)) return;
  let rank = size - 1;
  for (; rank > 0; rank--) {
    const before = records[rank - 1];
    if (!(distance < before.distance)) break;
    copy(records[rank], before);
  }
  write(records[rank], index, core, distance, 0);
}

/**
 * As {@link offer}, for slots that come in any order: equal distances resolve to the lower index here, too.
 */
export function place(list: ResultList, limit: u32, index: u32, core: u32, distance: f32): void {
  const size = Math.min(limit, RESULTS);
  if (size === 0 || !isBefore(distance, index, list.records[size - 1])) return;
  let rank = size - 1;
  for (; rank > 0; rank--) {
    const before = list.records[rank - 1];
    if (!isBefore(distance, index, before)) break;
    copy(list.records[rank], before);
  }
  write(list.records[rank], index, core, distance, 0);
}

function isBefore(distance: f32, index: u32, record: Result): bool {
  return distance === record.distance ? index < indexOf(record) : distance < record.distance;
}

/**
 * Fills a record.
 *
 * @inline
 */
export function write(record: Result, index: u32, core: u32, distance: f32, flags: u32): void {
  record.index = u8(index);
  record.core = u8(core);
  record.indexHigh = u8(index >>> 8);
  record.flags = u8(flags);
  record.distance = distance;
}

/** The slot's index, put together from its two bytes. */
export function indexOf(record: Result): u32 {
  return record.index + record.indexHigh * 256;
}

/**
 * Makes one record what another is.
 *
 * @inline
 */
export function copy(to: Result, from: Result): void {
  to.index = from.index;
  to.core = from.core;
  to.indexHigh = from.indexHigh;
  to.flags = from.flags;
  to.distance = from.distance;
}
