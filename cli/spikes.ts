/**
 * `ganglion spikes`: lets time pass on a board by itself, and shows who fires, as it happens.
 *
 * A row is a step. With `--watch`, on a terminal, the last steps stay in view with a bar for each neuron's membrane
 * potential, until Ctrl-C; elsewhere rows are printed one after the other.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Client, SpikeEvent } from "../host-tools/client/client.ts";
import type { CallOptions } from "../host-tools/session/session.ts";
import { numberFrom, wholeNumber } from "./options.ts";
import { membraneBars, rasterRow } from "./raster.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface SpikesOptions extends BoardOptions {
  readonly period: number;
  readonly dt: number;
  readonly gain: number;
  readonly learn?: true;
  readonly watch?: true;
  readonly count?: number;
}

const EXAMPLES = `
A row is a step: the simulated time in ms, then a column for each neuron, neuron 0 first.

Examples:
  ganglion spikes --watch
  ganglion spikes --count 100 --period 20 --dt 0.5 --gain 0.8
  ganglion spikes --json | jq -c 'select(.fired > 0)'`;

/** Adds the command. */
export function addSpikes(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("spikes"))
    .description("let time pass on a board by itself, and show who fires")
    .addOption(
      new Option("--period <ms>", "time between steps").default(10).argParser((text) => wholeNumber(text, 1, 60_000)),
    )
    .addOption(
      new Option("--dt <ms>", "simulated milliseconds a step").default(1).argParser((text) => numberFrom(text, 0)),
    )
    .addOption(
      new Option("--gain <gain>", "how strongly spikes act on neighbours")
        .default(0)
        .argParser((text) => numberFrom(text)),
    )
    .option("--learn", "let weights learn from the timing of spikes")
    .addOption(
      new Option("--count <steps>", "end after so many (default: at Ctrl-C)").argParser((text) =>
        wholeNumber(text, 1, 1e9),
      ),
    )
    .option("--watch", "keep the last steps and all membrane potentials in view")
    .option("--json", "one line of JSON for each step")
    .addHelpText("after", EXAMPLES)
    .action(async (options: SpikesOptions) => {
      await withBoard(options, (client, limits) => spikes(client, limits, options, terminal));
      finish(EXIT.ok);
    });
}

type Show = (event: SpikeEvent, neurons: number, terminal: Terminal) => void | Promise<void>;

async function spikes(client: Client, limits: CallOptions, options: SpikesOptions, terminal: Terminal): Promise<void> {
  const { period, dt, gain, learn = false, count = Infinity } = options;
  const { neurons } = client.identity;
  const show = showFor(options, client, limits, terminal);
  const events = client.spikes({ signal: limits.signal });
  const first = events.next();
  try {
    await client.run({ periodMs: period, dt, gain, learn, ...limits });
    let steps = 0;
    for (let next = await first; next.done !== true; next = await events.next()) {
      await show(next.value, neurons, terminal);
      if (++steps >= count) break;
    }
  } finally {
    await events.return();
    // Also after Ctrl-C: time shall not go on when nobody looks.
    await client.stop({ timeoutMs: STOP_TIMEOUT_MS }).catch(() => undefined);
  }
}

const STOP_TIMEOUT_MS = 1000;

function showFor({ json, watch }: SpikesOptions, client: Client, limits: CallOptions, terminal: Terminal): Show {
  if (json === true) return showJson;
  return watch === true ? new View(client, limits, terminal).show : showRow;
}

function showJson(event: SpikeEvent, _: number, terminal: Terminal): void {
  terminal.print(JSON.stringify(event));
}

function showRow(event: SpikeEvent, neurons: number, terminal: Terminal): void {
  terminal.print(rowOf(event, neurons));
}

function rowOf({ timeMs, fired, spikes: word, lost }: SpikeEvent, neurons: number): string {
  const notes = [fired === 0 ? "" : `${fired}`, lost === 0 ? "" : `${lost} steps not shown`].filter(
    (note) => note !== "",
  );
  return `${timeMs.toFixed(1).padStart(9)}  ${rasterRow(word, neurons)}  ${notes.join(", ")}`.trimEnd();
}

/** How often the membrane potentials are asked for: each is a call. */
const BARS_PERIOD_MS = 250;
/** Steps in view. */
const ROWS = 16;

/** The last steps and the membranes, drawn over and over in the same place of a terminal. */
class View {
  readonly #client: Client;
  readonly #limits: CallOptions;
  readonly #terminal: Terminal;
  readonly #rows: string[] = [];
  #bars: readonly string[] = [];
  #askedMs = -Infinity;

  constructor(client: Client, limits: CallOptions, terminal: Terminal) {
    this.#client = client;
    this.#limits = limits;
    this.#terminal = terminal;
  }

  readonly show = async (event: SpikeEvent, neurons: number): Promise<void> => {
    this.#rows.push(rowOf(event, neurons));
    if (this.#rows.length > ROWS) this.#rows.shift();
    if (performance.now() - this.#askedMs < BARS_PERIOD_MS) return;
    this.#askedMs = performance.now();
    const asked = Array.from({ length: neurons }, (_, neuron) => this.#client.getMembrane(neuron, this.#limits));
    this.#bars = membraneBars(await Promise.all(asked));
    this.#terminal.redraw([...this.#rows, "", ...this.#bars]);
  };
}
