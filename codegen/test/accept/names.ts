/**
 * Names that mean something else in C, in C++ or in the generated code.
 *
 * @packageDocumentation
 */
import { i32 } from "../lib/types.ts";
import type { bool, f32, u32 } from "../lib/types.ts";

/** Fields named like keywords. */
export class register {
  int: i32 = 0;
  struct: u32 = 7;
  NULL: f32 = 0;
}

const volatile = new register();
const at = 3;
let externs: u32 = 0;

/** A function named like an operator of C++, with parameters named like types. */
export function delete_(char: u32, short: i32, uint8_t: bool): i32 {
  const long = char % 5;
  const signed: i32 = uint8_t ? short : -3;
  volatile.int = signed;
  volatile.struct += long;
  externs = volatile.struct;
  return volatile.int + i32(externs);
}

/** Locals named like what is around them. */
export function main(names_main: u32, i32_add: i32): i32 {
  const names_volatile = names_main + at;
  const bool: u32 = names_volatile & 3;
  const Math_: i32 = i32_add + 1;
  return i32(bool) + Math_;
}

/** Locals named like the support functions of generated JavaScript. */
export function saturate(value: f32, popcount: u32): u32 {
  const scratch = u32OfFloat(value);
  const instantiate = scratch + popcount;
  return instantiate;
}

function u32OfFloat(undefined_: f32): u32 {
  let goto: u32 = 0;
  const unsigned = undefined_ * 2;
  if (unsigned > 1) goto = 1;
  return goto;
}
