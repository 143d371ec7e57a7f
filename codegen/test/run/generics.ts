/**
 * Generic functions over scalars, arrays, classes and lengths, also those of another module.
 *
 * @packageDocumentation
 */
import { array, type u8, type Fixed, type f32, type i32, type u32 } from "../../../firmware-src/lib/types.ts";
import { counts, LIMIT, median, midrange } from "./modules/generic.ts";

interface Timed {
  due: u32;
  weights: Fixed<Float32Array, 2>;
}

class Timer {
  due: u32 = 9;
  weights = new Float32Array(2);
}

class Event {
  weights = new Float32Array(2);
  payload: i32 = -1;
  due: u32 = 5;
}

const timers = array(Timer, 3);
const events = array(Event, 2);
const bytes = new Uint8Array([4, 250, 6]);
const words = new Int32Array([-7, 100000, 3, 8]);
const floats = new Float32Array([0.5, -2]);

function earliest<T extends Timed>(items: T[]): u32 {
  let best: u32 = 0xffffffff;
  for (let i = 0; i < items.length; i++) if (items[i].due < best) best = items[i].due;
  return best;
}

function weigh<T extends Timed>(item: T, weight: f32): f32 {
  item.weights[0] = weight;
  item.weights[1] += weight;
  return item.weights[0] + item.weights[1];
}

function largest<Values extends Uint8Array | Int32Array | Float32Array>(values: Values): Values[number] {
  if (values.length === 0) return 0;
  let best: Values[number] = values[0];
  for (let i = 1; i < values.length; i++) if (values[i] > best) best = values[i];
  return best;
}

function last<Values extends Uint8Array | Int32Array, N extends number>(values: Fixed<Values, N>): i32 {
  return i32Of(values[values.length - 1]);
}

function i32Of<T extends u32 | i32>(value: T): i32 {
  return value > 1000 ? 1000 : value < 0 ? -1 : 1;
}

const CHOSEN = median<f32>(1, 3, 2.5);

//? earliestTimer() = 9
export function earliestTimer(): u32 {
  return earliest(timers);
}

//? earliestEvent() = 5
export function earliestEvent(): u32 {
  return earliest(events);
}

//? weighed(0, 1.5) = 3
//? weighed(0, 1.5) = 4.5
//? weighed(1, 2) = 4
export function weighed(index: u32, weight: f32): f32 {
  return index === 0 ? weigh(timers[0], weight) : weigh(events[1], weight);
}

//? largestByte() = 250
export function largestByte(): u8 {
  return largest(bytes);
}

//? largestWord() = 100000
export function largestWord(): i32 {
  return largest(words);
}

//? largestFloat() = 0.5
export function largestFloat(): f32 {
  return largest(floats);
}

//? largestPart(2, 4) = 8
//? largestPart(3, 1) = 0
export function largestPart(start: u32, end: u32): i32 {
  return start <= end && end <= words.length ? largest(words.subarray(start, end)) : 0;
}

//? lasts() = 2
export function lasts(): i32 {
  return last(bytes) + last(words);
}

//? middle(-4, 6, 5) = 5
export function middle(a: i32, b: i32, c: i32): i32 {
  return median(a, b, c);
}

//? chosen() = 2.5
export function chosen(): f32 {
  return CHOSEN;
}

//? ranges() = 126.25
//? counted() = 2
export function ranges(): f32 {
  return midrange(bytes) + midrange(floats);
}

export function counted(): u32 {
  return median(counts[0], LIMIT, 0);
}
