import { array, f32 } from "../lib/types.ts";

class Neuron {
  v: f32 = 0;
}

export function spread(...values: f32[]): f32 { //! GN1011 fixed number
  return f32(...values); //! GN1011 spread
}

export function make(): f32 {
  const a = { v: 0 }; //! GN1013
  const b = [1, 2, 3]; //! GN1014
  const c = new Neuron(); //! GN1015
  const d = array(Neuron, 2); //! GN1015 `array` stands only
  return a.v + b[0] + c.v + d[0].v;
}

const table = new Float32Array([1, ...[2, 3]]); //! GN1011
const odd = new (Neuron)(); //! GN1015 takes the name
export function read(): f32 {
  return table[0] + odd.v;
}
