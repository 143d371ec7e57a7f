/**
 * Chooses the demo's prototypes: 32 of the first 1024 digits, such that the nearest one tells the others'
 * labels. Run it with `npx tsx bench/choose-prototypes.ts`; the rows that it prints stand in
 * host-tools/demo/digits.ts, and a test there compares them.
 *
 * The cost of a choice is summed over all training rows. With s the squared distance to the nearest chosen
 * row of the same label and o to the nearest of another, a row costs
 *
 * ```
 *   max(0, (s - o) / (s + o) + 0.1)
 * ```
 *
 * the relative margin of generalised learning vector quantisation (Sato and Yamada, 1995): nothing when the
 * right label is clearly nearer. Beginning with the first rows of each label, every chosen row in turn is
 * exchanged for the row that lowers the cost most, until none does. No randomness, and only the four
 * operations of arithmetic, so the choice is the same everywhere.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Digit } from "../host-tools/demo/digits.ts";
import { parseDigits, TRAINING_ROWS } from "../host-tools/demo/digits.ts";

const CHOSEN = 32;
const MARGIN = 0.1;

/** Squared distances to the nearest chosen row of each row's own label, and of any other. */
interface Nearest {
  readonly same: Float64Array;
  readonly other: Float64Array;
}

/** Row numbers of the choice, ascending. */
export function choosePrototypes(training: readonly Digit[]): number[] {
  const labels = training.map(({ label }) => label);
  const distances = training.map(({ vector: a }) => Float64Array.from(training, ({ vector: b }) => squared(a, b)));
  const chosen = firstOfEachLabel(labels);
  let cost = Infinity;
  for (let improved = true; improved;) {
    improved = false;
    for (let position = 0; position < chosen.length; position++) {
      const rest = nearestOf(chosen.toSpliced(position, 1), labels, distances);
      const better = cheapestAddition(rest, labels, distances, cost);
      if (better === null || better.row === chosen[position]) continue;
      chosen[position] = better.row;
      cost = better.cost;
      improved = true;
    }
  }
  return chosen.toSorted((a, b) => a - b);
}

/** Three rows of each label and one more of two of them, in order. */
function firstOfEachLabel(labels: readonly number[]): number[] {
  const rows: number[] = [];
  for (const quota of [3, 4]) {
    const limit = quota === 3 ? 30 : CHOSEN;
    labels.forEach((label, row) => {
      const ofLabel = rows.filter((other) => labels[other] === label).length;
      if (rows.length < limit && ofLabel < quota && !rows.includes(row)) rows.push(row);
    });
  }
  return rows;
}

function nearestOf(rows: readonly number[], labels: readonly number[], distances: readonly Float64Array[]): Nearest {
  const nearest = {
    same: new Float64Array(labels.length).fill(Infinity),
    other: new Float64Array(labels.length).fill(Infinity),
  };
  for (const row of rows) {
    distances[row]?.forEach((distance, i) => {
      const list = labels[row] === labels[i] ? nearest.same : nearest.other;
      list[i] = Math.min(list[i] ?? Infinity, distance);
    });
  }
  return nearest;
}

/** The row whose addition costs less than `cost`, and least; null if none does. */
function cheapestAddition(
  rest: Nearest,
  labels: readonly number[],
  distances: readonly Float64Array[],
  cost: number,
): { row: number; cost: number } | null {
  let best: { row: number; cost: number } | null = null;
  for (const [row, distance] of distances.entries()) {
    const limit = best?.cost ?? cost;
    const total = costWith(rest, labels, distance, labels[row], limit);
    if (total < limit) best = { row, cost: total };
  }
  return best;
}

/** Stops adding at `limit`. */
function costWith(
  rest: Nearest,
  labels: readonly number[],
  distance: Float64Array,
  label: number | undefined,
  limit: number,
): number {
  let cost = 0;
  for (let i = 0; i < labels.length && cost < limit; i++) {
    let same = rest.same[i] ?? Infinity;
    let other = rest.other[i] ?? Infinity;
    const added = distance[i] ?? Infinity;
    if (labels[i] === label) same = Math.min(same, added);
    else other = Math.min(other, added);
    const margin = same === Infinity ? 1 : (same - other) / (same + other);
    cost += Math.max(0, margin + MARGIN);
  }
  return cost;
}

function squared(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + (x - (b[i] ?? 0)) ** 2, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const data = new URL("../hil-tests/data/", import.meta.url);
  const digits = parseDigits(readFileSync(new URL("digits16.f32", data)), readFileSync(new URL("digits16.lab", data)));
  console.log(choosePrototypes(digits.slice(0, TRAINING_ROWS)).join(", "));
}
