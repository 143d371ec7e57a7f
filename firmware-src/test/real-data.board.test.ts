/**
 * Real data: how often the nearest prototype tells the right label, and what is found where many distances are equal.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { BuiltCore, MODE } from "../../bench/recall/core.ts";
import { randomOf, readDataSet, readGenome } from "../../bench/recall/vectors.ts";

const PROTOTYPES = 1024;

test.each([
  { name: "digits", right: 763, of: 773, accuracy: "0.987" },
  { name: "spoken digits", right: 1701, of: 1976, accuracy: "0.861" },
] as const)("$name: the nearest of 1024 tells the label, and a walk finds it", ({ name, right, of, accuracy }) => {
  const { vectors, labels } = readDataSet(name);
  const core = new BuiltCore({ CAPACITY: PROTOTYPES, LINKS: 12 });
  core.call("init", 16, 0, 0);
  for (const vector of vectors.slice(0, PROTOTYPES)) core.insert(vector);
  const hits = (mode: number): number => {
    core.call("set_search_mode", mode);
    const questions = vectors.slice(PROTOTYPES);
    return questions.filter((query, i) => labels[nearest(core, query)] === labels[PROTOTYPES + i]).length;
  };
  expect([hits(MODE.exact), vectors.length - PROTOTYPES]).toEqual([right, of]);
  expect((right / of).toFixed(3)).toBe(accuracy);
  expect(Math.abs(hits(MODE.auto) - right)).toBeLessThanOrEqual(0.002 * of);
});

test.each(["iris", "wine"] as const)(
  "%s: the nearest of 32 random prototypes is right for 0.92 on the average",
  (name) => {
    const { vectors, labels } = readDataSet(name);
    const core = new BuiltCore();
    const random = randomOf(1);
    const draws = 200;
    let right = 0;
    for (let draw = 0; draw < draws; draw++) {
      const rows = shuffled(vectors.length, random);
      core.call("init", vectors[0]?.length ?? 0, 0, 0);
      for (const row of rows.slice(0, 32)) core.insert(vectors[row] ?? []);
      const questions = rows.slice(32);
      right += questions.filter((row) => labels[rows[nearest(core, vectors[row] ?? [])] ?? -1] === labels[row]).length;
    }
    expect(right / (draws * (vectors.length - 32))).toBeCloseTo(0.923, 2);
  },
);

test("genome: equal distances are given in the order of the indices, and cut there", () => {
  const vectors = readGenome();
  const core = new BuiltCore({ CAPACITY: 1024, LINKS: 12 });
  core.call("init", 16, 0, 0);
  core.call("set_search_mode", MODE.exact);
  for (const vector of vectors.slice(0, 1024)) core.insert(vector);
  let ties = 0;
  for (const query of vectors.slice(1024, 1124)) {
    const expected = vectors
      .slice(0, 1024)
      .map((vector, index) => ({ index, distance: vector.reduce((sum, x, i) => sum + (x - (query[i] ?? 0)) ** 2, 0) }))
      .sort((a, b) => a.distance - b.distance || a.index - b.index);
    const found = core.search(query, 16).map(({ index, distance }) => ({ index, distance }));
    expect(found).toEqual(expected.slice(0, 16));
    ties += expected[15]?.distance === expected[16]?.distance ? 1 : 0;
  }
  expect(ties).toBeGreaterThan(50);
});

/** The slot of the vector that is found first; -1 if none is. */
function nearest(core: BuiltCore, query: ArrayLike<number>): number {
  return core.search(query, 1)[0]?.index ?? -1;
}

/** The numbers below `count` in random order (Fisher and Yates). */
function shuffled(count: number, random: () => number): number[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}
