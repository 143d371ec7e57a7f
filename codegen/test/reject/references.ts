import { array, f32, u32 } from "../lib/types.ts";
import type { Fixed } from "../lib/types.ts";

class Neuron {
  v: f32 = 0;
}
class Other {
  v: f32 = 0;
}
const neurons = array(Neuron, 4);
const short = new Float32Array(4);
const long = new Float32Array(16);

function first(values: Fixed<Float32Array, 16>): f32 {
  return values[0];
}
function any(values: Float32Array): f32 {
  return values[0];
}
function other(one: Other): f32 {
  return one.v;
}

export function assigns(neuron: Neuron): void {
  neurons[0] = neurons[1]; //! GN4006 a whole struct
  const alias = neurons[2];
  alias = neuron; //! GN4006 a whole struct
}

export function fits(neuron: Neuron, slice: Float32Array, bytes: Uint8Array): f32 {
  const a = first(short); //! GN4007 Fixed<Float32Array, 16> is needed here, and this is Fixed<Float32Array, 4>
  const b = first(slice); //! GN4007 this is Float32Array
  const c = any(bytes); //! GN4007 Float32Array is needed here, and this is Uint8Array
  const d = other(neuron); //! GN4007 Other is needed
  const f = any(1); //! GN2014 a value, not a variable
  const g = first(long.subarray(0, 16)); //! GN4007
  return a;
}

export function indices(x: f32, i: u32, flag: boolean): f32 {
  const a = short[x]; //! GN4008 not f32
  const b = short[flag]; //! GN4008 not bool
  const c = any(long.subarray(x, 4)); //! GN4008 a bound is u32
  const h = any(x); //! GN2006 not an array or a struct
  const d = short[-1]; //! GN2008
  const e = short[1.5]; //! GN2008
  const f = long.subarray(0, 4) + 1; //! GN4011 no number
  const g = any(neurons.subarray(0, 2)); //! GN4011 no `subarray`
  return f32(i);
}

export function unknown(): Float32Array { //! GN4010
  return short;
}
export function given(values: Fixed<Float32Array, 4>): Fixed<Float32Array, 4> {
  const alias = values;
  if (alias[0] > 1) return alias; //! GN4013
  return values; //! GN4013
}
export function known(): Fixed<Float32Array, 4> {
  return short;
}
export function uses(): f32 {
  const a = known(); //! GN4012
  return any(known()); //! GN2014
}
