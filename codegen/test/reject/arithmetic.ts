import { bitsOf, f32, i32, popcount, u16, u32, u8 } from "../lib/types.ts";
import type { bool, i8 } from "../lib/types.ts";

const bytes = new Uint8Array(4);

export function mixes(x: f32, n: u32, i: i32, flag: bool): f32 {
  const a = x * n; //! GN2005 mixes f32 and u32
  const b = i + n; //! GN2005 mixes i32 and u32
  const c = i < n; //! GN2005 mixes i32 and u32
  const d = flag === n; //! GN2005 mixes bool and u32
  const e = flag ? x : n; //! GN2006 f32 is needed here, and this is u32
  const f = Math.min(x, n); //! GN2006 f32 is needed here
  return a + b + c + d + e + f;
}

export function wrong(x: f32, n: u32, flag: bool): u32 {
  let a: u32 = x; //! GN2006 u32 is needed here, and this is f32
  a = flag; //! GN2006
  const b: f32 = n; //! GN2006
  let c: bool = 1; //! GN2006 bool is needed here, not the number 1
  c = n; //! GN2006
  mixes(n, n, n, n); //! GN2006 f32 is needed //! GN2006 i32 is needed //! GN2006 bool is needed
  return b; //! GN2006
}

export function narrows(n: u32, i: i8): u8 {
  bytes[0] = n; //! GN2007 stored as u8
  bytes[1] += 1; //! GN2007 stored as u8
  bytes[2] = 256; //! GN2008 256 does not fit u8
  const a: u16 = n; //! GN2007
  bytes[3] = i; //! GN2006 u8 is needed here, and this is i32
  return n + a; //! GN2007
}

export function fits(): f32 {
  const a: u32 = -1; //! GN2008 -1 does not fit u32
  const b: i32 = 4294967295; //! GN2008
  const c: u32 = 1.5; //! GN2008
  const d: f32 = 1e39; //! GN2008
  const e: u32 = 7 / 2; //! GN2008 3.5 does not fit
  const g: i32 = 1 << 31; //! GN2008 2147483648
  const h = a << 32; //! GN2008 shift by 32
  const j: u32 = ~0; //! GN2008 -1
  return f32(a + c + e + h + j) + d + f32(b + g);
}

export function untyped(flag: bool, n: u32): u32 {
  let a = 0; //! GN2009 `a`
  const b = flag ? 1 : 2; //! GN2009 `b`
  let c; //! GN2009 no type
  const d: u32; //! GN2009 no value
  const e = 1 << n; //! GN2009
  if (1 << n !== 0) return 1; //! GN2009
  return a + b + c + e;
}

export function conditions(n: u32, x: f32): u32 {
  if (n) return 1; //! GN2010
  while (1) return 2; //! GN2010
  const a = n && x > 1; //! GN2010
  const b = n ? 1 : 2; //! GN2010
  const c = !n; //! GN2011 `!` does not take u32
  return b;
}

export function operators(x: f32, flag: bool, n: u32): u32 {
  const a = x % 2; //! GN2011 `%` does not take f32
  const b = x & 1; //! GN2011 `&` does not take f32
  const c = flag + flag; //! GN2011 `+` does not take bool
  const d = flag & flag; //! GN2011 `&` does not take bool
  const e = ~x; //! GN2011
  const f = -flag; //! GN2011
  const g = n << x; //! GN2011 `<<` does not take f32
  const h = 1.5 & 3; //! GN2011 1.5 is not a whole number
  const i = ~1.5; //! GN2011
  const j = Math.sqrt(n); //! GN2011 does not take u32
  const k = Math.abs(n); //! GN2011
  const l = Math.min(flag, flag); //! GN2011
  const m = bitsOf(n); //! GN2011
  const o = popcount(x); //! GN2011
  return 0;
}

export function shifts(n: u32, i: i32): u32 {
  const a = n >> 1; //! GN2016 `>>` on u32
  const b = i >>> 1; //! GN2016 `>>>` on i32
  const c = bytes[0] >> 4; //! GN2016
  return a;
}

export function special(x: f32, n: u32, i: i32): u32 {
  if (x === NaN) return 1; //! GN2017
  if (NaN < x) return 2; //! GN2017
  const a = n / 0; //! GN2018
  const b = i % 0; //! GN2018
  const c = 1 / 0; //! GN2018
  let d = n;
  d /= 0; //! GN2018
  return a;
}
