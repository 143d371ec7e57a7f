/**
 * Means of neighbours, and vectors that move toward them or by them.
 *
 * @packageDocumentation
 */
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest } from "./cores.ts";

const ERROR = { ok: 0, badArgument: 2, nonfinite: 3, notLive: 7 };

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    functions.last_error();
  });

  test("the mean of one unit vector at weight 255 is that vector, exactly", () => {
    insert([1, 0, 0, 0]);
    insert([0, 1, 0, 0]);
    functions.aggregate_neighbors(0);
    expect([...core.deltaBuffer]).toEqual([0, 1, ...zeros(14)]);
  });

  test("the mean is of weighted vectors, over the number of neighbours and not over the weights", () => {
    for (const vector of [
      [0, 0, 0, 0],
      [4, 8, 0, 0],
      [8, 0, -4, 1],
    ]) {
      insert(vector);
    }
    functions.set_edge_weight(1, 51);
    functions.aggregate_neighbors(0);
    const expected = [(51 * 4 + 255 * 8) / 510, (51 * 8) / 510, -2, 0.5].map(Math.fround);
    expect([...core.deltaBuffer].slice(0, 4)).toEqual(expected);
  });

  test("a node without neighbours, a free slot and no slot have a mean of zeros", () => {
    insert([1, 2, 3, 4]);
    for (const [index, error] of [
      [0, ERROR.ok],
      [1, ERROR.notLive],
      [32, ERROR.badArgument],
    ] as const) {
      core.deltaBuffer.fill(9);
      functions.aggregate_neighbors(index);
      expect([...core.deltaBuffer]).toEqual(zeros(16));
      expect(functions.last_error()).toBe(error);
    }
  });

  test("an update adds alpha times the delta, and searches see it", () => {
    insert([1, 0, 0, 0]);
    core.deltaBuffer.set([2, -2, 0, 8]);
    functions.update_vector(0, 0.5);
    core.queryBuffer.set([2, -1, 0, 4]);
    functions.search(1);
    expect(core.results()[0]).toMatchObject({ index: 0, distance: 0 });
    expect(functions.encode_vector_to_spikes(0)).toBe(codeOfTwoMinusOneZeroFour);
  });

  test.each([NaN, Infinity, 2e18])("a delta of %d changes nothing, not even the components before it", (bad) => {
    insert([1, 2, 3, 4]);
    core.deltaBuffer.set([1, 1, 1, bad]);
    functions.update_vector(0, 1);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    core.queryBuffer.set([1, 2, 3, 4]);
    functions.search(1);
    expect(core.results()[0]).toMatchObject({ index: 0, distance: 0 });
  });

  test.each([NaN, Infinity, -Infinity])("an alpha of %d changes nothing", (alpha) => {
    insert([1, 2, 3, 4]);
    functions.update_vector(0, alpha);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
  });

  test("there is nothing to update in a free slot", () => {
    functions.update_vector(0, 1);
    expect(functions.last_error()).toBe(ERROR.notLive);
  });

  test("an update adds, so sweeps of it grow: 20 of two unit vectors at 0.5 reach length 17,193", () => {
    insert([1, 0, 0, 0]);
    insert([1, 0, 0, 0]);
    for (let sweep = 0; sweep < 20; sweep++) {
      for (const index of [0, 1]) {
        functions.aggregate_neighbors(index);
        functions.update_vector(index, 0.5);
      }
    }
    functions.aggregate_neighbors(1);
    expect(Math.round(core.deltaBuffer[0] ?? 0)).toBe(17_193);
  });

  function insert(vector: readonly number[]): void {
    core.insertBuffer.set(vector);
    functions.insert();
  }
});

/** 8 bits a component, m = 4: 2 has fired in 6 of them, -1 in 3, 0 in 4, 4 in 8. */
const codeOfTwoMinusOneZeroFour = 0b11111111_00001111_00000111_00111111 >>> 0;

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
