/**
 * A vector: up to {@link DIMENSIONS} components, zero beyond those in use.
 *
 * The zeros let every kernel run in whole groups of four: adding a zero term changes no sum that
 * started at +0, so a vector of 5 components has the bits of one of 8.
 *
 * @packageDocumentation
 */
import type { bool, f32, u32 } from "../lib/types.ts";
import { COMPONENT_MAX, DIMENSIONS } from "./limits.ts";

/** Contiguous components; one row of the store. */
export class Vector {
  components = new Float32Array(DIMENSIONS);
}

/** Whether the first `dimensions` components are numbers with |x| at most 1e18, so that no distance overflows. */
export function isUsable(vector: Vector, dimensions: u32): bool {
  const used = Math.min(dimensions, DIMENSIONS);
  for (let i: u32 = 0; i < used; i++) {
    const magnitude: f32 = Math.abs(vector.components[i]);
    // Written so that a NaN, for which every comparison is false, is refused too.
    if (!(magnitude <= COMPONENT_MAX)) return false;
  }
  return true;
}

/**
 * Copies the first `dimensions` components and clears the others, in one pass with the test of {@link isUsable}.
 *
 * @returns whether they are usable; if not, the copy is of no use.
 */
export function copyUsable(to: Vector, from: Vector, dimensions: u32): bool {
  const used = Math.min(dimensions, DIMENSIONS);
  for (let i: u32 = 0; i < used; i++) {
    const component = from.components[i];
    if (!(Math.abs(component) <= COMPONENT_MAX)) return false;
    to.components[i] = component;
  }
  for (let i = used; i < DIMENSIONS; i++) to.components[i] = 0;
  return true;
}

/** Copies the first `dimensions` components and clears the others. */
export function copyPadded(to: Vector, from: Vector, dimensions: u32): void {
  const used = Math.min(dimensions, DIMENSIONS);
  for (let i: u32 = 0; i < used; i++) to.components[i] = from.components[i];
  for (let i = used; i < DIMENSIONS; i++) to.components[i] = 0;
}

/** Clears every component. */
export function clear(vector: Vector): void {
  for (let i: u32 = 0; i < DIMENSIONS; i++) vector.components[i] = 0;
}
