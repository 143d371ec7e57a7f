/**
 * `Below<N>`: values that are kept below a bound are u32, and do what u32 does.
 *
 * @packageDocumentation
 */
import { array, type Below, type u32 } from "../../../firmware-src/lib/types.ts";

const SLOTS = 8;
type Slot = Below<typeof SLOTS>;

class Ring {
  next: Slot = 6;
  length: Below<9> = 0;
}

const rings = array(Ring, 2);
const contents = new Uint32Array(SLOTS);
let last: Slot = 7;

function put(slot: Slot, value: u32): u32 {
  const before = contents[slot];
  contents[slot] = value;
  return before;
}

function after(slot: Slot): Slot {
  return (slot + 1) % SLOTS;
}

function split(value: u32): [slot: Slot, rest: u32] {
  return [value % SLOTS, value / SLOTS];
}

//? push(10) = 7
//? push(11) = 0
//? push(12) = 1
//? lengthOf(1) = 3
//? lengthOf(0) = 0
//? lengthOf(2) = 4294967295
export function push(value: u32): u32 {
  const ring = rings[1];
  put(ring.next, value);
  ring.next = after(ring.next);
  ring.length = Math.min(ring.length + 1, SLOTS);
  return ring.next;
}

export function lengthOf(index: u32): u32 {
  return index < 2 ? rings[index].length : 0xffffffff;
}

//? store(21) = 0
//? store(29) = 2
//? store(37) = 3
//? lastStored() = 5
export function store(value: u32): u32 {
  const [slot, rest] = split(value);
  last = slot;
  return put(slot, rest);
}

export function lastStored(): Slot {
  return last;
}

//? walk(3, 1) = 1
//? walk(5, 2) = 0
//? walk(4294967295, 40) = 6
export function walk(step: u32, rounds: u32): u32 {
  let slot: Slot = 6;
  const end = Math.min(rounds, 64);
  for (let i: Below<65> = 0; i < end; i++) {
    slot = (slot + step) & 7;
    if (contents.length <= slot) return 99;
  }
  return slot;
}
