/**
 * Neurons that compete: winner-take-all, and the cubic law.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest } from "./cores.ts";

const f = Math.fround;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    start(4);
  });

  test("the winner keeps its potential, and takes 0.8 of it from each other, down to 0", () => {
    potentials([0.5, 1, 0.9, 0.8]);
    expect(functions.wta_compete()).toBe(1);
    expect(read()).toEqual([0, 1, f(f(0.9) - f(0.8)), 0]);
  });

  test("of equals the lower index wins", () => {
    potentials([0.25, 0.5, 0.5, 0.5]);
    expect(functions.wta_compete()).toBe(1);
  });

  test("those at rest or inhibited stay as they are", () => {
    potentials([-0.7, 1, 0, -2]);
    functions.wta_compete();
    expect(read()).toEqual([f(-0.7), 1, 0, -2]);
    functions.wta_soft();
    expect(read()).toEqual([f(-0.7), 1, 0, -2]);
  });

  test("without a potential above 0 nobody wins, and nothing changes", () => {
    potentials([-1, 0, -0.5, 0]);
    expect(functions.wta_compete()).toBe(255);
    functions.wta_soft();
    expect(read()).toEqual([-1, 0, -0.5, 0]);
    functions.init(4, 0, 0);
    expect(functions.wta_compete()).toBe(255);
  });

  test("a refractory neuron does not win, and is inhibited", () => {
    potentials([2, 0, 0, 0]);
    functions.snn_step(0);
    potentials([0.9, 0.5, 0, 0]);
    expect(functions.wta_compete()).toBe(1);
    expect(read().slice(0, 2)).toEqual([f(f(0.9) - f(0.4)), 0.5]);
  });

  test("a free slot neither wins nor loses", () => {
    functions.snn_set_membrane(9, 5);
    potentials([1, 0, 0, 0]);
    expect(functions.wta_compete()).toBe(0);
    expect(functions.snn_get_membrane(9)).toBe(5);
  });

  test("the soft law is cubic: half of the highest becomes an eighth", () => {
    potentials([2, 1, 0.5, 0]);
    functions.wta_soft();
    expect(read()).toEqual([2, 0.25, 0.03125, 0]);
  });

  test("wta_reset changes no potential", () => {
    potentials([1, 0.5, 0, -1]);
    functions.wta_reset();
    expect(read()).toEqual([1, 0.5, 0, -1]);
  });

  test("neither law raises a potential, changes a sign or the order", () => {
    const potential = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(potential, { minLength: 8, maxLength: 8 }), fc.boolean(), (before, isSoft) => {
        start(8);
        potentials(before);
        if (isSoft) functions.wta_soft();
        else functions.wta_compete();
        const after = read();
        for (const [i, v] of before.entries()) {
          if (v <= 0) expect(after[i]).toBe(v);
          else {
            expect(after[i]).toBeGreaterThanOrEqual(0);
            expect(after[i]).toBeLessThanOrEqual(v);
          }
          for (const [j, other] of before.entries()) {
            if (v > other) expect(after[i]).toBeGreaterThanOrEqual(after[j] ?? NaN);
          }
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  function start(neurons: number): void {
    functions.init(4, 0, 0);
    for (let i = 0; i < neurons; i++) {
      core.insertBuffer.set([i, 0, 0, 0]);
      functions.insert();
    }
  }

  function potentials(values: readonly number[]): void {
    for (const [index, value] of values.entries()) functions.snn_set_membrane(index, value);
  }

  function read(): number[] {
    return Array.from({ length: functions.count() }, (_, index) => functions.snn_get_membrane(index));
  }
});
