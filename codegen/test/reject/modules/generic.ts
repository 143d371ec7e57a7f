import type { f32, i32, u32 } from "../../lib/types.ts";

interface Keyed {
  key: u32;
}

let count: u32 = 0;
export let shared: u32 = 0;

/** Uses what another module cannot. */
export function fieldOf<T extends Keyed>(item: T): u32 {
  shared += 1; //! GN2004 `shared` belongs to another module, in `fieldOf` with T = Whole
  return item.key + count + helper(); //! GN8004 `count` is private //! GN8004 `helper` is private
}

function helper(): u32 {
  count += 1;
  return count;
}

export function clampedCount<T extends f32 | i32>(value: T): T {
  return value;
}
