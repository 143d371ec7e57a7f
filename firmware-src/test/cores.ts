/**
 * What a core is to a test, and the cores that run in this process: the reference, which the compiler makes for
 * Node, and the WebAssembly that a host would load. The same tests run on each.
 *
 * @packageDocumentation
 */
import type { Settings } from "../../codegen/src/compile.ts";
import { instantiate } from "../../codegen/test/engines/wasm.ts";
import * as reference from "../full.ts";
import { FULL_ENTRY, javascriptOf, wasmOf } from "./builds.ts";

/** The functions of v2.3, but for those that give addresses, and `last_error`. Arguments are canonical. */
export interface CoreFunctions {
  readonly init: (dimensions: number, metric: number, core: number) => void;
  readonly insert: () => number;
  readonly search: (k: number) => number;
  readonly count: () => number;
  readonly get_core_id: () => number;
  readonly get_metric: () => number;
  readonly get_dims: () => number;
  readonly get_capacity: () => number;
  readonly set_node_type: (index: number, type: number) => void;
  readonly get_node_type: (index: number) => number;
  readonly type_matches: (index: number, mask: number) => number;
  readonly set_edge_weight: (index: number, weight: number) => void;
  readonly get_edge_weight: (index: number) => number;
  readonly hnsw_to_snn: (k: number, gain: number) => number;
  readonly snn_reset: () => void;
  readonly snn_set_membrane: (index: number, potential: number) => void;
  readonly snn_get_membrane: (index: number) => number;
  readonly snn_set_threshold: (index: number, potential: number) => void;
  readonly snn_inject: (index: number, current: number) => void;
  readonly snn_spiked: (index: number) => number;
  readonly snn_get_spikes: () => number;
  readonly snn_step: (dt: number) => number;
  readonly snn_propagate: (gain: number) => void;
  readonly snn_stdp: () => void;
  readonly snn_tick: (dt: number, gain: number, learn: number) => number;
  readonly snn_get_time: () => number;
  readonly aggregate_neighbors: (index: number) => void;
  readonly update_vector: (index: number, alpha: number) => void;
  readonly encode_vector_to_spikes: (index: number) => number;
  readonly spike_timing_similarity: (a: number, b: number) => number;
  readonly spike_search: (pattern: number, k: number) => number;
  readonly homeostatic_update: (dt: number) => void;
  readonly get_spike_rate: (index: number) => number;
  readonly get_network_activity: () => number;
  readonly oscillator_step: (dt: number) => void;
  readonly oscillator_get_phase: () => number;
  readonly compute_resonance: (index: number) => number;
  readonly resonance_search: (k: number, weight: number) => number;
  readonly wta_reset: () => void;
  readonly wta_compete: () => number;
  readonly wta_soft: () => void;
  readonly dendrite_reset: () => void;
  readonly dendrite_inject: (index: number, branch: number, current: number) => void;
  readonly dendrite_integrate: (index: number) => number;
  readonly dendrite_propagate: (gain: number) => void;
  readonly pattern_record: () => void;
  readonly get_pattern: (index: number) => number;
  readonly pattern_match: (target: number) => number;
  readonly pattern_correlate: (index: number, threshold: number) => number;
  readonly neuromorphic_search: (k: number, dt: number, iterations: number) => number;
  readonly last_error: () => number;
}

/** One record of the result buffer. */
export interface FoundRecord {
  readonly index: number;
  readonly core: number;
  readonly indexHigh: number;
  readonly flags: number;
  readonly distance: number;
}

/** A core, whatever it was compiled to. Begin with `init`: the state may be a former test's. */
export interface TestCore {
  readonly functions: CoreFunctions;
  readonly insertBuffer: Float32Array;
  readonly queryBuffer: Float32Array;
  readonly deltaBuffer: Float32Array;
  /** All 16 records of the result buffer. */
  results(): FoundRecord[];
}

/** What v3 adds to the tick model and its company; see full.ts. */
export interface AddedFunctions {
  readonly aggregate_ex: (index: number, mode: number) => void;
  readonly blend_vector: (index: number, alpha: number) => void;
  readonly snn_set_mode: (mode: number) => void;
  readonly snn_get_spikes_word: (word: number) => number;
  readonly snn_get_trace: (index: number, which: number) => number;
  readonly snn_config: (parameter: number, value: number) => boolean | number;
  readonly snn_get_config: (parameter: number) => number;
  readonly snn_activate_all: (gain: number) => number;
  readonly encode_query_to_spikes: () => number;
  readonly spike_search_history: (pattern: number, k: number) => number;
  readonly set_preferred_phase: (index: number, turns: number) => void;
  readonly wta_get_inhibition: () => number;
  readonly wta_softmax: (temperature: number) => void;
  readonly pattern_correlate_active: (index: number, threshold: number) => number;
  readonly neuro_config: (resonance: number, propagation: number, inhibition: number, gating: number) => void;
}

