/**
 * How much of a line a stream of queries uses: the share of the time in which the busier direction carries bytes.
 * Time is the test's own, so the figures are those of the protocol, and the same everywhere.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Client } from "../client/client.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { ManualClock } from "./manual-clock.ts";
import { instantiateNode } from "./node-program.ts";
import { PacedTransport } from "./paced-line.ts";

const PAGE = join(import.meta.dirname, "../../docs/wire.md");
const QUERIES = 400;

/** The share of the line's bytes that is used, once the stream is under way. */
async function lineUse(baud: number, latencyMs: number): Promise<number> {
  const clock = new ManualClock();
  const identity = { chip: 0, buildId: [0, 0], uniqueId: [1, 0] } as const;
  const node = new InProcessTransport({ name: "node", instantiate: instantiateNode, ...identity });
  const line = new PacedTransport(node, { baud, latencyMs, clock });
  const board = await clock.run(Client.open(line, { clock }));
  await clock.run(board.init(2));
  await clock.run(board.insert([0.5, 1]));
  const [beginMs, before] = [clock.nowMs(), line.busierBytes];
  const answers = await clock.run(countOf(board.stream(queries(), { k: 4, ticks: 8 })));
  const usedMs = ((line.busierBytes - before) * 10_000) / baud;
  expect(answers).toBe(QUERIES);
  expect(board.counters.retries).toBe(0);
  await board.close();
  return usedMs / (clock.nowMs() - beginMs);
}

function* queries(): Generator<readonly number[], void, undefined> {
  for (let i = 0; i < QUERIES; i++) yield [i / QUERIES, 1];
}

async function countOf(answers: AsyncIterable<unknown>): Promise<number> {
  const iterator = answers[Symbol.asyncIterator]();
  let count = 0;
  while ((await iterator.next()).done !== true) count++;
  return count;
}

/** As in the table of docs/wire.md: baud, latency, and the share of the line that four slots can use. */
const ROWS = [...readFileSync(PAGE, "utf8").matchAll(/^\| ([\d,]+) +\| (\d+) ms +\| (\d\.\d\d) +\|$/gm)].map(
  ([, baud = "", latency = "", use = ""]) => [Number(baud.replace(/,/g, "")), Number(latency), Number(use)] as const,
);

test("the page has a row for each speed and latency", () => {
  expect(ROWS).toHaveLength(6);
});

test.each(ROWS)(
  "at %d baud with %d ms of latency, the share of the line that is used is %d",
  async (baud, latency, use) => {
    expect(Math.round(100 * (await lineUse(baud, latency))) / 100).toBe(use);
  },
);
