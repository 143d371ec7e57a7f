/**
 * Arithmetic of the oracle: every f32 operation is rounded by hand.
 *
 * @packageDocumentation
 */

/** Rounds to f32. */
export const f = Math.fround;

/** An element that has to be there. */
export function at(list: ArrayLike<number>, index: number): number {
  const value = list[index];
  if (value === undefined) throw new Error(`oracle: no element ${index}`);
  return value;
}

/** Adds f32 numbers in the order of four stripes. */
export function stripedSum(terms: readonly number[]): number {
  const stripes = [0, 0, 0, 0];
  terms.forEach((term, i) => (stripes[i % 4] = f(at(stripes, i % 4) + term)));
  return f(f(at(stripes, 0) + at(stripes, 2)) + f(at(stripes, 1) + at(stripes, 3)));
}

/** The length of a vector. */
export function normOf(vector: readonly number[]): number {
  const squared = stripedSum(vector.map((x) => f(x * x)));
  return squared < 2 ** -100 ? 0 : f(Math.sqrt(squared));
}

/** The input current for a distance. */
export function activation(distance: number): number {
  return distance >= 0 ? f(1 / f(1 + distance)) : f(2 - f(1 / f(1 - distance)));
}

/** e^x by the polynomial that the core's functions are defined by. */
export function expNegative(x: number): number {
  if (x < f(-87.3)) return 0;
  const k = Math.trunc(f(f(x * f(1.44269504)) - 0.5));
  const r = f(f(x - f(k * f(0.693359375))) + f(k * f(2.1219444e-4)));
  const coefficients = [1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
  const p = coefficients.reduce((sum, coefficient) => f(f(sum * r) + f(coefficient)), f(1.98756915e-4));
  return f(f(f(f(p * f(r * r)) + r) + 1) * 2 ** k);
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  return word.toString(2).replaceAll("0", "").length;
}

/** The bits of two words combined, as a word without sign. */
export const and = (a: number, b: number): number => (a & b) >>> 0;
export const or = (a: number, b: number): number => (a | b) >>> 0;
export const xor = (a: number, b: number): number => (a ^ b) >>> 0;
