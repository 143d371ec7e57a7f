/**
 * What a core is to a test, and the cores there are: the reference that the compiler makes for Node, and the
 * WebAssembly that a host would load. The same tests run on each.
 *
 * @packageDocumentation
 */
import * as core from "../core.ts";

/** The core's functions under their public names, but for those that give addresses. Arguments are canonical. */
export interface CoreFunctions {
  init(dimensions: number, metric: number, core: number): void;
  insert(): number;
  search(k: number): number;
  count(): number;
  get_core_id(): number;
  get_metric(): number;
  get_dims(): number;
  get_capacity(): number;
  set_node_type(index: number, type: number): void;
  get_node_type(index: number): number;
  type_matches(index: number, mask: number): number;
  set_edge_weight(index: number, weight: number): void;
  get_edge_weight(index: number): number;
  hnsw_to_snn(k: number, gain: number): number;
  snn_reset(): void;
  snn_set_membrane(index: number, potential: number): void;
  snn_get_membrane(index: number): number;
  snn_set_threshold(index: number, potential: number): void;
  snn_inject(index: number, current: number): void;
  snn_spiked(index: number): number;
  snn_get_spikes(): number;
  snn_step(dt: number): number;
  snn_propagate(gain: number): void;
  snn_stdp(): void;
  snn_tick(dt: number, gain: number, learn: number): number;
  snn_get_time(): number;
  last_error(): number;
}

/** One record of the result buffer. */
export interface FoundRecord {
  readonly index: number;
  readonly core: number;
  readonly indexHigh: number;
  readonly flags: number;
  readonly distance: number;
}

export interface TestCore {
  readonly functions: CoreFunctions;
  readonly insertBuffer: Float32Array;
  readonly queryBuffer: Float32Array;
  readonly deltaBuffer: Float32Array;
  /** All 16 records of the result buffer. */
  results(): FoundRecord[];
}

/** The reference: the core as the compiler's JavaScript, in this process. It has one state; begin with `init`. */
export function referenceCore(): TestCore {
  return {
    functions: core,
    insertBuffer: core.get_insert_ptr(),
    queryBuffer: core.get_query_ptr(),
    deltaBuffer: core.get_delta_ptr(),
    results: () =>
      core.get_result_ptr().records.map(({ index, core: owner, indexHigh, flags, distance }) => {
        return { index, core: owner, indexHigh, flags, distance };
      }),
  };
}

/** Every core that runs in this process, by name. */
export function coresUnderTest(): readonly { readonly name: string; readonly create: () => TestCore }[] {
  return [{ name: "reference", create: referenceCore }];
}
