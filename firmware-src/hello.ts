/**
 * The smallest program: one leaky integrate-and-fire neuron.
 *
 * @packageDocumentation
 */
import type { bool, f32 } from "./lib/types.ts";

const LEAK: f32 = 0.95;
const THRESHOLD: f32 = 1;

let membrane: f32 = 0;

/** Adds an input to the membrane potential. */
export function inject(current: f32): void {
  membrane += current;
}

/** Lets one millisecond pass; true if the neuron fires. */
export function step(): bool {
  membrane *= LEAK;
  if (membrane < THRESHOLD) return false;
  membrane = 0;
  return true;
}
