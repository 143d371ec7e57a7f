import type { f32, u32 } from "../lib/types.ts";

interface Shape {
  area: f32;
}
const enum Metric { //! GN1025 there are no `const` and no `declare` enums
  L2,
}
declare enum Mode { //! GN1025 there are no `const` and no `declare` enums
  On,
}
namespace Inner {} //! GN1025 no namespaces
declare const outside: u32; //! GN1025 only functions come from outside
export function bodiless(): u32; //! GN1025 no body

export function same<T>(x: u32): u32 { //! GN1026
  return x;
}
export class Box<T> { //! GN1026
  v: f32 = 0;
}

export function optional(x?: f32, by: f32 = 2): f32 { //! GN1027 always passed //! GN1027 always passed
  return by;
}

export function untyped(x) { //! GN1028 no result type //! GN1028 no type
  return x;
}

outside + 1; //! GN1029
if (outside) { //! GN1029
}

export function uses(shape: Shape): u32 { //! GN2012 an interface says what a class has
  return same<u32>(Metric);
}
export function where(): u32 {
  return import.meta; //! GN1099 meta property
}
