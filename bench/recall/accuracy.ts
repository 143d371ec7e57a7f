/**
 * What the core is worth on real data: how often the nearest stored vector has the label of the one that is asked for,
 * by each way to search; and, of data whose distances are often equal, how often all that is found is what a scan in
 * double precision finds.
 *
 * @packageDocumentation
 */
import { BuiltCore, MODE } from "./core.ts";
import { type Random, randomOf, readDataSet, readGenome } from "./vectors.ts";

/** Ways to search that data sets are tried with. */
export const WAYS = ["exact", "graph", "bytes", "words"] as const;

/** A way to search. */
export type Way = (typeof WAYS)[number];

/** Vectors that were asked for, and how many were answered rightly. */
export interface Rightness {
  readonly right: number;
  readonly of: number;
}

const PROTOTYPES = 1024;
const DRAWS = 200;
const FEW = 32;

/** Data sets that are large enough for 1024 stored vectors. The rows behind those are asked for. */
export const LARGE_SETS = ["digits", "spoken digits"] as const;
/** Data sets of which 32 random vectors are stored, {@link DRAWS} times, and all others asked for. */
export const SMALL_SETS = ["iris", "wine"] as const;

/** The first 1024 are stored. */
export function accuracyOfMany(name: (typeof LARGE_SETS)[number], way: Way): Rightness {
  const { vectors, labels } = readDataSet(name);
  const core = coreFor(PROTOTYPES, way, 16);
  for (const vector of vectors.slice(0, PROTOTYPES)) core.insert(vector);
  const right = vectors
    .slice(PROTOTYPES)
    .filter((query, i) => labels[nearest(core, query)] === labels[PROTOTYPES + i]).length;
  return { right, of: vectors.length - PROTOTYPES };
}

/** 32 by chance are stored, again and again; the draws are the same for each way. */
export function accuracyOfFew(name: (typeof SMALL_SETS)[number], way: Way): Rightness {
  const { vectors, labels } = readDataSet(name);
  const dimensions = vectors[0]?.length ?? 0;
  const core = coreFor(FEW, way, dimensions);
  const random = randomOf(1);
  let right = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const rows = shuffled(vectors.length, random);
    core.call("init", dimensions, 0, 0);
    for (const row of rows.slice(0, FEW)) core.insert(vectors[row] ?? []);
    const isRight = (row: number): boolean => labels[rows[nearest(core, vectors[row] ?? [])] ?? -1] === labels[row];
    right += rows.slice(FEW).filter(isRight).length;
  }
  return { right, of: DRAWS * (vectors.length - FEW) };
}

/** Windows of a genome, most of which have others at the same distance: the 16 nearest of 1024, in their order. */
export function genomeAgreement(way: Way): Rightness & { readonly ties: number } {
  const vectors = readGenome();
  const stored = vectors.slice(0, PROTOTYPES);
  const core = coreFor(PROTOTYPES, way, 16);
  for (const vector of stored) core.insert(vector);
  const queries = vectors.slice(PROTOTYPES, PROTOTYPES + 100);
  let [right, ties] = [0, 0];
  for (const query of queries) {
    const expected = stored
      .map((vector, index) => ({ index, distance: vector.reduce((sum, x, i) => sum + (x - (query[i] ?? 0)) ** 2, 0) }))
      .sort((a, b) => a.distance - b.distance || a.index - b.index);
    const found = core.search(query, 16);
    const isSame = found.every(({ index, distance }, rank) => {
      const wanted = expected[rank];
      return index === wanted?.index && distance === wanted.distance;
    });
    if (isSame && found.length === 16) right++;
    if (expected[15]?.distance === expected[16]?.distance) ties++;
  }
  return { right, of: queries.length, ties };
}

function coreFor(capacity: number, way: Way, dimensions: number): BuiltCore {
  const core = new BuiltCore({ CAPACITY: capacity, LINKS: capacity > 32 ? 12 : 6, BYTE_CODES: 1, WORD_CODES: 1 });
  core.call("init", dimensions, 0, 0);
  core.call("set_search_mode", MODE[way]);
  return core;
}

/** The slot of the vector that is found first; -1 if none is. */
function nearest(core: BuiltCore, query: ArrayLike<number>): number {
  return core.search(query, 1)[0]?.index ?? -1;
}

/** The numbers below `count` in random order (Fisher and Yates). */
function shuffled(count: number, random: Random): number[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}
