import type { f32, u32 } from "../lib/types.ts";

export function twice(x: f32): f32 {
  const double = (y: f32): f32 => y * 2; //! GN1005 inside a function
  return double(x);
}

export function thrice(x: f32): f32 {
  const triple = function (y: f32): f32 { return y * 3; }; //! GN1005
  return triple(x);
}

export function nested(x: u32): u32 {
  function inner(y: u32): u32 { //! GN1005
    return y;
  }
  return inner(x);
}

export function local(): u32 {
  class Local { //! GN1005 a class cannot stand inside a function
  }
  return new Local(); //! GN1015
}

export function chosen(x: u32): u32 {
  return (x > 1 ? nested : local)(x); //! GN1005 can be called, by its name
}
