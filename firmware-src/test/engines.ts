/**
 * The spiking engine as a test sees it: in JavaScript, in WebAssembly, and in WebAssembly with neurons in fixed point.
 *
 * @packageDocumentation
 */
import type { Settings } from "../../codegen/src/pipeline.ts";
import { instantiate } from "../../codegen/test/engines/wasm.ts";
import * as reference from "../full.ts";
import { FULL_ENTRY, wasmOf } from "./builds.ts";
import { callExport, instantiateJavaScript } from "./cores.ts";
import { DEFAULT_RULE, type ModelRule } from "./oracle/spiking.ts";

/** The engine's functions under their public names; and what a host reads from the list of events. */
export interface Engine {
  readonly neu_config: (index: number, parameter: number, value: number) => unknown;
  readonly neu_current: (index: number, current: number) => unknown;
  readonly syn_clear: () => void;
  readonly syn_add: (pre: number, post: number, weight: number, delay: number, plastic: number) => number;
  readonly syn_set_weight: (id: number, weight: number) => void;
  readonly syn_get_weight: (id: number) => number;
  readonly syn_count: () => number;
  readonly syn_from_graph: (weight: number, delay: number, plastic: number) => number;
  readonly syn_config: (parameter: number, value: number) => unknown;
  readonly syn_reward: (amount: number) => void;
  readonly net_reset: () => void;
  readonly net_set_dt: (duration: number) => unknown;
  readonly net_input: (index: number, kind: number, value: number) => void;
  readonly net_get: (index: number, kind: number) => number;
  readonly net_step: () => number;
  readonly net_run: (steps: number) => number;
  readonly net_steps: () => number;
  readonly net_advance_idle: (steps: number) => number;
  readonly net_load: (bytes: number) => number;
  readonly events_take: () => number;
  readonly last_error: () => number;
  readonly init: (dimensions: number, metric: number, core: number) => void;
  readonly insert: () => number;
  /** The buffer from which `net_load` reads. */
  readonly loadBuffer: Uint8Array;
  readonly insertBuffer: Float32Array;
  /** Record `index` of the list of events. */
  event(index: number): SpikeRecord;
}

/** A spike. */
export interface SpikeRecord {
  readonly step: number;
  readonly neuron: number;
}

/** Which parameter of a neuron has which number. */
export const PARAMETER = {
  membraneTime: 0,
  synapticTime: 1,
  rest: 2,
  resistance: 3,
  threshold: 4,
  reset: 5,
  refractory: 6,
  subtracts: 7,
  direct: 8,
  current: 9,
} as const;

/** The numbers of `net_input` and `net_get`. */
export const KIND = { potential: 0, current: 1, spike: 2 } as const;

const EVENT_BYTES = 8;

/** Every engine, with the tolerances of its arithmetic against double precision. */
export function enginesUnderTest(): readonly {
  readonly name: string;
  readonly create: () => Engine;
  readonly potentialError: number;
}[] {
  return [
    { name: "reference", create: referenceEngine, potentialError: 5e-6 },
    { name: "wasm", create: () => wasmEngine(FLOAT), potentialError: 5e-6 },
    { name: "wasm, fixed point", create: () => wasmEngine(FIXED), potentialError: 1e-4 },
  ];
}

/** The two arithmetics. */
const FLOAT = { ARITHMETIC: 0 };
const FIXED = { ARITHMETIC: 1 };

/** The compiler's JavaScript. There is one in a process. */
export function referenceEngine(): Engine {
  return engineOf(reference);
}

function engineOf(functions: typeof reference): Engine {
  return {
    ...functions,
    loadBuffer: functions.net_load_ptr(),
    insertBuffer: functions.get_insert_ptr(),
    event: (index) => {
      const { step, neuron } = functions.events_ptr().records[index] ?? { step: NaN, neuron: NaN };
      return { step, neuron };
    },
  };
}

/** Pairs that must agree to the last bit: JavaScript and WebAssembly of each arithmetic. */
export async function enginePairs(): Promise<readonly { readonly name: string; readonly pair: [Engine, Engine] }[]> {
  return [
    { name: "binary32", pair: [referenceEngine(), wasmEngine(FLOAT)] },
    { name: "fixed point", pair: [engineOf(await instantiateJavaScript(FIXED)), wasmEngine(FIXED)] },
  ];
}

/** Fresh engines of one build, in JavaScript and in WebAssembly. */
export async function enginesWith(
  set: Settings,
): Promise<readonly { readonly name: string; readonly engine: Engine }[]> {
  return [
    { name: "JavaScript", engine: engineOf(await instantiateJavaScript(set)) },
    { name: "WebAssembly", engine: wasmEngine(set) },
  ];
}

/** Fresh WebAssembly. */
function wasmEngine(set: Settings): Engine {
  const exports = instantiate(wasmOf(FULL_ENTRY, set)).exports;
  const { buffer } = exports.memory as { buffer: ArrayBuffer };
  const functions: Record<string, unknown> = {};
  for (const name of Object.keys(exports)) {
    functions[name] = (...values: number[]) => callExport(exports, name, values);
  }
  const address = (name: string): number => Number(callExport(exports, name, []));
  return {
    ...(functions as unknown as Engine),
    loadBuffer: new Uint8Array(buffer, address("net_load_ptr"), 240),
    insertBuffer: new Float32Array(buffer, address("get_insert_ptr"), 16),
    event: (index) => {
      const view = new DataView(buffer, address("events_ptr") + index * EVENT_BYTES, EVENT_BYTES);
      return { step: view.getUint32(0, true), neuron: view.getUint16(4, true) };
    },
  };
}

/** Begins a model without anything: the header of a model file, and the rule of learning, which outlives a model. */
export function beginModel(engine: Engine, duration: number, neurons: number): void {
  const view = new DataView(engine.loadBuffer.buffer, engine.loadBuffer.byteOffset, 12);
  view.setUint32(0, 0x4d4e4952);
  view.setUint16(4, 1, true);
  view.setUint16(6, neurons, true);
  view.setFloat32(8, duration, true);
  const done = engine.net_load(12);
  if (done !== 1) throw new Error(`a model does not begin: ${engine.last_error()}`);
  setRule(engine, DEFAULT_RULE);
}

/** How plastic synapses learn from now on. */
export function setRule(engine: Engine, rule: ModelRule): void {
  const { mode, up, down, tauUp, tauDown, most, exponent, tauEligibility, rate } = rule;
  const inOrder = [mode, up, down, tauUp, tauDown, most, exponent, tauEligibility, rate];
  for (const [parameter, value] of inOrder.entries()) engine.syn_config(parameter, value);
}
