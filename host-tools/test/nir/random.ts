/**
 * Reproducible random numbers for models and inputs.
 *
 * @packageDocumentation
 */

/** Numbers from 0 to 1, always the same for a seed (Marsaglia's xorshift). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Spikes for some steps: of each input so many elements, each with a probability. */
export function randomSpikes(
  steps: number,
  inputs: Readonly<Record<string, number>>,
  probability: number,
  seed = 7,
): Record<string, number[]>[] {
  const random = randomNumbers(seed);
  return Array.from({ length: steps }, () =>
    Object.fromEntries(
      Object.entries(inputs).map(([name, size]) => [
        name,
        Array.from({ length: size }, () => Number(random() < probability)),
      ]),
    ),
  );
}
