/**
 * The demo's experiment, run on the oracle: the figures that the demo promises.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { choosePrototypes } from "../../bench/choose-prototypes.ts";
import { Oracle } from "../../firmware-src/test/oracle.ts";
import {
  DIGIT_DIMENSIONS,
  DIGIT_QUERY,
  parseDigits,
  PROTOTYPE_ROWS,
  prototypesOf,
  testDigitsOf,
  TRAINING_ROWS,
  vote,
} from "./digits.ts";

const data = new URL("../../hil-tests/data/", import.meta.url);
const rows = readFileSync(new URL("digits16.f32", data));
const labels = readFileSync(new URL("digits16.lab", data));
const digits = parseDigits(rows, labels);
const prototypes = prototypesOf(digits);
const prototypeLabels = prototypes.map(({ label }) => label);

describe("the choice", () => {
  test("holds 1797 digits, 32 prototypes, 200 questions, and none is both", () => {
    expect(digits).toHaveLength(1797);
    expect(prototypes).toHaveLength(32);
    expect(testDigitsOf(digits)).toHaveLength(200);
    expect(Math.max(...PROTOTYPE_ROWS)).toBeLessThan(TRAINING_ROWS);
    expect(new Set(prototypeLabels).size).toBe(10);
  });

  test("is what the script chooses", () => {
    expect(choosePrototypes(digits.slice(0, TRAINING_ROWS))).toEqual(PROTOTYPE_ROWS);
  });

  test("is refused if the files do not fit each other", () => {
    expect(() => parseDigits(rows.subarray(0, 64), labels)).toThrow(RangeError);
  });
});

describe("the classification of 200 digits", () => {
  const answers = ask();

  test("has the right nearest prototype for 95 %", () => {
    expect(answers.filter(({ nearest, label }) => nearest === label).length).toBe(190);
  });

  test("is voted right by the spikes for 95.5 %, and no digit is met with silence", () => {
    expect(answers.filter(({ voted, label }) => voted === label).length).toBe(191);
    expect(answers.filter(({ voted }) => voted === null)).toEqual([]);
  });

  test("has rasters that tell something: some neurons fire, most do not", () => {
    const fired = answers.map(({ raster }) => popcount(raster.reduce((any, spikes) => any | spikes, 0)));
    const mean = fired.reduce((sum, count) => sum + count, 0) / fired.length;
    expect(mean).toBeGreaterThan(3);
    expect(mean).toBeLessThan(8);
    expect(new Set(answers.map(({ raster }) => raster.join())).size).toBeGreaterThan(100);
  });
});

describe("the vote", () => {
  test("of nobody is null", () => {
    expect(vote([0, 0], [3, 4])).toBeNull();
  });

  test("of an early spike outweighs later ones; a tie goes to the lower label", () => {
    expect(vote([0b01, 0b10, 0b10], [3, 4])).toBe(3);
    expect(vote([0b11], [4, 3])).toBe(3);
  });

  test("of neuron 31 counts", () => {
    expect(
      vote(
        [0x80000000],
        Array.from({ length: 32 }, (_, i) => i % 10),
      ),
    ).toBe(1);
  });
});

interface Answer {
  readonly label: number;
  readonly nearest: number | undefined;
  readonly voted: number | null;
  readonly raster: readonly number[];
}

/** What a board does for each test digit. */
function ask(): Answer[] {
  const core = new Oracle();
  const { functions, insertBuffer, queryBuffer } = core;
  functions.init(DIGIT_DIMENSIONS, 0, 0);
  for (const { vector } of prototypes) {
    insertBuffer.set(vector);
    functions.insert();
  }
  return testDigitsOf(digits).map(({ vector, label }) => {
    queryBuffer.set(vector);
    functions.snn_reset();
    const raster = Array.from({ length: DIGIT_QUERY.ticks }, () => {
      functions.hnsw_to_snn(DIGIT_QUERY.k, DIGIT_QUERY.gain);
      functions.snn_tick(DIGIT_QUERY.dt, 0, 0);
      return functions.snn_get_spikes();
    });
    const nearest = prototypeLabels[core.results()[0]?.index ?? -1];
    return { label, nearest, voted: vote(raster, prototypeLabels), raster };
  });
}

function popcount(bits: number): number {
  let count = 0;
  for (let rest = bits >>> 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}
