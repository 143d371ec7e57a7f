/**
 * Storing and searching: what is found, in what order, and what is refused.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest, type TestCore } from "./cores.ts";
import { EMPTY_RECORD } from "./oracle/model.ts";

const L2 = 0;
const COSINE = 1;
const DOT = 2;

const ERROR = { ok: 0, full: 1, badArgument: 2, nonfinite: 3, empty: 5 };

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, L2, 0);
    functions.last_error();
  });

  describe("init", () => {
    test("says what the core is", () => {
      functions.init(7, COSINE, 513);
      expect(functions.get_dims()).toBe(7);
      expect(functions.get_metric()).toBe(COSINE);
      expect(functions.get_core_id()).toBe(1);
      expect(functions.get_capacity()).toBe(32);
      expect(functions.count()).toBe(0);
      expect(functions.last_error()).toBe(ERROR.ok);
    });

    test.each([
      { values: [17, L2], dimensions: 16, metric: L2 },
      { values: [0xffffffff, DOT], dimensions: 16, metric: DOT },
      { values: [4, 3], dimensions: 4, metric: L2 },
      { values: [4, 257], dimensions: 4, metric: L2 },
      { values: [0, L2], dimensions: 0, metric: L2 },
    ])("takes $values for the nearest that is possible, and says so", ({ values, dimensions, metric }) => {
      const [given = 0, measure = 0] = values;
      functions.init(given, measure, 0);
      expect([functions.get_dims(), functions.get_metric()]).toEqual([dimensions, metric]);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });

    test("leaves nothing of what was there", () => {
      store(core, [1, 2, 3, 4]);
      functions.set_node_type(0, 5);
      functions.set_edge_weight(0, 9);
      functions.snn_set_membrane(0, 0.5);
      find(core, [1, 2, 3, 4], 1);
      functions.init(4, L2, 0);
      expect([functions.count(), functions.get_node_type(0), functions.get_edge_weight(0)]).toEqual([0, 0, 255]);
      expect(functions.snn_get_membrane(0)).toBe(0);
      expect(core.results()).toEqual(Array.from({ length: 16 }, () => EMPTY_RECORD));
      expect([...core.insertBuffer, ...core.queryBuffer]).toEqual(Array.from({ length: 32 }, () => 0));
    });
  });

  describe("insert", () => {
    test("takes the slots in order and stops at 32", () => {
      const indices = Array.from({ length: 32 }, (_, i) => store(core, [i, 0, 0, 0]));
      expect(indices).toEqual(Array.from({ length: 32 }, (_, i) => i));
      expect(functions.count()).toBe(32);
      expect(store(core, [1, 0, 0, 0])).toBe(255);
      expect(functions.last_error()).toBe(ERROR.full);
      expect(functions.count()).toBe(32);
    });

    test("is refused without dimensions", () => {
      functions.init(0, L2, 0);
      functions.last_error();
      expect(store(core, [1])).toBe(255);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });

    test.each([NaN, Infinity, -Infinity, 1.1e18, -3e38])("refuses a component of %d and changes nothing", (bad) => {
      expect(store(core, [0, 0, 0, bad])).toBe(255);
      expect(functions.last_error()).toBe(ERROR.nonfinite);
      expect(functions.count()).toBe(0);
      expect(store(core, [0, 0, 0, 0])).toBe(0);
    });

    test("looks only at the dimensions in use", () => {
      expect(store(core, [1, 2, 3, 4, NaN, Infinity])).toBe(0);
      expect(find(core, [1, 2, 3, 4, Infinity], 1)).toEqual([{ index: 0, distance: 0 }]);
    });

    test("leaves the type that was set before", () => {
      functions.set_node_type(0, 7);
      functions.set_edge_weight(0, 12);
      store(core, [1, 2, 3, 4]);
      expect([functions.get_node_type(0), functions.get_edge_weight(0)]).toEqual([7, 12]);
    });
  });

  describe("search", () => {
    test("finds the nearest first, with squared distances", () => {
      for (const x of [5, 1, 3]) store(core, [x, 0, 0, 0]);
      expect(find(core, [1.5, 0, 0, 0], 3)).toEqual([
        { index: 1, distance: 0.25 },
        { index: 2, distance: 2.25 },
        { index: 0, distance: 12.25 },
      ]);
    });

    test("gives equal distances in the order of the indices, and cuts there", () => {
      for (const x of [1, -1, 1, -1, 0]) store(core, [x, 0, 0, 0]);
      expect(find(core, [0, 0, 0, 0], 4).map(({ index }) => index)).toEqual([4, 0, 1, 2]);
    });

    test("fills the rest of the list with empty records, and says whose the others are", () => {
      functions.init(4, L2, 200);
      store(core, [1, 0, 0, 0]);
      find(core, [0, 0, 0, 0], 5);
      const [first, ...others] = core.results();
      expect(first).toEqual({ index: 0, core: 200, indexHigh: 0, flags: 0, distance: 1 });
      expect(others).toEqual(Array.from({ length: 15 }, () => EMPTY_RECORD));
    });

    test.each([
      [0, 0],
      [1, 1],
      [16, 16],
      [17, 16],
      [256, 16],
      [0xffffffff, 16],
    ])("for k = %d of 20 vectors gives %d", (k, found) => {
      for (let i = 0; i < 20; i++) store(core, [i, 0, 0, 0]);
      core.queryBuffer.set([0, 0, 0, 0]);
      expect(functions.search(k)).toBe(found);
      expect(functions.last_error()).toBe(ERROR.ok);
    });

    test("in an empty core finds nothing, says so, and clears what a former search found", () => {
      store(core, [1, 0, 0, 0]);
      find(core, [0, 0, 0, 0], 1);
      functions.init(4, L2, 0);
      expect(functions.search(1)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.empty);
      expect(core.results()[0]).toEqual(EMPTY_RECORD);
    });

    test.each([NaN, Infinity, -1.1e18])("refuses a query with %d and leaves no results", (bad) => {
      store(core, [1, 0, 0, 0]);
      find(core, [1, 0, 0, 0], 1);
      expect(find(core, [0, 0, bad, 0], 1)).toEqual([]);
      expect(functions.last_error()).toBe(ERROR.nonfinite);
      expect(core.results()[0]).toEqual(EMPTY_RECORD);
    });

    test("measures with the dot product, negated: who agrees more is nearer", () => {
      functions.init(2, DOT, 0);
      for (const x of [1, 2, 0.5]) store(core, [x, 0]);
      expect(find(core, [1, 0], 3)).toEqual([
        { index: 1, distance: -2 },
        { index: 0, distance: -1 },
        { index: 2, distance: -0.5 },
      ]);
    });

    test("measures angles: same direction 0, right angle 1, opposite 2, no direction 1", () => {
      functions.init(2, COSINE, 0);
      for (const vector of [[3, 0], [0, 5], [-2, 0], [0, 0], [1e-20, 0]]) store(core, vector); // prettier-ignore
      expect(find(core, [7, 0], 5)).toEqual([
        { index: 0, distance: 0 },
        { index: 1, distance: 1 },
        { index: 3, distance: 1 },
        { index: 4, distance: 1 },
        { index: 2, distance: 2 },
      ]);
    });

    test("does not overflow at the largest components, in any metric", () => {
      for (const metric of [L2, COSINE, DOT]) {
        functions.init(16, metric, 0);
        store(core, new Array<number>(16).fill(1e18));
        const [found] = find(core, new Array<number>(16).fill(-1e18), 1);
        expect(Number.isFinite(found?.distance)).toBe(true);
      }
    });
  });

  describe("properties", () => {
    const vector = fc.array(fc.float({ noNaN: true, min: -100, max: 100 }), { minLength: 16, maxLength: 16 });

    test("results are sorted by (distance, index), complete, and near none that is missing", () => {
      const stored = fc.array(vector, { minLength: 1, maxLength: 32, size: "max" });
      fc.assert(
        fc.property(stored, vector, fc.integer({ min: 1, max: 16 }), fc.nat(2), (vectors, query, k, metric) => {
          functions.init(16, metric, 0);
          for (const each of vectors) store(core, each);
          const all = find(core, query, 16);
          const some = find(core, query, k);
          expect(some).toHaveLength(Math.min(k, vectors.length));
          expect(some).toEqual(all.slice(0, k));
          expect(new Set(some.map(({ index }) => index)).size).toBe(some.length);
          for (const [rank, one] of some.entries()) {
            const next = some[rank + 1];
            if (next === undefined) break;
            expect(one.distance < next.distance || (one.distance === next.distance && one.index < next.index)).toBe(
              true,
            );
          }
        }),
      );
    });

    test("the angle of a vector to itself is at most one rounding, at any length", () => {
      functions.init(16, COSINE, 0);
      const length = fc.double({ min: -15, max: 15, noNaN: true }).map((exponent) => 10 ** exponent);
      fc.assert(
        fc.property(vector, length, (direction, scale) => {
          fc.pre(direction.some((x) => Math.abs(x) > 1));
          functions.init(16, COSINE, 0);
          const scaled = direction.map((x) => Math.fround(x * scale));
          store(core, scaled);
          const [self] = find(core, scaled, 1);
          expect(self?.distance).toBeGreaterThanOrEqual(0);
          expect(self?.distance).toBeLessThanOrEqual(2 ** -22);
        }),
      );
    });

    test("components beyond the dimensions change no bit", () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 16 }),
          fc.nat(2),
          vector,
          vector,
          vector,
          (dimensions, metric, a, b, noise) => {
            const distances = [0, 1].map((noisy) => {
              functions.init(dimensions, metric, 0);
              const padded = (v: number[]): number[] => v.map((x, i) => (i < dimensions ? x : noisy * (noise[i] ?? 0)));
              store(core, padded(a));
              return find(core, padded(b), 1);
            });
            expect(distances[0]).toEqual(distances[1]);
          },
        ),
      );
    });
  });

  describe("types and weights", () => {
    test("a type has four bits", () => {
      functions.set_node_type(3, 0xfffffff5);
      expect(functions.get_node_type(3)).toBe(5);
      expect(functions.type_matches(3, 1 << 5)).toBe(1);
      expect(functions.type_matches(3, 0xffffffff ^ (1 << 5))).toBe(0);
    });

    test("the empty record matches nothing", () => {
      expect(functions.type_matches(255, 0xffffffff)).toBe(0);
    });

    test("a weight above 255 is 255", () => {
      functions.set_edge_weight(3, 300);
      expect(functions.get_edge_weight(3)).toBe(255);
      functions.set_edge_weight(3, 44);
      expect(functions.get_edge_weight(3)).toBe(44);
    });

    test.each([32, 255, 256, 0xffffffff])("no slot %d", (index) => {
      functions.set_node_type(index, 1);
      expect(functions.last_error()).toBe(ERROR.badArgument);
      functions.set_edge_weight(index, 1);
      expect(functions.last_error()).toBe(ERROR.badArgument);
      expect([functions.get_node_type(index), functions.get_edge_weight(index)]).toEqual([0, 0]);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });
  });

  describe("the error", () => {
    test("stays until it is read, through calls that succeed; the latest counts", () => {
      functions.set_node_type(99, 1);
      store(core, [NaN, 0, 0, 0]);
      store(core, [1, 0, 0, 0]);
      expect(functions.last_error()).toBe(ERROR.nonfinite);
      expect(functions.last_error()).toBe(ERROR.ok);
    });
  });
});

function store({ insertBuffer, functions }: TestCore, vector: readonly number[]): number {
  insertBuffer.set(vector);
  return functions.insert();
}

function find(core: TestCore, query: readonly number[], k: number): { index: number; distance: number }[] {
  core.queryBuffer.set(query);
  const found = core.functions.search(k);
  return core
    .results()
    .slice(0, found)
    .map(({ index, distance }) => ({ index, distance }));
}
