/**
 * The core's WebAssembly as a host of v2.3 uses it: by its exports, through its memory, byte by byte.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { compile } from "../../codegen/src/compile.ts";
import { instantiate } from "../../codegen/test/engines/wasm.ts";
import { CORE_ENTRY, FULL_ENTRY, sourceHost, wasmOf } from "./builds.ts";
import { callExport, instantiateWasm } from "./cores.ts";

const exports = instantiateWasm(CORE_ENTRY);
const memory = exports.memory as { buffer: ArrayBuffer };
const call = (name: string, ...values: number[]): number => Number(callExport(exports, name, values));

test("exports the 58 functions of v2.3, memory, and where it ends", () => {
  expect(Object.keys(exports).toSorted()).toEqual([
    "__data_end",
    "__heap_base",
    "aggregate_neighbors",
    "clear_global",
    "compute_resonance",
    "count",
    "dendrite_inject",
    "dendrite_integrate",
    "dendrite_propagate",
    "dendrite_reset",
    "encode_vector_to_spikes",
    "get_capacity",
    "get_core_id",
    "get_delta_ptr",
    "get_dims",
    "get_edge_weight",
    "get_global_ptr",
    "get_insert_ptr",
    "get_metric",
    "get_network_activity",
    "get_node_type",
    "get_pattern",
    "get_query_ptr",
    "get_result_ptr",
    "get_spike_rate",
    "hnsw_to_snn",
    "homeostatic_update",
    "init",
    "insert",
    "memory",
    "merge",
    "neuromorphic_search",
    "oscillator_get_phase",
    "oscillator_step",
    "pattern_correlate",
    "pattern_match",
    "pattern_record",
    "resonance_search",
    "search",
    "set_delta_ptr",
    "set_edge_weight",
    "set_node_type",
    "snn_get_membrane",
    "snn_get_spikes",
    "snn_get_time",
    "snn_inject",
    "snn_propagate",
    "snn_reset",
    "snn_set_membrane",
    "snn_set_threshold",
    "snn_spiked",
    "snn_stdp",
    "snn_step",
    "snn_tick",
    "spike_search",
    "spike_timing_similarity",
    "type_matches",
    "update_vector",
    "wta_compete",
    "wta_reset",
    "wta_soft",
  ]);
});

test("needs one page of memory; what a core has for itself is at most 5.5 kB", () => {
  expect(memory.buffer.byteLength).toBe(0x10000);
  expect(dataEndWith(2) - dataEndWith(1)).toBeLessThanOrEqual(5_500);
});

test.each([
  ["core.wasm", 10_800, CORE_ENTRY],
  ["full.wasm", 28_000, FULL_ENTRY],
])("%s takes no more bytes than %i", (_, mostBytes, entry) => {
  expect(wasmOf(entry).length).toBeLessThanOrEqual(mostBytes);
});

/** Where the memory of the program ends if it has some number of cores. */
function dataEndWith(cores: number): number {
  const read = (path: string): string | null => {
    const text = sourceHost.read(path);
    if (text === null || !path.endsWith("limits.ts")) return text;
    return text.replace("export const CORES = 1;", `export const CORES = ${cores};`);
  };
  const { outputs } = compile({ host: { read }, entry: CORE_ENTRY, targets: ["wasm"] });
  const binary = outputs.get("core.wasm");
  if (!(binary instanceof Uint8Array)) throw new Error(`${cores} cores do not compile`);
  return (instantiate(binary).exports.__data_end as { value: number }).value;
}

test.each(["get_insert_ptr", "get_query_ptr", "get_delta_ptr", "get_result_ptr", "get_global_ptr"])(
  "%s is a constant multiple of 16 within memory",
  (name) => {
    const address = call(name);
    expect(address % 16).toBe(0);
    expect(address).toBeGreaterThan(0);
    call("init", 16, 0, 0);
    expect(call(name)).toBe(address);
  },
);

test("get_delta_ptr and set_delta_ptr are the same address", () => {
  expect(call("set_delta_ptr")).toBe(call("get_delta_ptr"));
});

test("runs a script for v2.3: init, fill, insert, search, read, tick, read spikes", () => {
  call("init", 4, 0, 9);
  for (const x of [5, 1, 3]) {
    new Float32Array(memory.buffer, call("get_insert_ptr"), 4).set([x, 0, 0, 0]);
    call("insert");
  }
  new Float32Array(memory.buffer, call("get_query_ptr"), 4).set([1, 0, 0, 0]);
  expect(call("search", 2)).toBe(2);

  const results = call("get_result_ptr");
  expect([...new Uint8Array(memory.buffer, results, 24)]).toEqual([
    ...[1, 9, 0, 0, 0x00, 0x00, 0x00, 0x00],
    ...[2, 9, 0, 0, 0x00, 0x00, 0x80, 0x40],
    ...[255, 0, 0, 0, 0xff, 0xff, 0x7f, 0x7f],
  ]);

  call("snn_reset");
  expect(call("hnsw_to_snn", 3, 1.2)).toBe(3);
  expect(call("snn_tick", 1, 0.5, 1)).toBe(1);
  expect(call("snn_get_spikes") >>> 0).toBe(0b010);
  expect(call("snn_spiked", 1)).toBe(1);
});

test("takes minus one for the largest word, as JavaScript hosts pass it", () => {
  call("init", -1, 0, -1);
  expect([call("get_dims"), call("get_core_id")]).toEqual([16, 255]);
  expect(call("get_node_type", -1)).toBe(0);
});
