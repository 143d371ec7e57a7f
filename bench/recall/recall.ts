/**
 * How much of the truth walks through the graph find, and at what cost: their *recall*, the share of the ten nearest
 * vectors that are among the ten found, against the number of distances that were measured.
 *
 * What is found counts by its distance and not by its index, as vectors at equal distances serve alike. Each
 * measurement has its limit, which is what a C prototype of these graphs needed, built with exhaustive candidates and,
 * for 4096 vectors, searched through layers.
 *
 * @packageDocumentation
 */
import { BuiltCore, MODE } from "./core.ts";
import { clustered, type Random, randomOf, readDataSet, readGenome, uniform } from "./vectors.ts";

const NEAREST = 10;
const QUERIES = 500;

/** A measurement. */
export interface RecallCase {
  readonly data: string;
  /** Vectors that are stored, as many as the core has slots. */
  readonly count: number;
  readonly dimensions: number;
  readonly links: number;
  /** Nodes that a walk keeps in view. */
  readonly breadth: number;
  /** The most evaluations on the average. */
  readonly most: number;
  /** Real data give one measurement; random data are drawn anew for each. */
  readonly draws: number;
  /** That many vectors, of which the last are the queries. */
  readonly draw: (count: number, dimensions: number, random: Random) => readonly Float32Array[];
}

/** What was measured. */
export interface RecallResult {
  readonly recall: number;
  /** Distances measured in a search, on the average. */
  readonly evaluations: number;
}

const RANDOM = { draws: 3, links: 12 };
const REAL = { draws: 1, links: 12, count: 1024, dimensions: 16 };

/** All measurements. */
export const RECALL_CASES: readonly RecallCase[] = [
  { data: "uniform", ...RANDOM, count: 32, dimensions: 16, links: 6, breadth: 14, most: 31, draw: uniform },
  { data: "uniform", ...RANDOM, count: 256, dimensions: 16, breadth: 24, most: 151, draw: uniform },
  { data: "uniform", ...RANDOM, count: 256, dimensions: 64, breadth: 48, most: 225, draw: uniform },
  { data: "uniform", ...RANDOM, count: 1024, dimensions: 16, breadth: 40, most: 304, draw: uniform },
  { data: "uniform", ...RANDOM, count: 1024, dimensions: 64, breadth: 128, most: 729, draw: uniform },
  { data: "clusters", ...RANDOM, count: 256, dimensions: 16, breadth: 10, most: 49, draw: clustered },
  { data: "clusters", ...RANDOM, count: 256, dimensions: 64, breadth: 10, most: 50, draw: clustered },
  { data: "clusters", ...RANDOM, count: 1024, dimensions: 16, breadth: 12, most: 92, draw: clustered },
  { data: "clusters", ...RANDOM, count: 1024, dimensions: 64, breadth: 16, most: 96, draw: clustered },
  { data: "clusters", ...RANDOM, count: 4096, dimensions: 16, breadth: 24, most: 239, draw: clustered },
  { data: "digits", ...REAL, breadth: 11, most: 85, draw: () => readDataSet("digits").vectors },
  { data: "spoken digits", ...REAL, breadth: 13, most: 92, draw: () => readDataSet("spoken digits").vectors },
  { data: "genome", ...REAL, breadth: 10, most: 85, draw: readGenome },
];

/** Builds the core of a case, stores its vectors and searches, with another breadth perhaps. */
export function measureRecall(measured: RecallCase, breadth = measured.breadth): RecallResult {
  const results = Array.from({ length: measured.draws }, (_, seed) => {
    const { core, queries } = prepare(measured, seed);
    return searchAll(core, queries, breadth);
  });
  return { recall: mean(results.map(({ recall }) => recall)), evaluations: mean(results.map((r) => r.evaluations)) };
}

/** The least breadth, in steps of about a tenth, whose recall is at least 0.99, and what it costs. */
export function findBreadth(measured: RecallCase): RecallResult & { breadth: number } {
  for (let breadth = NEAREST; ; breadth = Math.ceil(breadth * 1.1)) {
    const result = measureRecall(measured, breadth);
    if (result.recall >= 0.99 || breadth >= measured.count) return { ...result, breadth };
  }
}

const prepared = new Map<string, { core: BuiltCore; queries: readonly Float32Array[] }>();

/** A core that holds the vectors of a case, made once. */
function prepare({ data, count, dimensions, links, draw }: RecallCase, seed: number) {
  const key = `${data} ${count} ${dimensions} ${links} ${seed}`;
  const before = prepared.get(key);
  if (before !== undefined) return before;
  const core = new BuiltCore({ CAPACITY: count, DIMENSIONS: dimensions, LINKS: links });
  core.call("init", dimensions, 0, 0);
  const vectors = draw(count + QUERIES, dimensions, randomOf(seed + 1));
  for (const vector of vectors.slice(0, count)) core.insert(vector);
  const made = { core, queries: vectors.slice(count, count + QUERIES) };
  prepared.set(key, made);
  return made;
}

/** Searches for each query by the graph, and exactly for comparison. */
export function searchAll(core: BuiltCore, queries: readonly Float32Array[], breadth: number): RecallResult {
  let found = 0;
  let evaluations = 0;
  core.call("set_ef", breadth);
  for (const query of queries) {
    core.call("set_search_mode", MODE.exact);
    const farthest = core.search(query, NEAREST).at(-1)?.distance ?? -Infinity;
    core.call("set_search_mode", MODE.graph);
    found += core.search(query, NEAREST).filter(({ distance }) => distance <= farthest).length;
    evaluations += core.call("get_last_evals");
  }
  core.call("set_search_mode", MODE.auto);
  core.call("set_ef", 0);
  return { recall: found / (NEAREST * queries.length), evaluations: evaluations / queries.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
