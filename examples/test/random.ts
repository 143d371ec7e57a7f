/**
 * Numbers that look random and are the same in each run (G. Marsaglia, "Xorshift RNGs", 2003).
 *
 * @packageDocumentation
 */

/** A generator of whole numbers of 32 bits. */
export function randomWords(seed: number): () => number {
  let state = (seed + 1) * 2654435769;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Bytes by the high bits of the words. */
export function randomBytes(seed: number, length: number): Buffer {
  const next = randomWords(seed);
  return Buffer.from(Array.from({ length }, () => next() >>> 24));
}
