/**
 * Spikes travel along the links of the neighbour graph, without delay.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import type { f32, u32 } from "../lib/types.ts";
import { WEIGHT_MAX } from "../search/attributes.ts";
import { selected } from "../search/cores.ts";
import { NONFINITE, report } from "../search/errors.ts";
import { CAPACITY } from "../search/limits.ts";
import { type Slot, stores } from "../search/store.ts";
import { type Network, networks, receive } from "./neuron.ts";

/**
 * Every neuron that fired in the last step adds gain x weight/255 to the membrane potential of each of its
 * neighbours, in the order of index and link. A negative gain inhibits; one that is not finite is refused
 * (NONFINITE). Each call sends the same spikes again.
 */
export function propagate(gain: f32): void {
  if (!isFinite(gain)) {
    report(NONFINITE);
    return;
  }
  const network = networks[selected];
  const store = stores[selected];
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (network.neurons[index].spiked) send(network, store.slots[index], gain);
  }
}

function send(network: Network, slot: Slot, gain: f32): void {
  const current = gain * (slot.weight / WEIGHT_MAX);
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    const neighbour = slot.links[branch];
    if (neighbour < CAPACITY) receive(network.neurons[neighbour], current);
  }
}
