import type { u32 } from "../../lib/types.ts";

export class Filter {
  /** Of eight samples. */
  sum: u32 = 0;

  /** Gives the mean. */
  step(sample: u32): u32 {
    this.sum += (sample & 0xffff) - this.mean();
    return this.mean();
  }

  mean(): u32 {
    return this.sum / 8;
  }
}
