/**
 * Random programs of calls for a core, hostile arguments included: what a host, or a broken host, may do.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import type { CoreFunctions, TestCore } from "./cores.ts";

/** One call: what the host writes to a buffer before it, the function, and its arguments. */
export interface Call {
  readonly insert?: readonly number[];
  readonly query?: readonly number[];
  readonly delta?: readonly number[];
  readonly name: keyof CoreFunctions;
  readonly values: readonly number[];
}

const F32_MAX = 3.4028234663852886e38;

const small = fc.float({ noNaN: true, noDefaultInfinity: true, min: -8, max: 8 });
const real = fc.oneof(
  { weight: 8, arbitrary: small },
  { weight: 1, arbitrary: fc.float() },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, F32_MAX, -F32_MAX, 2 ** -149) },
);
const index = fc.oneof(
  { weight: 8, arbitrary: fc.nat(31) },
  { weight: 1, arbitrary: fc.constantFrom(32, 255, 256, 0x7fffffff, 0x80000000, 0xffffffff) },
);
const word = fc.oneof(fc.nat(40), fc.constantFrom(255, 256, 300, 0x80000000, 0xffffffff));
const bits = fc.oneof(fc.nat(0xffffffff), fc.constantFrom(0, 1, 0xffffffff));
const milliseconds = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 30) },
  { weight: 1, arbitrary: fc.float() },
);

/** Mostly of few distinct values, so that distances tie. */
const component = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2) },
  { weight: 1, arbitrary: small },
);
const hostileComponent = fc.constantFrom(1e18, -1e18, 1.1e18, 1e-30, NaN, Infinity).map(Math.fround);
const vector = fc.array(component, { minLength: 16, maxLength: 16 });
const anyVector = fc.oneof(
  { weight: 6, arbitrary: vector },
  { weight: 1, arbitrary: fc.tuple(vector, fc.nat(15), hostileComponent).map(([v, i, x]) => v.with(i, x)) },
);

const insertion = anyVector.map((insert): Call => ({ insert, name: "insert", values: [] }));

const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 6, arbitrary: insertion },
  {
    weight: 6,
    arbitrary: fc.tuple(anyVector, word).map(([query, k]): Call => ({ query, name: "search", values: [k] })),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(anyVector, word, real)
      .map(([query, k, gain]): Call => ({ query, name: "hnsw_to_snn", values: [k, gain] })),
  },
  { weight: 8, arbitrary: calls("snn_inject", index, real) },
  { weight: 8, arbitrary: calls("snn_step", milliseconds) },
  { weight: 12, arbitrary: calls("snn_tick", milliseconds, real, fc.nat(2)) },
  { weight: 2, arbitrary: calls("snn_propagate", real) },
  { weight: 2, arbitrary: calls("snn_stdp") },
  { weight: 1, arbitrary: calls("snn_reset") },
  { weight: 2, arbitrary: calls("snn_set_membrane", index, real) },
  { weight: 2, arbitrary: calls("snn_set_threshold", index, real) },
  { weight: 2, arbitrary: calls("set_edge_weight", index, word) },
  { weight: 2, arbitrary: calls("set_node_type", index, word) },
  { weight: 1, arbitrary: calls("type_matches", index, word) },
  { weight: 1, arbitrary: calls("get_node_type", index) },
  { weight: 1, arbitrary: calls("get_edge_weight", index) },
  { weight: 1, arbitrary: calls("snn_get_membrane", index) },
  { weight: 1, arbitrary: calls("snn_spiked", index) },
  { weight: 2, arbitrary: calls("aggregate_neighbors", index) },
  { weight: 2, arbitrary: calls("update_vector", index, real) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyVector, index, real)
      .map(([delta, slot, alpha]): Call => ({ delta, name: "update_vector", values: [slot, alpha] })),
  },
  { weight: 2, arbitrary: calls("encode_vector_to_spikes", index) },
  { weight: 1, arbitrary: calls("spike_timing_similarity", bits, bits) },
  { weight: 2, arbitrary: calls("spike_search", bits, word) },
  { weight: 4, arbitrary: calls("homeostatic_update", milliseconds) },
  { weight: 1, arbitrary: calls("get_spike_rate", index) },
  { weight: 1, arbitrary: calls("get_network_activity") },
  { weight: 4, arbitrary: calls("oscillator_step", fc.oneof(milliseconds, real)) },
  { weight: 1, arbitrary: calls("oscillator_get_phase") },
  { weight: 1, arbitrary: calls("compute_resonance", index) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyVector, word, real)
      .map(([query, k, weight]): Call => ({ query, name: "resonance_search", values: [k, weight] })),
  },
  { weight: 1, arbitrary: calls("wta_reset") },
  { weight: 2, arbitrary: calls("wta_compete") },
  { weight: 2, arbitrary: calls("wta_soft") },
  { weight: 1, arbitrary: calls("dendrite_reset") },
  { weight: 4, arbitrary: calls("dendrite_inject", index, fc.oneof(fc.nat(6), word), real) },
  { weight: 2, arbitrary: calls("dendrite_integrate", index) },
  { weight: 4, arbitrary: calls("dendrite_propagate", real) },
  { weight: 4, arbitrary: calls("pattern_record") },
  { weight: 1, arbitrary: calls("get_pattern", index) },
  { weight: 1, arbitrary: calls("pattern_match", bits) },
  { weight: 1, arbitrary: calls("pattern_correlate", index, word) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyVector, word, milliseconds, word)
      .map(([query, k, dt, steps]): Call => ({ query, name: "neuromorphic_search", values: [k, dt, steps] })),
  },
);