/** A core with these as well. */
export interface FullCore extends TestCore {
  readonly functions: CoreFunctions & AddedFunctions;
}

/** Every core that runs in this process, by name. */
export function coresUnderTest(): readonly { readonly name: string; readonly create: () => FullCore }[] {
  return [
    { name: "reference", create: referenceCore },
    { name: "wasm", create: () => wasmCore() },
  ];
}

/** The JavaScript of all functions, with statics of its own. */
export async function instantiateJavaScript(set: Settings = {}): Promise<typeof reference> {
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(javascriptOf(FULL_ENTRY, set))}`);
  return (module as { instantiate: (externs: object) => typeof reference }).instantiate({});
}

/**
 * The compiler's JavaScript. Out-of-bounds accesses throw. Of the reference itself there is one in a process: who
 * begins with `init` finds the settings that others left, which belong to no core.
 */
export function referenceCore(functions = reference): FullCore {
  return {
    functions,
    insertBuffer: functions.get_insert_ptr(),
    queryBuffer: functions.get_query_ptr(),
    deltaBuffer: functions.get_delta_ptr(),
    results: () =>
      functions.get_result_ptr().records.map(({ index, core, indexHigh, flags, distance }) => {
        return { index, core, indexHigh, flags, distance };
      }),
  };
}

/** What a program's WebAssembly exports, as a host sees it. */
export function instantiateWasm(
  entry = FULL_ENTRY,
  set: Settings = {},
  simd = false,
): Readonly<Record<string, unknown>> {
  return instantiate(wasmOf(entry, set, simd)).exports;
}

const RECORDS = 16;
const RECORD_BYTES = 8;

/** An instance of the WebAssembly, fresh unless it is given, read and written as a host does it: through its memory. */
export function wasmCore(exports = instantiateWasm()): FullCore {
  const { buffer } = exports.memory as { buffer: ArrayBuffer };
  const addressOf = (name: string): number => Number(callExport(exports, name, []));
  const vectorAt = (name: string): Float32Array => new Float32Array(buffer, addressOf(name), 16);
  return {
    functions: wasmFunctions(exports),
    insertBuffer: vectorAt("get_insert_ptr"),
    queryBuffer: vectorAt("get_query_ptr"),
    deltaBuffer: vectorAt("get_delta_ptr"),
    results: () => {
      const view = new DataView(buffer, addressOf("get_result_ptr"), RECORDS * RECORD_BYTES);
      return Array.from({ length: RECORDS }, (_, rank) => recordAt(view, rank * RECORD_BYTES));
    },
  };
}

/** Functions whose answer is an f32. */
const REAL: ReadonlySet<string> = new Set([
  "snn_get_membrane",
  "snn_get_time",
  "spike_timing_similarity",
  "get_spike_rate",
  "get_network_activity",
  "oscillator_get_phase",
  "compute_resonance",
  "dendrite_integrate",
  "snn_get_trace",
  "snn_get_config",
  "wta_get_inhibition",
]);

/** Each function of the reference, from the module. A u32 leaves WebAssembly as a signed number. */
function wasmFunctions(exports: Readonly<Record<string, unknown>>): FullCore["functions"] {
  const functions: Record<string, (...values: number[]) => unknown> = {};
  for (const name of Object.keys(reference)) {
    const isReal = REAL.has(name);
    functions[name] = (...values) => {
      const raw = callExport(exports, name, values);
      return typeof raw === "number" && !isReal ? raw >>> 0 : raw;
    };
  }
  return functions as unknown as FullCore["functions"];
}

/** Calls a function that a module exports. */
export function callExport(
  exports: Readonly<Record<string, unknown>>,
  name: string,
  values: readonly unknown[],
): unknown {
  const called = exports[name];
  if (typeof called !== "function") throw new Error(`core.wasm exports no '${name}'`);
  return Reflect.apply(called, undefined, values);
}

function recordAt(view: DataView, offset: number): FoundRecord {
  return {
    index: view.getUint8(offset),
    core: view.getUint8(offset + 1),
    indexHigh: view.getUint8(offset + 2),
    flags: view.getUint8(offset + 3),
    distance: view.getFloat32(offset + 4, true),
  };
}
