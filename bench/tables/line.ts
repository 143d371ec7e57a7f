/**
 * How much of a serial line a stream of queries uses.
 *
 * @packageDocumentation
 */
import { lineUse } from "../../hil-tests/line/line-use.ts";
import { LINES } from "../lines.ts";
import type { BenchTable, Cell } from "../table.ts";

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
