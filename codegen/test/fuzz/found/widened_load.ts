/**
 * A loaded u32 that becomes a u64: Binaryen 132 took its sign along.
 *
 * @packageDocumentation
 */
import { type u32, u64 } from "../../../../firmware-src/lib/types.ts";

const words = new Uint32Array(3);

//? store(4294967286)
export function store(word: u32): void {
  words[1] = word;
}

//? sum(1) = 8589934582n
export function sum(index: u32): u64 {
  return u64(words[index % 3]) + 4294967296n;
}
