/**
 * sin x and cos x in f32 for every argument, however large: the same bits on every engine, no library at run time.
 *
 * The argument is divided by pi/2 exactly, in integers, with as many bits of 2/pi as it needs (M. Payne and R. Hanek,
 * "Radian reduction for trigonometric functions", 1983). On a chip without FPU that is also quicker than the usual
 * subtractions in floating point. What remains is at most pi/4, where the polynomials of the Cephes library (S. L.
 * Moshier, 1992) hold. The errors stated are the greatest of every 37th f32, in units in the last place (ulp), against
 * double precision.
 *
 * @packageDocumentation
 */
import { multiplyHigh } from "./integer.ts";
import type { u32 } from "./types.ts";
import { bitsOf, f32, f32FromBits, i32 } from "./types.ts";

/** 32 zeros, then the first 224 bits of 2/pi. */
const TWO_OVER_PI = new Uint32Array([
  0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
]);

/** pi/2 with 31 bits behind the point. */
const HALF_PI_Q31 = 0xc90fdaa2;

/** 2^-32 turns in radians, and 2^29 of them. */
const RADIANS_OF_COUNT: f32 = 1.4629180792671596e-9;
const EIGHTH_TURN = 0x20000000;

const QUARTER_PI: f32 = 0.78539816;

/** The sine of `x` radians, within 1.6 ulp; NaN for infinities and NaN. */
export function sin(x: f32): f32 {
  const [quadrant, remainder] = reduce(x);
  const y = (quadrant & 1) === 0 ? sinOfSmall(remainder) : cosOfSmall(remainder);
  return (quadrant & 2) === 0 ? y : -y;
}

/** The cosine of `x` radians, within 1.6 ulp; NaN for infinities and NaN. */
export function cos(x: f32): f32 {
  const [quadrant, remainder] = reduce(x);
  const y = (quadrant & 1) === 0 ? cosOfSmall(remainder) : sinOfSmall(remainder);
  return ((quadrant + 1) & 2) === 0 ? y : -y;
}

/**
 * The cosine of a part of a turn, `phase` 2^-32 turns, within 1.6 ulp where it is not near zero, and within 6e-8 there.
 * The quadrant is in the highest bits already, so this is much shorter than {@link cos}.
 */
export function cosOfPhase(phase: u32): f32 {
  const quadrant = (phase + EIGHTH_TURN) >>> 30;
  const angle = f32(i32(phase - (quadrant << 30))) * RADIANS_OF_COUNT;
  const y = (quadrant & 1) === 0 ? cosOfSmall(angle) : sinOfSmall(angle);
  return ((quadrant + 1) & 2) === 0 ? y : -y;
}

/** x = quadrant pi/2 + remainder, the remainder from -pi/4 to pi/4. */
function reduce(x: f32): [quadrant: u32, remainder: f32] {
  const size = Math.abs(x);
  if (size <= QUARTER_PI) return [0, x];
  if (!(size < Infinity)) return [0, NaN];
  const [quadrant, remainder] = divideByHalfPi(bitsOf(size));
  if (x < 0) return [-quadrant, -remainder];
  return [quadrant, remainder];
}

/**
 * `bits` are those of a finite f32 above pi/4: a whole number m below 2^24 times 2^e, e from -24 to 104. Bits of 2/pi
 * worth 4 and more, times 2^e, only add whole turns. So m is multiplied with the 96 bits below them; of the product,
 * the last 96 bits count: two for the quadrant, the rest for its fraction.
 */
function divideByHalfPi(bits: u32): [quadrant: u32, remainder: f32] {
  const m = (bits & 0x007fffff) | 0x00800000;
  // The window begins behind the first e - 2 bits of 2/pi, and the table with 32 zeros.
  const place = ((bits >>> 23) - 120) & 0xff;
  const word = Math.min(place >>> 5, 4);
  const shift = place & 31;
  const w0 = window(word, shift);
  const w1 = window(word + 1, shift);
  const w2 = window(word + 2, shift);

  const low = m * w2;
  const middle = m * w1 + multiplyHigh(m, w2);
  const carry: u32 = middle < m * w1 ? 1 : 0;
  const high = m * w0 + multiplyHigh(m, w1) + carry;

  const quadrant = high >>> 30;
  let fraction = (high << 2) | (middle >>> 30);
  let below = (middle << 2) | (low >>> 30);
  const isOverHalf = fraction >>> 31 !== 0;
  if (isOverHalf) {
    below = -below;
    fraction = below === 0 ? -fraction : ~fraction;
  }
  // 32 significant bits, whatever their place.
  const zeros = fraction === 0 ? 32 + Math.clz32(below) : Math.clz32(fraction);
  if (fraction === 0) {
    fraction = below << (zeros & 31);
  } else if (zeros !== 0) {
    fraction = (fraction << zeros) | (below >>> (32 - zeros));
  }
  const scale = f32FromBits((127 - 31 - zeros) << 23);
  const angle = f32(multiplyHigh(fraction, HALF_PI_Q31)) * scale;
  if (isOverHalf) return [quadrant + 1, -angle];
  return [quadrant, angle];
}

/** 32 bits from bit `shift` of a word of the table. */
function window(word: u32, shift: u32): u32 {
  const left = TWO_OVER_PI[word & 7];
  return shift === 0 ? left : (left << shift) | (TWO_OVER_PI[(word + 1) & 7] >>> (32 - shift));
}

/** For |x| at most pi/4. Below 2^-12, x^3 / 6 is no more than rounding leaves; and -0 keeps its sign. */
function sinOfSmall(x: f32): f32 {
  if (Math.abs(x) < 0.000244140625) return x;
  const square = x * x;
  let p: f32 = -1.9515295891e-4;
  p = p * square + 8.3321608736e-3;
  p = p * square - 1.6666654611e-1;
  return p * square * x + x;
}

/** For |x| at most pi/4. */
function cosOfSmall(x: f32): f32 {
  const square = x * x;
  let p: f32 = 2.443315711809948e-5;
  p = p * square - 1.388731625493765e-3;
  p = p * square + 4.166664568298827e-2;
  return p * square * square - 0.5 * square + 1;
}
