/**
 * Variables that nothing in the program writes, and what follows from them.
 *
 * @packageDocumentation
 */
import { type bool, f32, type i64, u32 } from "../../../firmware-src/lib/types.ts";
import { choose, gain, index, isOn, level, mode, setLevel, small, wide } from "./modules/choices.ts";

const cells = new Uint32Array([41, 42, 43]);
let calls: u32 = 0;

function count(): bool {
  calls++;
  return true;
}

function one(value: u32): u32 {
  return value === mode ? 1 : 2;
}

function alwaysSeven(): u32 {
  return 7;
}

//? negativeZero() = -0
export function negativeZero(): f32 {
  return gain;
}

//? sum(3n) = 198n
export function sum(value: i64): i64 {
  return wide + value + (isOn ? 200n : 0n);
}

//? narrow() = 455
export function narrow(): u32 {
  return small + u32(255);
}

//? reads(0) = 7
//? write(9)
//? reads(0) = 9
//? reads(1) = 1
export function reads(which: u32): u32 {
  return which === 0 ? level : one(1);
}

export function write(value: u32): void {
  setLevel(value);
}

// What a decided condition calls is called all the same, and only if it would be.
//? effects() = 4
//? effects() = 8
export function effects(): u32 {
  if (count() && mode === 2) return 100;
  if (count() || mode === 1) calls += 0;
  if (mode === 1 || count()) calls += 0;
  const unused = count() && mode === 2;
  if (unused) calls += 50;
  if (count()) {
    if (mode === 3) calls += 50;
  }
  return calls;
}

// Names that a branch shares with what is behind it.
//? shared(5) = 12
export function shared(value: u32): u32 {
  let total: u32 = 0;
  if (mode === 1) {
    const part = value + 1;
    total += part;
  }
  if (value > 2) {
    const part = value + 1;
    total += part;
  }
  return total;
}

//? chosen(0) = true
//? chosen(1) = false
//? cell() = 41
export function chosen(core: u32): bool {
  return choose(core);
}

export function cell(): u32 {
  return cells[index];
}

//? switched(1) = 21
//? switched(4) = 24
export function switched(value: u32): u32 {
  let result = value;
  for (let i: u32 = 0; i < 10; i++) {
    switch (mode) {
      case 0:
        result = 1000;
        break;
      case 1:
        if (i !== 5) result += 2;
        break;
      default:
        return 0;
    }
    if (i > 8 && mode === 1) break;
  }
  return result + (alwaysSeven() === 7 ? 2 : 0);
}

//? inverted(NaN) = 2
//? inverted(1) = 1
export function inverted(value: f32): u32 {
  let result: u32 = 1;
  if (value < 5) {
    if (mode === 2) result = 9;
  } else {
    result = 2;
  }
  return result;
}

//? early(3) = 4
export function early(value: u32): u32 {
  if (mode === 1) return value + 1;
  calls++;
  return f32(value) > gain ? 0 : 1;
}
