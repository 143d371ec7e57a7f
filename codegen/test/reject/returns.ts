import type { bool, f32, u32 } from "../lib/types.ts";

let state: u32 = 0;

export function missing(x: u32): u32 {
  if (x > 1) return 1;
} //! GN3001 `missing`

export function missingInLoop(x: u32): u32 {
  while (x > 1) return 1;
} //! GN3001

export function missingAfterBreak(x: u32): u32 {
  while (true) {
    if (x > 1) break;
  }
} //! GN3001

export function missingInSwitch(x: u32): u32 {
  switch (x) {
    case 1:
      return 1;
  }
} //! GN3001

export function dead(x: u32): u32 {
  return x;
  state = 1; //! GN3002
  state = 2;
}

export function deadAfterLoop(x: u32): u32 {
  while (true) {
    if (x > 1) continue;
    return x;
  }
  return 2; //! GN3002
}

export function deadAfterJump(x: u32): u32 {
  for (let i = 0; i < x; i++) {
    if (x > 1) {
      break;
      state = 1; //! GN3002
    } else continue;
    state = 2; //! GN3002
  }
  return x;
}

export function nothing(flag: bool): void {
  if (flag) return 1; //! GN3008 void returns no value
  state = 1;
}

export function something(flag: bool): u32 {
  if (flag) return; //! GN3008 returns no value
  return 1;
}

export function uses(x: f32): u32 {
  const a = nothing(true); //! GN3007
  return nothing(false); //! GN3007
}
