/**
 * How often the core is right on real data.
 *
 * @packageDocumentation
 */
import {
  accuracyOfFew,
  accuracyOfMany,
  genomeAgreement,
  LARGE_SETS,
  type Rightness,
  SMALL_SETS,
  type Way,
  WAYS,
} from "../recall/accuracy.ts";
import type { BenchTable, Cell } from "../table.ts";

interface Measured {
  readonly data: string;
  readonly stored: string;
  readonly measure: (way: Way) => Rightness;
}

const MEASURED: readonly Measured[] = [
  ...LARGE_SETS.map((data) => ({ data, stored: "1024", measure: (way: Way) => accuracyOfMany(data, way) })),
  ...SMALL_SETS.map((data) => ({ data, stored: "32 by chance", measure: (way: Way) => accuracyOfFew(data, way) })),
  { data: "genome: all 16, and how far", stored: "1024", measure: genomeAgreement },
];

/** Shares of right answers, by each way to search. */
export const ACCURACY: BenchTable = {
  name: "accuracy",
  title: "real data: how often the nearest stored vector has the right label",
  columns: [
    { key: "data", head: "data" },
    { key: "stored", head: "stored" },
    { key: "questions", head: "questions" },
    { key: "exact", head: "scan", decimals: 3 },
    { key: "graph", head: "walk", decimals: 3 },
    { key: "bytes", head: "8 bits, certified", decimals: 3 },
    { key: "words", head: "13 bits", decimals: 3 },
  ],
  measure: (onStep) => {
    const rows = MEASURED.map(({ data, stored, measure }): Cell[] => {
      onStep(data);
      const all = WAYS.map(measure);
      return [data, stored, all[0]?.of ?? 0, ...all.map(({ right, of }) => right / of)];
    });
    return Promise.resolve(rows);
  },
};
