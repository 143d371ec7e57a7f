/**
 * Models in the Neuromorphic Intermediate Representation (https://neuroir.org) for the spiking engine: the bytes of a
 * NIR file in, a `.mnir` file for `net_load` out, and which neuron is which.
 *
 * ```ts
 * const { bytes, inputs, outputs } = await importNir(await readFile("model.nir"), { stepMs: 0.1 });
 * ```
 *
 * Load the records, call `net_reset()`, and go: an input fires with `net_input(neuron, 2, 0)`.
 *
 * What becomes of which node is in network.ts, the formulas are in equations.ts. Convolutions and pooling are left out:
 * they are matrices that a chip with room for some hundred synapses does not hold.
 *
 * @packageDocumentation
 */
import { DELAY_SLOTS, NEURONS, SYNAPSES } from "../../firmware-src/spiking/sizes.ts";
import { ArgumentError } from "../errors.ts";
import { encodeMnir } from "./encode.ts";
import type { Method, Reset, StepOptions } from "./equations.ts";
import { NirLimitError } from "./errors.ts";
import { buildNetwork, type Network, type NetworkOutput } from "./network.ts";
import { readNir } from "./read-nir.ts";
import { shapeTaken } from "./signals.ts";

export * from "./errors.ts";

/** How to import. */
export interface ImportOptions {
  /** Length of a step, ms. Spikes have height 1 for one step, so take that of the training. Default 0.1. */
  readonly stepMs?: number;
  /** The unit of time constants and delays in the file; frameworks write seconds. Default "s". */
  readonly timeUnit?: "s" | "ms";
  /** The exact solution, or forward Euler as in training. Default "exact". */
  readonly method?: Method;
  /** What follows a spike: v_reset as the file says, or a subtraction of the threshold. Default "value". */
  readonly reset?: Reset;
  /** Room that the firmware has; null for no limit. Default: that of a build without options. */
  readonly limits?: EngineLimits | null;
}

/** Room in a build of the engine: its options NEURONS, SYNAPSES and DELAY_SLOTS. */
export interface EngineLimits {
  readonly neurons: number;
  readonly synapses: number;
  readonly delaySlots: number;
}

/** A model for the engine. */
export interface ImportedModel {
  /** A `.mnir` file. */
  readonly bytes: Uint8Array;
  readonly stepMs: number;
  /** The room that it takes. */
  readonly needs: EngineLimits;
  readonly nodes: readonly ImportedNode[];
  readonly inputs: readonly ImportedInput[];
  readonly outputs: readonly NetworkOutput[];
}

/** What became of a node. */
export interface ImportedNode {
  readonly name: string;
  readonly type: string;
  /** The shape of what it takes; null for one that takes any. */
  readonly shape: readonly number[] | null;
  /** Its neurons in the engine. */
  readonly neurons: readonly number[];
  /** Synapses that arrive at them. */
  readonly synapses: number;
  /** The node whose neurons it lets fire; null if it is no Threshold behind one that integrates. */
  readonly shares: string | null;
}

/** Where spikes go in: one neuron for each element. */
export interface ImportedInput {
  readonly name: string;
  readonly neurons: readonly number[];
}

/** Lengths of a step that the engine makes. */
export const STEP_MS_LEAST = 0.001;
export const STEP_MS_MOST = 1000;

const MS: Readonly<Record<"s" | "ms", number>> = { s: 1000, ms: 1 };
const STANDARD_LIMITS: EngineLimits = { neurons: NEURONS, synapses: SYNAPSES, delaySlots: DELAY_SLOTS };

/**
 * Imports a NIR file.
 *
 * @throws {@link ArgumentError} for a step that the engine does not make, else a {@link NirError} that names the node
 * and the attribute: errors.ts lists the causes
 */
export async function importNir(file: Uint8Array, options: ImportOptions = {}): Promise<ImportedModel> {
  const { stepMs = 0.1, timeUnit = "s", method = "exact", reset = "value", limits = STANDARD_LIMITS } = options;
  if (!(stepMs >= STEP_MS_LEAST && stepMs <= STEP_MS_MOST)) {
    throw new ArgumentError("importNir", "stepMs", `is ${stepMs}`, `milliseconds, ${STEP_MS_LEAST} to ${STEP_MS_MOST}`);
  }
  const step: StepOptions = { stepMs, unitMs: MS[timeUnit], method, reset };
  const network = buildNetwork(await readNir(file), step);
  const needs = needsOf(network);
  if (limits !== null) enforce(needs, limits);
  return {
    bytes: encodeMnir(network, stepMs),
    stepMs,
    needs,
    nodes: network.nodes.map(({ node, ...part }) => {
      return { name: node.name, type: node.type, shape: shapeTaken(node), ...part };
    }),
    inputs: network.nodes
      .filter(({ node }) => node.type === "Input")
      .map(({ node, neurons }) => ({ name: node.name, neurons })),
    outputs: network.outputs,
  };
}

function needsOf({ neurons, synapses }: Network): EngineLimits {
  const delays = synapses.map(({ delay }) => delay);
  const longest = delays.reduce((most, delay) => Math.max(most, delay), 0);
  return { neurons: neurons.length, synapses: synapses.length, delaySlots: longest + 1 };
}

/** The options of a build that has this room. */
export function settingsFor({ neurons, synapses, delaySlots }: EngineLimits): Readonly<Record<string, number>> {
  return {
    NEURONS: Math.max(neurons, 1),
    SYNAPSES: 32 * Math.max(Math.ceil(synapses / 32), 1),
    DELAY_SLOTS: delaySlots,
  };
}

/** The greatest values of these options. */
export const ENGINE_MOST: EngineLimits = { neurons: 8192, synapses: 32768, delaySlots: 256 };

function enforce(needs: EngineLimits, limits: EngineLimits): void {
  const rows = [
    { what: "neurons", option: "NEURONS", key: "neurons" },
    { what: "synapses", option: "SYNAPSES", key: "synapses" },
    { what: "steps of delay", option: "DELAY_SLOTS", key: "delaySlots" },
  ] as const;
  const exceeded = rows.filter(({ key }) => needs[key] > limits[key]);
  if (exceeded.length === 0) return;
  const problem = exceeded.map(({ what, key }) => `${needs[key]} ${what} where there are ${limits[key]}`).join(", ");
  const settings = settingsFor(needs);
  const flags = exceeded.map(({ option }) => `--set ${option}=${settings[option] ?? 0}`).join(" ");
  const { neurons, synapses, delaySlots } = ENGINE_MOST;
  const isPossible = rows.every(({ key }) => needs[key] <= ENGINE_MOST[key]);
  const remedy = isPossible
    ? `Build the firmware with \`${flags}\`, and give the same here.`
    : `Make it smaller: no build has more than ${neurons} neurons, ${synapses} synapses and ${delaySlots} steps of delay.`;
  throw new NirLimitError(`needs ${problem}`, remedy);
}
