/**
 * `ganglion bench`: how fast a board and its line are, without changing what the board holds.
 *
 * Pings measure the line: the shortest one after the other for the round trip, the longest all at once for its
 * capacity. Queries measure the board, if its core holds vectors.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Client } from "../host-tools/client/client.ts";
import type { CallOptions } from "../host-tools/session/session.ts";
import { wholeNumber } from "./options.ts";
import { type ExitCode, EXIT, table, type Terminal, thousands } from "./terminal.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface BenchOptions extends BoardOptions {
  readonly count: number;
}

const COUNT = 200;
/** The longest payload of a ping. */
const PING_BYTES = 240;
/** Bits of a byte on the line, start and stop bit included. */
const BITS_PER_BYTE = 10;

const EXAMPLES = `
Examples:
  ganglion bench
  ganglion bench --count 1000 --json | jq .queriesPerSecond
  ganglion bench --port /dev/ttyUSB0 --baud 921600`;

/** Adds the command. */
export function addBench(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("bench"))
    .description("measure a board's line, and its queries if it holds vectors")
    .addOption(
      new Option("--count <times>", "pings and queries of each kind")
        .default(COUNT)
        .argParser((text) => wholeNumber(text, 10, 100_000)),
    )
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (options: BenchOptions) => {
      const figures = await withBoard(options, (client, limits) => measure(client, limits, options, terminal));
      if (options.json) terminal.print(JSON.stringify(figures));
      else for (const line of linesOf(figures)) terminal.print(line);
      finish(EXIT.ok);
    });
}

/** What was measured. */
export interface BoardFigures {
  readonly port: string;
  readonly baud: number;
  /** Of the shortest ping, milliseconds. */
  readonly roundTripMs: { readonly least: number; readonly median: number; readonly p95: number };
  /** Of both directions of the line, with the longest pings. */
  readonly bytesPerSecond: number;
  /** The share of the line that these are; null where it has no baud rate. */
  readonly lineUse: number | null;
  /** Null if the core holds no vectors. */
  readonly queriesPerSecond: number | null;
  readonly retries: number;
}

async function measure(
  client: Client,
  limits: CallOptions,
  { count }: BenchOptions,
  terminal: Terminal,
): Promise<BoardFigures> {
  const progress = terminal.progress(3 * count, "calls");
  let done = 0;
  try {
    return await measureBoard(client, limits, count, (what) => {
      progress.update(++done, what);
    });
  } finally {
    progress.stop();
  }
}

/** Measures a board by so many calls of each kind; hears of each. */
export async function measureBoard(
  client: Client,
  limits: CallOptions,
  count: number,
  step: (what: string) => void = () => undefined,
): Promise<BoardFigures> {
  const trips: number[] = [];
  for (let ping = 0; ping < count; ping++) {
    trips.push(await client.ping(0, limits));
    step("round trips");
  }
  const bytesPerSecond = await echoRate(client, limits, count, step);
  const { count: vectors } = await client.describe(limits);
  const queriesPerSecond = vectors === 0 ? null : await queryRate(client, limits, count, step);
  const { name: port, baud } = client.session;
  const lineUse = baud === 0 ? null : (bytesPerSecond * BITS_PER_BYTE) / baud / 2;
  const { retries } = client.counters;
  return { port, baud, roundTripMs: spreadOf(trips), bytesPerSecond, lineUse, queriesPerSecond, retries };
}

/** Bytes a second on the line, both directions together, while long pings are under way all the time. */
async function echoRate(
  client: Client,
  limits: CallOptions,
  count: number,
  step: (what: string) => void,
): Promise<number> {
  const before = client.counters;
  const begin = performance.now();
  let left = count;
  const ping = async (): Promise<void> => {
    while (left-- > 0) {
      await client.ping(PING_BYTES, limits);
      step("line");
    }
  };
  await Promise.all(Array.from({ length: client.session.slots }, ping));
  const { bytesSent, bytesReceived } = client.counters;
  const bytes = bytesSent + bytesReceived - before.bytesSent - before.bytesReceived;
  return bytes / ((performance.now() - begin) / 1000);
}

async function queryRate(
  client: Client,
  limits: CallOptions,
  count: number,
  step: (what: string) => void,
): Promise<number> {
  const begin = performance.now();
  const queries = Array.from({ length: count }, (_, query) => [Math.sin(query), Math.cos(query)]);
  const answers = client.stream(queries, limits)[Symbol.asyncIterator]();
  while ((await answers.next()).done !== true) step("queries");
  return count / ((performance.now() - begin) / 1000);
}

function spreadOf(values: readonly number[]): BoardFigures["roundTripMs"] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { least: at(0), median: at(0.5), p95: at(0.95) };
}

function linesOf(figures: BoardFigures): string[] {
  const { port, baud, roundTripMs, bytesPerSecond, lineUse, queriesPerSecond, retries } = figures;
  const { least, median, p95 } = roundTripMs;
  const rows = [
    ["round trip, ms", `${median.toFixed(2)} median, ${least.toFixed(2)} least, ${p95.toFixed(2)} of 95 %`],
    [
      "line, bytes a second",
      `${thousands(bytesPerSecond)} both ways${lineUse === null ? "" : `, ${(100 * lineUse).toFixed(1)} % of it`}`,
    ],
    ["queries a second", queriesPerSecond === null ? "the core holds no vectors" : thousands(queriesPerSecond)],
    ["asked again", `${retries}`],
  ];
  return [`${port}${baud === 0 ? "" : ` at ${thousands(baud)} baud`}`, table(["what", "measured"], rows)];
}
