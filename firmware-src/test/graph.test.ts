/**
 * The neighbour graph of large and small cores: what it promises after every change, and that searches find what is
 * there. The judge is written from the promises and not from the sources.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BuiltCore, type Found, MODE } from "../../bench/recall/core.ts";
import { clustered, randomOf, uniform } from "../../bench/recall/vectors.ts";

const L2 = 0;
const COSINE = 1;
const DOT = 2;
const ERROR = { ok: 0, badArgument: 2, nonfinite: 3, empty: 5, notLive: 7 };
const ALL_TYPES = 0xffff;

const small = new BuiltCore();
const medium = new BuiltCore({ CAPACITY: 256, LINKS: 12 });

describe("after any sequence of changes to a core of 32", () => {
  const vector = fc.array(fc.constantFrom(-1, 0, 0.5, 1, 3), { minLength: 4, maxLength: 4 });
  const slot = fc.nat(31);
  const change = fc.oneof(
    { weight: 8, arbitrary: vector.map((v) => ({ run: (core: BuiltCore) => core.insert(v) })) },
    { weight: 6, arbitrary: slot.map((i) => ({ run: (core: BuiltCore) => core.call("remove", i) })) },
    {
      weight: 2,
      arbitrary: fc.tuple(slot, vector).map(([i, v]) => ({ run: (core: BuiltCore) => core.replace(i, v) })),
    },
    { weight: 1, arbitrary: slot.map((i) => ({ run: (core: BuiltCore) => core.call("relink", i) })) },
    { weight: 1, arbitrary: fc.constant({ run: (core: BuiltCore) => core.call("rebuild") }) },
  );

  test.each([
    ["squared L2", L2],
    ["cosine", COSINE],
    ["dot", DOT],
  ])("the graph keeps its promises, under %s", (_, metric) => {
    fc.assert(
      fc.property(
        fc.array(vector, { maxLength: 32 }),
        fc.array(change, { maxLength: 60, size: "max" }),
        (first, changes) => {
          small.call("init", 4, metric, 0);
          for (const v of first) small.insert(v);
          for (const { run } of changes) {
            run(small);
            expect(flaws(small, 6)).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe.each([
  { name: "32 slots", core: small, capacity: 32, links: 6 },
  { name: "256 slots", core: medium, capacity: 256, links: 12 },
])("$name", ({ core, capacity, links }) => {
  test("ten removals and insertions for each slot leave a sound graph after every one", () => {
    const random = randomOf(1);
    core.call("init", 16, L2, 0);
    const vectors = clustered(11 * capacity, 16, random);
    for (const vector of vectors.slice(0, capacity)) core.insert(vector);
    for (const [step, vector] of vectors.slice(capacity).entries()) {
      expect(core.call("remove", Math.floor(random() * capacity))).toBe(1);
      expect(core.call("graph_check")).toBe(capacity - 1);
      expect(core.insert(vector)).toBeGreaterThanOrEqual(0);
      expect(core.call("graph_check")).toBe(capacity);
      if (step % 50 === 0) expect(flaws(core, links)).toEqual([]);
    }
  });

  test("a core can be emptied from any side, and is as new", () => {
    core.call("init", 8, L2, 0);
    const vectors = uniform(40, 8, randomOf(2));
    for (const order of [(i: number) => i, (i: number) => 31 - i, (i: number) => (i * 7) % 32]) {
      for (const vector of vectors.slice(0, 32)) core.insert(vector);
      for (let i = 0; i < 32; i++) {
        expect(core.call("remove", order(i))).toBe(1);
        expect(flaws(core, links)).toEqual([]);
      }
      expect(core.call("count")).toBe(0);
      expect(core.search([0, 0, 0, 0, 0, 0, 0, 0], 3)).toEqual([]);
      expect(core.call("last_error")).toBe(ERROR.empty);
    }
    expect(core.insert(vectors[32] ?? [])).toBe(0);
  });

  test("rebuilding gives the graph of vectors that come in the order of their slots", () => {
    const random = randomOf(3);
    const vectors = uniform(2 * capacity, 16, random);
    core.call("init", 16, L2, 0);
    for (const vector of vectors.slice(0, capacity)) core.insert(vector);
    for (const vector of vectors.slice(capacity)) {
      core.call("remove", Math.floor(random() * capacity));
      core.insert(vector);
    }
    core.call("rebuild");
    const rebuilt = core.live().map((i) => core.neighbours(i));
    const stored = core.live().map((i) => core.vector(i, 16));
    core.call("init", 16, L2, 0);
    for (const vector of stored) core.insert(vector);
    expect(core.live().map((i) => core.neighbours(i))).toEqual(rebuilt);
  });

  test.each([
    ["squared L2", L2],
    ["cosine", COSINE],
    ["dot", DOT],
  ])("scans find exactly what brute force finds, after changes, under %s", (_, metric) => {
    const random = randomOf(4);
    const vectors = clustered(capacity + 40, 16, random);
    core.call("init", 16, metric, 0);
    core.call("set_search_mode", MODE.exact);
    for (const vector of vectors.slice(0, capacity)) core.insert(vector);
    for (let i = 0; i < 20; i++) core.call("remove", Math.floor(random() * capacity));
    for (const vector of vectors.slice(capacity, capacity + 10)) core.insert(vector);
    for (const query of vectors.slice(-20)) {
      const expected = bruteForce(core, query, metric);
      expect(indices(core.search(query, 16))).toEqual(expected.slice(0, 16).map(({ index }) => index));
      expect(core.call("get_last_evals")).toBe(core.call("count"));
      const many = core.searchMany(query, 0xffffffff, ALL_TYPES);
      expect(indices(many)).toEqual(expected.map(({ index }) => index));
    }
    core.call("set_search_mode", MODE.auto);
  });

  test("typed searches find the nearest of a type however rare it is", () => {
    const random = randomOf(5);
    const vectors = uniform(capacity, 8, random);
    core.call("init", 8, L2, 0);
    for (const [index, vector] of vectors.entries()) {
      core.call("set_node_type", index, index % 13);
      core.insert(vector);
    }
    for (const mask of [1, 1 << 12, 0b1010, ALL_TYPES, 0xffff0000, 0]) {
      const query = uniform(1, 8, random)[0] ?? [];
      const expected = bruteForce(core, query, L2).filter(({ index }) => ((mask >>> (index % 13)) & 1) === 1);
      const found = core.search(query, 16, "search_typed", mask);
      expect(indices(found)).toEqual(expected.slice(0, 16).map(({ index }) => index));
      expect(indices(core.searchMany(query, 5, mask))).toEqual(expected.slice(0, 5).map(({ index }) => index));
    }
  });

  test("radius searches find what is within, the border included", () => {
    core.call("init", 1, L2, 0);
    for (let i = 0; i < 20; i++) core.insert([i]);
    expect(indices(core.search([4], 16, "search_radius", 4))).toEqual([4, 3, 5, 2, 6]);
    expect(indices(core.search([4], 2, "search_radius", 4))).toEqual([4, 3]);
    expect(core.search([4.5], 16, "search_radius", 0.2)).toEqual([]);
    expect(core.search([4], 16, "search_radius", -1)).toEqual([]);
    for (const radius of [NaN, Infinity]) {
      expect(core.search([4], 16, "search_radius", radius)).toEqual([]);
      expect(core.call("last_error")).toBe(ERROR.nonfinite);
    }
  });

  test("walks find what scans find but for a few, and say that they are approximate", () => {
    const vectors = clustered(capacity + 100, 16, randomOf(6));
    core.call("init", 16, L2, 0);
    for (const vector of vectors.slice(0, capacity)) core.insert(vector);
    let hits = 0;
    for (const query of vectors.slice(capacity)) {
      core.call("set_search_mode", MODE.exact);
      const exact = core.search(query, 10);
      core.call("set_search_mode", MODE.graph);
      const found = core.search(query, 10);
      expect(found.every(({ isApproximate }) => isApproximate)).toBe(true);
      expect(isSorted(found)).toBe(true);
      expect(core.call("get_last_evals")).toBeLessThanOrEqual(capacity);
      hits += found.filter(({ index }) => exact.some((other) => other.index === index)).length;
    }
    core.call("set_search_mode", MODE.auto);
    expect(hits / 1000).toBeGreaterThanOrEqual(0.99);
  });

  test("a walk of full breadth finds everything", () => {
    const random = randomOf(7);
    core.call("init", 4, L2, 0);
    core.call("set_search_mode", MODE.graph);
    core.call("set_ef", 0xffffffff);
    for (const vector of uniform(capacity, 4, random)) core.insert(vector);
    for (const query of uniform(20, 4, random)) {
      expect(indices(core.search(query, 16))).toEqual(
        bruteForce(core, query, L2)
          .slice(0, 16)
          .map(({ index }) => index),
      );
      expect(core.call("get_last_evals")).toBe(capacity);
    }
    core.call("set_search_mode", MODE.auto);
    core.call("set_ef", 0);
  });
});

describe("slots that are not there", () => {
  test.each(["remove", "replace", "relink"])("%s is refused", (name) => {
    small.call("init", 4, L2, 0);
    small.insert([1, 2, 3, 4]);
    for (const index of [32, 255, 0xffff, 0x10000, 0xffffffff]) {
      expect(small.call(name, index)).toBe(0);
      expect(small.call("last_error")).toBe(ERROR.badArgument);
    }
    expect(small.call(name, 1)).toBe(0);
    expect(small.call("last_error")).toBe(ERROR.notLive);
    expect(small.call("count")).toBe(1);
  });

  test("nothing is read from them", () => {
    small.call("init", 4, L2, 0);
    small.insert([1, 2, 3, 4]);
    expect(small.vector(0, 4)).toEqual([1, 2, 3, 4]);
    for (const [index, error] of [
      [1, ERROR.notLive],
      [32, ERROR.badArgument],
      [0xffffffff, ERROR.badArgument],
    ] as const) {
      expect(small.call("is_live", index)).toBe(0);
      expect(small.vector(index, 4)).toEqual([0, 0, 0, 0]);
      expect(small.call("last_error")).toBe(error);
    }
    expect(small.call("neighbor", 0, 0)).toBe(-1);
    expect(small.call("degree", 99)).toBe(0);
  });

  test("a vector that cannot be stored replaces none", () => {
    small.call("init", 4, L2, 0);
    small.insert([1, 2, 3, 4]);
    expect(small.replace(0, [1, NaN, 3, 4])).toBe(false);
    expect(small.call("last_error")).toBe(ERROR.nonfinite);
    expect(small.vector(0, 4)).toEqual([1, 2, 3, 4]);
  });

  test("removal frees the slot and what belongs to it", () => {
    small.call("init", 4, L2, 0);
    for (let i = 0; i < 3; i++) small.insert([i, 0, 0, 0]);
    small.call("set_node_type", 1, 5);
    small.call("set_edge_weight", 1, 9);
    expect(small.call("remove", 1)).toBe(1);
    expect([small.call("get_node_type", 1), small.call("get_edge_weight", 1)]).toEqual([0, 255]);
    expect([small.call("count"), small.call("high_water")]).toEqual([2, 3]);
    expect(small.insert([9, 0, 0, 0])).toBe(1);
  });
});

test("a neuron whose vector is removed has not fired", () => {
  small.call("init", 4, L2, 0);
  for (let i = 0; i < 3; i++) small.insert([i, 0, 0, 0]);
  for (let i = 0; i < 3; i++) small.call("snn_set_membrane", i, 2);
  expect(small.call("snn_step", 0)).toBe(3);
  small.call("remove", 1);
  expect(small.call("snn_get_spikes")).toBe(0b101);
});

test("modes that do not exist are refused", () => {
  small.call("set_search_mode", 99);
  expect(small.call("last_error")).toBe(ERROR.badArgument);
});

/** Where the graph breaks a promise. */
function flaws(core: BuiltCore, links: number): string[] {
  const live = core.live();
  const neighbours = new Map(live.map((i) => [i, core.neighbours(i)]));
  const found: string[] = [];
  if (live.length !== core.call("count")) found.push(`${live.length} are live`);
  for (const [i, list] of neighbours) {
    if (list.length > links) found.push(`${i} has ${list.length} neighbours`);
    if (new Set(list).size < list.length || list.includes(i)) found.push(`${i} has neighbours ${list.join()}`);
    for (const j of list) if (neighbours.get(j)?.includes(i) !== true) found.push(`${j} does not link back to ${i}`);
  }
  const reached = reachable(neighbours, live[0]);
  if (reached !== live.length) found.push(`${reached} of ${live.length} can be reached`);
  if (core.call("graph_check") !== live.length) found.push(`graph_check says ${core.call("graph_check")}`);
  return found;
}

