/**
 * Methods: functions of a class, called on variables, elements, fields, aliases and `this`.
 *
 * @packageDocumentation
 */
import { type bool, array, type u32, u8 } from "../lib/types.ts";
import { Filter } from "./modules/filter.ts";

/** A queue of bytes. */
class Ring {
  head: u32 = 0;
  count: u32 = 0;
  items = new Uint8Array(16);

  /** Whether there was room. */
  push(value: u8): bool {
    if (this.isFull()) return false;
    this.items[(this.head + this.count) & 15] = value;
    this.count += 1;
    return true;
  }

  pop(): u8 {
    if (this.count === 0) return 0;
    const first = this.items[this.head & 15];
    this.head = (this.head + 1) & 15;
    this.count -= 1;
    return u8(first);
  }

  isFull(): bool {
    return this.count >= this.items.length;
  }

  /** Takes all that the other one has. */
  drain(other: Ring): void {
    const self = other;
    for (let i = 0; i < 16; i++) {
      if (self.count === 0) return;
      this.push(self.pop());
    }
  }
}

class Port {
  input = new Ring();
  output = new Ring();
  filter = new Filter();

  echo(): void {
    const self = this.output;
    self.drain(this.input);
  }
}

const ports = array(Port, 2);
const spare = new Ring();

function take(ring: Ring): u8 {
  return ring.pop();
}

export function send(port: u32, value: u32): u32 {
  const chosen = ports[port & 1];
  if (!chosen.input.push(u8(value))) return 0;
  ports[port & 1].echo();
  spare.push(take(chosen.output));
  return spare.pop() + chosen.filter.step(value);
}

export function level(port: u32): u32 {
  return ports[port & 1].input.count + spare.count;
}
