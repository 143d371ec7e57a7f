/**
 * How much of a line a stream of queries uses: the share of the time in which the busier direction carries bytes. Time
 * is the test's own, and the board takes none, so the figures are those of the protocol, and the same everywhere.
 *
 * @packageDocumentation
 */
import { Client } from "../../host-tools/client/client.ts";
import { nodeProgram } from "../boards/node-program.ts";
import { referenceBoard } from "../boards/reference.ts";
import { ManualClock } from "./manual-clock.ts";
import { PacedTransport } from "./paced-line.ts";

const QUERIES = 2000;

/** The share of the line that a stream of queries uses, from its first byte to its last answer. */
export async function lineUse(baud: number, latencyMs: number): Promise<number> {
  const clock = new ManualClock();
  const { transport: node } = await referenceBoard(nodeProgram()).start({ baud });
  const line = new PacedTransport(node, { baud, latencyMs, clock });
  const board = await clock.run(Client.open(line, { clock }));
  await clock.run(board.init(2));
  await clock.run(board.insert([0.5, 1]));
  const [beginMs, before] = [clock.nowMs(), line.busierBytes];
  const answers = await clock.run(countOf(board.stream(queries(), { k: 4, ticks: 8 })));
  const usedMs = ((line.busierBytes - before) * 10_000) / baud;
  if (answers !== QUERIES || board.counters.retries > 0) throw new Error("line-use: the stream did not run smoothly");
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