/** Begins with `init` and some stored vectors; now and then a later call is another `init`. */
export const programs: fc.Arbitrary<Call[]> = fc
  .tuple(
    calls("init", fc.integer({ min: 1, max: 16 }), fc.nat(2), fc.nat(255)),
    fc.array(insertion, { maxLength: 36, size: "max" }),
    fc.array(
      fc.oneof(
        { weight: 60, arbitrary: call },
        { weight: 1, arbitrary: calls("init", fc.oneof(fc.nat(17), word), fc.nat(3), word) },
      ),
      { maxLength: 100, size: "max" },
    ),
  )
  .map(([init, insertions, others]) => [init, ...insertions, ...others]);

function calls(name: keyof CoreFunctions, ...values: readonly fc.Arbitrary<number>[]): fc.Arbitrary<Call> {
  return fc.tuple(...values).map((drawn): Call => ({ name, values: drawn }));
}

/** Makes one call; the function's answer, and the error that it left. */
export function perform(
  core: TestCore,
  { insert, query, delta, name, values }: Call,
): { answer: unknown; error: number } {
  if (insert !== undefined) core.insertBuffer.set(insert);
  if (query !== undefined) core.queryBuffer.set(query);
  if (delta !== undefined) core.deltaBuffer.set(delta);
  const answer = callByName(core, name, values);
  return { answer, error: core.functions.last_error() };
}

/** Calls a function of a core by its name. */
export function callByName({ functions }: TestCore, name: keyof CoreFunctions, values: readonly number[]): unknown {
  const called: (...values: number[]) => unknown = functions[name];
  return called(...values);
}

/** All that a host can see of a core. */
export function stateOf(core: TestCore): Record<string, unknown> {
  const { functions } = core;
  const indices = Array.from({ length: functions.get_capacity() }, (_, i) => i);
  return {
    results: core.results(),
    buffers: [[...core.insertBuffer], [...core.queryBuffer], [...core.deltaBuffer]],
    about: [functions.count(), functions.get_core_id(), functions.get_metric(), functions.get_dims()],
    membranes: indices.map((i) => functions.snn_get_membrane(i)),
    weights: indices.map((i) => functions.get_edge_weight(i)),
    types: indices.map((i) => functions.get_node_type(i)),
    spikes: functions.snn_get_spikes(),
    time: functions.snn_get_time(),
    rates: indices.map((i) => functions.get_spike_rate(i)),
    activity: functions.get_network_activity(),
    patterns: indices.map((i) => functions.get_pattern(i)),
    codes: indices.map((i) => functions.encode_vector_to_spikes(i)),
    phase: functions.oscillator_get_phase(),
  };
}
