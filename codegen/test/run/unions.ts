/**
 * Unions: what they begin as, how they are replaced, asked for their variant, passed and nested.
 *
 * @packageDocumentation
 */
import { array, f32, u32, type bool, type i32, type u8 } from "../../../firmware-src/lib/types.ts";
import { Kind } from "./modules/kind.ts";
import { Circle, Square, area, type Shape } from "./modules/shape.ts";

class Press {
  readonly kind = Kind.Press;
  x: i32 = 0;
  y: i32 = -7;
}

class Inner {
  level: f32 = 0.5;
  flag: bool = true;
}

class Move {
  readonly kind = Kind.Move;
  narrow: u8 = 9;
  inner = new Inner();
  inners = array(Inner, 2);
  path = new Uint32Array(20);
}

class Idle {
  readonly kind = Kind.Idle;
}

type Event = Press | Move | Idle;

class Slot {
  before: u8 = 1;
  event: Event = new Press();
  after: u8 = 2;
}

class Drawing {
  shape: Shape = new Square();
  slot = new Slot();
}

const slots = array(Slot, 3);
const drawing = new Drawing();
const spare = new Press();

//? kindOf(0) = 3
//? sum(0) = -7
//? sum(2) = -7
//? edges(1) = [1, 2]
//? move(1, 5) = 5
//? kindOf(1) = 200
//? sum(1) = 35
//? edges(1) = [1, 2]
//? sum(0) = -7
//? edges(2) = [1, 2]
//? idle(1)
//? sum(1) = 0
//? move(1, 1) = 1
//? sum(1) = 31
//? press(1, 40) = 40
//? sum(1) = 33
//? move(1, 0) = 0
//? sum(1) = 30
//? edges(1) = [1, 2]
export function kindOf(index: u32): u32 {
  return u32(slots[index % 3].event.kind);
}

export function move(index: u32, length: u32): u32 {
  const slot = slots[index % 3];
  slot.event = new Move();
  const event = slot.event;
  for (let i: u32 = 0; i < Math.min(length, 20); i++) event.path[i] = 1;
  let total: u32 = 0;
  for (let i = 0; i < event.path.length; i++) total += event.path[i];
  return total;
}

export function press(index: u32, x: i32): i32 {
  const slot = slots[index % 3];
  slot.event = new Press();
  const event = slot.event;
  event.x = x;
  const again = slots[index % 3].event;
  if (again.kind !== Kind.Press) return 0;
  return again.x;
}

export function idle(index: u32): void {
  slots[index % 3].event = new Idle();
}

export function edges(index: u32): [before: u32, after: u32] {
  const slot = slots[index % 3];
  return [slot.before, slot.after];
}

export function sum(index: u32): i32 {
  const event = slots[index % 3].event;
  switch (event.kind) {
    case Kind.Press:
      return sumOfPress(event);
    case Kind.Move: {
      let total: i32 = 0;
      for (let i = 0; i < event.path.length; i++) if (event.path[i] !== 0) total++;
      const inner = event.inner;
      if (inner.flag && event.inners[1].flag) total += 20;
      return total + (event.inners[0].level > 0.25 ? 1 : 0) + (event.narrow === 9 ? 9 : 0);
    }
    case Kind.Idle:
      return 0;
  }
}

function sumOfPress(press: Press): i32 {
  return press.x + press.y + (press.kind === Kind.Press ? 0 : 1000);
}

/** A class with a tag is a class. */
//? alone(5) = -2
export function alone(x: i32): i32 {
  spare.x = x;
  return sumOfPress(spare);
}

/** Conditions of all forms. */
//? asked(0) = [1, 0]
//? asked(1) = [2, 1]
export function asked(index: u32): [u32, u32] {
  const event = slots[index % 3].event;
  const isPress = !(event.kind !== Kind.Press) && event.y === -7;
  const isFirm = event.kind !== Kind.Move || event.narrow !== 9;
  const shown = event.kind === Kind.Move ? event.narrow : u32(0);
  if (event.kind === Kind.Idle) return [9, 9];
  if (event.kind === Kind.Press) return [isPress && isFirm ? 1 : 5, shown];
  return [isPress || isFirm ? 6 : 2, event.narrow === shown ? 1 : 0];
}

/** Unions of other modules, and within other structs. */
//? draw(2) = [4, 1]
//? draw(3) = [28, 2]
//? draw(1) = [1, 1]
export function draw(size: u32): [area: u32, kind: u32] {
  if (size === 3) drawing.shape = new Circle();
  else drawing.shape = new Square();
  resize(drawing.shape, f32(size));
  drawing.slot.event = new Idle();
  return [u32(area(drawing.shape)), drawing.shape.kind];
}

function resize(shape: Shape, size: f32): void {
  if (shape.kind === 1) shape.side = size;
  else shape.radius = size;
}

/** The place is found once, and before anything is put there. */
//? replaceNext() = 3
//? replaceNext() = 1
let visits: u32 = 0;

function nextIndex(): u32 {
  visits++;
  return visits % 3;
}

export function replaceNext(): u32 {
  slots[nextIndex()].event = new Idle();
  let idles: u32 = 0;
  for (let i = 0; i < slots.length; i++) if (slots[i].event.kind !== Kind.Idle) idles++;
  return visits === 1 ? idles + 1 : idles;
}
