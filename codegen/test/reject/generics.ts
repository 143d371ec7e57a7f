import { array, f32, i32, u32 } from "../lib/types.ts";
import type { Fixed } from "../lib/types.ts";
import { clampedCount, fieldOf } from "./modules/generic.ts";

interface Keyed {
  key: u32;
  values: Fixed<Float32Array, 4>;
}
interface Lengthless {
  values: Float32Array; //! GN4004 has no length here
}
interface Method {
  step(): void; //! GN1024 plain fields
}
interface Wider extends Keyed { //! GN1024 plain fields
  more: u32;
}
class Whole {
  key: u32 = 0;
  values = new Float32Array(4);
}
class Part {
  key: u32 = 0;
}
class Other {
  key: f32 = 0;
  values = new Float32Array(4);
}
const wholes = array(Whole, 2);
const parts = array(Part, 2);
const others = array(Other, 2);
const three = new Float32Array(3);
const four = new Float32Array(4);
const bytes = new Uint8Array(4);

export declare function outside<T extends f32 | i32>(x: T): T; //! GN1026 only functions of the program
function free<T>(x: u32): u32 { //! GN1026 says what it can be
  return x;
}
function byDefault<T extends f32 | i32 = f32>(x: T): T { //! GN1026 says what it can be
  return x;
}
class Box<T> { //! GN1026
  v: f32 = 0;
}

function least<T extends f32 | i32>(a: T, b: T): T {
  return a < b ? a : b;
}
function find<T extends Keyed>(items: T[], key: u32): u32 {
  for (let i = 0; i < items.length; i++) if (items[i].key === key) return i;
  return items.length;
}
function sum<A extends Float32Array | Int32Array>(values: A): f32 {
  return values[0]; //! GN2006 f32 is needed here, and this is i32, in `sum` with A = Int32Array
}
function dot<N extends number>(a: Fixed<Float32Array, N>, b: Fixed<Float32Array, N>): f32 {
  return a[0] * b[0] * missing; //! GN2001 there is no `missing` here, in `dot` with N = 4
}
function valued<N extends number>(a: Fixed<Float32Array, N>): u32 {
  return N; //! GN2012 `N` is not a value, in `valued` with N = 4
}
function typed<N extends number>(a: N): u32 { //! GN2012 `N` is a length
  return 0;
}
function again<T extends f32 | i32>(x: T, count: u32): T {
  return count === 0 ? x : again(x, count - 1); //! GN3003 would call itself: again_f32 -> again_f32
}

export function uses(x: f32, y: i32, z: u32): f32 {
  least(z, z); //! GN8002 `T` cannot be this: u32 is not among its types
  least(1, 2); //! GN8001 nothing says what `T` of `least` is
  least<f32, f32>(1, 2); //! GN8001 takes 1 type argument, not 2
  least<u32>(1, 2); //! GN8002
  uses<f32>(1, 2, 3); //! GN8001 `uses` is not generic
  least(x, y); //! GN2006
  find(parts, 1); //! GN8002 `T` cannot be this: Part has no field `values: Fixed<Float32Array, 4>`
  find(others, 1); //! GN8002 Other has no field `key: u32`
  find(three, 1); //! GN8002 f32 is not a class
  sum(bytes); //! GN8002 Fixed<Uint8Array, 4> is not among its types
  dot(four, three); //! GN4007
  dot<3>(four, three); //! GN4007
  dot<f32>(four, three); //! GN4001
  const chosen: Keyed = wholes[0]; //! GN2012 an interface says what a class has
  const generic = least; //! GN2012 `least` is a function
  const found = valued(four) + typed<3>(3) + fieldOf(wholes[0]) + u32(clampedCount(x));
  return f32(found) + sum(three) + f32(sum(new Int32Array(2))) + dot(four, four) + f32(find(wholes, 2)) + again(x, 2); //! GN1015
}
export function shown<T extends f32 | i32>(x: T): T { //! GN8005 `shown` is generic
  return x;
}
const whole = new Int32Array(2);
export function more(): f32 {
  return sum(whole) + dot(three, three);
}
