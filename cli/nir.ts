/**
 * `ganglion nir <file.nir>`: a model in the Neuromorphic Intermediate Representation to a file for the spiking engine,
 * and a table of what became of its nodes.
 *
 * Whether it fits is said here, and not by a board that answers FULL half-way: the room is that of the program which
 * `--program` and `--set` name, as `ganglion build` would build it.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { entryPath, readText, writeOutput } from "../codegen/src/cli/build.ts";
import { readProgram } from "../codegen/src/front-end.ts";
import type { Settings } from "../codegen/src/pipeline.ts";
import {
  type EngineLimits,
  importNir,
  type ImportedModel,
  type ImportedNode,
  STEP_MS_LEAST,
  STEP_MS_MOST,
} from "../host-tools/nir/import-nir.ts";
import { packageFolder } from "../targets/package-folder.ts";
import { type Found, reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { settingsOption } from "./options.ts";
import { readBytes } from "./read-bytes.ts";
import { type ExitCode, EXIT, table, type Terminal, thousands } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface NirOptions {
  readonly out?: string;
  readonly inspect?: true;
  readonly dt: number;
  readonly timeUnit: "s" | "ms";
  readonly method: "exact" | "euler";
  readonly reset: "value" | "subtract";
  readonly program?: string;
  readonly set: Settings;
  readonly json?: true;
}

const EXAMPLES = `
A spike has height 1 for one step, so --dt should be the step of the training. With --method euler the neurons step as
frameworks do in training; exact solves the equations. A file cannot tell that a model was trained with reset by
subtraction; --reset does. docs/core.md has a table of the nodes.

Examples:
  ganglion nir model.nir --inspect
  ganglion nir model.nir --out model.mnir --method euler
  ganglion nir model.nir --out model.mnir --set NEURONS=64 --set SYNAPSES=2176
  ganglion nir model.nir --inspect --json | jq .outputs`;

const NIR_FILE = { not: "no NIR file", remedy: "Name a file that `nir.write` wrote." };

/** Adds the command. */
export function addNir(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("nir")
    .description("make a trained network (NIR) ready for the spiking engine")
    .argument("<file.nir>", "a model in the Neuromorphic Intermediate Representation, HDF5")
    .option("--out <file>", "the file to write, for net_load")
    .option("--inspect", "write nothing: show the nodes and the room that they take")
    .addOption(new Option("--dt <ms>", "length of a step").default(0.1).argParser(stepMs))
    .addOption(new Option("--time-unit <unit>", "of times in the file").choices(["s", "ms"]).default("s"))
    .addOption(new Option("--method <method>", "how neurons step").choices(["exact", "euler"]).default("exact"))
    .addOption(new Option("--reset <reset>", "after a spike").choices(["value", "subtract"]).default("value"))
    .option("--program <entry.ts>", "the program that will load it (default: the core with all functions)")
    .addOption(settingsOption())
    .option("--json", "one JSON object with nodes, inputs and outputs")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: NirOptions) => {
      finish(await convert(file, options, terminal));
    });
}

function stepMs(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= STEP_MS_LEAST && value <= STEP_MS_MOST) return value;
  throw new InvalidArgumentError(`Give milliseconds, ${STEP_MS_LEAST} to ${STEP_MS_MOST}.`);
}

async function convert(file: string, options: NirOptions, terminal: Terminal): Promise<ExitCode> {
  const { out, inspect, dt, timeUnit, method, reset, json } = options;
  if (out === undefined && !inspect) {
    throw new UsageError("there is nowhere to write to", "Give --out net.mnir, or --inspect to write nothing.");
  }
  const limits = limitsOf(options);
  if ("diagnostics" in limits) {
    if (json) terminal.print(JSON.stringify({ ok: false, diagnostics: reportDiagnostics(limits) }));
    else showDiagnostics(limits, terminal);
    return EXIT.failed;
  }
  const bytes = await readBytes(file, NIR_FILE);
  const enforced = inspect ? null : limits;
  const model = await importNir(bytes, { stepMs: dt, timeUnit, method, reset, limits: enforced });
  const written = inspect ? null : (out ?? null);
  if (written !== null) await writeOutput(written, model.bytes);
  if (json) terminal.print(JSON.stringify(reportOf(model, written, limits)));
  else for (const line of linesOf(model, written)) terminal.print(line);
  return EXIT.ok;
}

