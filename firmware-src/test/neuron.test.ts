/**
 * Neurons one by one: leak, threshold, refractory period, time, and what is refused.
 *
 * @packageDocumentation
 */
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest } from "./cores.ts";
import { expNegative } from "./oracle/arithmetic.ts";
import { expOfNonPositive, isFinite } from "../lib/math.ts";

const ERROR = { ok: 0, badArgument: 2, nonfinite: 3, badTimeStep: 4 };
const F32_MAX = 3.4028234663852886e38;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    for (const x of [0, 1]) {
      core.insertBuffer.set([x, 0, 0, 0]);
      functions.insert();
    }
    functions.last_error();
  });

  test.each([
    [0.5, 1, 0.475],
    [0.8, 5, 0.6],
    [-0.5, 1, -0.475],
    [0.9, 20, 0],
    [0.9, 30, 0],
    [0.7, 0, 0.7],
  ])("a membrane at %d leaks in %d ms to %d", (before, dt, after) => {
    functions.snn_set_membrane(0, before);
    expect(functions.snn_step(dt)).toBe(0);
    expect(functions.snn_get_membrane(0)).toBeCloseTo(after, 6);
  });

  test("fires at its threshold, not only above it", () => {
    functions.snn_set_threshold(0, 0.5);
    functions.snn_set_membrane(0, 0.5);
    expect(functions.snn_step(0)).toBe(1);
    expect([functions.snn_spiked(0), functions.snn_spiked(1)]).toEqual([1, 0]);
    expect(functions.snn_get_spikes()).toBe(1);
    expect(functions.snn_get_membrane(0)).toBe(0);
    expect(functions.snn_step(1)).toBe(0);
    expect(functions.snn_get_spikes()).toBe(0);
  });

  // A period that ends with a step ends in it, and the next step may fire; one that ends within a step frees the rest.
  test.each([
    [0.25, 2.25],
    [0.3, 2.1],
    [0.5, 2.5],
    [1, 3],
    [1.5, 3],
    [2, 4],
    [3, 3],
    [5, 5],
  ])("in steps of %d ms fires again after %d ms at the earliest, and keeps what came meanwhile", (dt, interval) => {
    functions.snn_set_membrane(0, 10);
    expect(functions.snn_step(0)).toBe(1);
    functions.snn_inject(0, 100);
    let waited = 0;
    do waited += dt;
    while (functions.snn_step(dt) === 0);
    expect(waited).toBeCloseTo(interval, 6);
  });

  test("integrates the rest of the step in which the refractory period ends", () => {
    functions.snn_set_membrane(0, 10);
    functions.snn_step(0);
    functions.snn_inject(0, 0.5);
    functions.snn_step(3);
    expect(functions.snn_get_membrane(0)).toBeCloseTo(0.5 * 0.95, 6);
  });

  test("with a threshold of 0 fires whenever it may", () => {
    functions.snn_set_threshold(0, 0);
    const spikes = Array.from({ length: 7 }, () => functions.snn_step(1));
    expect(spikes).toEqual([1, 0, 0, 1, 0, 0, 1]);
  });

  test("is stepped only if its slot holds a vector", () => {
    functions.snn_set_membrane(5, 10);
    expect(functions.snn_step(1)).toBe(0);
    expect(functions.snn_get_membrane(5)).toBe(10);
  });

  test.each([NaN, Infinity, -Infinity, -1, -1e-30])("a step of %d ms is refused and changes nothing", (dt) => {
    functions.snn_set_membrane(0, 2);
    functions.snn_step(1);
    functions.snn_set_membrane(1, 2);
    for (const advance of [() => functions.snn_step(dt), () => functions.snn_tick(dt, 1, 1)]) {
      expect(advance()).toBe(0);
      expect(functions.last_error()).toBe(ERROR.badTimeStep);
    }
    expect([functions.snn_get_membrane(1), functions.snn_get_spikes(), functions.snn_get_time()]).toEqual([2, 1, 1]);
  });

  test("a tick with a gain that is not finite is refused and changes nothing", () => {
    functions.snn_set_membrane(0, 2);
    expect(functions.snn_tick(1, NaN, 1)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    expect([functions.snn_get_membrane(0), functions.snn_get_time()]).toEqual([2, 0]);
  });

  test.each([NaN, Infinity, -Infinity])("%d never becomes a membrane or a threshold", (bad) => {
    functions.snn_set_membrane(0, 0.5);
    for (const refused of ["snn_set_membrane", "snn_set_threshold", "snn_inject"] as const) {
      functions[refused](0, bad);
      expect(functions.last_error()).toBe(ERROR.nonfinite);
    }
    expect(functions.snn_get_membrane(0)).toBe(0.5);
    expect(functions.snn_step(0)).toBe(0);
  });

  test("an injection that would leave the finite numbers is refused", () => {
    functions.snn_set_membrane(0, F32_MAX);
    functions.snn_inject(0, F32_MAX);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    expect(functions.snn_get_membrane(0)).toBe(F32_MAX);
  });

  test.each([32, 255, 0xffffffff])("there is no neuron %d", (index) => {
    functions.snn_inject(index, 1);
    expect(functions.last_error()).toBe(ERROR.badArgument);
    expect([functions.snn_get_membrane(index), functions.snn_spiked(index)]).toEqual([0, 0]);
  });

  test("time is right to the last bit after 360,000 steps of 0.1 ms", () => {
    const step = Math.fround(0.1);
    for (let i = 0; i < 360_000; i++) functions.snn_step(step);
    expect(functions.snn_get_time()).toBe(Math.fround(360_000 * step));
  });

  test("time goes on past 2^21 ms, and ends at the largest number", () => {
    functions.snn_step(2 ** 24);
    for (let i = 0; i < 8; i++) functions.snn_step(0.25);
    expect(functions.snn_get_time()).toBe(2 ** 24 + 2);
    for (let i = 0; i < 3; i++) functions.snn_step(F32_MAX);
    expect(functions.snn_get_time()).toBe(F32_MAX);
    expect(functions.last_error()).toBe(ERROR.ok);
  });

  test("a reset puts all to rest, twice as once, and keeps vectors, types and weights", () => {
    functions.set_node_type(0, 3);
    functions.set_edge_weight(0, 7);
    functions.snn_set_threshold(0, 0.1);
    functions.snn_set_membrane(0, 2);
    functions.snn_set_membrane(9, 2);
    functions.snn_step(1);
    for (let times = 0; times < 2; times++) {
      functions.snn_reset();
      expect([functions.snn_get_membrane(9), functions.snn_get_spikes(), functions.snn_get_time()]).toEqual([0, 0, 0]);
      functions.snn_set_membrane(0, 0.5);
      expect(functions.snn_step(0)).toBe(0);
    }
    expect([functions.count(), functions.get_node_type(0), functions.get_edge_weight(0)]).toEqual([2, 3, 7]);
  });

  test("a neuron may fire at once after a reset", () => {
    functions.snn_set_membrane(0, 2);
    functions.snn_step(0);
    functions.snn_reset();
    functions.snn_set_membrane(0, 2);
    expect(functions.snn_step(0)).toBe(1);
  });
});

