import type { u32 } from "../../lib/types.ts";

export let count: u32 = 0;
export function step(): u32 {
  count += 1;
  return count;
}
