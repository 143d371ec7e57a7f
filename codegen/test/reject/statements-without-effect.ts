import { f32, u8, u32 } from "../lib/types.ts";

let state: u32 = 0;
function pure(x: f32): f32 {
  return x + 1;
}
function reads(): u32 {
  return state;
}
function writes(): u32 {
  state += 1;
  return state;
}

let small: u8 = 0;
const values = new Float32Array(4);

export function f(x: f32): f32 {
  state = state; //! GN3006 `state` is assigned to itself
  small = u8(small); //! GN3006 `small` is assigned to itself
  values[state & 3] = values[state & 3]; //! GN3006 assigned to itself
  values[reads() & 3] = values[reads() & 3];
  state = u32(u8(state));
  x + 1; //! GN3006
  x === 1; //! GN3006
  x; //! GN3006
  Math.abs(x); //! GN3006
  u32(x); //! GN3006
  pure(x); //! GN3006 `pure` changes nothing
  reads(); //! GN3006 `reads` changes nothing
  writes();
  return x;
}
