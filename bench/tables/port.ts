/**
 * A board at the other end of a real port: the native process behind a pseudo-terminal that passes bytes on at the
 * speed of a line, and this package's driver on its port as a user has it.
 *
 * @packageDocumentation
 */
import { measureBoard } from "../../cli/bench.ts";
import { nodeProgram, removeBuilds } from "../../hil-tests/boards/node-program.ts";
import { processBoard } from "../../hil-tests/boards/process.ts";
import { vectors } from "../../hil-tests/cases/numbers.ts";
import { connect } from "../../host-tools/connect.ts";
import type { BenchTable, Cell } from "../table.ts";

const BAUDS = [115_200, 921_600, 3_000_000];
const LEAST_SHARE = 0.95;
/** Of each kind; with the slowest line, seconds. */
const CALLS = 400;

/** Wall-clock figures of the whole way. */
export const PORT: BenchTable = {
  name: "port",
  title: "a board on a serial port: the native process behind a pseudo-terminal, in real time",
  columns: [
    { key: "baud", head: "baud" },
    { key: "share", head: "used", decimals: 3 },
    { key: "leastShare", head: "at least", decimals: 2 },
    { key: "roundTripMs", head: "round trip, ms", decimals: 2 },
    { key: "queriesPerSecond", head: "queries a second" },
    { key: "retries", head: "asked again" },
  ],
  measure: async (onStep) => {
    try {
      const rows: Cell[][] = [];
      for (const baud of BAUDS) {
        onStep(`${baud} baud`);
        rows.push(await measureAt(baud));
      }
      return rows;
    } finally {
      removeBuilds();
    }
  },
};

async function measureAt(baud: number): Promise<Cell[]> {
  const running = await processBoard(nodeProgram().firmware).start({ baud });
  try {
    await using client = await connect(running.transport);
    await client.init(16);
    for (const vector of vectors(32, 1)) await client.insert(vector);
    const { lineUse, roundTripMs, queriesPerSecond, retries } = await measureBoard(client, {}, CALLS);
    return [baud, lineUse, LEAST_SHARE, roundTripMs.median, Math.round(queriesPerSecond ?? 0), retries];
  } finally {
    await running.stop();
  }
}
