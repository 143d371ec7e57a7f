import type { u32 } from "../../../../firmware-src/lib/types.ts";

export class Counter {
  value: u32 = 0;

  next(): u32 {
    this.value += 1;
    return this.value;
  }
}
