/**
 * Control flow.
 *
 * @packageDocumentation
 */
import type { bool, i32, u32, u8 } from "../lib/types.ts";

export function branches(x: i32): i32 {
  // Negative numbers first.
  if (x < -10) return -2;
  else if (x < 0) return -1;
  if (x === 0) {
    return 0;
  } else {
    /* Everything
       else. */
    return 1; // positive
  }
}

export function loops(limit: u8): u32 {
  let sum: u32 = 0;
  for (let j: u32 = limit, i = 0; i < j; i++, j--) sum += i * j;
  for (let i = 15; i >= 0; i--) sum += sum & 1;
  for (let i: u32 = 0; ; i += 2) {
    if (i > limit) break;
    if ((i & 3) === 0) continue;
    sum ^= i;
  }
  while (sum > 100) sum = sum >>> 1;
  do {
    sum += 1;
  } while (sum < 3);
  outer: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (i * j === 6) break outer;
      if (j > i) continue outer;
      sum++;
    }
  }
  return sum;
}

export function choices(x: u32): u32 {
  let y: u32 = 0;
  switch (x) {
    case 0:
      y = 1;
      break;
    case 1:
    case 2: {
      y = 2;
      break;
    }
    case 3:
      return 9;
    default:
      y = 7;
  }
  /** @bound 2 */
  while (true) {
    switch (y) {
      case 1:
        y += 2;
        continue;
      case 3:
        return 4;
    }
    return y;
  }
  return 8;
}

export function forever(stop: bool): u32 {
  /** @bound 2 */
  for (;;) {
    if (stop) return 1;
    stop = !stop;
  }
  return 2;
}

export function scopes(flag: bool): i32 {
  let last: i32 = 0;
  if (flag) {
    const value: i32 = 1;
    last += value;
  } else {
    const value: u32 = 2;
    if (value > 1) last -= 1;
  }
  {
    const value: i32 = 3;
    last *= value;
  }
  return last;
}
