import type { f32 } from "../../../../firmware-src/lib/types.ts";

/** The lesser and the greater of two. */
export function minmax(a: f32, b: f32): [least: f32, most: f32] {
  return [Math.min(a, b), Math.max(a, b)];
}
