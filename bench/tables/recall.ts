/**
 * What a walk through the graph has to do to find almost all that a scan finds.
 *
 * @packageDocumentation
 */
import { findBreadth, RECALL_CASES, type RecallCase } from "../recall/recall.ts";
import type { BenchTable, Cell } from "../table.ts";

/** Least breadths, and what they cost. */
export const RECALL: BenchTable = {
  name: "recall",
  title: "search by the graph: what it takes to find 99 % of the ten nearest",
  columns: [
    { key: "vectors", head: "vectors" },
    { key: "dimensions", head: "dimensions" },
    { key: "data", head: "data" },
    { key: "breadth", head: "breadth" },
    { key: "recall", head: "recall", decimals: 4 },
    { key: "distances", head: "distances measured" },
    { key: "share", head: "of all", decimals: 2 },
  ],
  measure: (onStep) => {
    const rows = RECALL_CASES.map((measured) => {
      onStep(`${measured.count} x ${measured.dimensions}, ${measured.data}`);
      return recallRow(measured);
    });
    return Promise.resolve(rows);
  },
};

function recallRow(measured: RecallCase): Cell[] {
  const { breadth, recall, evaluations } = findBreadth(measured);
  const { count, dimensions, data } = measured;
  return [count, dimensions, data, breadth, recall, evaluations, evaluations / count];
}
