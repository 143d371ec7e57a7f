import type { u32 } from "../lib/types.ts";

export default function f(): u32 { //! GN5005
  return 1;
}
export function go(): u32 {
  return 1;
}
function stop(): u32 {
  return 2;
}
export { stop as go }; //! GN5011 exported twice
export { stop as default }; //! GN5005
export { nothing }; //! GN2001 `nothing`

/** @export go */
export function named(): u32 { //! GN5011 public name `go`
  return 3;
}
/** @export not-a-name */ //! GN1033
export function badlyNamed(): u32 {
  return 3;
}
export default 3; //! GN5005
export function memory(): u32 { //! GN5011 every WebAssembly module
  return 4;
}
