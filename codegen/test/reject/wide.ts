import { f32, i64, u32, u64, u8 } from "../lib/types.ts";

const PERIOD = 10n;
const TOO_LARGE: u64 = 0x1_0000_0000_0000_0000n; //! GN2008 does not fit u64
const MIXED = 2 + 2n; //! GN2005 without `n`
const marks = new BigUint64Array([1n, 2]); //! GN2005 without `n`
const states = new BigInt64Array(4n); //! GN4001 4n is not

export function mixes(a: u64, b: i64, n: u32, x: f32): u64 {
  const c = a + b; //! GN2005 mixes u64 and i64
  const d = a + n; //! GN2005 mixes u64 and u32
  const e = x * a; //! GN2005 mixes f32 and u64
  const f = a + 5; //! GN2005 u64 is needed here, and this is a number without `n`
  const g = n + 5n; //! GN2005 u32 is needed here, and this is a number with `n`
  const h: u32 = a; //! GN2006 u32 is needed here, and this is u64
  const i: u64 = n; //! GN2006 u64 is needed here, and this is u32
  const j: u8 = PERIOD; //! GN2005 with `n`
  const k: u64 = 0; //! GN2005 without `n`
  return c + d + u64(e) + f + u64(g + h) + i + u64(j) + k + u64(MIXED) + TOO_LARGE;
}

export function operators(a: u64, b: i64, n: u32): u64 {
  const c = a >>> 3n; //! GN2016 does not exist
  const d = a << 3; //! GN2005 without `n`
  const e = n << 3n; //! GN2005 with `n`
  const f = a << 64n; //! GN2008 shift by 64
  const g = a << n; //! GN2011 `<<` does not take u32
  const h = Math.abs(b); //! GN2011 `Math.abs` does not take i64
  const i = Math.min(a, 5n); //! GN2011 `Math.min` does not take u64
  const j = !a; //! GN2011 `!` does not take u64
  const k = a / 0n; //! GN2018
  const l = 1n << 64n; //! GN2008 shift by 64
  const m = 0x7fff_ffff_ffff_ffffn * 4n; //! GN2008 does not fit 64 bits
  const o = u64(9007199254740993); //! GN2008 below 2^53
  return c + d + u64(e) + f + g + u64(h) + i + u64(j) + k + l + m + o;
}

export function positions(a: u64, values: Uint8Array): u32 {
  if (a) return 1; //! GN2010 a condition is a bool
  const b = 5n; // without a type, as `5` is
  let c = 5n; //! GN2009 `c`
  switch (a) { //! GN3013
    case b:
      return 2;
  }
  return values[a] + u32(c) + u32(marks[0] + u64(states[0])); //! GN4008 an index is a u32 or i32, not u64
}
