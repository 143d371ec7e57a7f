import type { u32 } from "../lib/types.ts";

export function itself(n: u32): u32 {
  if (n === 0) return 0;
  return itself(n - 1); //! GN3003 itself -> itself
}

export function first(n: u32): u32 {
  return second(n);
}
function second(n: u32): u32 {
  return third(n);
}
function third(n: u32): u32 {
  return n === 0 ? 0 : first(n - 1); //! GN3003 first -> second -> third -> first
}
