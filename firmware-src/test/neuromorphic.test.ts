/**
 * Search by a race of neurons: it finds what search finds, in the same order, however long the race.
 *
 * @packageDocumentation
 */
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest, type FoundRecord, type TestCore } from "./cores.ts";
import { randomOf, vectorOf } from "./random.ts";

const ERROR = { ok: 0, nonfinite: 3, badTimeStep: 4, empty: 5 };
const EMPTY_INDEX = 255;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    functions.last_error();
  });

  test.each([0, 1, 2, 5, 10, 20, 50, 100])("of 100 random cores of 32 x 16, %d steps: recall@10 is 1", (steps) => {
    const random = randomOf(steps);
    for (let times = 0; times < 100; times++) {
      functions.init(16, times % 3, 0);
      for (let i = 0; i < 32; i++) insert(vectorOf(random, 16));
      core.queryBuffer.set(vectorOf(random, 16));
      functions.search(10);
      const [nearest] = found(core, 10);
      const expected = indices(core, 10);
      expect(functions.neuromorphic_search(10, 1, steps)).toBe(10);
      expect(indices(core, 10).toSorted(byNumber)).toEqual(expected.toSorted(byNumber));
      expect(found(core, 1)[0]?.index).toBe(nearest?.index);
    }
  });

  test("without a step, the potentials are the activations, and the scores", () => {
    for (const x of [3, 1]) insert([x, 0, 0, 0]);
    expect(functions.neuromorphic_search(5, 1, 0)).toBe(2);
    expect([0, 1].map((i) => functions.snn_get_membrane(i))).toEqual([Math.fround(0.1), 0.5]);
    expect(core.results().slice(0, 3)).toMatchObject([
      { index: 1, distance: -0.5 },
      { index: 0, distance: -Math.fround(0.1) },
      { index: EMPTY_INDEX },
    ]);
  });

  test("neurons fire, the nearest most; histories and the rhythm go along", () => {
    for (const x of [0, 2, 4]) insert([x, 0, 0, 0]);
    functions.snn_set_membrane(2, 9);
    functions.neuromorphic_search(3, 1, 200);
    const [first, second, third] = found(core, 3).map(({ distance }) => -distance);
    expect(Math.floor(first ?? 0)).toBeGreaterThan(Math.floor(second ?? 0));
    expect(second).toBeGreaterThanOrEqual(third ?? NaN);
    expect(functions.get_pattern(0)).not.toBe(0);
    expect(functions.snn_get_time()).toBe(200);
    expect(functions.oscillator_get_phase()).toBeLessThan(1e-4);
  });

  test("of equals the lower index is first", () => {
    for (let i = 0; i < 5; i++) insert([1, 1, 1, 1]);
    functions.neuromorphic_search(3, 1, 7);
    expect(indices(core, 3)).toEqual([0, 1, 2]);
  });

  test.each([NaN, Infinity, 0, -1])("steps of %d ms are none, and it finds all the same", (dt) => {
    for (const x of [3, 1]) insert([x, 0, 0, 0]);
    expect(functions.neuromorphic_search(2, dt, 10)).toBe(2);
    expect(functions.last_error()).toBe(ERROR.badTimeStep);
    expect(indices(core, 2)).toEqual([1, 0]);
  });

  test("more than 16 and 255 are 16 and 255", () => {
    for (let i = 0; i < 32; i++) insert([i, 0, 0, 0]);
    for (const k of [17, 18, 20, 32, 255, 0xffffffff]) expect(functions.neuromorphic_search(k, 1, 1)).toBe(16);
    functions.neuromorphic_search(1, 1, 0xffffffff);
    expect(functions.snn_get_time()).toBe(255);
  });

  test("finds nothing in an empty core, for k of 0, and for a query that is no vector", () => {
    expect(functions.neuromorphic_search(5, 1, 5)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.empty);
    insert([1, 2, 3, 4]);
    expect(functions.neuromorphic_search(0, 1, 5)).toBe(0);
    core.queryBuffer[2] = NaN;
    expect(functions.neuromorphic_search(5, 1, 5)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    expect(core.results()[0]?.index).toBe(EMPTY_INDEX);
  });

  function insert(vector: readonly number[]): void {
    core.insertBuffer.set(vector);
    functions.insert();
  }
});

function found(core: TestCore, count: number): FoundRecord[] {
  return core.results().slice(0, count);
}

function indices(core: TestCore, count: number): number[] {
  return found(core, count).map(({ index }) => index);
}

function byNumber(a: number, b: number): number {
  return a - b;
}
