/**
 * A second trace of spikes, for when the two sides of plasticity have time constants of their own.
 *
 * One trace a neuron serves both as long as these are the same, as they are unless a host sets them; then this module
 * costs nothing.
 *
 * @packageDocumentation
 */
import { expOfNonPositive } from "../lib/math.ts";
import { array, type bool, type f32, type u32 } from "../lib/types.ts";
import { selected } from "../search/cores.ts";
import { CAPACITY, CORES } from "../search/limits.ts";
import { flag, ranged, type Stream } from "../snapshot/stream.ts";

/** One core's second traces. */
export class SecondTraces {
  /** Each spike adds 1 to that of its neuron; the sum decays. */
  values = new Float32Array(CAPACITY);
}

/** The second traces of each core. */
export const secondTraces = array(SecondTraces, CORES);

/** Whether there is a second trace; if not, the first is both. */
export let isSeparate: bool = false;

/** Time constant of the second trace, ms. */
export let secondTau: f32 = 20;

/** Gives the trace by which receivers weaken links a time constant of its own, ms. It is followed from then on. */
export function separate(tau: f32): void {
  isSeparate = true;
  secondTau = tau;
}

/** Walks over what is set, for a snapshot. */
export function walkSeparation(stream: Stream, bytes: Uint8Array): void {
  isSeparate = flag(stream, bytes, isSeparate);
  secondTau = ranged(stream, bytes, secondTau, 1e-3, 1e6);
}

/** Lets the traces of all neurons decay. */
export function decay(dt: f32): void {
  const traces = secondTraces[selected];
  const factor = expOfNonPositive(-dt / secondTau);
  for (let index: u32 = 0; index < CAPACITY; index++) traces.values[index] *= factor;
}

/** Notes a spike. */
export function mark(index: u32): void {
  if (index < CAPACITY) secondTraces[selected].values[index] += 1;
}

/** Sets all to 0. */
export function clear(): void {
  const traces = secondTraces[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) traces.values[index] = 0;
}
