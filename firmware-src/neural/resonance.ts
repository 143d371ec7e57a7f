/**
 * Search in rhythm: the same distances, but neurons that resonate with the oscillator are nearer than they are.
 *
 * @packageDocumentation
 */
import { F32_MAX, isFinite } from "../lib/math.ts";
import type { f32, u32 } from "../lib/types.ts";
import { exchanges } from "../search/buffers.ts";
import { selected } from "../search/cores.ts";
import { NONFINITE, report } from "../search/errors.ts";
import { CAPACITY } from "../search/limits.ts";
import { distanceTo } from "../search/measure.ts";
import { begin, probe, probeNorm } from "../search/query.ts";
import { offer } from "../search/result.ts";
import { stores } from "../search/store.ts";
import { resonance } from "./oscillator.ts";

/** The least factor of a distance. */
const FACTOR_MIN: f32 = 0.0625;

/** The f32 before the largest, which marks an empty record. */
const FARTHEST: f32 = 3.4028232635611926e38;

/**
 * Finds the `k` vectors that are nearest when each distance d is multiplied by
 *
 * ```
 *   m = max(1/16, 2 - weight x resonance)          d m for d of 0 or more, d / m for the negative ones of dot
 * ```
 *
 * and writes them to the result buffer with these distances, ordered by (distance, index). So with a weight of 0 every
 * distance is doubled; with 1, that of a neuron in phase stays. All vectors are measured, since one that is far by
 * distance can be near by rhythm. A weight that is not finite counts as 0 (NONFINITE).
 *
 * @returns how many were found, as `search` does.
 */
export function searchInPhase(k: u32, weight: f32): u32 {
  const store = stores[selected];
  const exchange = exchanges[selected];
  const limit = begin(store, exchange.results, exchange.query, k);
  if (limit === 0) return 0;
  if (!isFinite(weight)) report(NONFINITE);
  const influence = isFinite(weight) ? weight : 0;
  const length = probeNorm(store);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) {
      const away = distanceTo(store, probe, length, index);
      offer(exchange.results, limit, index, store.id, modulated(away, resonance(index) * influence));
    }
  }
  return Math.min(limit, store.count);
}

/** A distance, shortened by a preference; it stays finite. */
function modulated(distance: f32, preference: f32): f32 {
  const factor = Math.max(FACTOR_MIN, 2 - preference);
  return distance >= 0 ? Math.min(distance * factor, FARTHEST) : Math.max(distance / factor, -F32_MAX);
}
