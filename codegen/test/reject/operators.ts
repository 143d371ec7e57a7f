import { f32, u32 } from "../lib/types.ts";

export function equality(x: u32, y: u32): u32 {
  if (x == y) return 1; //! GN1009 no operator `==`
  if (x != y) return 2; //! GN1009 no operator `!=`
  return 3;
}

export function foreign(x: f32, n: u32): f32 {
  const a = x ** 2; //! GN1018 `**`
  const b = x ?? 2; //! GN1018 `??`
  const c = +x; //! GN1018 `+`
  const d = typeof x; //! GN1018 `typeof`
  const e = n in x; //! GN1018 `in`
  const g = x instanceof f32; //! GN1018 `instanceof`
  const h = x?.y; //! GN1018 `?.`
  const i = void x; //! GN1018 `void`
  const j = x?.[0]; //! GN1018 `?.`
  const k = foreign?.(x, n); //! GN1018 `?.`
  delete x.y; //! GN1018 `delete`
  return a + b + c + d + e + g + h + i + j + k;
}

export function inside(i: u32): u32 {
  let n: u32 = 0;
  n = i++; //! GN1016 `++`
  n = --i; //! GN1016 `--`
  if ((n = 2)) return 1; //! GN1016 `=`
  n = (i += 2); //! GN1016 `+=`
  n ??= 2; //! GN1016 `??=`
  n **= 2; //! GN1016 `**=`
  return (n, i); //! GN1017
}

export function assertions(x: u32): f32 {
  const a = x as f32; //! GN1019
  const b = <f32>x; //! GN1019
  const c = x!; //! GN1019
  const d = x satisfies u32; //! GN1019
  return a + b + c + d;
}

export function nothing(): u32 {
  const a = null; //! GN1021
  return a ?? 1n; //! GN1018 `??`
}

export function big(): u32 {
  return 10n; //! GN2005
}
