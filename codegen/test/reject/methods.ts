import { array, type f32, type u32 } from "../lib/types.ts";

class Cell {
  value: u32 = 0;
  parts = new Uint32Array(4);

  set(value: u32): void {
    this.value = value;
    this = cell; //! GN4006 a whole struct is not assigned
    this.missing = 1; //! GN2013
  }

  get(index: u32): f32 {
    return this.value; //! GN2006
  }

  odd(n: u32): u32 {
    return this.even(n);
  }

  even(n: u32): u32 {
    return this.odd(n); //! GN3003 `Cell.odd` would call itself: Cell.odd -> Cell.even -> Cell.odd
  }

  itself(): Cell {
    return this; //! GN4013
  }

  value(): u32 { //! GN2002 declared twice
    return this.value;
  }

  reset(): void {}
  reset(): void {} //! GN2002 declared twice
}

const cell = new Cell();
const cells = array(Cell, 3);

export function misuse(x: u32): u32 {
  cell.set(); //! GN3004
  cell.set(1, 2); //! GN3004
  cell.set(1.5); //! GN2008
  cell.sett(1); //! GN3005 Cell has no method `sett`
  cells.set(1); //! GN3005 no method `set`
  x.set(1); //! GN3005 no method `set`
  const f = cell.set; //! GN2013
  const y = cell.set(1); //! GN3007
  cells[0].get(0); //! GN3006
  return this.value; //! GN1020 outside of methods
}
