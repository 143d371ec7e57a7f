/**
 * Methods: what `this` is, what they write, and the order in which operands are evaluated.
 *
 * @packageDocumentation
 */
import { array, u8, type bool, type u32 } from "../../../firmware-src/lib/types.ts";
import { Counter } from "./modules/counter.ts";

class Ring {
  head: u32 = 0;
  count: u32 = 0;
  items = new Uint8Array(4);

  push(value: u8): bool {
    if (this.count === 4) return false;
    this.items[(this.head + this.count) & 3] = value;
    this.count += 1;
    return true;
  }

  pop(): u32 {
    if (this.count === 0) return 1000;
    const first = this.items[this.head & 3];
    this.head = (this.head + 1) & 3;
    this.count -= 1;
    return first;
  }

  /** Moves one item. */
  take(other: Ring): bool {
    const self = other;
    return this.push(u8(self.pop()));
  }
}

class Pair {
  left = new Ring();
  right = new Ring();
  calls = new Counter();

  shift(): u32 {
    this.right.take(this.left);
    this.calls.next();
    return this.right.count;
  }
}

const rings = array(Ring, 3);
const pair = new Pair();
const calls = new Counter();

//? push(0, 5) = 1
//? push(0, 6) = 1
//? push(1, 300) = 1
//? pop(0) = 5
//? pop(1) = 44
//? pop(1) = 1000
export function push(ring: u32, value: u32): u32 {
  return ring < 3 && rings[ring].push(u8(value)) ? 1 : 0;
}

export function pop(ring: u32): u32 {
  return ring < 3 ? rings[ring].pop() : 0;
}

//? difference() = 0xfffffffe
/** From left to right. */
export function difference(): u32 {
  rings[2].push(7);
  rings[2].push(9);
  return rings[2].pop() - rings[2].pop();
}

//? move(3) = 301
//? move(4) = 402
export function move(value: u32): u32 {
  pair.left.push(u8(value));
  pair.shift();
  return pair.right.pop() * 100 + pair.calls.value;
}

//? chosen() = 1
//? chosen() = 1
//? chosen() = 2
/** The element is chosen before the argument is evaluated. */
export function chosen(): u32 {
  const before = calls.value;
  if (before < 2) {
    rings[before].push(u8(calls.next()));
    return calls.value - before;
  }
  return calls.value;
}