describe("e^x for x up to 0", () => {
  test("is what its definition says, bit for bit, and within one ulp of the truth", () => {
    for (let x = 0; x >= -87; x = x === 0 ? -1e-6 : Math.fround(x * 1.0007)) {
      const y = expOfNonPositive(x);
      expect(y).toBe(expNegative(x));
      const truth = Math.exp(x);
      const ulp = 2 ** (Math.floor(Math.log2(truth)) - 23);
      expect(Math.abs(y - truth)).toBeLessThanOrEqual(0.98 * ulp);
    }
  });

  test.each([
    [0, 1],
    [-0, 1],
    [5, 1],
    [NaN, 1],
    [Infinity, 1],
    [-87.4, 0],
    [-Infinity, 0],
  ])("of %d is %d", (x, y) => {
    expect(expOfNonPositive(Math.fround(x))).toBe(y);
  });

  test("falls all the way", () => {
    let former = 1;
    for (let x = -0.01; x > -87.29; x -= 0.01) {
      const y = expOfNonPositive(Math.fround(x));
      expect(y).toBeLessThan(former);
      former = y;
    }
  });
});

test("only NaN and the infinities are not finite", () => {
  expect([NaN, Infinity, -Infinity].map(isFinite)).toEqual([false, false, false]);
  expect([0, -0, F32_MAX, -F32_MAX, 2 ** -149].every(isFinite)).toBe(true);
});
