/**
 * `ganglion insert <file>`: puts vectors into a board's core.
 *
 * A core that is not set up yet is set up for the vectors that come; one that is, keeps what it holds. When the core is
 * full, or the file has a mistake, what was stored until then stays, and the command says how much that is.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Client, Metric } from "../host-tools/client/client.ts";
import { IndexFullError } from "../host-tools/errors.ts";
import type { CallOptions } from "../host-tools/session/session.ts";
import type { LabelledVector } from "../host-tools/vectors/vectors.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { VECTOR_HELP, vectorsIn, type VectorOptions, withVectorOptions } from "./vector-input.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface InsertOptions extends BoardOptions, VectorOptions {
  readonly metric?: Metric;
  readonly clear?: true;
}

/** Labels are the node types of the core. */
const LABEL_MAX = 15;

const EXAMPLES = `
${VECTOR_HELP}
A label, 0 to ${LABEL_MAX}, becomes the type of the vector's slot.

Examples:
  ganglion insert digits.csv
  ganglion insert vectors.npy --clear --metric cosine
  echo '[0.1, 0.7, 0.2]' | ganglion insert - --format json`;

/** Adds the command. */
export function addInsert(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = withBoardOptions(program.command("insert"))
    .description("put the vectors of a file into a board's core")
    .argument("<file>", "vectors, or - for standard input");
  withVectorOptions(command)
    .addOption(
      new Option("--metric <metric>", "how distance is measured, for a core that is set up anew").choices([
        ...["l2", "cosine", "dot"],
      ]),
    )
    .option("--clear", "empty the core first")
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: InsertOptions) => {
      const vectors = vectorsIn(file, options);
      finish(
        await withBoard(options, (client, limits) => insert({ client, limits, vectors, file, options }, terminal)),
      );
    });
}

interface Job {
  readonly client: Client;
  readonly limits: CallOptions;
  readonly vectors: AsyncIterable<LabelledVector>;
  readonly file: string;
  readonly options: InsertOptions;
}

async function insert(job: Job, terminal: Terminal): Promise<ExitCode> {
  const { client, limits, options } = job;
  const slots: number[] = [];
  let failure: Error | null = null;
  try {
    for await (const slot of store(job, terminal)) slots.push(slot);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  if (limits.signal?.aborted === true) {
    terminal.report(`stopped; ${slots.length} vectors were stored`);
    limits.signal.throwIfAborted();
  }
  const { count, capacity, metric } = await client.describe(limits);
  const isFull = failure instanceof IndexFullError;
  if (options.json) terminal.print(JSON.stringify({ inserted: slots.length, slots, count, capacity, metric, isFull }));
  else terminal.print(`inserted ${slots.length}; the core holds ${count} of ${capacity}, metric ${metric}`);
  if (failure !== null) throw failure;
  return EXIT.ok;
}

/** Stores one vector after the other, and gives their slots. */
async function* store({ client, limits, vectors, file, options }: Job, terminal: Terminal): AsyncGenerator<number> {
  const room = client.identity.vectors;
  const progress = terminal.progress(room, "vectors");
  let isReady = false;
  let done = 0;
  try {
    for await (const { vector, label } of vectors) {
      if (label !== null && label > LABEL_MAX) {
        throw new UsageError(
          `${file}, vector ${done + 1}: the label ${label} does not fit the core`,
          `Labels are 0 to ${LABEL_MAX}; leave the column out, or call it otherwise.`,
        );
      }
      if (!isReady) await prepare(client, vector.length, limits, options);
      isReady = true;
      const slot = await client.insert(vector, limits);
      if (label !== null) await client.setNodeType(slot, label, limits);
      progress.update(++done, "");
      yield slot;
    }
  } finally {
    progress.stop();
  }
  if (done === 0) throw new UsageError(`${file} holds no vectors`, "Check the file and its format.");
}

/** Sets the core up where that is wanted or needed; refuses vectors that do not fit one that is. */
async function prepare(client: Client, dims: number, limits: CallOptions, options: InsertOptions): Promise<void> {
  const core = await client.describe(limits);
  if (options.clear === true || core.dims === 0) {
    await client.init(dims, options.metric ?? "l2", core.coreId, limits);
    return;
  }
  if (core.dims !== dims) {
    throw new UsageError(
      `the vectors have ${dims} dimensions, and the core ${core.dims}`,
      "Use --clear to empty the core and set it up for these.",
    );
  }
  if (options.metric !== undefined && options.metric !== core.metric) {
    throw new UsageError(`the core's metric is ${core.metric}`, "Use --clear to empty the core and set another one.");
  }
}
