/**
 * Random vectors for tests and benchmarks, the same on every run.
 *
 * @packageDocumentation
 */
/** Numbers from 0 to 1, exclusive. */
export type Random = () => number;

/** A sequence that its seed determines (mulberry32, by Tommy Ettinger). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Vectors without structure: components from -1 to 1, evenly. */
export function uniform(count: number, dimensions: number, random: Random): Float32Array[] {
  return Array.from({ length: count }, () => Float32Array.from({ length: dimensions }, () => 2 * random() - 1));
}

/** Vectors in clusters: normally distributed around centres, which are normally distributed with deviation 1. */
export function clustered(
  count: number,
  dimensions: number,
  random: Random,
  { clusters = 16, deviation = 0.3 } = {},
): Float32Array[] {
  const centres = Array.from({ length: clusters }, () =>
    Float32Array.from({ length: dimensions }, () => normal(random)),
  );
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * clusters)] ?? new Float32Array(dimensions);
    return centre.map((x) => x + deviation * normal(random));
  });
}

/** A normally distributed number (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
