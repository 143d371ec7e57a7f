/**
 * A fast Fourier transform of 64 complex samples in fixed point, radix 2, in place (J. Cooley and J. Tukey, 1965).
 *
 * Samples are Q15. Each of the six stages halves, so nothing overflows and the result is the transform over 64.
 *
 * @packageDocumentation
 */
import { f32, i16, tabulate, type i32, type u32 } from "../firmware-src/lib/types.ts";

const POINTS = 64;

/** A quarter of a sine wave in Q15. */
const SINE = tabulate(Int16Array, POINTS / 4 + 1, quarterSineOf);

const real = new Int16Array(POINTS);
const imaginary = new Int16Array(POINTS);

/** Sets a sample, in Q15. Places beyond the 64th are ignored. */
export function setSample(index: u32, re: i16, im: i16): void {
  if (index >= POINTS) return;
  real[index] = re;
  imaginary[index] = im;
}

/** The real part of a bin; 0 beyond the 64th. */
export function getReal(index: u32): i32 {
  return index < POINTS ? real[index] : 0;
}

/** The imaginary part of a bin; 0 beyond the 64th. */
export function getImaginary(index: u32): i32 {
  return index < POINTS ? imaginary[index] : 0;
}

/** Transforms the samples in place. */
export function transform(): void {
  reorder();
  for (let stage = 0; stage < 6; stage++) {
    const half: u32 = 1 << stage;
    for (let pair = 0; pair < POINTS / 2; pair++) {
      const within = pair & (half - 1);
      const top = (((pair >>> stage) << (stage + 1)) + within) & (POINTS - 1);
      butterfly(top, (top + half) & (POINTS - 1), (within << (5 - stage)) & 31);
    }
  }
}

/** `(a, b)` becomes `((a + w b) / 2, (a - w b) / 2)`, where w is e^(-2 pi i angle / 64). */
function butterfly(a: u32, b: u32, angle: u32): void {
  if (a >= POINTS || b >= POINTS) return;
  const cosine = sineOf(angle + 16);
  const sine = sineOf(angle);
  const bReal: i32 = real[b];
  const bImaginary: i32 = imaginary[b];
  // Products of Q15 are Q30; a half is added, so that the shift rounds.
  const re = (bReal * cosine + bImaginary * sine + 16384) >> 15;
  const im = (bImaginary * cosine - bReal * sine + 16384) >> 15;
  const aReal: i32 = real[a];
  const aImaginary: i32 = imaginary[a];
  real[a] = i16((aReal + re) >> 1);
  imaginary[a] = i16((aImaginary + im) >> 1);
  real[b] = i16((aReal - re) >> 1);
  imaginary[b] = i16((aImaginary - im) >> 1);
}

/** The sine of `2 pi angle / 64` in Q15, for angles from 0 to 63, by the symmetries of its quarters. */
function sineOf(angle: u32): i32 {
  const inHalf = angle & 31;
  const size: i32 = SINE[inHalf <= 16 ? inHalf : 32 - inHalf];
  return (angle & 32) === 0 ? size : -size;
}

/** `32767 sin(2 pi index / 64)`, by six terms of the series: the compiler has the time. */
function quarterSineOf(index: u32): i16 {
  const angle = (2 * Math.PI * f32(index)) / POINTS;
  let term = angle;
  let sum = angle;
  for (let i: u32 = 1; i < 6; i++) {
    term *= (-angle * angle) / f32(2 * i * (2 * i + 1));
    sum += term;
  }
  return i16(Math.round(32767 * sum));
}

/** Puts each sample to the place whose six bits are its own in reverse. */
function reorder(): void {
  for (let i = 0; i < POINTS; i++) {
    let j: u32 = 0;
    for (let bit = 0; bit < 6; bit++) j |= ((i >>> bit) & 1) << (5 - bit);
    j = j & (POINTS - 1);
    if (j > i) swap(i, j);
  }
}

function swap(i: u32, j: u32): void {
  if (i >= POINTS || j >= POINTS) return;
  const re = real[i];
  const im = imaginary[i];
  real[i] = real[j];
  imaginary[i] = imaginary[j];
  real[j] = i16(re);
  imaginary[j] = i16(im);
}
