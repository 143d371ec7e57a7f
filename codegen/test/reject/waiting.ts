import type { u32 } from "../lib/types.ts";

export async function step(): u32 { //! GN1006 never async
  return await later(); //! GN1006 never waits
}

export function* each(): u32 { //! GN1006 no generators
  yield 1; //! GN1006 no generators
}

export function check(index: u32): u32 {
  if (index > 31) throw index; //! GN1007
  try { //! GN1007 no exceptions
    return index;
  } finally {
    return 0;
  }
}
