import { tabulate, u32 } from "../lib/types.ts";

declare function pin(): u32;

const SQUARES = tabulate(Uint32Array, 4, square);
const history = new Uint32Array(4);
let count: u32 = 0;

function square(index: u32): u32 {
  return index * index;
}
function remembered(index: u32): u32 {
  return history[index]; //! GN7001 `history` changes at run time, computing `RECENT[0] -> remembered`
}
function counted(step: u32): u32 {
  count += step; //! GN7001 `count` changes at run time, computing `COUNT -> counted`
  return count;
}
function pinned(offset: u32): u32 {
  return offset + pin();
}
function early(index: u32): u32 {
  return LATER[index]; //! GN2003 `LATER` is not known yet, computing `EARLY -> early`
}
function lookUp(index: u32): u32 {
  return SQUARES[index]; //! GN7002 the index 4 is outside of an array of 4, computing `SHIFTED[3] -> following -> lookUp`
}
function following(index: u32): u32 {
  return lookUp(index + 1);
}
function share(parts: u32): u32 {
  return 100 / parts; //! GN7002 this divides by zero, computing `SHARES[0] -> share`
}
function part(end: u32): u32 {
  const some = SQUARES.subarray(2, end); //! GN7002 `subarray(2, 1)` is outside of an array of 4
  return some.length;
}
function endless(start: u32): u32 {
  let state = start;
  while (state !== 7) state = (state * 5) & 31;
  return state;
}

const RECENT = tabulate(Uint32Array, 4, remembered);
const COUNT = counted(2);
const PINNED = pinned(1); //! GN7001 `pin` is the board's, which is not there
const EARLY = early(0);
const LATER = tabulate(Uint32Array, 4, square);
const SHIFTED = tabulate(Uint32Array, 4, following);
const SHARES = tabulate(Uint32Array, 4, share);
const PART = part(1);
const TWICE = COUNT * 2;
const SUM = TWICE + SHARES[0];
const ENDLESS = endless(0); //! GN7003 4000000 steps at compile time, computing `ENDLESS -> endless`
const AFTER = square(2);

export function uses(): u32 {
  history[0] = count;
  return RECENT[0] + COUNT + PINNED + EARLY + LATER[0] + SHIFTED[0] + PART + SUM + ENDLESS + AFTER;
}
