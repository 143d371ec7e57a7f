/**
 * Searches by codes: certified ones find exactly what a scan finds, whatever the data; those by 13 bits nearly.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BuiltCore, type Found, MODE } from "../../bench/recall/core.ts";
import { clustered, randomOf, readDataSet, readGenome, uniform } from "../../bench/recall/vectors.ts";

const METRICS = { "squared L2": 0, cosine: 1, dot: 2 } as const;
const ERROR = { badArgument: 2, unsupported: 9 };
const QUERIES = 100;
const NEAREST = 10;

const small = new BuiltCore();
const medium = new BuiltCore({ CAPACITY: 256, LINKS: 12 });
const large = new BuiltCore({ CAPACITY: 1024, LINKS: 12 });
const wide = new BuiltCore({ CAPACITY: 256, DIMENSIONS: 64, LINKS: 12 });

/** Data by name, and how many true distances a certified search for ten may take of them under L2, on the average. */
const random = randomOf(6);
const tight = { deviation: 0.05 };
const CASES = [
  { data: "uniform", core: small, count: 32, vectors: uniform(32 + QUERIES, 16, random), most: 10.8 },
  { data: "uniform", core: medium, count: 256, vectors: uniform(256 + QUERIES, 16, random), most: 13.8 },
  { data: "clustered", core: large, count: 1024, vectors: clustered(1024 + QUERIES, 16, random), most: 12.4 },
  { data: "tight", core: large, count: 1024, vectors: clustered(1024 + QUERIES, 16, random, tight), most: 30 },
  { data: "uniform", core: wide, count: 256, vectors: uniform(256 + QUERIES, 64, random), most: 17 },
  { data: "tight", core: wide, count: 256, vectors: clustered(256 + QUERIES, 64, random, tight), most: 53 },
  { data: "digits", core: large, count: 1024, vectors: readDataSet("digits").vectors, most: 13 },
  { data: "spoken digits", core: large, count: 1024, vectors: readDataSet("spoken digits").vectors, most: 13 },
  { data: "iris", core: small, count: 32, vectors: readDataSet("iris").vectors, most: 13 },
  { data: "wine", core: small, count: 32, vectors: readDataSet("wine").vectors, most: 30 },
  { data: "genome", core: large, count: 1024, vectors: readGenome(), most: 60 },
] as const;

describe.each(CASES)("$data, $count vectors", ({ core, count, vectors, most }) => {
  const queries = vectors.slice(count, count + QUERIES);

  test.each(Object.entries(METRICS))("certified is exact, under %s", (_, metric) => {
    fill(core, vectors.slice(0, count), metric);
    let evaluations = 0;
    for (const query of queries) {
      for (const k of [1, NEAREST, 16]) {
        const exact = searchBy(core, MODE.exact, query, k);
        expect(searchBy(core, MODE.bytes, query, k)).toEqual(exact);
        if (k === NEAREST) evaluations += core.call("get_last_evals");
      }
    }
    const average = evaluations / queries.length;
    expect(average).toBeGreaterThanOrEqual(NEAREST);
    expect(average).toBeLessThanOrEqual(metric === METRICS["squared L2"] ? most : count);
  });
});

describe("where floats are hard", () => {
  const magnitude = fc.constantFrom(0, 1e-38, 1e-22, 1e-15, 1e-7, 1, 1e3, 1e9, 9e17);
  const component = fc.oneof(
    fc.constantFrom(0, -0, 1, -1, 0.1),
    fc.tuple(magnitude, fc.double({ min: -1, max: 1, noNaN: true })).map(([size, x]) => size * x),
  );
  const vector = fc.array(component, { minLength: 7, maxLength: 7 });

  test.each(Object.entries(METRICS))("certified is exact, under %s", (_, metric) => {
    fc.assert(
      fc.property(
        fc.array(vector, { minLength: 1, maxLength: 32 }),
        fc.array(vector, { minLength: 1, maxLength: 4 }),
        (vectors, queries) => {
          fill(small, vectors, metric, 7);
          for (const query of [...queries, ...vectors.slice(0, 3)]) {
            expect(searchBy(small, MODE.bytes, query, 5)).toEqual(searchBy(small, MODE.exact, query, 5));
          }
        },
      ),
      { numRuns: 400, seed: 6 },
    );
  });
});

