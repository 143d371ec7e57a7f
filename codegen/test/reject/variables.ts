import type { f32, u32 } from "../lib/types.ts";

var count: u32 = 0; //! GN1008 no `var`

export class Point {
  x: f32 = 0;
  y: f32 = 0;
}

export function inside(point: Point): f32 {
  var total: f32 = 0; //! GN1008
  using handle = total; //! GN1008 no `using`
  const { x, y } = point; //! GN1012 by a pattern
  let later!: f32; //! GN1019 promise a value
  [total] = handle; //! GN1012 only the tuple
  return total + x + y + handle + later + count;
}

export function parameters({ x }: Point): f32 { //! GN1012 by a pattern
  return x;
}

const [first] = new Float32Array(4); //! GN1012
export function read(): f32 {
  return first;
}
