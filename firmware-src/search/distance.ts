/**
 * Distances between vectors: squared Euclidean, cosine, and negated dot product. Smaller is nearer.
 *
 * Every sum is *striped*: term i is added to accumulator i mod 4, each starting at +0, and the result is
 * (p0 + p2) + (p1 + p3). That is what one 128-bit SIMD register does, so a scalar chip and a SIMD host
 * agree to the last bit. Nothing is fused and nothing else is reassociated.
 *
 * @packageDocumentation
 */
import type { Below, f32, u32 } from "../lib/types.ts";
import type { WIDTHS } from "./limits.ts";
import type { Vector } from "./vector.ts";

/** Squared Euclidean distance; the square root is left out, as it changes no order. */
export const METRIC_L2 = 0;
/** 1 - cos(angle), from 0 (same direction) to 2 (opposite). */
export const METRIC_COSINE = 1;
/** Minus the dot product: negative for vectors that agree. */
export const METRIC_DOT = 2;

/** A squared length below this, 2^-100, has no direction. */
const NO_DIRECTION: f32 = 7.888609052210118e-31;

/**
 * The distance between `a` and `b` under `metric`, one of the three. The norms are those that
 * {@link norm} gives; only cosine reads them.
 *
 * @inline
 */
export function distance(
  metric: u32,
  dimensions: Below<typeof WIDTHS>,
  a: Vector,
  normA: f32,
  b: Vector,
  normB: f32,
): f32 {
  if (metric === METRIC_L2) return squaredL2(a, b, dimensions);
  return metric === METRIC_DOT ? -dot(a, b, dimensions) : cosine(a, normA, b, normB, dimensions);
}

/** The length sqrt(v . v), correctly rounded; 0 for a vector that is too short to have a direction. */
export function norm(vector: Vector, dimensions: Below<typeof WIDTHS>): f32 {
  const squaredLength = dot(vector, vector, dimensions);
  return squaredLength < NO_DIRECTION ? 0 : Math.sqrt(squaredLength);
}

/**
 * The striped sum of (a_i - b_i)^2.
 *
 * @inline
 */
function squaredL2(a: Vector, b: Vector, dimensions: Below<typeof WIDTHS>): f32 {
  const quads = (dimensions + 3) / 4;
  let sum0: f32 = 0;
  let sum1: f32 = 0;
  let sum2: f32 = 0;
  let sum3: f32 = 0;
  for (let quad: u32 = 0; quad < quads; quad++) {
    const first = 4 * quad;
    const difference0 = a.components[first] - b.components[first];
    const difference1 = a.components[first + 1] - b.components[first + 1];
    const difference2 = a.components[first + 2] - b.components[first + 2];
    const difference3 = a.components[first + 3] - b.components[first + 3];
    sum0 += difference0 * difference0;
    sum1 += difference1 * difference1;
    sum2 += difference2 * difference2;
    sum3 += difference3 * difference3;
  }
  return sum0 + sum2 + (sum1 + sum3);
}

/** 1 - ((a . b) / |a|) / |b|, clamped to 0..2; 1 if either has no direction. */
function cosine(a: Vector, normA: f32, b: Vector, normB: f32, dimensions: Below<typeof WIDTHS>): f32 {
  if (normA === 0 || normB === 0) return 1;
  const unclamped = 1 - dot(a, b, dimensions) / normA / normB;
  if (unclamped < 0) return 0;
  return unclamped > 2 ? 2 : unclamped;
}

/** The striped sum of a_i * b_i. */
function dot(a: Vector, b: Vector, dimensions: Below<typeof WIDTHS>): f32 {
  const quads = (dimensions + 3) / 4;
  let sum0: f32 = 0;
  let sum1: f32 = 0;
  let sum2: f32 = 0;
  let sum3: f32 = 0;
  for (let quad: u32 = 0; quad < quads; quad++) {
    const first = 4 * quad;
    sum0 += a.components[first] * b.components[first];
    sum1 += a.components[first + 1] * b.components[first + 1];
    sum2 += a.components[first + 2] * b.components[first + 2];
    sum3 += a.components[first + 3] * b.components[first + 3];
  }
  return sum0 + sum2 + (sum1 + sum3);
}
