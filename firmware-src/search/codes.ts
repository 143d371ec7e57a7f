/**
 * Vectors as small integers: what a chip without a floating-point unit compares thirty times faster.
 *
 * The code of a vector x has one integer q_i for each component and one step s for all, x_i = s q_i roughly:
 *
 * ```
 *   s = max |x_i| / L      q_i = round(x_i / s)      L = 127 (8 bits) or 4095 (13 bits, in 16)
 * ```
 *
 * A step for each vector, not one for all, keeps short vectors as precise as long ones. Products of codes are whole
 * numbers, so a sum of them is exact in any order and needs no stripes: 64 products of 13 bits fit 31 bits. Under
 * cosine the code is that of the vector divided by its length.
 *
 * Beside the integers a code has the squared length of what it stands for, (s |q|)^2, and an upper bound of the
 * distance between that and the vector, with which a search can tell what a code cannot hide (see quantised.ts).
 *
 * Codes are made when a search needs them: a slot notes which of its codes are up to date, and whoever changes a vector
 * clears that note. So insertion costs nothing more, and a program that never searches by codes has none. The vectors
 * stay in RAM: links are made with them.
 *
 * @packageDocumentation
 */
import { array, f32, i16, i32, i8, u32, u8, type Fixed } from "../lib/types.ts";
import { METRIC_COSINE } from "./distance.ts";
import { CAPACITY, CORES, DIMENSIONS } from "./limits.ts";
import type { Store } from "./store.ts";
import type { Vector } from "./vector.ts";

/** What is known of a code beside its integers. */
export class Scale {
  /** What 1 stands for; 0 if the vector is too small for a code. */
  step: f32 = 0;
  /** Squared length of the vector that the code stands for. */
  squared: f32 = 0;
  /** At least the distance between that vector and the one it was made from. */
  error: f32 = 0;
}

/** A vector in 8 bits a component. They come first: a chip reaches them without adding an offset. */
export class ByteCode {
  components = new Int8Array(DIMENSIONS);
  scale = new Scale();
}

/** A vector in 13 bits a component. */
export class WordCode {
  components = new Int16Array(DIMENSIONS);
  scale = new Scale();
}

/** The codes of each core's vectors, slot by slot. */
export const byteCodes = array(ByteCode, CORES, CAPACITY);

/** The same with 13 bits. */
export const wordCodes = array(WordCode, CORES, CAPACITY);

/** Bit of `quantised` in a slot: the code of 8 bits is that of its vector. */
const BYTE = 1;
/** The same with 13 bits. */
const WORD = 2;

/** The largest integer of a code of 8 bits. */
const BYTE_MAX: f32 = 127;
/** Of 13 bits: the largest for which 16 products of differences fit 31 bits, too. */
const WORD_MAX: f32 = 4095;

/** A vector without a larger component has the code 0: its products would vanish among the smallest numbers. */
const LEAST: f32 = 1e-15;

/** What two roundings of each component make of the largest at most: 2^-24 x DIMENSIONS, more than 2^-23 x its root. */
const ROUNDING: f32 = DIMENSIONS * 5.9604644775390625e-8;

/** The integers of the code that is being made. */
const integers = new Int16Array(DIMENSIONS);

/** Makes the codes of all vectors that have none, or have changed. */
export function updateBytes(store: Store, codes: ByteCode[]): void {
  for (let index: u32 = 0; index < Math.min(CAPACITY, codes.length); index++) {
    const slot = store.slots[index];
    if (slot.live && (slot.quantised & BYTE) === 0) {
      encodeByte(store, store.vectors[index], slot.norm, codes[index]);
      slot.quantised = u8(slot.quantised | BYTE);
    }
  }
}

/** The same with 13 bits. */
export function updateWords(store: Store, codes: WordCode[]): void {
  for (let index: u32 = 0; index < Math.min(CAPACITY, codes.length); index++) {
    const slot = store.slots[index];
    if (slot.live && (slot.quantised & WORD) === 0) {
      encodeWord(store, store.vectors[index], slot.norm, codes[index]);
      slot.quantised = u8(slot.quantised | WORD);
    }
  }
}

/** Makes the code of a vector, whose length is given: only cosine reads it. */
export function encodeByte(store: Store, vector: Vector, norm: f32, code: ByteCode): void {
  quantise(store, vector, norm, BYTE_MAX, code.scale);
  for (let i: u32 = 0; i < DIMENSIONS; i++) code.components[i] = i8(integers[i]);
}

/** The same with 13 bits. */
export function encodeWord(store: Store, vector: Vector, norm: f32, code: WordCode): void {
  quantise(store, vector, norm, WORD_MAX, code.scale);
  for (let i: u32 = 0; i < DIMENSIONS; i++) code.components[i] = integers[i];
}

/** For every code the sum of the products of its integers and the query's. */
export function multiplyBytes(q: ByteCode, codes: ByteCode[], products: Int32Array): void {
  const count = Math.min(codes.length, products.length);
  for (let index: u32 = 0; index < count; index++) {
    products[index] = product(q.components, codes[index].components);
  }
}

/** The same with 13 bits. */
export function multiplyWords(q: WordCode, codes: WordCode[], products: Int32Array): void {
  const count = Math.min(codes.length, products.length);
  for (let index: u32 = 0; index < count; index++) {
    products[index] = product(q.components, codes[index].components);
  }
}

/**
 * A plain loop over all components, of which those beyond the dimensions in use are zero: with another bound, or
 * unrolled, it needs more registers than a Cortex-M0+ has.
 */
function product<Components extends Fixed<Int8Array, typeof DIMENSIONS> | Fixed<Int16Array, typeof DIMENSIONS>>(
  q: Components,
  x: Components,
): i32 {
  let sum: i32 = 0;
  for (let i: u32 = 0; i < DIMENSIONS; i++) sum += q[i] * x[i];
  return sum;
}

/** Fills `integers` and `scale`. */
function quantise(store: Store, vector: Vector, norm: f32, limit: f32, scale: Scale): void {
  const largest = largestOf(vector);
  const factor = largest < LEAST ? 0 : limit / largest;
  const step = largest < LEAST ? 0 : largest / limit;
  let squares: u32 = 0;
  let squaredError: f32 = 0;
  for (let i: u32 = 0; i < DIMENSIONS; i++) {
    const component = vector.components[i];
    const integer = nearest(component * factor);
    const difference = component - f32(integer) * step;
    integers[i] = i16(integer);
    squares += u32(integer * integer);
    squaredError += difference * difference;
  }
  // Squares of very small numbers vanish, so without a code the error is another bound of the length.
  scale.error = step > 0 ? Math.sqrt(squaredError) * 1.0001 + largest * ROUNDING : largest * DIMENSIONS;
  scale.step = step;
  if (store.metric === METRIC_COSINE) shorten(scale, norm);
  scale.squared = scale.step * scale.step * f32(squares);
}

function largestOf(vector: Vector): f32 {
  let largest: f32 = 0;
  for (let i: u32 = 0; i < DIMENSIONS; i++) largest = Math.max(largest, Math.abs(vector.components[i]));
  return largest;
}

function nearest(value: f32): i32 {
  return i32(value < 0 ? value - 0.5 : value + 0.5);
}

/** To a code of the vector divided by its length. A vector without a direction has none: its distance is 1 to all. */
function shorten(scale: Scale, norm: f32): void {
  scale.step = norm > 0 ? scale.step / norm : 0;
  scale.error = norm > 0 ? scale.error / norm : 0;
}
