import type { f32, u32 } from "../lib/types.ts";

class Neuron {
  membrane: f32 = 0;
}
const neurons = new Float32Array(4);

export function members(neuron: Neuron, x: f32): f32 {
  const a = neuron.membrain; //! GN2013 no field `membrain`
  const b = neurons.size; //! GN2013 an array has no field
  const c = x.y; //! GN2013 f32 has no field
  const d = Math.sin(x); //! GN2013 no `Math.sin`
  const e = Math.TAU; //! GN2013 `Math.TAU` is not a number
  const f = Math.sqr(x); //! GN2013
  const g = neuron[0]; //! GN2013 no elements
  const h = x.length; //! GN2013
  const i = neuron.length; //! GN2013
  return a + b + c + d + e + f + g + h + i;
}

export function calls(neuron: Neuron): u32 {
  neurons.fill(0); //! GN3005 no method `fill`
  neuron.step(); //! GN3005 no method `step`
  neurons(); //! GN3005 not a function
  Neuron(); //! GN3005
  Math(); //! GN3005
  const a = Math.sqrt(); //! GN3004 takes 1 argument, not 0
  const b = Math.max(1); //! GN3004 takes 2 arguments
  calls(neuron, neuron); //! GN3004 takes 1 argument, not 2
  members(neuron); //! GN3004 takes 2 arguments, not 1
  const c = neurons.subarray(0, 1, 2); //! GN3004 a start and an end
  const d = Math.sqrt; //! GN2013
  return a + b;
}

export function whole(neuron: Neuron): f32 {
  const a = neurons + 1; //! GN2006 an array (Fixed<Float32Array, 4>)
  const b = neuron * 2; //! GN2006 a Neuron
  const c: f32 = neurons; //! GN2006
  return neurons; //! GN2006
}