/** Constants of `spiking/sizes` that say how much room a program has. */
const ROOM = { neurons: "NEURONS", synapses: "SYNAPSES", delaySlots: "DELAY_SLOTS" } as const;

/** The room in the program that is named, or what is wrong with it. */
function limitsOf({ program, set }: NirOptions): EngineLimits | Found {
  const entry = entryPath(program ?? join(packageFolder("firmware-src"), "full.ts"));
  const read = readProgram({ read: readText }, entry, { settings: set });
  if (read.program === null) return { diagnostics: read.diagnostics, sources: read.sources };
  const constants = read.program.modules
    .filter(({ id }) => id.endsWith("spiking/sizes"))
    .flatMap((module) => module.constants);
  const valueOf = (wanted: string): number => {
    const value = constants.find(({ name }) => name.endsWith(`.${wanted}`))?.value;
    if (typeof value === "number") return value;
    throw new UsageError(`${entry} has no spiking engine`, "Name a program that exports net_load.");
  };
  return {
    neurons: valueOf(ROOM.neurons),
    synapses: valueOf(ROOM.synapses),
    delaySlots: valueOf(ROOM.delaySlots),
  };
}

function reportOf(model: ImportedModel, file: string | null, limits: EngineLimits): object {
  const { bytes, stepMs, needs, nodes, inputs, outputs } = model;
  const rows = nodes.map((node) => ({ ...node, becomes: becomes(node, model) }));
  return { ok: true, file, bytes: bytes.length, stepMs, needs, room: limits, nodes: rows, inputs, outputs };
}

function linesOf(model: ImportedModel, file: string | null): string[] {
  const { bytes, nodes, needs } = model;
  const rows = nodes.map((node) => [node.name, node.type, node.shape?.join(" x ") ?? "any", becomes(node, model)]);
  const room = `${counted(needs.neurons, "neuron")}, ${counted(needs.synapses, "synapse")}`;
  const delay = `longest delay ${counted(needs.delaySlots - 1, "step")} of ${model.stepMs} ms`;
  const size = `${thousands(bytes.length)} bytes${file === null ? "" : ` in ${file}`}`;
  return [table(["node", "type", "takes", "becomes"], rows), "", `${room}, ${delay}; ${size}`];
}

/** What became of a node, in words. */
function becomes({ name, type, neurons, synapses, shares }: ImportedNode, { outputs }: ImportedModel): string {
  if (shares !== null) return `the threshold of ${shares}`;
  const which = neuronsText(neurons);
  switch (type) {
    case "Input":
      return `${which}, which the host makes fire`;
    case "Linear":
      return "weights of synapses";
    case "Affine":
      return "weights of synapses, constant currents";
    case "Scale":
      return "factors of weights";
    case "Delay":
      return "delays of synapses";
    case "Flatten":
    case "Identity":
      return "nothing: it passes on what it gets";
    case "Output": {
      const output = outputs.find((each) => each.name === name);
      return `${output?.read === "potential" ? "potentials" : "spikes"} of ${which}`;
    }
    default:
      return `${which}, with ${counted(synapses, "synapse")}`;
  }
}

/** `1 synapse`, `1,900 synapses`. */
function counted(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `neurons 0-11, 14`. */
function neuronsText(neurons: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const neuron of neurons) {
    const range = ranges.at(-1);
    if (range?.[1] === neuron - 1) range[1] = neuron;
    else ranges.push([neuron, neuron]);
  }
  const texts = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return `${neurons.length === 1 ? "neuron" : "neurons"} ${texts.join(", ")}`;
}
