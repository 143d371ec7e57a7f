/**
 * A choice between two constants of f32, and a bool that becomes one: LLVM 22 has no instruction for either on Xtensa.
 *
 * @packageDocumentation
 */
import { f32, type bool } from "../../../../firmware-src/lib/types.ts";

//? chosen(0) = 0.30000001192092896
//? chosen(1) = -2.5
//? chosen(NaN) = 0.30000001192092896
export function chosen(x: f32): f32 {
  return x > 0 ? -2.5 : 0.3;
}

//? converted(true) = 1
//? converted(false) = 0
export function converted(flag: bool): f32 {
  return f32(flag);
}

//? compared(1, 2) = 1
//? compared(2, 1) = 0
export function compared(a: f32, b: f32): f32 {
  return f32(a < b);
}

//? sameSign(0, 1) = -0
//? sameSign(1, 0) = 0
export function sameSign(a: f32, b: f32): f32 {
  return a < b ? -0 : 0;
}
