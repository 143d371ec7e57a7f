/**
 * The oscillator, and what resonates with it.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { cosOfPhase } from "../lib/trigonometry.ts";
import { coresUnderTest, type TestCore } from "./cores.ts";
import { cosine } from "./oracle/race.ts";
import { countsIn } from "./oracle/rhythm.ts";
import { randomOf, vectorOf } from "./random.ts";

const ERROR = { ok: 0, badArgument: 2, nonfinite: 3, badTimeStep: 4, notLive: 7 };
const DOT = 2;
const TURN = 2 * Math.PI;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    functions.last_error();
  });

  describe("the phase", () => {
    test.each([
      [0, 0],
      [6.25, TURN / 4],
      [25, 0],
      [100, 0],
      [-5, 0.8 * TURN],
      [2 ** 20 * 25, 0],
      [2 ** 24, (16 / 25) * TURN],
      [2 ** 40, (1 / 25) * TURN],
    ])("after %d ms is %d", (dt, expected) => {
      functions.oscillator_step(dt);
      expect(functions.oscillator_get_phase()).toBeCloseTo(expected, 5);
    });

    test("does not drift: an hour of steps of 1 ms is 90,000 turns", () => {
      for (let step = 0; step < 3_600_000; step++) functions.oscillator_step(1);
      expect(functions.oscillator_get_phase()).toBeLessThan(0.001);
    });

    test("after steps of any length, there and back, is what it was, and stays below one turn", () => {
      const steps = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 20 });
      fc.assert(
        fc.property(steps, (all) => {
          functions.init(4, 0, 0);
          functions.oscillator_step(Math.fround(7.7));
          const before = functions.oscillator_get_phase();
          for (const dt of all) {
            functions.oscillator_step(dt);
            const phase = functions.oscillator_get_phase();
            expect(phase).toBeGreaterThanOrEqual(0);
            expect(phase).toBeLessThan(Math.fround(TURN));
          }
          for (const dt of all) functions.oscillator_step(-dt);
          expect(functions.oscillator_get_phase()).toBe(before);
        }),
        { seed: 6, numRuns: 200 },
      );
    });

    test.each([NaN, Infinity, -Infinity])("is not moved by %d ms", (dt) => {
      functions.oscillator_step(5);
      const before = functions.oscillator_get_phase();
      functions.oscillator_step(dt);
      expect(functions.oscillator_get_phase()).toBe(before);
      expect(functions.last_error()).toBe(ERROR.badTimeStep);
    });

    test("is kept by a reset of the network", () => {
      functions.oscillator_step(6.25);
      functions.snn_reset();
      expect(functions.oscillator_get_phase()).toBeCloseTo(TURN / 4, 6);
    });
  });

  describe("resonance", () => {
    test("is 1 for the neuron in phase and falls to 0 half a turn away", () => {
      for (let i = 0; i < 32; i++) insert(core, [i, 0, 0, 0]);
      functions.oscillator_step(6.25);
      expect([8, 0, 16, 24, 4].map((i) => functions.compute_resonance(i))).toEqual([1, 0.5, 0.5, 0, 0.75]);
    });

    test("is from 0 to 1 after any time", () => {
      for (let i = 0; i < 32; i++) insert(core, [i, 0, 0, 0]);
      fc.assert(
        fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.nat(31), (dt, index) => {
          functions.oscillator_step(dt);
          const resonance = functions.compute_resonance(index);
          expect(resonance).toBeGreaterThanOrEqual(0);
          expect(resonance).toBeLessThanOrEqual(1);
        }),
        { seed: 7, numRuns: 500 },
      );
    });

    test("is 0 where there is no vector", () => {
      expect(functions.compute_resonance(0)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.notLive);
      expect(functions.compute_resonance(32)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });
  });

  describe("search in rhythm", () => {
    test("prefers, of equals, those in phase: under squared L2 and under dot", () => {
      for (const [metric, query] of [
        [0, [0, 0, 0, 0]],
        [DOT, [1, 0, 0, 0]],
      ] as const) {
        functions.init(4, metric, 0);
        for (let i = 0; i < 5; i++) insert(core, [2, 0, 0, 0]);
        functions.oscillator_step((25 * 3) / 32);
        core.queryBuffer.set(query);
        expect(functions.resonance_search(5, 1)).toBe(5);
        expect(
          core
            .results()
            .slice(0, 5)
            .map(({ index }) => index),
        ).toEqual([3, 2, 4, 1, 0]);
      }
    });

    test("with a weight of 0 or none doubles each distance, or halves a negative one", () => {
      insert(core, [1, 0, 0, 0]);
      for (const weight of [0, NaN, Infinity]) {
        expect(functions.resonance_search(1, weight)).toBe(1);
        expect(functions.last_error()).toBe(weight === 0 ? ERROR.ok : ERROR.nonfinite);
        expect(core.results()[0]?.distance).toBe(2);
      }
      functions.init(4, DOT, 0);
      insert(core, [1, 0, 0, 0]);
      core.queryBuffer.set([3, 0, 0, 0]);
      functions.resonance_search(1, 0);
      expect(core.results()[0]?.distance).toBe(-1.5);
    });

    test("looks at all vectors, not at the k nearest alone", () => {
      for (let i = 0; i < 32; i++) insert(core, [i === 16 ? 1.1 : 1, 0, 0, 0]);
      functions.oscillator_step(12.5);
      expect(functions.resonance_search(1, 1.9)).toBe(1);
      expect(core.results()[0]?.index).toBe(16);
    });

    test("keeps the signs of distances and stays finite, whatever the weight", () => {
      const random = randomOf(8);
      functions.init(4, DOT, 0);
      const huge = (): number[] => vectorOf(random, 4).map((x) => x * 1e18);
      for (let i = 0; i < 32; i++) insert(core, huge());
      core.queryBuffer.set(huge());
      for (const weight of [-3e38, -2, 0.5, 2, 50, 3e38]) {
        functions.resonance_search(16, weight);
        for (const { index, distance } of core.results()) {
          expect(index).not.toBe(255);
          expect(Number.isFinite(distance)).toBe(true);
        }
      }
    });
  });
});

test("counts of the phase are the nearest to dt/25 turns, for every f32", () => {
  const { functions } = coresUnderTest()[0]?.create() ?? {};
  if (functions === undefined) throw new Error("there is no core");
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (dt) => {
      functions.init(4, 0, 0);
      functions.oscillator_step(dt);
      const counts = Number(BigInt.asUintN(32, countsIn(dt)));
      const turns = Math.min(Math.fround(counts / 2 ** 32), Math.fround(1 - 2 ** -24));
      expect(functions.oscillator_get_phase()).toBe(Math.fround(turns * Math.fround(TURN)));
    }),
    { seed: 9, numRuns: 5000 },
  );
});

test("the cosine of a phase is that of its angle, to 6e-8, and has the bits of its definition", () => {
  const random = randomOf(10);
  const edges = [0, 1, 2 ** 29, 2 ** 29 - 1, 2 ** 30, 2 ** 31, 3 * 2 ** 30, 2 ** 32 - 1];
  for (const phase of [...edges, ...Array.from({ length: 20_000 }, () => Math.floor(random() * 2 ** 32))]) {
    const y = cosOfPhase(phase);
    expect(y).toBe(cosine(BigInt(phase)));
    expect(Math.abs(y - Math.cos((TURN * phase) / 2 ** 32))).toBeLessThan(1e-7);
  }
});

function insert({ insertBuffer, functions }: TestCore, vector: readonly number[]): void {
  insertBuffer.set(vector);
  functions.insert();
}
