/**
 * `ganglion tick`: lets time pass on a board, and shows who fires.
 *
 * @packageDocumentation
 */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Client, Spikes } from "../host-tools/client/client.ts";
import { plural } from "../codegen/src/render.ts";
import type { CallOptions } from "../host-tools/session/session.ts";
import { numberFrom, wholeNumber } from "./options.ts";
import { rasterRow } from "./raster.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface TickOptions extends BoardOptions {
  readonly count: number;
  readonly dt: number;
  readonly gain: number;
  readonly learn?: true;
  readonly inject?: Injection;
}

interface Injection {
  readonly neuron: number;
  readonly current: number;
}

const EXAMPLES = `
Each row is a tick; a column is a neuron, neuron 0 first.

Examples:
  ganglion tick
  ganglion tick --count 50 --dt 0.5 --gain 0.8 --learn
  ganglion tick --inject 3:1.5 --count 10
  ganglion tick --count 100 --json | jq -c '[.tick, .fired]'`;

/** Adds the command. */
export function addTick(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("tick"))
    .description("let time pass on a board's neurons, and show who fires")
    .addOption(
      new Option("--count <ticks>", "how many ticks").default(1).argParser((text) => wholeNumber(text, 1, 1_000_000)),
    )
    .addOption(
      new Option("--dt <ms>", "milliseconds a tick, 0 or more").default(1).argParser((text) => numberFrom(text, 0)),
    )
    .addOption(
      new Option("--gain <gain>", "how strongly spikes act on neighbours")
        .default(0)
        .argParser((text) => numberFrom(text)),
    )
    .option("--learn", "let weights learn from the timing of spikes")
    .addOption(
      new Option("--inject <neuron:current>", "add a current to a neuron before the first tick").argParser(injection),
    )
    .option("--json", "one line of JSON for each tick")
    .addHelpText("after", EXAMPLES)
    .action(async (options: TickOptions) => {
      await withBoard(options, (client, limits) => tick(client, limits, options, terminal));
      finish(EXIT.ok);
    });
}

function injection(text: string): Injection {
  const [, neuron, current] = /^(\d+):(.+)$/.exec(text) ?? [];
  if (neuron === undefined || current === undefined) {
    throw new InvalidArgumentError("Give a neuron and a current: 3:1.5.");
  }
  return { neuron: Number(neuron), current: numberFrom(current) };
}

async function tick(client: Client, limits: CallOptions, options: TickOptions, terminal: Terminal): Promise<void> {
  const { count, dt, gain, learn = false, inject } = options;
  if (inject !== undefined) await client.snnInject(inject.neuron, inject.current, limits);
  let total = 0;
  for (let number = 0; number < count; number++) {
    const { fired, spikes } = await client.snnTick(dt, gain, learn, limits);
    total += fired;
    if (options.json) terminal.print(JSON.stringify({ tick: number, timeMs: (number + 1) * dt, fired, spikes }));
    else terminal.print(rowOf(number, { fired, spikes }, client.identity.neurons));
  }
  if (!options.json) terminal.report(`${count * dt} ms, ${plural(total, "spike")}`);
}

function rowOf(number: number, { fired, spikes }: Spikes, neurons: number): string {
  return `${String(number).padStart(6)}  ${rasterRow(spikes, neurons)}  ${fired === 0 ? "" : fired}`.trimEnd();
}
