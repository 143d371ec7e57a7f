/**
 * e^x, ln x and tanh x in f32: the same bits on every engine, no library at run time, total. The polynomials are
 * those of the Cephes library (S. L. Moshier, 1992). The errors stated are the greatest of every 37th f32, in units
 * in the last place (ulp), against double precision.
 *
 * @packageDocumentation
 */
import { bitsOf, f32, f32FromBits, i32, u32 } from "./types.ts";

const LOG2_E: f32 = 1.44269504;

/** ln 2 in two parts: the first has so few bits that its product with a whole number below 2^15 is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/** Above this, e^x exceeds every finite f32. */
const EXP_OVERFLOW: f32 = 88.72284;

/** Below this, e^x is less than half of the smallest f32. */
const EXP_UNDERFLOW: f32 = -103.97208;

/** 2^-12: below it, x^3 / 3 is no more than rounding leaves. */
const TINY: f32 = 0.000244140625;

const SQRT_HALF: f32 = 0.70710678;

/** Beyond this, tanh x is nearer to 1 than to the f32 below. */
const TANH_ONE: f32 = 9.011;

/** 2^24, which makes a subnormal number normal. */
const TWO_TO_24: f32 = 16777216;

/** The bits of 1/2, and of the part of an f32 that is its fraction. */
const HALF_BITS = 0x3f000000;
const FRACTION_BITS = 0x007fffff;

/**
 * e^x, within 0.97 ulp. Subnormal results are there, too; infinity above 88.72, zero below -103.97; NaN gives NaN.
 *
 * x = k ln 2 + r with |r| at most (ln 2)/2. 2^k is multiplied in two steps, since k may be outside of the exponents
 * that an f32 has.
 */
export function exp(x: f32): f32 {
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const k = i32(Math.floor(x * LOG2_E + 0.5));
  const whole = f32(k);
  const r = x - whole * LN2_HIGH - whole * LN2_LOW;
  let p: f32 = 1.98756915e-4;
  p = p * r + 1.3981999507e-3;
  p = p * r + 8.3334519073e-3;
  p = p * r + 4.1665795894e-2;
  p = p * r + 1.6666665459e-1;
  p = p * r + 5.0000001201e-1;
  const y = p * (r * r) + r + 1;
  const half = k >> 1;
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}

/**
 * The natural logarithm, within 0.79 ulp; -infinity for zero, NaN for negative numbers.
 *
 * x = m 2^k with m from sqrt(1/2) to sqrt(2); ln m by a polynomial in m - 1.
 */
export function log(x: f32): f32 {
  if (x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (!(x < Infinity)) return x;
  const scaled = x < 1.1754943508222875e-38 ? x * TWO_TO_24 : x;
  const bits = bitsOf(scaled);
  let k = i32(bits >>> 23) - (scaled === x ? 126 : 150);
  let m = f32FromBits((bits & FRACTION_BITS) | HALF_BITS);
  if (m < SQRT_HALF) {
    k -= 1;
    m += m;
  }
  const r = m - 1;
  const square = r * r;
  let p: f32 = 7.0376836292e-2;
  p = p * r - 1.151461031e-1;
  p = p * r + 1.167699874e-1;
  p = p * r - 1.2420140846e-1;
  p = p * r + 1.4249322787e-1;
  p = p * r - 1.6668057665e-1;
  p = p * r + 2.0000714765e-1;
  p = p * r - 2.4999993993e-1;
  p = p * r + 3.3333331174e-1;
  const whole = f32(k);
  const y = p * square * r + whole * LN2_LOW - 0.5 * square;
  return r + y + whole * LN2_HIGH;
}

/** The hyperbolic tangent, within 1.3 ulp: an odd polynomial near zero, else by {@link exp}; NaN gives NaN. */
export function tanh(x: f32): f32 {
  const size = Math.abs(x);
  if (size < TINY) return x;
  if (size < 0.625) {
    const square = x * x;
    let p: f32 = -5.70498872745e-3;
    p = p * square + 2.06390887954e-2;
    p = p * square - 5.37397155531e-2;
    p = p * square + 1.33314422036e-1;
    p = p * square - 3.33332819422e-1;
    return p * square * x + x;
  }
  const y: f32 = size > TANH_ONE ? 1 : 1 - 2 / (exp(size + size) + 1);
  return x < 0 ? -y : y;
}

/** 2^k for k from -126 to 127. */
function powerOfTwo(k: i32): f32 {
  return f32FromBits(u32(k + 127) << 23);
}
