/**
 * Functions whose bodies stand in place of calls in loops, in WebAssembly.
 *
 * @packageDocumentation
 */
import type { bool, f32, u32 } from "../lib/types.ts";
import { array } from "../lib/types.ts";

class Peak {
  height: f32 = 0;
  width: u32 = 0;
}

const peaks = array(Peak, 3);
const samples = new Float32Array([0.5, -1.5, 2, 1, 3, -0.25, 0.75, 7]);

/**
 * Leaves by several ways, and writes a parameter.
 *
 * @inline
 */
function clamped(value: f32, limit: f32): f32 {
  if (value < 0) return 0;
  if (value > limit) {
    value = limit;
    return value;
  }
  for (let step: u32 = 0; step < 3; step++) {
    if (value * 2 > limit) break;
    value *= 2;
  }
  return value;
}

/**
 * Calls another, and is called with a slice.
 *
 * @inline
 */
function total(values: Float32Array, limit: f32): f32 {
  let sum: f32 = 0;
  for (let i: u32 = 0; i < values.length; i++) sum += clamped(values[i], limit);
  return sum;
}

/** @inline */
function widen(peak: Peak, height: f32): void {
  if (height < peak.height) return;
  peak.height = height;
  peak.width++;
}

/** @inline */
function split(value: f32): [low: f32, high: f32] {
  return [Math.floor(value), Math.ceil(value)];
}

/** @inline */
function isBelow(value: f32, limit: f32): bool {
  return value < limit;
}

/** A call outside of loops stays one. */
export function once(limit: f32): f32 {
  return clamped(1, limit);
}

/** Bodies in bodies. */
export function several(limit: f32): f32 {
  let sum: f32 = 0;
  for (let round: u32 = 0; round < 4; round++) {
    sum += total(samples.subarray(round, 8), limit) - clamped(clamped(sum, 9), limit);
  }
  return sum;
}

/** A call that is the condition of a loop; results that are none, and several. */
export function tallest(limit: f32): f32 {
  let i: u32 = 0;
  while (i < 8 && isBelow(samples[i], limit)) {
    const [low, high] = split(samples[i]);
    widen(peaks[i % 3], high - low);
    i++;
  }
  return peaks[0].height + peaks[1].height * 2 + peaks[2].height * 4;
}
