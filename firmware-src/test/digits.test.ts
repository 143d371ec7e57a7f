/**
 * Real input: with 1024 handwritten digits as prototypes, the nearest one tells the label of 98.7 % of the other
 * 773. A core holds 32, so the prototypes pass through it in 32 lots and the nearest of all lots counts.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDigits, TRAINING_ROWS } from "../../host-tools/demo/digits.ts";
import { referenceCore } from "./cores.ts";

const LOT = 32;

test("1024 digits classify 773 others as brute force in f64 does, 98.7 % of them right", () => {
  const data = new URL("../../hil-tests/data/", import.meta.url);
  const digits = parseDigits(readFileSync(new URL("digits16.f32", data)), readFileSync(new URL("digits16.lab", data)));
  const prototypes = digits.slice(0, TRAINING_ROWS);
  const questions = digits.slice(TRAINING_ROWS).map(({ vector, label }) => {
    return { vector, label, nearest: -1, distance: Infinity };
  });
  const core = referenceCore();
  const { functions, insertBuffer, queryBuffer } = core;
  for (let first = 0; first < TRAINING_ROWS; first += LOT) {
    functions.init(16, 0, 0);
    for (const { vector } of prototypes.slice(first, first + LOT)) {
      insertBuffer.set(vector);
      functions.insert();
    }
    for (const question of questions) {
      queryBuffer.set(question.vector);
      functions.search(1);
      const [found] = core.results();
      if (found === undefined || found.distance >= question.distance) continue;
      question.nearest = first + found.index;
      question.distance = found.distance;
    }
  }
  const right = questions.filter(({ nearest, label }) => prototypes[nearest]?.label === label).length;
  expect(right).toBe(763);
  expect((right / questions.length).toFixed(3)).toBe("0.987");
  for (const { vector, nearest } of questions) expect(nearest).toBe(nearestByForce(vector, prototypes));
});

function nearestByForce(query: Float32Array, prototypes: readonly { readonly vector: Float32Array }[]): number {
  const distances = prototypes.map(({ vector }) => vector.reduce((sum, x, i) => sum + (x - (query[i] ?? 0)) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
