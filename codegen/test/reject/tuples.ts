import type { Fixed, bool, f32, u32, u8 } from "../lib/types.ts";

class Point {
  x: f32 = 0;
}
const points = new Point();
const values = new Float32Array(4);
let state: u32 = 0;
let small: u8 = 0;

export declare function measure(): [f32, f32]; //! GN4020 board returns no tuple

type Pair = [u32, u32]; //! GN4020 only the result
export function alone(): [u32] { //! GN4020 has 2 to 8 elements
  return 1;
}
export function many(): [u32, u32, u32, u32, u32, u32, u32, u32, u32] { //! GN4020 this one has 9
  return 1;
}
export function point(): [Point, u32] { //! GN4020 not Point
  return 1;
}
export function nested(): [[u32, u32], u32] { //! GN4020 only the result
  return 1;
}
export function twice(): [a: u32, a: u32] { //! GN2002 `a` is declared twice
  return [1, 2];
}
export function ordinal(): [second: u32, u32] { //! GN2002 `second`
  return [1, 2];
}
export function optional(): [a: u32, b?: u32] { //! GN1030 all of its elements
  return [1, 2];
}
export function rest(): [a: u32, ...b: u32[]] { //! GN1030 all of its elements
  return [1, 2];
}
export function pair(pair: [u32, u32]): u32 { //! GN4020
  return 1;
}

function divide(a: u32): [quotient: u32, remainder: u32] {
  return [a / 10, a % 10];
}

export function taking(a: u32): u32 {
  const both = divide(a); //! GN4021 2 values at once
  const [one, two, three] = divide(a); //! GN4021 2 elements, and not more
  const [,] = divide(a); //! GN4021 takes no element
  const [four = 1, [five]] = divide(a); //! GN1012 gets a name //! GN1012 gets a name
  const [...six] = divide(a); //! GN1012 gets a name
  const [seven]: [u32] = divide(a); //! GN1012 the types that the function gives
  const [eight] = values; //! GN1012 only the tuple
  const [nine] = Math.sqrt(2); //! GN1012 only the tuple
  const [ten] = unknown(a); //! GN2001
  let [eleven]; //! GN1012 by a pattern
  for (let [i] = divide(a); ; ) break; //! GN1023 begins by declaring
  divide(a); //! GN3006 changes nothing
  return divide(a) + one + two + three + four + five + six + seven + eight + nine + ten + eleven; //! GN4021
}

export function assigning(a: u32): void {
  const fixed: u32 = 1;
  [fixed, state] = divide(a); //! GN2004 declared with `const`
  [small] = divide(a); //! GN2006 this is u8
  [points.x] = divide(a); //! GN2006 this is f32
  [points] = divide(a); //! GN4006 a whole struct
  [state, ...values] = divide(a); //! GN1012 gets a name
  [state, state, state] = divide(a); //! GN4021 not more
  for (let i: u32 = 0; i < 4; [i] = divide(i)) state = 1; //! GN1012 by a pattern //! GN4021
}

export function returning(a: u32): [u32, bool] {
  if (a === 0) return; //! GN3008 returns no value
  if (a === 1) return a; //! GN3008 returns 2 values
  if (a === 2) return [a]; //! GN3008 returns 2 values
  if (a === 3) return [a, a]; //! GN2006 bool is needed
  if (a === 4) return divide(a); //! GN3008 this is [quotient, remainder]
  if (a === 5) return [a, false, true]; //! GN3008
  if (a === 6) return [a, [a]]; //! GN1014
  return [a, a > 3];
}

export function scalar(a: u32): u32 {
  return [a, a]; //! GN1014 returns no tuple
}

export function unused(a: u32): u32 {
  const [used, other] = divide(a);
  return used;
}
