/**
 * The core's C header: the prototypes of all 58 functions, with the program's name before theirs and, on request, bare.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { compile } from "../../codegen/src/compile.ts";
import { CORE_ENTRY, sourceHost } from "./builds.ts";

/** Result and parameters, in the argument order of v2.3: v void, u uint32_t, f float, a float *, l ResultList *. */
const SIGNATURES: Readonly<Record<string, string>> = {
  ...{ init: "v uuu", get_insert_ptr: "a", get_query_ptr: "a", get_result_ptr: "l", get_global_ptr: "l", insert: "u" },
  ...{ search: "u u", clear_global: "v", count: "u", get_core_id: "u", get_metric: "u", get_dims: "u" },
  ...{ get_capacity: "u", set_node_type: "v uu", get_node_type: "u u", type_matches: "u uu" },
  ...{ set_edge_weight: "v uu", get_edge_weight: "u u", aggregate_neighbors: "v u", get_delta_ptr: "a" },
  ...{ set_delta_ptr: "a", update_vector: "v uf", hnsw_to_snn: "u uf", snn_reset: "v", snn_set_membrane: "v uf" },
  ...{ snn_get_membrane: "f u", snn_set_threshold: "v uf", snn_inject: "v uf", snn_spiked: "u u" },
  ...{ snn_get_spikes: "u", snn_step: "u f", snn_propagate: "v f", snn_stdp: "v", snn_tick: "u ffu" },
  ...{ snn_get_time: "f", encode_vector_to_spikes: "u u", spike_timing_similarity: "f uu", spike_search: "u uu" },
  ...{ homeostatic_update: "v f", get_spike_rate: "f u", oscillator_step: "v f", oscillator_get_phase: "f" },
  ...{ compute_resonance: "f u", resonance_search: "u uf", wta_reset: "v", wta_compete: "u", wta_soft: "v" },
  ...{ dendrite_reset: "v", dendrite_inject: "v uuf", dendrite_integrate: "f u", dendrite_propagate: "v f" },
  ...{ pattern_record: "v", get_pattern: "u u", pattern_match: "u u", pattern_correlate: "u uu" },
  ...{ neuromorphic_search: "u ufu", get_network_activity: "f" },
  // A pointer and a count.
  merge: "u ru",
};

const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^void$/, "v"],
  [/^uint32_t$/, "u"],
  [/^float$/, "f"],
  [/^float \*$/, "a"],
  [/^ResultList \*$/, "l"],
  [/^const Result \*$/, "r"],
];

test.each([
  { bareNames: false, prefix: "core_" },
  { bareNames: true, prefix: "" },
])("$prefix*", ({ bareNames, prefix }) => {
  const { outputs } = compile({ host: sourceHost, entry: CORE_ENTRY, targets: ["c"], options: { bareNames } });
  const header = String(outputs.get("core.h"));
  const prototypes = [...header.matchAll(/^(\w[\w ]*? \*?)(\w+)\(([^)]*)\);$/gm)].map(([, result, name, list]) => {
    const parameters = (list ?? "void").split(", ").map((one) => (one === "void" ? "" : letterOf(typeIn(one))));
    return [name?.slice(prefix.length), `${letterOf((result ?? "").trim())} ${parameters.join("")}`.trim()];
  });
  expect(header.match(new RegExp(`^\\w[\\w ]*? \\*?${prefix}\\w+\\(`, "gm"))).toHaveLength(58);
  expect(Object.fromEntries(prototypes)).toEqual(SIGNATURES);
});

function typeIn(parameter: string): string {
  return parameter.replace(/\w+$/, "").trim();
}

function letterOf(type: string): string {
  return LETTERS.find(([pattern]) => pattern.test(type))?.[1] ?? `<${type}>`;
}
