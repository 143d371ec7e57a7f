/**
 * Searches by codes of small integers (see codes.ts), for chips that have no floating-point unit: all live vectors are
 * scanned.
 *
 * *By 13 bits*, the distances are those between codes, and the answer is taken from them as it is. Of ten neighbours
 * that misses one in ten thousand where data are spread evenly, and one in three hundred in tight clusters.
 *
 * *By 8 bits, certified*, the answer is exactly that of a scan with floats, ties included. A code tells how near its
 * vector can be at most: for L2, with d the distance between two codes and e, f their errors,
 *
 * ```
 *   true distance >= d - e - f          (triangle inequality)
 * ```
 *
 * So vectors are measured in the order of d, until what is left is so far away, by this bound, that it cannot be among
 * the nearest. That measures 11 of 32 vectors, and 12 of 1024, for ten neighbours. Under dot and cosine
 * the bound is on the product, `|q x - q' x'| <= |q'| e + f |x|`.
 *
 * Bounds are computed in floats, too. Each gives way by more than all roundings in it, and in the distance that it is
 * compared with, can amount to.
 *
 * @packageDocumentation
 */
import { bitsOf, f32, f32FromBits, i32, u32, type Below, type bool } from "../lib/types.ts";
import {
  byteCodes,
  ByteCode,
  encodeByte,
  encodeWord,
  multiplyBytes,
  multiplyWords,
  Scale,
  updateBytes,
  updateWords,
  wordCodes,
  WordCode,
} from "./codes.ts";
import { selected } from "./cores.ts";
import { METRIC_COSINE, METRIC_L2 } from "./distance.ts";
import { BAD_ARGUMENT, report, UNSUPPORTED } from "./errors.ts";
import { BYTE_CODES, CAPACITY, RESULTS, WORD_CODES } from "./limits.ts";
import { distanceTo } from "./measure.ts";
import { MODE_BYTES, MODE_WORDS } from "./mode.ts";
import { probe, probeNorm } from "./query.ts";
import { APPROXIMATE, place, type ResultList, write } from "./result.ts";
import { type Store, stores } from "./store.ts";

const probeByte = new ByteCode();
const probeWord = new WordCode();

/** Products first; then how near each vector is by its code, with none for what is not live, or found already. */
const keys = new Int32Array(CAPACITY);
/** Larger than that of any distance. */
const NO_KEY = 0x7fffffff;

/** The largest of every figure among the codes of a scan. */
const worst = new Scale();

/** By how much a bound gives way: more than the relative error of a distance over 64 components. */
const SLACK: f32 = 1e-5;
/** The same for the squared distance between two codes, in parts of the squared lengths that it was made from. */
const SQUARED_SLACK: f32 = 9.5367431640625e-7;
/** Products below the smallest normal number may vanish, 64 times. */
const UNDERFLOW: f32 = 1e-36;

/**
 * Makes the codes that searches in mode 3 (8 bits) or 4 (13 bits) need, so that the first of them does not take longer.
 * Vectors that come or change later are coded by the next search.
 *
 * @returns whether it did; false for another mode (BAD_ARG), and where the build has no such codes (UNSUPPORTED).
 */
export function quantize(mode: u32): bool {
  const store = stores[selected];
  if (mode === MODE_BYTES && BYTE_CODES === 1) {
    updateBytes(store, byteCodes[selected]);
    return true;
  }
  if (mode === MODE_WORDS && WORD_CODES === 1) {
    updateWords(store, wordCodes[selected]);
    return true;
  }
  report(mode === MODE_BYTES || mode === MODE_WORDS ? UNSUPPORTED : BAD_ARGUMENT);
  return false;
}

/** Finds the nearest vectors by the distances between codes of 13 bits. */
export function searchWords(store: Store, codes: WordCode[], results: ResultList, limit: u32): void {
  encodeWord(store, probe, probeNorm(store), probeWord);
  updateWords(store, codes);
  multiplyWords(probeWord, codes, keys);
  for (let index: u32 = 0; index < Math.min(CAPACITY, codes.length); index++) {
    const isLive = store.slots[index].live;
    keys[index] = isLive ? keyOf(store.metric, probeWord.scale, codes[index].scale, keys[index]) : NO_KEY;
  }
  for (let rank: u32 = 0; rank < Math.min(limit, RESULTS); rank++) {
    const index = leastKey();
    if (keys[index] === NO_KEY) return;
    write(results.records[rank], index, store.id, distanceOf(keys[index]), APPROXIMATE);
    keys[index] = NO_KEY;
  }
}

