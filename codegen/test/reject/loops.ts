import type { f32, u32 } from "../lib/types.ts";

export function sum(values: Float32Array): f32 {
  let total: f32 = 0;
  for (const v of values) total += v; //! GN1010 `for ... of`
  for (const i in values) total += values[i]; //! GN1010 `for ... in`
  return total;
}

export function header(values: Float32Array): f32 {
  let total: f32 = 0;
  let i: u32 = 0;
  for (i = 0; i < 4; i++) total += values[i]; //! GN1023 begins by declaring
  for (let j = 0; j < 4; sum(values)) total += values[j]; //! GN1023 ends with assignments
  for (const k = 0; k < 4; ) total += values[k]; //! GN1023 changes
  here: total += 1; //! GN1032 only a loop has a label
  debugger; //! GN1032 `debugger`
  return total;
}
