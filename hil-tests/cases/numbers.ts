/**
 * Numbers for cases: the same on every board and in every run, and among them those that arithmetic stumbles over.
 *
 * @packageDocumentation
 */

/** Components of every vector. */
export const DIMENSIONS = 16;

/** A source of uniform numbers in [0, 1) with 24 bits, so that each is an f32 (xorshift, Marsaglia 2003). */
export function uniform(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Vectors with components in -1..1. */
export function vectors(count: number, seed: number): Float32Array[] {
  const next = uniform(seed);
  return Array.from({ length: count }, () => Float32Array.from({ length: DIMENSIONS }, () => 2 * next() - 1));
}

/** Vectors of components where rounding, underflow and cancellation bite: no two engines may differ even there. */
export function awkwardVectors(): Float32Array[] {
  return AWKWARD.map((_, shift) =>
    Float32Array.from({ length: DIMENSIONS }, (_, index) => AWKWARD[(index * 5 + shift) % AWKWARD.length] ?? 0),
  );
}

const AWKWARD: readonly number[] = [
  0,
  -0,
  1,
  -1,
  1 + 2 ** -23,
  1 - 2 ** -24,
  1 / 3,
  -2 / 3,
  2 ** -126,
  -(2 ** -127),
  2 ** -149,
  1e-20,
  -1e-20,
  16_777_217,
  1e9,
  -1e18,
  1e18,
];

/** Words as they travel: little-endian. A number is written as a u32; `{ f32 }` as its 32 bits. */
export function words(...values: readonly (number | { readonly f32: number })[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => {
    if (typeof value === "number") view.setUint32(4 * index, value, true);
    else view.setFloat32(4 * index, value.f32, true);
  });
  return new Uint8Array(view.buffer);
}

/** Bytes as they travel. A larger number loses its upper bits. */
export function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** Payloads one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** A vector as it travels. */
export function packed(vector: Float32Array): Uint8Array {
  return words(...[...vector].map((f32) => ({ f32 })));
}
