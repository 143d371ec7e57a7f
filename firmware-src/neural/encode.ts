/**
 * A vector as one volley of first spikes: the larger a component, the earlier its neuron fires.
 *
 * This is latency coding (Thorpe, Delorme and Van Rullen, "Spike-based strategies for rapid processing", 2001),
 * written down as "has fired by this time slot", so that near latencies share bits. Dimension j of n owns the bits
 *
 * ```
 *   floor(32 j / n) ... floor(32 (j + 1) / n) - 1         W of them
 * ```
 *
 * and sets as many of them, from the lowest, as it has fired in: floor(z W + 1/2), where z is 0 for the component
 * -m, 1 for m, and m the largest magnitude in the vector. So a code tells the vector's shape and not its length.
 *
 * @packageDocumentation
 */
import { type Below, f32, u32 } from "../lib/types.ts";
import type { WIDTHS } from "../search/limits.ts";
import type { Vector } from "../search/vector.ts";

/** Bits of a code. */
const BITS = 32;
const ALL_BITS = 0xffffffff;

/** The code of the first `dimensions` components; 0 if all are 0. */
export function encode(vector: Vector, dimensions: Below<typeof WIDTHS>): u32 {
  let largest: f32 = 0;
  for (let i: u32 = 0; i < dimensions; i++) largest = Math.max(largest, Math.abs(vector.components[i]));
  if (largest === 0) return 0;
  let code: u32 = 0;
  for (let i: u32 = 0; i < dimensions; i++) {
    const first = (BITS * i) / dimensions;
    const width = (BITS * (i + 1)) / dimensions - first;
    const earliness = (vector.components[i] + largest) / (2 * largest);
    const slots = Math.min(width, u32(earliness * f32(width) + 0.5));
    if (slots !== 0) code |= (ALL_BITS >>> (BITS - slots)) << first;
  }
  return code;
}
