import { f32, i32, u32 } from "../lib/types.ts"; //! GN2015 the import `i32`

const LIMIT = 3; //! GN2015 the constant `LIMIT`
let counter: u32 = 0; //! GN2015 the variable `counter`
class Neuron { //! GN2015 the class
  v: f32 = 0;
}
type Vector = Float32Array; //! GN2015 the type
function idle(): void {} //! GN2015 the function

export function f(x: u32): u32 {
  const y = x * 2; //! GN2015 the constant `y`
  let z: u32 = 0; //! GN2015 the variable `z`
  z = x;
  const two = 2; //! GN2015
  for (let i: u32 = 0; true; ) { //! GN2015 the variable `i`
    return x;
  }
}
