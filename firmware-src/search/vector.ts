/**
 * A vector: up to {@link DIMENSIONS} components, zero beyond those in use.
 *
 * The zeros let every kernel run in whole groups of four: adding a zero term changes no sum that
 * started at +0, so a vector of 5 components has the bits of one of 8.
 *
 * @packageDocumentation
 */
import type { Below, bool, u32 } from "../lib/types.ts";
import { COMPONENT_MAX, DIMENSIONS, type WIDTHS } from "./limits.ts";

/** Contiguous components; one row of the store. */
export class Vector {
  components = new Float32Array(DIMENSIONS);
}

/**
 * Copies the first `dimensions` components, if they are numbers with |x| at most 1e18, so that no distance overflows,
 * and clears the others.
 *
 * @returns whether they are; if not, the copy is of no use.
 */
export function copyUsable(to: Vector, from: Vector, dimensions: Below<typeof WIDTHS>): bool {
  for (let i: u32 = 0; i < dimensions; i++) {
    const component = from.components[i];
    // Written so that a NaN, for which every comparison is false, is refused too.
    if (!(Math.abs(component) <= COMPONENT_MAX)) return false;
    to.components[i] = component;
  }
  for (let i = dimensions; i < DIMENSIONS; i++) to.components[i] = 0;
  return true;
}

/** Copies every component. */
export function copy(to: Vector, from: Vector): void {
  for (let i: u32 = 0; i < DIMENSIONS; i++) to.components[i] = from.components[i];
}

/** Clears every component. */
export function clear(vector: Vector): void {
  for (let i: u32 = 0; i < DIMENSIONS; i++) vector.components[i] = 0;
}
