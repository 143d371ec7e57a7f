/**
 * Codes of first spikes, searching by them, and spike histories.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest, type TestCore } from "./cores.ts";
import { ones } from "./oracle/arithmetic.ts";
import { codeOf } from "./oracle/codes.ts";
import { randomOf, vectorOf } from "./random.ts";

const ERROR = { ok: 0, badArgument: 2, empty: 5, notLive: 7 };

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    functions.last_error();
  });

  describe("the code of a vector", () => {
    test.each([
      { vector: [1], code: 0xffffffff },
      { vector: [-1], code: 0 },
      { vector: [0], code: 0 },
      { vector: [1, -1], code: 0x0000ffff },
      { vector: [0.5, 1, -1, 0], code: 0x0f00ff3f },
      { vector: [3, 3, 3], code: 0xffffffff },
    ])("$vector", ({ vector, code }) => {
      functions.init(vector.length, 0, 0);
      insert(core, vector);
      expect(functions.encode_vector_to_spikes(0)).toBe(code);
    });

    test("depends on the shape alone, and a larger component never fires later", () => {
      const component = fc.float({ noNaN: true, min: -100, max: 100 });
      fc.assert(
        fc.property(fc.array(component, { minLength: 1, maxLength: 16 }), fc.nat(15), (vector, which) => {
          const n = vector.length;
          functions.init(n, 0, 0);
          insert(core, vector);
          insert(
            core,
            vector.map((x) => 4 * x),
          );
          const code = functions.encode_vector_to_spikes(0);
          expect(functions.encode_vector_to_spikes(1)).toBe(code);
          const at = which % n;
          const spikes = (bits: number): number => ones(part(bits, at, n));
          insert(core, vector.with(at, Math.max(...vector.map(Math.abs))));
          expect(spikes(functions.encode_vector_to_spikes(2))).toBeGreaterThanOrEqual(spikes(code));
        }),
        { seed: 5, numRuns: 300 },
      );
    });

    test("is 0 where there is no vector", () => {
      expect(functions.encode_vector_to_spikes(3)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.notLive);
      expect(functions.encode_vector_to_spikes(32)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });
  });

  test.each([
    [0, 0, 1],
    [0, 1, 0],
    [0b1100, 0b0110, 1 / 3],
    [0xffffffff, 0xffffffff, 1],
    [0x80000000, 0xffffffff, 1 / 32],
  ])("the similarity of %d and %d is %d", (a, b, expected) => {
    expect(functions.spike_timing_similarity(a, b)).toBe(Math.fround(expected));
  });

  describe("searching by codes", () => {
    test("finds those who share most, the lower index among equals", () => {
      functions.init(2, 0, 7);
      for (const vector of [
        [1, -1],
        [-1, 1],
        [1, -1],
        [1, 0],
      ]) {
        insert(core, vector);
      }
      expect(functions.spike_search(0x0000ffff, 3)).toBe(3);
      expect(core.results().slice(0, 4)).toMatchObject([
        { index: 0, core: 7, distance: 0 },
        { index: 2, core: 7, distance: 0 },
        { index: 3, core: 7, distance: Math.fround(1 - Math.fround(16 / 24)) },
        { index: 255, core: 0 },
      ]);
    });

    test("finds nothing for k of 0, and in an empty core", () => {
      expect(functions.spike_search(1, 5)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.empty);
      insert(core, [1, 2, 3, 4]);
      expect(functions.spike_search(1, 0)).toBe(0);
      expect(core.results()[0]?.index).toBe(255);
    });

    test.each([
      [16, 0.65],
      [8, 0.7],
      [4, 0.73],
    ])("of 32 random vectors of %d dimensions, finds about %d of the ten nearest", (dimensions, expected) => {
      const random = randomOf(dimensions);
      let hits = 0;
      for (let times = 0; times < 200; times++) {
        functions.init(dimensions, 1, 0);
        for (let i = 0; i < 32; i++) insert(core, vectorOf(random, dimensions));
        const query = vectorOf(random, dimensions);
        core.queryBuffer.set(query);
        functions.search(10);
        const nearest = indices(core, 10);
        functions.spike_search(codeOf(query), 10);
        hits += indices(core, 10).filter((index) => nearest.includes(index)).length;
      }
      expect(hits / 2000).toBeGreaterThan(expected - 0.04);
      expect(hits / 2000).toBeLessThan(expected + 0.06);
    });
  });

  describe("histories", () => {
    test("are of the last 32 recordings, the latest lowest", () => {
      insert(core, [1, 2, 3, 4]);
      for (const isFiring of [true, false, true, true]) {
        if (isFiring) functions.snn_set_membrane(0, 2);
        functions.snn_step(isFiring ? 0 : 4);
        functions.pattern_record();
        functions.snn_step(2);
      }
      expect(functions.get_pattern(0)).toBe(0b1011);
      for (let times = 0; times < 28; times++) functions.pattern_record();
      expect(functions.get_pattern(0)).toBe(0b1011 * 2 ** 28);
      functions.pattern_record();
      expect(functions.get_pattern(0)).toBe((0b011 * 2 ** 29) >>> 0);
      functions.snn_reset();
      expect(functions.get_pattern(0)).toBe(0);
    });

    test("match by most equal bits; silent neurons match, too, and free slots do not", () => {
      expect(functions.pattern_match(0)).toBe(255);
      expect(functions.last_error()).toBe(ERROR.empty);
      for (let i = 0; i < 3; i++) insert(core, [i, 0, 0, 0]);
      expect(functions.pattern_match(0xffffffff)).toBe(0);
      functions.snn_set_membrane(2, 5);
      functions.snn_step(0);
      functions.pattern_record();
      expect(functions.pattern_match(0xffffffff)).toBe(2);
      expect(functions.pattern_match(0)).toBe(0);
    });

    test("correlate with all that differ in few bits, but for themselves", () => {
      for (let i = 0; i < 4; i++) insert(core, [i, 0, 0, 0]);
      for (const i of [1, 2]) functions.snn_set_membrane(i, 5);
      functions.snn_step(0);
      functions.pattern_record();
      expect(functions.pattern_correlate(0, 0)).toBe(0b1000);
      expect(functions.pattern_correlate(1, 0)).toBe(0b0100);
      expect(functions.pattern_correlate(1, 1)).toBe(0b1101);
      expect(functions.pattern_correlate(32, 32)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });

    test("and codes are two things", () => {
      insert(core, [1, 2, 3, 4]);
      functions.encode_vector_to_spikes(0);
      expect(functions.get_pattern(0)).toBe(0);
    });
  });
});

function insert({ insertBuffer, functions }: TestCore, vector: readonly number[]): void {
  insertBuffer.set(vector);
  functions.insert();
}

function indices(core: TestCore, count: number): number[] {
  return core
    .results()
    .slice(0, count)
    .map(({ index }) => index);
}

/** The bits of dimension `at` of `n`. */
function part(code: number, at: number, n: number): number {
  const first = Math.floor((32 * at) / n);
  const end = Math.floor((32 * (at + 1)) / n);
  return Math.floor(code / 2 ** first) % 2 ** (end - first);
}
