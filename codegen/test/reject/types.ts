import type { Fixed, f32, u32 } from "../lib/types.ts";

export class Neuron {
  v: f32 = 0;
}

export function forms(
  a: f32 | u32, //! GN1030 union type
  b: { v: f32 }, //! GN1030 type literal
  c: [f32, f32], //! GN4020 only the result
  d: () => void, //! GN1030 function type
  e: Some.Name, //! GN1030 qualified name
  f: readonly Neuron[], //! GN1030 type operator
): void {}

export function keywords(a: number, b: any, c: string, d: unknown, e: object, f: undefined): void {} //! GN1031 which number //! GN1031 `any` //! GN1031 `string` //! GN1031 `unknown` //! GN1031 `object` //! GN1031 `undefined`

const LIMIT = 2;

export function names(
  a: LIMIT, //! GN2012 not a type
  b: 16, //! GN2012 a number, not a type
  c: Fixed<f32, 4>, //! GN2012 no elements
  d: Fixed<Float32Array>, //! GN2012 its length
  e: f32<u32>, //! GN2012 no type arguments
  g: void, //! GN2012 not a value
  h: Math, //! GN2012 not a type
  i: f32[], //! GN4004 no lists of f32
  j: Float32Array[], //! GN4004 no lists of Float32Array
  k: Fixed<Float32Array, 0>, //! GN4001 0 is not the length
  l: Fixed<Float32Array, 1.5>, //! GN4001 1.5 is not the length
  m: Fixed<Float32Array, typeof Neuron>, //! GN4001 constant number
): u32 {
  return 1;
}

export type Loop = Loop; //! GN2019
export function value(): u32 {
  const a = f32; //! GN2012 imported only as a type
  const b = Neuron; //! GN2012 not a value
  return u32(1); //! GN2012 imported only as a type
}
