/**
 * Constants, initialised tables and references to statics.
 *
 * @packageDocumentation
 */
import { u8, type Fixed, type f32, type i32, type u32 } from "../../../firmware-src/lib/types.ts";
import { LENGTH, scale } from "./modules/scale.ts";

const PRIMES = new Uint16Array([2, 3, 5, 7, 11, 13, 60013, 65521]);
const OFFSETS = new Int8Array([-128, -1, 0, 1, 127]);
const WEIGHTS = new Float32Array([0.1, -0, 1e-45, 3.4028235e38]);
const MASK = 0xff00;
const HALF: f32 = 0.5;

const shared = new Float32Array(LENGTH);
let calls: u32 = 0;

//? prime(0) = 2
//? prime(7) = 65521
//? prime(8) = 0
export function prime(i: u32): u32 {
  return i < PRIMES.length ? PRIMES[i] : 0;
}

//? offset(0) = -128
//? offset(4) = 127
export function offset(i: u32): i32 {
  return i < 5 ? OFFSETS[i] : 0;
}

//? weight(0) = 0.10000000149011612
//? weight(1) = -0
//? weight(2) = 1.401298464324817e-45
//? weight(3) = 3.4028234663852886e+38
export function weight(i: u32): f32 {
  return i < 4 ? WEIGHTS[i] : NaN;
}

//? masked(0x12345678) = 0x5600
export function masked(x: u32): u32 {
  return x & MASK;
}

/** A static by reference, for whoever wants to see it whole. */
export function buffer(): Fixed<Float32Array, 3> {
  return shared;
}

//? write(1, 5) = 2.5
//? write(2, 6) = 3
//? total() = 16.5
//? called() = 3
export function write(i: u32, value: f32): f32 {
  calls++;
  if (i >= LENGTH) return 0;
  shared[i] = value * HALF;
  return shared[i];
}

//? write(3, 1) = 0
export function total(): f32 {
  calls++;
  let sum: f32 = 0;
  for (let i: u32 = 0; i < LENGTH; i++) sum += scale(shared[i], i);
  return sum;
}

export function called(): u8 {
  return u8(calls);
}
