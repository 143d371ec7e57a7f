/**
 * Spike-timing-dependent plasticity: a link grows when its sender fired before its receiver, and shrinks
 * when it fired after (Song, Miller and Abbott, 2000; the pair rule with exponential traces).
 *
 * A node has one weight for all its outgoing links. When neuron i fires, each neighbour b that fired
 * before is a sender that was right, and i is a sender that came too late for b:
 *
 * ```
 *   w[b] += A+ trace[b]      A+ = 2.55 (1 % of the range)
 *   w[i] -= A- trace[b]      A- = 3.06 (1.2 %), without b's spike of this very step
 * ```
 *
 * Both traces of the rule decay with the same 20 ms here, so one trace a neuron serves as both, unless a host says
 * otherwise (see config.ts). Neurons that fire together only strengthen each other. A neuron that never fired has trace
 * 0 and changes nothing.
 *
 * @packageDocumentation
 */
import type { f32, u32 } from "../lib/types.ts";
import { WEIGHT_MAX } from "../search/attributes.ts";
import { selected } from "../search/cores.ts";
import { CAPACITY } from "../search/limits.ts";
import { type Store, stores } from "../search/store.ts";
import { depressingTrace, type Network, networks } from "./neuron.ts";
import { scratch as changes } from "./scratch.ts";

/** Gain of a weight for a trace of 1, of 255. */
export let potentiation: f32 = 2.55;
/** Loss of a weight for a trace of 1, of 255. */
export let depression: f32 = 3.06;

/**
 * Changes the weights by the spikes of the last step; they stay within 0..255. The changes of all pairs are summed up
 * before any is applied.
 */
export function learn(): void {
  const network = networks[selected];
  const store = stores[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) changes[index] = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (network.neurons[index].spiked) pairWithNeighbours(network, store, index);
  }
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const slot = store.slots[index];
    slot.weight = Math.min(Math.max(slot.weight + changes[index], 0), WEIGHT_MAX);
  }
}

function pairWithNeighbours(network: Network, store: Store, index: u32): void {
  if (index >= CAPACITY) return;
  const slot = store.slots[index];
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    const other = slot.links[branch];
    if (other < CAPACITY) {
      const neighbour = network.neurons[other];
      const trace = depressingTrace(other);
      const before = neighbour.spiked ? trace - 1 : trace;
      changes[other] += potentiation * neighbour.trace;
      changes[index] -= depression * before;
    }
  }
}

/** Sets the gain of a weight for a trace of 1. */
export function setPotentiation(value: f32): void {
  potentiation = value;
}

/** Sets the loss of a weight for a trace of 1. */
export function setDepression(value: f32): void {
  depression = value;
}
