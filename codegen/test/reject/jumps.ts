import type { f32, u32 } from "../lib/types.ts";

export function f(x: u32): u32 {
  break; //! GN3009 `break` stands outside
  continue; //! GN3009 `continue` stands outside
  while (true) {
    break outer; //! GN3010 called `outer`
  }
  outer: while (x > 1) {
    x -= 1;
    if (x === 3) continue outre; //! GN3010 called `outre`
  }
  return x;
}

declare function read(): u32;
const steps = new Uint32Array(4);

export function headers(): void {
  for (let i = 0; i < 9; i = read()) {} //! GN3012
  for (let i = 0; i < 9; steps[i] += 1) {} //! GN3012
}

export function switches(x: u32, y: f32): u32 {
  switch (y) { //! GN3013 not by f32
    default:
      return 1;
  }
}

export function cases(x: u32): u32 {
  let y: u32 = 0;
  switch (x) {
    case 1:
      y = 1;
      break;
    case 1: //! GN3011 the case 1
      y = 2;
      break;
    case 2: //! GN3014
      y = 3;
    case -1: { //! GN2008
      y = 4;
      break;
    }
    default:
      y = 5;
  }
  return y;
}

export function early(x: u32): u32 {
  switch (x) {
    case 1:
      if (x > 2) break; //! GN3015
      return 1;
    default:
      while (true) {
        break;
      }
  }
  return 2;
}
