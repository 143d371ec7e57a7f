import { f32, u32 } from "../lib/types.ts";

const threshold: f32 = 1;
let count: u32 = 0;
let count: u32 = 1; //! GN2002 declared twice

export class Twice {
  v: f32 = 0;
  v: f32 = 1; //! GN2002
}

export function misspelt(current: f32): f32 {
  if (current > treshold) return curent; //! GN2001 `treshold` //! GN2001 `curent`
  return undefined; //! GN2001
}

export function vocabulary(x: u32): i32 { //! GN2001 `i32`
  return x;
}

export function shadows(x: u32): u32 {
  const x: u32 = 1; //! GN2002 around this one
  if (x > 1) {
    const x: u32 = 2; //! GN2002 around this one
    return x;
  }
  outer: while (x > 2) {
    outer: while (x > 3) { //! GN2002 the label
      break outer;
    }
  }
  return x;
}

export function early(): u32 {
  if (count > 1) {
    const before = count + 1; //! GN2003 `count` is used above
    let count: u32 = 2;
    return before + count;
  }
  return 0;
}

const DOUBLE = SINGLE * 2; //! GN2003
const SINGLE = 2;

export function assigns(values: Float32Array): void {
  SINGLE = 3; //! GN2004 constant
  threshold = 2; //! GN2004 constant
  const local = count;
  local = 2; //! GN2004 declared with `const`
  assigns = 2; //! GN2004 not a variable
  values.length = 2; //! GN2013 no field `length`
  (count + 1) = 2; //! GN2014
  Math.PI = 3; //! GN2014
  SINGLE.x = 2; //! GN2014 a constant
}

export function größe(): u32 { //! GN1033
  const $x: u32 = 1; //! GN1033
  return $x;
}
