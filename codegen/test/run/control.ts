/**
 * Control flow: loops with labels, switches, early returns.
 *
 * @packageDocumentation
 */
import type { bool, i32, u32 } from "../../../firmware-src/lib/types.ts";

//? fibonacci(0) = 0
//? fibonacci(1) = 1
//? fibonacci(10) = 55
//? fibonacci(47) = 2971215073
//? fibonacci(48) = 512559680
export function fibonacci(n: u32): u32 {
  let a: u32 = 0;
  let b: u32 = 1;
  for (let i: u32 = 0; i < Math.min(n, 100); i++) {
    const next = a + b;
    a = b;
    b = next;
  }
  return a;
}

//? firstFactor(91) = 7
//? firstFactor(97) = 97
//? firstFactor(1) = 1
export function firstFactor(n: u32): u32 {
  for (let d: u32 = 2; d < 1000; d++) {
    if (n % d === 0) return d;
  }
  return n;
}

//? pairs(10, 3) = 9
//? pairs(10, 100) = 45
//? pairs(0, 3) = 0
// Pairs i < j < n, as long as there are no more than `most` with i = 0; `continue` and `break` reach the outer loop.
export function pairs(n: u32, most: u32): u32 {
  let count: u32 = 0;
  outer: for (let i: u32 = 0; i < 20; i++) {
    for (let j: u32 = 0; j < 20; j++) {
      if (j >= n) continue outer;
      if (i >= n) break outer;
      if (j <= i) continue;
      if (count === most * 3) break outer;
      count++;
    }
  }
  return count;
}

//? weekday(0) = 60
//? weekday(6) = 60
//? weekday(3) = 33
//? weekday(5) = 8
//? weekday(7) = -1
//? weekday(-1) = -1
export function weekday(day: i32): i32 {
  switch (day) {
    case 0:
    case 6:
      return 60;
    case 3: {
      let sum: i32 = 0;
      for (let i: i32 = 0; i < 100; i++) {
        if (i === 66) break;
        if (i % 2 === 0) continue;
        sum += 1;
      }
      return sum;
    }
    case 5:
      day += 3;
      break;
    default:
      return -1;
  }
  return day;
}

//? sparse(0) = 1
//? sparse(4294967295) = 2
//? sparse(1000000) = 3
//? sparse(1000001) = 0
export function sparse(key: u32): u32 {
  let result: u32 = 0;
  switch (key) {
    case 0:
      result = 1;
      break;
    case 0xffffffff:
      result = 2;
      break;
    case 1000000:
      result = 3;
      break;
  }
  return result;
}

//? digits(0) = 1
//? digits(9) = 1
//? digits(10) = 2
//? digits(4294967295) = 10
export function digits(n: u32): u32 {
  let count: u32 = 0;
  /** @bound 10 */
  do {
    n /= 10;
    count++;
  } while (n > 0);
  return count;
}

//? countdown(5) = 5
//? countdown(0) = 0
export function countdown(from: i32): i32 {
  let steps: i32 = 0;
  for (let i: i32 = Math.min(from, 10); i > 0; i--) steps++;
  return steps;
}

//? classify(true, 5) = 2
//? classify(true, -5) = 1
//? classify(false, 0) = 0
export function classify(flag: bool, x: i32): i32 {
  if (!flag) {
    return 0;
  } else if (x < 0) {
    return 1;
  } else {
    return 2;
  }
}

//? leftAfterFour(7) = 0
//? leftAfterFour(2) = 4
export function leftAfterFour(x: u32): u32 {
  let rounds: u32 = 0;
  /** @bound 4 */
  while (x !== 7) {
    x = (x * 5) & 31;
    rounds++;
  }
  return rounds;
}

//? leftAfterThree(2) = 20
//? leftAfterThree(4294967295) = 30
export function leftAfterThree(n: u32): u32 {
  let count: u32 = 0;
  /** @bound 3 */
  for (let i: u32 = 0; i < n; i++) {
    /** @bound 10 */
    do {
      count++;
      if (n > 1) continue;
    } while (true);
  }
  return count;
}
