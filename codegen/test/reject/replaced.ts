import { array, f32, u32 } from "../lib/types.ts";

const PRESS = 0;
const MOVE = 1;

class Press {
  readonly kind = PRESS;
  x: u32 = 0;
}
class Move {
  readonly kind = MOVE;
  path = new Float32Array(4);
}
type Event = Press | Move;

class Circle {
  readonly sort = 0;
  radius: f32 = 0;
}
class Drawing {
  readonly sort = 1;
  event: Event = new Press();
}
type Shape = Circle | Drawing;

class Slot {
  event: Event = new Press();
}
class Page {
  shape: Shape = new Circle();
}

const slots = array(Slot, 4);
const page = new Page();

function reset(index: u32): u32 {
  slots[index & 3].event = new Press();
  return index;
}

function resetAll(): void {
  for (let i = 0; i < 4; i++) reset(i);
}

function erase(): void {
  page.shape = new Circle();
}

function sum(values: Float32Array): f32 {
  return values[0] + values[1];
}

export function direct(i: u32): u32 {
  const event = slots[i & 3].event;
  slots[0].event = new Move(); //! GN4032 this replaces a union Event, and `event`
  return event.kind === PRESS ? event.x : 0;
}

export function throughCalls(i: u32): f32 {
  const event = slots[i & 3].event;
  reset(1); //! GN4032 `reset` replaces
  if (event.kind === PRESS) resetAll(); //! GN4032 `resetAll` replaces
  for (let k = 0; k < 3; k++) {
    slots[k].event = new Press(); //! GN4032
  }
  return event.kind === MOVE ? sum(event.path) + f32(reset(2)) : 0; //! GN4032
}

export function part(): f32 {
  const first = slots[0].event;
  if (first.kind !== MOVE) return 0;
  const path = first.path;
  const half = path.subarray(0, 2);
  resetAll(); //! GN4032 `first` //! GN4032 `path` //! GN4032 `half`
  return half[0];
}

export function parameter(event: Event, index: u32): u32 {
  reset(index); //! GN4032 `event` may name
  return event.kind;
}

function both(event: Event, index: u32): u32 {
  return event.kind + index;
}

export function passed(i: u32): u32 {
  return both(slots[i & 3].event, reset(i)); //! GN4032 one is passed here
}

export function nested(): u32 {
  const shape = page.shape;
  if (shape.sort !== 1) return 0;
  shape.event = new Press();
  const event = shape.event;
  erase(); //! GN4032 `shape` //! GN4032 `event`
  event.x = 1;
  return both(event, reset(1)); //! GN4032 one is passed here //! GN4032 `event` may name
}

export function allowed(i: u32): u32 {
  resetAll();
  {
    const event = slots[i & 3].event;
    if (event.kind === PRESS) event.x = 1;
    erase();
  }
  const slot = slots[i & 3];
  slot.event = new Press();
  reset(i);
  return slot.event.kind + reset(i);
}
