/**
 * A network as a model file of the spiking engine: records of 12 bytes, as firmware-src/spiking/model.ts draws them.
 *
 * Parameters that neighbours share become one record. Each value is checked against the engine's bounds here, where the
 * node that it comes from is known; the engine would only say that it is out of range.
 *
 * @packageDocumentation
 */
import { MAGIC, PARAMETER, RECORD_BYTES, SYNAPSE, VERSION } from "../../firmware-src/spiking/model.ts";
import {
  CURRENT,
  DIRECT,
  LEAST,
  MEMBRANE_TIME,
  MOST,
  REFRACTORY,
  RESET,
  RESISTANCE,
  REST,
  SUBTRACTS,
  SYNAPTIC_TIME,
  THRESHOLD,
  VALUE_MAX,
} from "../../firmware-src/spiking/parameters.ts";
import { NirAttributeError } from "./errors.ts";
import type { Network, NetworkNeuron } from "./network.ts";

/** The engine's parameters: what an error calls them, the number, and the value. */
const PARAMETERS: readonly (readonly [what: string, number: number, of: (neuron: NetworkNeuron) => number])[] = [
  ["the membrane time constant", MEMBRANE_TIME, ({ membraneTime }) => membraneTime],
  ["the synaptic time constant", SYNAPTIC_TIME, ({ synapticTime }) => synapticTime],
  ["v_leak", REST, ({ rest }) => rest],
  ["r", RESISTANCE, ({ resistance }) => resistance],
  ["the threshold", THRESHOLD, ({ threshold }) => threshold],
  ["v_reset", RESET, ({ reset }) => reset],
  ["the refractory period", REFRACTORY, () => 0],
  ["the reset", SUBTRACTS, ({ subtracts }) => Number(subtracts)],
  ["the kind of synapse", DIRECT, () => 0],
  ["the constant input", CURRENT, ({ current }) => current],
];

/**
 * The bytes of a model file.
 *
 * @throws {@link NirAttributeError} for what is beyond the engine's bounds
 */
export function encodeMnir({ neurons, synapses }: Network, stepMs: number): Uint8Array {
  const records: ModelRecord[] = [
    { kind: 0, parameter: 0, first: 0, second: VERSION, third: neurons.length, value: stepMs },
  ];
  for (const [what, parameter, valueOf] of PARAMETERS) {
    const values = Float32Array.from(neurons, valueOf);
    for (const [index, neuron] of neurons.entries()) {
      check(neuron, what, values[index] ?? NaN, LEAST[parameter] ?? 0, MOST[parameter] ?? 0);
    }
    for (const { first, last, value } of runsOf(values)) {
      records.push({ kind: PARAMETER, parameter, first, second: last, third: 0, value });
    }
  }
  for (const { pre, post, weight, delay } of synapses) {
    const neuron = neurons[post];
    if (neuron !== undefined) check(neuron, "a weight", weight, -Number(VALUE_MAX), VALUE_MAX);
    records.push({ kind: SYNAPSE, parameter: 0, first: pre, second: post, third: delay, value: weight });
  }
  return pack(records);
}

/** What stands for one call of the engine. */
interface ModelRecord {
  readonly kind: number;
  readonly parameter: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly value: number;
}

/** Neighbours of equal value. */
function runsOf(values: Float32Array): { first: number; last: number; value: number }[] {
  const runs: { first: number; last: number; value: number }[] = [];
  for (const [index, value] of values.entries()) {
    const run = runs.at(-1);
    if (run?.value === value) run.last = index;
    else runs.push({ first: index, last: index, value });
  }
  return runs;
}

function check({ node }: NetworkNeuron, what: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  const place = { node: node.name, nodeType: node.type, attribute: null };
  const remedy = "Scale the model: potentials and currents may be in any units that agree.";
  throw new NirAttributeError(place, `${what} becomes ${value}, and the engine holds ${least} to ${most}`, remedy);
}

function pack(records: readonly ModelRecord[]): Uint8Array {
  const bytes = new Uint8Array(RECORD_BYTES * records.length);
  const view = new DataView(bytes.buffer);
  for (const [i, { kind, parameter, first, second, third, value }] of records.entries()) {
    const at = RECORD_BYTES * i;
    view.setUint8(at, kind);
    view.setUint8(at + 1, parameter);
    view.setUint16(at + 2, first, true);
    view.setUint16(at + 4, second, true);
    view.setUint16(at + 6, third, true);
    view.setFloat32(at + 8, value, true);
  }
  view.setUint32(0, MAGIC, true);
  return bytes;
}