function reachable(neighbours: ReadonlyMap<number, readonly number[]>, start: number | undefined): number {
  if (start === undefined) return 0;
  const seen = new Set([start]);
  for (const index of seen) for (const other of neighbours.get(index) ?? []) seen.add(other);
  return seen.size;
}

/** All stored vectors in the order of (distance, index), computed in f64 from what was stored. */
function bruteForce(core: BuiltCore, query: ArrayLike<number>, metric: number): { index: number; distance: number }[] {
  const q = Array.from(query, Math.fround);
  return core
    .live()
    .map((index) => ({ index, distance: distanceOf(q, core.vector(index, q.length), metric) }))
    .sort((a, b) => a.distance - b.distance || a.index - b.index);
}

function distanceOf(a: readonly number[], b: readonly number[], metric: number): number {
  const sum = (term: (x: number, y: number) => number): number => a.reduce((s, x, i) => s + term(x, b[i] ?? 0), 0);
  if (metric === L2) return sum((x, y) => (x - y) ** 2);
  const dot = sum((x, y) => x * y);
  return metric === DOT ? -dot : 1 - dot / Math.sqrt(sum((x) => x * x)) / Math.sqrt(sum((_, y) => y * y));
}

function indices(found: readonly Found[]): number[] {
  return found.map(({ index }) => index);
}

function isSorted(found: readonly Found[]): boolean {
  return found.every((one, rank) => {
    const next = found[rank + 1];
    return (
      next === undefined || one.distance < next.distance || (one.distance === next.distance && one.index < next.index)
    );
  });
}
