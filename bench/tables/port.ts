/**
 * A board at the other end of a real port: the native process behind a pseudo-terminal that passes bytes on at the
 * speed of a line, and this package's driver on its port as a user has it.
 *
 * @packageDocumentation
 */
import { type BoardFigures, measureBoard } from "../../cli/bench.ts";
import { nodeProgram, removeBuilds } from "../../hil-tests/boards/node-program.ts";
import { processBoard } from "../../hil-tests/boards/process.ts";
import { vectors } from "../../hil-tests/cases/numbers.ts";
import { connect } from "../../host-tools/connect.ts";
import { LINES } from "../lines.ts";
import type { BenchTable, Cell } from "../table.ts";

/** Of each kind: seconds on every line, so that how a stream begins and ends hardly counts. */
const callsAt = (baud: number): number => (baud < 500_000 ? 400 : 1500);

/** Wall-clock figures of the whole way. */
export const PORT: BenchTable = {
  name: "port",
  title: "a board on a serial port: the native process behind a pseudo-terminal, in real time",
  columns: [
    { key: "baud", head: "baud" },
    { key: "heldBackMs", head: "held back, ms" },
    { key: "share", head: "used", decimals: 3 },
    { key: "leastShare", head: "at least", decimals: 2 },
    { key: "roundTripMs", head: "round trip, ms", decimals: 2 },
    { key: "queriesPerSecond", head: "queries a second" },
    { key: "retries", head: "asked again" },
  ],
  measure: async (onStep) => {
    try {
      const rows: Cell[][] = [];
      for (const [baud, heldBackMs, least] of LINES) {
        onStep(`${baud} baud, ${heldBackMs} ms`);
        const { lineUse, roundTripMs, queriesPerSecond, retries } = await measureAt(baud, heldBackMs);
        const queries = Math.round(queriesPerSecond ?? 0);
        rows.push([baud, heldBackMs, lineUse, least, roundTripMs.median, queries, retries]);
      }
      return rows;
    } finally {
      removeBuilds();
    }
  },
};

async function measureAt(baud: number, heldBackMs: number): Promise<BoardFigures> {
  const running = await processBoard(nodeProgram().firmware).start({ baud, heldBackMs });
  try {
    await using client = await connect(running.transport);
    await client.init(16);
    for (const vector of vectors(32, 1)) await client.insert(vector);
    return await measureBoard(client, {}, callsAt(baud));
  } finally {
    await running.stop();
  }
}
