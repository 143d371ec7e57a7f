import { array, type Below, type f32, type u32 } from "../lib/types.ts";

const COUNT = 16;
const HALF = 0.5;
const values = new Float32Array(COUNT);

type Slot = Below<typeof COUNT>;

class Entry {
  slot: Slot = 0;
  none: Below<0> = 0; //! GN4001 nothing can be kept below 0
}
const entries = array(Entry, 4);

export declare function nextSlot(): Below<16>; //! GN6009 function of the board

const FIRST: Below<16> = 3; //! GN2012 by nothing else

interface HasSlot {
  slot: Below<16>; //! GN2012 by nothing else
}

export function wrong(a: Below, b: Below<16, 17>): u32 { //! GN2012 one number //! GN2012 one number
  return a + b;
}

export function half(a: Below<typeof HALF>): u32 { //! GN4001 kept below 0.5
  return a;
}

export function name(a: Below<u32>): u32 { //! GN4001 a bound is a constant number
  return a;
}

export function list(a: Slot[]): u32 { //! GN2012 by nothing else
  return a.length;
}

export function mixed(index: f32): f32 {
  const slot: Slot = index; //! GN2006 u32 is needed here
  return values[slot] + values[entries[0].slot];
}
