/**
 * Distances to what a store holds, under the store's metric.
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../lib/math.ts";
import type { f32, u32 } from "../lib/types.ts";
import { distance } from "./distance.ts";
import { CAPACITY } from "./limits.ts";
import type { Store } from "./store.ts";
import type { Vector } from "./vector.ts";

/** From a vector, whose length is given, to a stored one; the farthest there is for an index of no slot. */
export function distanceTo(store: Store, probe: Vector, probeNorm: f32, index: u32): f32 {
  if (index >= CAPACITY) return F32_MAX;
  return distance(store.metric, store.dimensions, probe, probeNorm, store.vectors[index], store.slots[index].norm);
}

/** From one stored vector to another. */
export function between(store: Store, from: u32, to: u32): f32 {
  if (from >= CAPACITY) return F32_MAX;
  return distanceTo(store, store.vectors[from], store.slots[from].norm, to);
}
