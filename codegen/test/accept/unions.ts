/**
 * Unions: a queue of events, each of which is one of several things.
 *
 * @packageDocumentation
 */
import { array, f32, u32, type i32 } from "../lib/types.ts";

/** What tells events apart. */
enum Kind {
  Idle,
  Press,
  Move,
}

/** What can happen. */
type Event = Press | Move | Idle;

/** Where a finger went down. */
class Press {
  readonly kind = Kind.Press;
  x: i32 = 0;
  y: i32 = 0;
}

/** The way of a finger, a point a tick. */
class Move {
  readonly kind = Kind.Move;
  pressure: f32 = 1;
  length: u32 = 0;
  path = new Int16Array(6);
}

/** Nothing. */
class Idle {
  readonly kind = Kind.Idle;
}

/** A place of the queue. */
class Slot {
  time: u32 = 0;
  event: Event = new Idle();
}

class Pair {
  first: Event = new Move();
  second: Event = new Press();
}

const CAPACITY = 4;
const slots = array(Slot, CAPACITY);
const pair = new Pair();
let next: u32 = 0;

function append(time: u32): u32 {
  const index = next % CAPACITY;
  slots[index].time = time;
  next++;
  return index;
}

/** Queues a press. */
export function press(time: u32, x: i32, y: i32): void {
  const slot = slots[append(time)];
  slot.event = new Press();
  const event = slot.event;
  event.x = x;
  event.y = y;
}

/** Queues a move. */
export function move(time: u32, pressure: f32): void {
  const slot = slots[append(time)];
  slot.event = new Move();
  const event = slot.event;
  if (event.kind === Kind.Move) {
    event.pressure = pressure;
    for (let i = 0; i < event.path.length; i++) extend(event, i);
  }
}

function extend(event: Move, i: u32): void {
  if (i < event.path.length) event.path[i] = 3;
  event.length++;
}

/** Forgets what is queued at a place. */
export function clear(index: u32): void {
  slots[index % CAPACITY].event = new Idle();
}

/** How much happened, all kinds counted in their own way. */
function weigh(event: Event): f32 {
  switch (event.kind) {
    case Kind.Press:
      return f32(event.x + event.y);
    case Kind.Move:
      return event.pressure * f32(sum(event.path.subarray(0, Math.min(event.length, 6))));
    case Kind.Idle:
      return 0;
  }
}

function sum(values: Int16Array): i32 {
  let total: i32 = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** What is queued at a place, weighed. */
export function weight(index: u32): f32 {
  return weigh(slots[index % CAPACITY].event);
}

/** Conditions tell variants apart as well. */
export function isFirm(index: u32): boolean {
  const event = slots[index % CAPACITY].event;
  if (event.kind === Kind.Idle) return false;
  return (event.kind === Kind.Move && event.pressure > 1) || (event.kind === Kind.Press && event.y !== 0);
}

/** The kind of an event, without asking for more. */
export function kindOf(index: u32): Kind {
  return slots[index % CAPACITY].event.kind;
}

/** A variant that is known is passed as it is, and as the union. */
export function initial(): f32 {
  const first = pair.first;
  const second = pair.second;
  return weigh(first) + (second.kind === Kind.Press ? weigh(second) + f32(second.y) : 0);
}
