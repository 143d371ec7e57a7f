import type { u32 } from "../lib/types.ts";

export function mode(): u32 {
  return "search"; //! GN1003 no strings
}

export function greeting(n: u32): u32 {
  return `n is ${n}`; //! GN1003 no template strings
}

export function plain(): u32 {
  return `plain`; //! GN1003 no template strings
}

export function pattern(): u32 {
  return /[0-9]/; //! GN1004
}

function inner(): u32 {
  return 1;
}
export { inner as "inner name" }; //! GN1003
