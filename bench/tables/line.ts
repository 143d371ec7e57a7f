/**
 * How much of a serial line a stream of queries uses.
 *
 * @packageDocumentation
 */
import { lineUse } from "../../hil-tests/line/line-use.ts";
import type { BenchTable, Cell } from "../table.ts";

/** Baud, how long the bridge holds back what comes from the board, and the least share that is to be used. */
const LINES: readonly (readonly [baud: number, heldBackMs: number, least: number])[] = [
  [115_200, 1, 0.95],
  [921_600, 1, 0.95],
  [3_000_000, 1, 0.95],
  [115_200, 16, 0.9],
  [921_600, 16, 0.9],
  [3_000_000, 16, 0.9],
];

/** Shares of simulated lines, beside what they are to be at least. */
export const LINE: BenchTable = {
  name: "line",
  title: "the share of a serial line that a stream of queries uses, in simulated time; a board that takes none",
  columns: [
    { key: "baud", head: "baud" },
    { key: "heldBackMs", head: "held back, ms" },
    { key: "share", head: "used", decimals: 3 },
    { key: "leastShare", head: "at least", decimals: 2 },
  ],
  measure: async (onStep) => {
    const rows: Cell[][] = [];
    for (const [baud, heldBackMs, least] of LINES) {
      onStep(`${baud} baud`);
      rows.push([baud, heldBackMs, await lineUse(baud, heldBackMs), least]);
    }
    return rows;
  },
};
