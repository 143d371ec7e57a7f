/**
 * Variables of a module: scalars, arrays, tables and structs.
 *
 * @packageDocumentation
 */
import { array, f32, u32, u8 } from "../lib/types.ts";
import type { Fixed, bool, i16, u16 } from "../lib/types.ts";

export const CAPACITY = 4;
const DIMENSIONS = CAPACITY * 2;

type Vector = Fixed<Float32Array, typeof DIMENSIONS>;

/** One neuron. */
export class Neuron {
  /** Membrane potential. */
  membrane: f32 = 0;
  threshold: f32 = 1; // in the same unit
  spiked: bool = false;
  kind: u8 = 3;
  /** One weight for each dimension. */
  weights = new Float32Array(DIMENSIONS);
}

class Pool {
  neurons = array(Neuron, CAPACITY);
  first = new Neuron();
  count: u16 = 0;
  offset: i16 = -1;
}

/** Bits of the digits. */
const TABLE = new Uint8Array([1, 2, 4, 8, CAPACITY * 4, 0xff]);
const signs = new Int8Array([-1, 1]);
const query = new Float32Array(DIMENSIONS);
const pool = new Pool();
const spare = array(Neuron, 2);
let count: u32 = 0;
let ready: bool = false;
let level: f32 = -1.5;

export function reset(): void {
  count = 0;
  ready = true;
  level = -level;
  pool.count = 0;
  pool.offset = -1;
  for (let i = 0; i < CAPACITY; i++) resetNeuron(pool.neurons[i]);
  resetNeuron(pool.first);
  resetNeuron(spare[count & 1]);
}

function resetNeuron(neuron: Neuron): void {
  neuron.membrane = 0;
  neuron.spiked = false;
  const weights = neuron.weights;
  for (let i = 0; i < weights.length; i++) weights[i] = 0;
}

export function total(index: u32): u32 {
  const neuron = pool.neurons[index & 3];
  return TABLE[index & 3] + u32(signs[1]) + neuron.kind + count + u32(ready) + u32(level);
}

/** A pointer in C. */
export function get_query_ptr(): Vector {
  return query;
}

export function get_neuron(): Neuron {
  return pool.first;
}

export function dot(left: Vector, right: Float32Array): f32 {
  let sum: f32 = 0;
  const length = Math.min(right.length, DIMENSIONS);
  for (let i = 0; i < length; i++) sum += left[i & 7] * right[i];
  return sum;
}

export function compare(): f32 {
  const part = query.subarray(0, 4);
  const rest = query.subarray(4);
  return dot(query, query) + dot(query, part) + dot(query, rest) + dot(query, pool.first.weights) + first(spare);
}

function first(neurons: Neuron[]): f32 {
  return neurons.length > 1 ? neurons[1].membrane : u8(2) > 1 ? 1 : 0;
}
