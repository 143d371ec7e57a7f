/**
 * Every function with every combination of hostile arguments, in every state of the core: none throws (the
 * reference throws on an access out of bounds), none lets a NaN or an infinity into the state, and what a
 * function answers stays in its range.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { stores } from "../search/store.ts";
import { competitions } from "../neural/competition.ts";
import { homeostats } from "../neural/homeostasis.ts";
import { networks } from "../neural/neuron.ts";
import { scratch } from "../neural/scratch.ts";
import { type CoreFunctions, coresUnderTest, type TestCore } from "./cores.ts";
import { callByName, stateOf } from "./programs.ts";

const WORDS = [0, 1, 16, 31, 32, 255, 256, 0x7fffffff, 0x80000000, 0xffffffff];
const REALS = [
  0,
  -0,
  1,
  -1,
  1e-45,
  1e38,
  -1e38,
  3.4028234663852886e38,
  -3.4028234663852886e38,
  NaN,
  Infinity,
  -Infinity,
];

/** The largest code of an error. */
const ERROR_MAX = 9;

/** Kinds of the arguments: a word or a real. */
const SIGNATURES: Readonly<Record<keyof CoreFunctions, string>> = {
  init: "www",
  insert: "",
  search: "w",
  count: "",
  get_core_id: "",
  get_metric: "",
  get_dims: "",
  get_capacity: "",
  set_node_type: "ww",
  get_node_type: "w",
  type_matches: "ww",
  set_edge_weight: "ww",
  get_edge_weight: "w",
  hnsw_to_snn: "wr",
  snn_reset: "",
  snn_set_membrane: "wr",
  snn_get_membrane: "w",
  snn_set_threshold: "wr",
  snn_inject: "wr",
  snn_spiked: "w",
  snn_get_spikes: "",
  snn_step: "r",
  snn_propagate: "r",
  snn_stdp: "",
  snn_tick: "rrw",
  snn_get_time: "",
  aggregate_neighbors: "w",
  update_vector: "wr",
  encode_vector_to_spikes: "w",
  spike_timing_similarity: "ww",
  spike_search: "ww",
  homeostatic_update: "r",
  get_spike_rate: "w",
  get_network_activity: "",
  oscillator_step: "r",
  oscillator_get_phase: "",
  compute_resonance: "w",
  resonance_search: "wr",
  wta_reset: "",
  wta_compete: "",
  wta_soft: "",
  dendrite_reset: "",
  dendrite_inject: "wwr",
  dendrite_integrate: "w",
  dendrite_propagate: "r",
  pattern_record: "",
  get_pattern: "w",
  pattern_match: "w",
  pattern_correlate: "ww",
  neuromorphic_search: "wrw",
  last_error: "",
};
const NAMES = Object.keys(SIGNATURES) as (keyof CoreFunctions)[];

/** What a core may be in when a hostile call comes. */
const STATES: Readonly<Record<string, (core: TestCore) => void>> = {
  empty: ({ functions }) => {
    functions.init(16, 0, 0);
  },
  "without dimensions": ({ functions }) => {
    functions.init(0, 0, 0);
  },
  "full of numbers at the limit": (core) => {
    fill(core, 0, (i) => (i % 2 === 0 ? 1e18 : -1e18));
  },
  "full, dot metric, all membranes at the limit, all firing": (core) => {
    fill(core, 2, (i) => i - 16);
    for (let i = 0; i < 32; i++) core.functions.snn_set_membrane(i, 3.4028234663852886e38);
    core.functions.snn_step(0);
    for (let i = 0; i < 32; i++) core.functions.snn_set_membrane(i, 3.4028234663852886e38);
  },
};

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();

  describe.each(Object.entries(STATES))("%s", (_, prepare) => {
    test.each(NAMES)("%s takes anything", (name) => {
      for (const values of combinations(SIGNATURES[name])) {
        prepare(core);
        for (const buffer of [core.insertBuffer, core.queryBuffer, core.deltaBuffer]) buffer.fill(values.at(-1) ?? NaN);
        const answer = callByName(core, name, values);
        if (answer !== undefined) expect(Number.isFinite(answer)).toBe(true);
        core.functions.snn_tick(1, 1, 1);
        expect(unfit(stateOf(core), ["buffers"])).toEqual([]);
        expect(core.functions.last_error()).toBeLessThanOrEqual(ERROR_MAX);
      }
    });
  });
});

test("nothing that a host cannot see is left unfit either", () => {
  const all = [stores, networks, homeostats, competitions, scratch];
  for (const structure of all) expect(unfit(structure, [])).toEqual([]);
});

function fill({ functions, insertBuffer }: TestCore, metric: number, component: (slot: number) => number): void {
  functions.init(16, metric, 0);
  for (let slot = 0; slot < 32; slot++) {
    insertBuffer.fill(component(slot));
    functions.insert();
  }
}

function combinations(signature: string): number[][] {
  return Array.from(signature).reduce<number[][]>(
    (all, kind) =>
      all.flatMap((former) =>
        (kind === "w" ? WORDS : REALS).map((value) => [...former, kind === "w" ? value : Math.fround(value)]),
      ),
    [[]],
  );
}

/** Paths of numbers that are not finite. */
function unfit(value: unknown, except: readonly string[], path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    except.includes(key) ? [] : unfit(inner, except, `${path}/${key}`),
  );
}
