/**
 * Vectors for benchmarks and tests: random ones, the same on every run, and real ones.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Real vectors, and what is known of them; the READMEs beside the files tell where they are from. */
const DATA_SETS = {
  digits: { path: "hil-tests/data/digits16", dimensions: 16 },
  "spoken digits": { path: "firmware-src/test/data/fsdd16", dimensions: 16 },
  iris: { path: "firmware-src/test/data/iris", dimensions: 4 },
  wine: { path: "firmware-src/test/data/wine", dimensions: 13 },
} as const;

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

/** The rows of a data set, shuffled once, and the label of each. */
export function readDataSet(name: keyof typeof DATA_SETS): { vectors: Float32Array[]; labels: Int32Array } {
  const { path, dimensions } = DATA_SETS[name];
  const components = new Float32Array(bytesOf(`${path}.f32`).buffer);
  return { vectors: rowsOf(components, dimensions), labels: new Int32Array(bytesOf(`${path}.lab`).buffer) };
}

/** Counts of the 16 pairs of nucleotides in each window of 64 of the genome of phage phi X 174: many distances tie. */
export function readGenome(): Float32Array[] {
  return rowsOf(Float32Array.from(bytesOf("firmware-src/test/data/phix2mer.u8")), 16);
}

/** A file's bytes, in a buffer of their own. */
function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(ROOT, path)));
}

function rowsOf(components: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: components.length / dimensions }, (_, row) =>
    components.slice(row * dimensions, (row + 1) * dimensions),
  );
}
