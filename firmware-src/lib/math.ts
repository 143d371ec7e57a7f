/**
 * Floating-point functions that are not built in, written in the language itself: the same bits on every
 * engine, and no library at run time. Each states its error.
 *
 * @packageDocumentation
 */
import { f32, f32FromBits, i32, u32, type bool } from "./types.ts";

/** The largest finite f32. */
export const F32_MAX: f32 = 3.4028234663852886e38;

const LOG2_E: f32 = 1.44269504;

/** ln 2 in two parts: the first has so few bits that its product with a whole number below 2^15 is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/** Below this, e^x is smaller than every normal f32. */
const EXP_UNDERFLOW: f32 = -87.3;

/** Whether `x` is neither NaN nor an infinity. */
export function isFinite(x: f32): bool {
  return Math.abs(x) <= F32_MAX;
}

/**
 * e^x for x at most 0, as every decay needs it; 1 for anything else, NaN included.
 *
 * x = k ln 2 + r with |r| at most (ln 2)/2; e^r by the polynomial of the Cephes library's `expf`; 2^k by
 * writing the exponent. Greatest error 0.97 ulp on [-87, 0]; 0 below -87.3.
 */
export function expOfNonPositive(x: f32): f32 {
  if (!(x < 0)) return 1;
  if (x < EXP_UNDERFLOW) return 0;
  const k = i32(x * LOG2_E - 0.5);
  const whole = f32(k);
  const r = x - whole * LN2_HIGH - whole * LN2_LOW;
  let p: f32 = 1.98756915e-4;
  p = p * r + 1.3981999507e-3;
  p = p * r + 8.3334519073e-3;
  p = p * r + 4.1665795894e-2;
  p = p * r + 1.6666665459e-1;
  p = p * r + 5.0000001201e-1;
  const y = p * (r * r) + r + 1;
  return y * f32FromBits(u32(k + 127) << 23);
}
