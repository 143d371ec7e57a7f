import { f32, u32 } from "../lib/types.ts";

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

export function f(x: f32): f32 {
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
