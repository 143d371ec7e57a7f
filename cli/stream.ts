/**
 * `ganglion stream <file>`: asks a board every query of a file, as fast as the line carries them, and shows what
 * was found and who fired.
 *
 * @packageDocumentation
 */
import { type Command, InvalidArgumentError, Option } from "commander";
import { writeOutput } from "../codegen/src/cli/build.ts";
import type { Client, StreamOptions, StreamResult } from "../host-tools/client/client.ts";
import { npyBytes } from "../host-tools/vectors/npy.ts";
import type { LabelledVector } from "../host-tools/vectors/vectors.ts";
import { wholeNumber } from "./options.ts";
import { requireVectors } from "./search.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { VECTOR_HELP, vectorsIn, type VectorOptions, withVectorOptions } from "./vector-input.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface Options extends BoardOptions, VectorOptions {
  readonly k: number;
  readonly ticks: number;
  readonly gain: number;
  readonly dt: number;
  readonly window?: number;
  readonly encoding: "f32" | "int8";
  readonly out?: string;
  readonly quiet?: true;
}

const EXAMPLES = `
${VECTOR_HELP}

For each query the neurons start at rest; in each tick those of the k nearest vectors are driven with gain / (1 + distance).
A line has the query's number, the nearest slot and its distance, and the neurons that fired, each as often as it did.

Examples:
  ganglion stream queries.npy
  ganglion stream queries.csv -k 8 --ticks 16 --gain 2
  ganglion stream queries.npy --quiet --out spikes.npy
  cat queries.jsonl | ganglion stream - --format json --json`;

/** Adds the command. */
export function addStream(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = withBoardOptions(program.command("stream"))
    .description("stream the queries of a file, and show what is found and who fires")
    .argument("<file>", "queries, or - for standard input");
  const count = (text: string): number => wholeNumber(text, 1, 16);
  withVectorOptions(command)
    .addOption(new Option("-k <count>", "how many vectors to find and drive, 1 to 16").default(4).argParser(count))
    .addOption(new Option("--ticks <count>", "ticks for each query, 1 to 16").default(8).argParser(count))
    .addOption(new Option("--gain <gain>", "current for a vector at distance 0").default(1).argParser(positive))
    .addOption(new Option("--dt <ms>", "milliseconds a tick").default(1).argParser(positive))
    .addOption(
      new Option("--window <count>", "queries under way at once (default: as many as the board takes)").argParser(
        (text) => wholeNumber(text, 1, 64),
      ),
    )
    .addOption(
      new Option(
        "--encoding <encoding>",
        "how queries travel: exactly, or as bytes of one scale: shorter, and a little off",
      )
        .choices(["f32", "int8"])
        .default("f32"),
    )
    .option("--out <spikes.npy>", "write the spike words of all queries, a row a query, a column a tick")
    .option("--quiet", "no line for each query")
    .option("--json", "one line of JSON for each query")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: Options) => {
      if (options.out?.endsWith(".npy") === false) {
        throw new UsageError("--out is a .npy file", "Write --out spikes.npy.");
      }
      const queries = vectorsIn(file, options);
      await withBoard(options, async (client, limits) => {
        await requireVectors(client, limits);
        await stream(client, { queries, file, options, request: requestOf(options, limits) }, terminal);
      });
      finish(EXIT.ok);
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(Math.fround(value)) && value > 0) return value;
  throw new InvalidArgumentError("Give a number greater than 0.");
}

function requestOf({ k, ticks, gain, dt, window, encoding }: Options, limits: StreamOptions): StreamOptions {
  return { ...limits, k, ticks, gain, dt, encoding, ...(window !== undefined && { window }) };
}

interface Job {
  readonly queries: AsyncIterable<LabelledVector>;
  readonly file: string;
  readonly options: Options;
  readonly request: StreamOptions;
}

async function stream(client: Client, job: Job, terminal: Terminal): Promise<void> {
  const { options, request, file } = job;
  const spikes: number[] = [];
  const begin = performance.now();
  const bytesBefore = client.counters.bytesSent + client.counters.bytesReceived;
  let answered = 0;
  for await (const answer of client.stream(vectorsOf(job.queries), request)) {
    answered++;
    if (options.out !== undefined) spikes.push(...answer.raster);
    if (options.json) terminal.print(JSON.stringify({ ...answer, raster: [...answer.raster] }));
    else if (options.quiet !== true) terminal.print(lineOf(answer));
  }
  if (answered === 0) throw new UsageError(`${file} holds no queries`, "Check the file and its format.");
  if (options.out !== undefined) {
    await writeOutput(options.out, npyBytes(Uint32Array.from(spikes), [answered, options.ticks]));
  }
  const seconds = (performance.now() - begin) / 1000;
  const bytes = client.counters.bytesSent + client.counters.bytesReceived - bytesBefore;
  terminal.report(
    `${answered === 1 ? "1 query" : `${answered} queries`} in ${seconds.toFixed(2)} s, ${(answered / seconds).toFixed(0)} a second, ` +
      `${(bytes / answered).toFixed(1)} bytes each${options.out === undefined ? "" : `; spikes in ${options.out}`}`,
  );
}

async function* vectorsOf(queries: AsyncIterable<LabelledVector>): AsyncGenerator<Float32Array, void, undefined> {
  for await (const { vector } of queries) yield vector;
}

function lineOf({ number, neighbours, raster }: StreamResult): string {
  const [nearest] = neighbours;
  const found = nearest === undefined ? "nothing" : `${nearest.index} at ${nearest.distance.toPrecision(4)}`;
  const fired = Array.from({ length: 32 }, (_, neuron) => ({
    neuron,
    times: raster.reduce((sum, word) => sum + ((word >>> neuron) & 1), 0),
  })).filter(({ times }) => times > 0);
  const counts = fired.map(({ neuron, times }) => (times === 1 ? `${neuron}` : `${neuron} x${times}`));
  return `${String(number).padStart(6)}  ${found.padEnd(16)} ${counts.join(", ")}`.trimEnd();
}
