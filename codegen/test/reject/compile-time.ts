import { array, f32, u32 } from "../lib/types.ts";

let count: u32 = 0;
function three(): u32 {
  return 3;
}
class Cell {
  v: f32 = 0;
}

export const DOUBLE = count * 2; //! GN2020 `count` is not known
export const TRIPLE = three(); //! GN2020 `three` is not known
let later: u32 = count; //! GN2020
const lengths = new Float32Array(count); //! GN2020
const cells = array(Cell, three()); //! GN2020 result of `three`
const table = new Uint32Array([1, count]); //! GN2020
class Field {
  v: u32 = later; //! GN2020
}

export function switches(x: u32): u32 {
  switch (x) {
    case count: //! GN2020
      return 1;
    default:
      return u32(lengths[0]) + table[0] + u32(cells[0].v);
  }
}
export function uses(field: Field): u32 {
  return field.v;
}
