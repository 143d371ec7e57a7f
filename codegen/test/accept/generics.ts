/**
 * Generic functions: one function for each list of type arguments, in the module that uses it.
 *
 * @packageDocumentation
 */
import { array, u8, type Fixed, type f32, type i32, type u32 } from "./lib/types.ts";
import { clamp, sort } from "./modules/sorting.ts";

/** What has a number to be found by. */
interface Keyed {
  key: u32;
}

class Neuron {
  key: u32 = 0;
  membrane: f32 = 0;
}

class Synapse {
  weight: f32 = 0;
  key: u32 = 0;
}

const neurons = array(Neuron, 4);
const synapses = array(Synapse, 8);
const samples = new Float32Array(5);
const bytes = new Uint8Array(3);

/** The index of the first that has the key, or how many there are. */
function find<T extends Keyed>(items: T[], key: u32): u32 {
  for (let i = 0; i < items.length; i++) if (items[i].key === key) return i;
  return items.length;
}

/** The largest element of an array that has one. */
function largest<Values extends Float32Array | Uint8Array>(values: Values): Values[number] {
  let best: Values[number] = values[0];
  for (let i = 1; i < values.length; i++) if (values[i] > best) best = values[i];
  return best;
}

/** The scalar product of two vectors of one length. */
function dot<N extends number>(a: Fixed<Float32Array, N>, b: Fixed<Float32Array, N>): f32 {
  let sum: f32 = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Sets the keys to the indices, from the front and from the back. */
export function number(): void {
  for (let i = 0; i < neurons.length; i++) neurons[i].key = i;
  for (let i = 0; i < synapses.length; i++) synapses[i].key = 7 - i;
}

/** Where a key is among the neurons, and behind them among the synapses. */
export function where(key: u32): u32 {
  return find(neurons, key) + find(synapses, key) * 256;
}

/** Takes a sample between -1 and 1. */
export function take(sample: f32, place: u32): f32 {
  samples[clamp(place, 0, 4)] = clamp(sample, -1, 1);
  bytes[place % 3] = u8(clamp<i32>(i32FromSample(sample), 0, 255));
  return dot(samples, samples);
}

function i32FromSample(sample: f32): i32 {
  return sample > 0 ? 200 : -3;
}

/** The samples and bytes in order, and the largest of them. */
export function ordered(): f32 {
  sort(samples);
  sort(bytes);
  return samples[0] + largest<Float32Array>(samples) + largestByte();
}

function largestByte(): f32 {
  return largest(bytes) > 100 ? 2 : 1;
}
