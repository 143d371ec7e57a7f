/**
 * Random vectors for tests, the same in every run.
 *
 * @packageDocumentation
 */

/** Numbers of [0, 1), by the generator mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Components of [-1, 1). */
export function vectorOf(random: () => number, dimensions: number): number[] {
  return Array.from({ length: dimensions }, () => Math.fround(2 * random() - 1));
}
