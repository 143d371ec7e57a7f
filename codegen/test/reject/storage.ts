import { array, f32, u32 } from "../lib/types.ts";
import type { Fixed } from "../lib/types.ts";

const COUNT = 4;
class Neuron {
  v: f32 = 0;
}

const empty = new Float32Array(0); //! GN4001 0 is not the length
const half = new Float32Array(COUNT / 8); //! GN4001 0.5 is not the length
const negative = array(Neuron, -COUNT); //! GN4001 -4
const none = new Uint8Array([]); //! GN4001
const huge = new Float32Array(100000000); //! GN4001
const large = new Float32Array(8000000); //! GN4009

let query = new Float32Array(16); //! GN4002 never replaced
const values: Fixed<Float32Array, 4> = 4; //! GN4002
let reset: Fixed<Float32Array, 4> = 0; //! GN4002 begins with `new`
const missing: u32; //! GN4002 no initial value
let later: u32; //! GN4002 no initial value
let untyped = 0; //! GN2009

const doubles = new Float64Array(4); //! GN4003 neither
const things = new COUNT(); //! GN4003
const numbers = array(f32, 4); //! GN4003 of a class, or of a typed array
const flat = array(Float32Array, 4); //! GN4003 two dimensions or more
const plane = array(Float32Array, 4096, 4096); //! GN4009
const wrong: Fixed<Float32Array, 8> = new Float32Array(4); //! GN4007
const parts = new Neuron(1); //! GN3004
const lengthless = new Float32Array(); //! GN3004
const list = array(Neuron); //! GN3004

class Fields {
  a: f32; //! GN4004 no initial value
  b = 0; //! GN2009
  c = 1 + true; //! GN2006
}
class Nothing {} //! GN4004 holds nothing
class Loop {
  next = new Loop(); //! GN4005
}
class Left {
  right = array(Right, 2);
}
class Right {
  left = new Left(); //! GN4005 `Left`
}

export function locals(neuron: Neuron): void {
  const a: Fixed<Float32Array, 4> = 0; //! GN2006 not Fixed<Float32Array, 4>
  let b: Neuron; //! GN4003 no arrays and structs of its own
  let c = neuron; //! GN4006 always means the same
}