describe("vectors that come, go and change", () => {
  test.each(Object.entries(METRICS))("are searched by their new codes, under %s", (_, metric) => {
    const pick = randomOf(3);
    fill(medium, uniform(256, 16, pick), metric);
    for (let round = 0; round < 300; round++) {
      const index = Math.floor(pick() * 256);
      const [vector = [], query = []] = uniform(2, 16, pick);
      if (round % 3 === 0) medium.replace(index, vector);
      else if (medium.call("remove", index) === 1 && round % 3 === 1) medium.insert(vector);
      const exact = searchBy(medium, MODE.exact, query, NEAREST);
      expect(searchBy(medium, MODE.bytes, query, NEAREST)).toEqual(exact);
      const words = searchBy(medium, MODE.words, query, NEAREST);
      expect(hitsOf(words, exact)).toBeGreaterThanOrEqual(NEAREST - 1);
    }
  });
});

describe("13 bits", () => {
  test.each([
    { name: "uniform, 32", core: small, count: 32, options: null, recall: 0.999 },
    { name: "uniform, 1024", core: large, count: 1024, options: null, recall: 0.999 },
    { name: "tight clusters, 1024", core: large, count: 1024, options: tight, recall: 0.994 },
  ])("$name: recall@10 is at least $recall", ({ core, count, options, recall }) => {
    const numbers = randomOf(12);
    const size = count + 200;
    const vectors = options === null ? uniform(size, 16, numbers) : clustered(size, 16, numbers, options);
    fill(core, vectors.slice(0, count), METRICS["squared L2"]);
    expect(core.call("quantize", MODE.words)).toBe(1);
    let hits = 0;
    for (const query of vectors.slice(count)) {
      const words = searchBy(core, MODE.words, query, NEAREST);
      expect(words.every(({ isApproximate }) => isApproximate)).toBe(true);
      expect(core.call("get_last_evals")).toBe(0);
      hits += hitsOf(words, searchBy(core, MODE.exact, query, NEAREST));
    }
    expect(hits / (200 * NEAREST)).toBeGreaterThanOrEqual(recall);
  });

  test.each(Object.entries(METRICS))("give distances to three digits, under %s", (_, metric) => {
    const vectors = uniform(33, 16, randomOf(5));
    fill(small, vectors.slice(0, 32), metric);
    const query = vectors[32] ?? [];
    const exact = new Map(searchBy(small, MODE.exact, query, 16).map(({ index, distance }) => [index, distance]));
    for (const { index, distance } of searchBy(small, MODE.words, query, 10)) {
      expect(Math.abs(distance - (exact.get(index) ?? NaN))).toBeLessThan(0.003);
    }
  });
});

describe("what is refused", () => {
  test("a mode that there is not", () => {
    small.call("set_search_mode", 5);
    expect(small.call("last_error")).toBe(ERROR.badArgument);
    for (const mode of [0, 1, 2, 5, -1]) {
      expect(small.call("quantize", mode)).toBe(0);
      expect(small.call("last_error")).toBe(ERROR.badArgument);
    }
  });

  test("codes that the build has no room for", () => {
    const bare = new BuiltCore({ BYTE_CODES: 0, WORD_CODES: 0 });
    fill(bare, uniform(32, 16, randomOf(1)), METRICS.cosine);
    for (const mode of [MODE.bytes, MODE.words]) {
      bare.call("set_search_mode", mode);
      expect(bare.call("last_error")).toBe(ERROR.unsupported);
      expect(bare.call("quantize", mode)).toBe(0);
      expect(bare.call("last_error")).toBe(ERROR.unsupported);
    }
    expect(bare.search(uniform(1, 16, randomOf(2))[0] ?? [], NEAREST)).toHaveLength(NEAREST);
    expect(bare.call("get_last_evals")).toBe(32);
  });
});

function fill(core: BuiltCore, vectors: readonly ArrayLike<number>[], metric: number, dimensions?: number): void {
  core.call("init", dimensions ?? vectors[0]?.length ?? 0, metric, 0);
  for (const vector of vectors) core.insert(vector);
}

function searchBy(core: BuiltCore, mode: number, query: ArrayLike<number>, k: number): Found[] {
  core.call("set_search_mode", mode);
  return core.search(query, k);
}

/** How many are among the nearest. */
function hitsOf(found: readonly Found[], nearest: readonly Found[]): number {
  const indices = new Set(nearest.map(({ index }) => index));
  return found.filter(({ index }) => indices.has(index)).length;
}
