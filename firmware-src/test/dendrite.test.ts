/**
 * Dendrites: what branches gather, pass on, and lose.
 *
 * @packageDocumentation
 */
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest, type TestCore } from "./cores.ts";
import { Oracle } from "./oracle.ts";
import { randomOf, vectorOf } from "./random.ts";

const ERROR = { ok: 0, badArgument: 2, nonfinite: 3, notLive: 7 };
const F32_MAX = 3.4028234663852886e38;
const f = Math.fround;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    for (const x of [0, 1, 2]) insert(core, [x, 0, 0, 0]);
    functions.last_error();
  });

  test.each([
    [-1, -1],
    [0, 0],
    [0.5, 0.5],
    [1, 1],
    [1.5, 1.9],
    [2, 3],
    [3, 4.6],
    [100, 101.9998],
    [1e20, 1e20],
    [F32_MAX, F32_MAX],
  ])("a branch passes on %d as %d", (input, output) => {
    functions.dendrite_inject(0, 3, input);
    const total = functions.dendrite_integrate(0);
    expect(total / Math.max(1, Math.abs(output))).toBeCloseTo(output / Math.max(1, Math.abs(output)), 6);
    expect(functions.snn_get_membrane(0)).toBe(total);
  });

  test("inputs that meet count for more than apart, and are consumed", () => {
    for (const branch of [0, 0, 1, 2]) functions.dendrite_inject(0, branch, 1);
    expect(functions.dendrite_integrate(0)).toBe(5);
    expect(functions.dendrite_integrate(0)).toBe(0);
    expect(functions.snn_get_membrane(0)).toBe(5);
  });

  test("each of the six branches counts, with a link or without", () => {
    for (let branch = 0; branch < 6; branch++) functions.dendrite_inject(1, branch, 0.25);
    expect(functions.dendrite_integrate(1)).toBe(1.5);
  });

  test.each([
    [32, 0, 1, ERROR.badArgument],
    [0, 6, 1, ERROR.badArgument],
    [0, 0, NaN, ERROR.nonfinite],
    [0, 0, Infinity, ERROR.nonfinite],
  ])("neuron %d, branch %d, current %d: refused", (index, branch, current, error) => {
    functions.dendrite_inject(index, branch, current);
    expect(functions.last_error()).toBe(error);
    expect(functions.dendrite_integrate(0)).toBe(0);
  });

  test("a sum that is not finite is refused, and stays on the branches", () => {
    for (const branch of [0, 1]) functions.dendrite_inject(0, branch, F32_MAX);
    expect(functions.dendrite_integrate(0)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    functions.dendrite_inject(0, 1, -F32_MAX);
    expect(functions.dendrite_integrate(0)).toBe(F32_MAX);
  });

  test("a free slot integrates nothing, and holds what was injected", () => {
    functions.dendrite_inject(5, 0, 0.5);
    expect(functions.dendrite_integrate(5)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.notLive);
    for (let i = 3; i < 6; i++) insert(core, [i, 0, 0, 0]);
    expect(functions.dendrite_integrate(5)).toBe(0.5);
  });

  test("dendrite_reset and snn_reset empty the branches", () => {
    for (const reset of [() => functions.dendrite_reset(), () => functions.snn_reset()]) {
      functions.dendrite_inject(0, 0, 0.5);
      reset();
      expect(functions.dendrite_integrate(0)).toBe(0);
    }
  });

  test("spikes arrive on the branches of the neighbours, by gain and weight", () => {
    functions.set_edge_weight(1, 51);
    functions.snn_set_membrane(1, 2);
    functions.snn_step(0);
    functions.dendrite_propagate(0.5);
    functions.dendrite_propagate(0.5);
    expect([0, 1, 2].map((i) => functions.dendrite_integrate(i))).toEqual([f(0.2), 0, f(0.2)]);
    functions.dendrite_propagate(NaN);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
  });

  test("in a full core every delivery arrives", () => {
    const random = randomOf(12);
    const vectors = Array.from({ length: 32 }, () => vectorOf(random, 4));
    const oracle = new Oracle();
    for (const each of [core, oracle]) {
      each.functions.init(4, 0, 0);
      for (const vector of vectors) insert(each, vector);
    }
    for (let i = 0; i < 32; i++) functions.snn_set_membrane(i, 2);
    expect(functions.snn_step(0)).toBe(32);
    functions.dendrite_propagate(0.5);
    for (let i = 0; i < 32; i++) {
      expect(functions.dendrite_integrate(i)).toBe(0.5 * oracle.neighbours(i).length);
    }
  });
});

function insert({ insertBuffer, functions }: Pick<TestCore, "insertBuffer" | "functions">, vector: number[]): void {
  insertBuffer.set(vector);
  functions.insert();
}
