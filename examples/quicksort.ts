/**
 * Quicksort without recursion (C. A. R. Hoare, 1962): the parts that wait lie on a stack of known depth.
 *
 * The larger part waits and the smaller one goes on, so at most log2 of the length wait at once. Short parts are
 * sorted by insertion.
 *
 * @packageDocumentation
 */
import { i32, type u32 } from "../firmware-src/lib/types.ts";

const CAPACITY = 256;
const DEPTH = 8;
const SHORT = 8;

const values = new Int32Array(CAPACITY);

/** The parts that wait: first place, and the place behind the last. */
const firsts = new Uint32Array(DEPTH);
const ends = new Uint32Array(DEPTH);

/** Sets a value. Places beyond the 256th are ignored. */
export function setValue(index: u32, value: i32): void {
  if (index < CAPACITY) values[index] = value;
}

/** A value; 0 beyond the 256th. */
export function getValue(index: u32): i32 {
  return index < CAPACITY ? values[index] : 0;
}

/** Sorts the first `length` values, the least first. */
export function sort(length: u32): void {
  let first: u32 = 0;
  let end = Math.min(length, CAPACITY);
  let waiting: u32 = 0;
  // Each round places a pivot for good, or ends a short part: there are fewer of both than twice the values.
  for (let round = 0; round < 2 * CAPACITY; round++) {
    if (end - first <= SHORT) {
      sortShort(first, end);
      if (waiting === 0) return;
      waiting--;
      if (waiting >= DEPTH) return;
      first = firsts[waiting];
      end = ends[waiting];
      if (end > CAPACITY || first > end) return;
    } else {
      const middle = partition(first, end);
      if (middle < first || middle >= end || waiting >= DEPTH) return;
      const isLeftLarger = middle - first > end - middle;
      firsts[waiting] = isLeftLarger ? first : middle + 1;
      ends[waiting] = isLeftLarger ? middle : end;
      waiting++;
      if (isLeftLarger) first = middle + 1;
      else end = middle;
    }
  }
}

/** Moves what is below the pivot before it and the rest behind; gives the pivot's place. */
function partition(first: u32, end: u32): u32 {
  if (end > CAPACITY || first >= end) return first;
  const last = end - 1;
  swap(medianPlace(first, last), last);
  const pivot = values[last];
  let boundary = first;
  for (let i = first; i < last; i++) {
    if (values[i] < pivot) {
      swap(i, boundary);
      boundary++;
    }
  }
  swap(boundary, last);
  return boundary;
}

/** The place of the middle one of the first, the middle and the last value. */
function medianPlace(first: u32, last: u32): u32 {
  const middle = first + ((last - first) >>> 1);
  const a = getValue(first);
  const b = getValue(middle);
  const c = getValue(last);
  if (a < b === b < c) return middle;
  return b < a === a < c ? first : last;
}

function sortShort(first: u32, end: u32): void {
  for (let i = first + 1; i < Math.min(end, CAPACITY); i++) {
    const value = getValue(i);
    let place = i;
    while (place > first && place < CAPACITY && values[place - 1] > value) {
      values[place] = values[place - 1];
      place--;
    }
    setValue(place, value);
  }
}

function swap(i: u32, j: u32): void {
  if (i >= CAPACITY || j >= CAPACITY) return;
  const value = i32(values[i]);
  values[i] = values[j];
  values[j] = value;
}