/**
 * Finds the nearest vectors by codes of 8 bits and as few true distances as certainty takes.
 *
 * @returns how many distances were measured.
 */
export function searchCertified(store: Store, codes: ByteCode[], results: ResultList, limit: u32): u32 {
  const length = probeNorm(store);
  encodeByte(store, probe, length, probeByte);
  scanBytes(store, codes);
  const last = Math.min(limit, RESULTS);
  let evaluations: u32 = 0;
  for (let round: u32 = 0; round < CAPACITY && last > 0; round++) {
    const index = leastKey();
    if (keys[index] === NO_KEY || index >= codes.length) break;
    const away = distanceOf(keys[index]);
    const farthest = results.records[last - 1].distance;
    const isFull = evaluations >= last;
    if (isFull && lowerBound(store.metric, away, probeByte.scale, worst) > farthest) break;
    if (!isFull || lowerBound(store.metric, away, probeByte.scale, codes[index].scale) <= farthest) {
      place(results, last, index, store.id, distanceTo(store, probe, length, index));
      evaluations++;
    }
    keys[index] = NO_KEY;
  }
  return evaluations;
}

/** Fills the keys by codes of 8 bits, and `worst` from all of them. */
function scanBytes(store: Store, codes: ByteCode[]): void {
  worst.squared = 0;
  worst.error = 0;
  updateBytes(store, codes);
  multiplyBytes(probeByte, codes, keys);
  for (let index: u32 = 0; index < Math.min(CAPACITY, codes.length); index++) {
    const scale = codes[index].scale;
    if (store.slots[index].live) {
      keys[index] = keyOf(store.metric, probeByte.scale, scale, keys[index]);
      worst.squared = Math.max(worst.squared, scale.squared);
      worst.error = Math.max(worst.error, scale.error);
    } else {
      keys[index] = NO_KEY;
    }
  }
}

function leastKey(): Below<typeof CAPACITY> {
  let least: u32 = 0;
  for (let index: u32 = 1; index < CAPACITY; index++) if (keys[index] < keys[least]) least = index;
  return least;
}

/**
 * The estimated distance as a whole number; such keys are ordered as distances are. The bits of a float are, but for
 * negative ones, whose order is the reverse.
 */
function keyOf(metric: u32, q: Scale, x: Scale, sum: i32): i32 {
  const bits = i32(bitsOf(estimate(metric, q, x, sum)));
  return bits < 0 ? bits ^ 0x7fffffff : bits;
}

function distanceOf(key: i32): f32 {
  return f32FromBits(u32(key < 0 ? key ^ 0x7fffffff : key));
}

/** The distance between what two codes stand for, from the product of their integers. */
function estimate(metric: u32, q: Scale, x: Scale, sum: i32): f32 {
  const dot = q.step * x.step * f32(sum);
  if (metric === METRIC_L2) return Math.max(0, q.squared + x.squared - (dot + dot));
  return metric === METRIC_COSINE ? Math.min(Math.max(0, 1 - dot), 2) : -dot;
}

/**
 * The least that the distance of two vectors can be whose codes have this distance; so the least for all codes that are
 * no longer and have no larger error. It is computed in floats, as is what it is compared with, and gives way for both.
 */
function lowerBound(metric: u32, away: f32, q: Scale, x: Scale): f32 {
  if (metric === METRIC_L2) {
    const between = away - (q.squared + x.squared) * SQUARED_SLACK;
    const apart = between > 0 ? Math.sqrt(between) - (q.error + x.error) * (1 + SLACK) : 0;
    return apart > 0 ? apart * apart * (1 - SLACK) - UNDERFLOW : 0;
  }
  const length = Math.sqrt(q.squared);
  const other = Math.sqrt(x.squared) + x.error;
  const error = length * x.error + q.error * other + (length + q.error) * other * SLACK;
  return away - error * (1 + SLACK) - (metric === METRIC_COSINE ? SLACK : UNDERFLOW);
}
