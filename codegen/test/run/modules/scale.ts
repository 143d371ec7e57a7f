/**
 * Imported by tables.ts: a constant, a table and a function of another module.
 *
 * @packageDocumentation
 */
import type { f32, u32 } from "../../../../firmware-src/lib/types.ts";

/** Factors there are. */
export const LENGTH = 3;

const FACTORS = new Float32Array([1, 3, 3]);

/** The value times the factor of its place. */
export function scale(value: f32, place: u32): f32 {
  return place < LENGTH ? value * FACTORS[place] : 0;
}
