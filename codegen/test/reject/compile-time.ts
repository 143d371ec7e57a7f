import { array, f32, i32, tabulate, u32 } from "../lib/types.ts";
import type { Fixed } from "../lib/types.ts";

let count: u32 = 0;
function three(): u32 {
  return 3;
}
class Cell {
  v: f32 = 0;
}

export const DOUBLE = count * 2; //! GN2020 `count` is not known
export const TRIPLE = three();
let later: u32 = count; //! GN2020
const lengths = new Float32Array(count); //! GN2020
const cells = array(Cell, three()); //! GN2020 result of `three`
const table = new Uint32Array([1, count]); //! GN2020
const triples = new Uint32Array(TRIPLE); //! GN2020 `TRIPLE` is computed by a function
class Field {
  v: u32 = later; //! GN2020
  w: u32 = three(); //! GN2020
}

export function switches(x: u32): u32 {
  switch (x) {
    case count: //! GN2020
      return 1;
    default:
      return u32(lengths[0]) + table[0] + triples[0] + u32(cells[0].v);
  }
}
export function uses(field: Field, values: Fixed<Float32Array, typeof TRIPLE>): u32 { //! GN2020 `TRIPLE` is computed
  return field.v + u32(values[0]);
}
export function chosen(x: u32): u32 {
  switch (x) {
    case TRIPLE: //! GN2020
      return 1;
    default:
      return tabulate(Uint32Array, 4, entry); //! GN1015 `tabulate` stands only
  }
}

function entry(index: u32): u32 {
  return index;
}
function pair(left: u32, right: u32): u32 {
  return left + right;
}
function signed(index: i32): i32 {
  return index;
}
function nothing(index: u32): void {
  count = index;
}
const lacking = tabulate(Uint32Array, 4); //! GN3004 takes a typed array, a length and a function
const doubles = tabulate(Float64Array, 4, entry); //! GN7004 not a typed array
const sums = tabulate(Uint32Array, 4, pair); //! GN7004 does not take an index
const negatives = tabulate(Int32Array, 4, signed); //! GN7004 does not take an index
const voids = tabulate(Uint32Array, 4, nothing); //! GN7004 gives no number
const bytes = tabulate(Uint8Array, 4, entry); //! GN7004 may lose bits
const floats = tabulate(Float32Array, 4, entry); //! GN7004 gives u32 and the elements are f32
const values = tabulate(Uint32Array, 4, count); //! GN7004 not a function
const endless = tabulate(Uint32Array, three(), entry); //! GN2020
