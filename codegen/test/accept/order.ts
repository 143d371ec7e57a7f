/**
 * Order of evaluation: from left to right, whatever the operands change.
 *
 * @packageDocumentation
 */
import type { bool, u32 } from "../lib/types.ts";

const values = new Uint32Array(4);
let count: u32 = 0;

function next(): u32 {
  count += 1;
  return count;
}

function isOdd(): bool {
  return (next() & 1) === 1;
}

function add(a: u32, b: u32, c: u32): u32 {
  return a + b + c;
}

export function operands(): u32 {
  const a = count + next();
  const b = next() + count;
  const c = next() - next();
  const d = next();
  const e = next() * 256 + next();
  return a + b + c + d + e + add(next(), count, next());
}

export function places(): void {
  values[count & 3] = next();
  values[next() & 3] = count;
  values[next() & 3] += next();
  count += next();
  values[count & 3] ^= next();
}

export function shortCircuit(flag: bool): u32 {
  if (flag && isOdd()) return 1;
  if (isOdd() || flag) return 2;
  const chosen = flag ? next() : count;
  const both = (flag || isOdd()) && count > 2;
  return both ? chosen : next();
}

export function conditions(flag: bool): void {
  /** @bound 2 */
  while (flag && isOdd()) {
    if (count > 20) continue;
    values[0] = count;
  }
  /** @bound 14 */
  for (let i = count * next(); i < (count & 7) + (next() & 7); i++) values[1] = i;
  /** @bound 2 */
  do {
    if (count > 30) continue;
    values[2] += 1;
  } while (flag && isOdd());
  switch (count + next()) {
    case 1:
      count = 2;
      break;
    default:
      count = 3;
  }
}
