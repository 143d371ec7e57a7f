/**
 * `ganglion search [numbers...]`: the vectors of a board's core that are nearest to one query, or to each query
 * of a file.
 *
 * @packageDocumentation
 */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Client, Neighbour } from "../host-tools/client/client.ts";
import type { CallOptions } from "../host-tools/session/session.ts";
import type { LabelledVector } from "../host-tools/vectors/vectors.ts";
import { wholeNumber } from "./options.ts";
import { type ExitCode, EXIT, table, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { VECTOR_HELP, vectorsIn, type VectorOptions, withVectorOptions } from "./vector-input.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface SearchOptions extends BoardOptions, VectorOptions {
  readonly k: number;
  readonly file?: string;
}

const K_MAX = 16;
const K = 4;

const EXAMPLES = `
${VECTOR_HELP}

Examples:
  ganglion search 0.1 0.7 0.2
  ganglion search --file queries.csv -k 1
  ganglion search --file queries.npy --json | jq .neighbours[0].index
  ganglion search -- -0.5 1                     negative numbers come after --`;

/** Adds the command. */
export function addSearch(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = withBoardOptions(program.command("search"))
    .description("find the vectors that are nearest to a query")
    .argument("[numbers...]", "the query's components", component, [])
    .addOption(
      new Option("-k <count>", `how many to find, 1 to ${K_MAX}`)
        .default(K)
        .argParser((text) => wholeNumber(text, 1, K_MAX)),
    )
    .option("--file <file>", "search for each vector of a file, or of standard input: -");
  withVectorOptions(command)
    .option("--json", "one line of JSON for each query")
    .addHelpText("after", EXAMPLES)
    .action(async (numbers: readonly number[], options: SearchOptions) => {
      const queries = queriesOf(numbers, options);
      await withBoard(options, (client, limits) => search({ client, limits, queries, options }, terminal));
      finish(EXIT.ok);
    });
}

function component(text: string, before: readonly number[]): readonly number[] {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(Math.fround(value))) {
    throw new InvalidArgumentError("A query has finite numbers: 0.1 0.7 0.2.");
  }
  return [...before, value];
}

function queriesOf(numbers: readonly number[], options: SearchOptions): AsyncIterable<LabelledVector> {
  const { file } = options;
  if (file !== undefined && numbers.length === 0) return vectorsIn(file, options);
  if (file === undefined && numbers.length > 0) return only({ vector: Float32Array.from(numbers), label: null });
  throw new UsageError(
    file === undefined ? "there is no query" : "there are two kinds of queries",
    "Give the query's components, or --file with a file of queries.",
  );
}

// eslint-disable-next-line @typescript-eslint/require-await -- one vector, as a file gives many
async function* only(vector: LabelledVector): AsyncGenerator<LabelledVector, void, undefined> {
  yield vector;
}

interface Job {
  readonly client: Client;
  readonly limits: CallOptions;
  readonly queries: AsyncIterable<LabelledVector>;
  readonly options: SearchOptions;
}

async function search({ client, limits, queries, options }: Job, terminal: Terminal): Promise<void> {
  await requireVectors(client, limits);
  const labels = new Map<number, number>();
  const rows: (string | number)[][] = [];
  let query = 0;
  for await (const { vector } of queries) {
    const neighbours = await client.search(vector, options.k, limits);
    if (options.json) {
      terminal.print(JSON.stringify({ query, neighbours }));
    } else {
      for (const [rank, { index, distance }] of neighbours.entries()) {
        const label = labels.get(index) ?? (await client.getNodeType(index, limits));
        labels.set(index, label);
        rows.push([query, rank + 1, index, label, shown(distance)]);
      }
    }
    query++;
  }
  if (query === 0) {
    throw new UsageError(`${options.file ?? "the file"} holds no queries`, "Check the file and its format.");
  }
  if (!options.json) terminal.print(table(["query", "rank", "slot", "type", "distance"], rows));
}

/** A search in an empty core finds nothing, which is seldom what somebody wants to know. */
export async function requireVectors(client: Client, limits: CallOptions): Promise<void> {
  const { count } = await client.describe(limits);
  if (count > 0) return;
  throw new UsageError("the core holds no vectors", "Put some in first: ganglion insert <file>.");
}

function shown(distance: Neighbour["distance"]): string {
  return distance.toPrecision(6).replace(/\.?0+(?=$|e)/, "");
}
