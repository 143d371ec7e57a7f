/**
 * The vector-search core with all of its functions: those of {@link file://./core.ts | core.ts}, under the same names,
 * and what v3 adds.
 *
 * @packageDocumentation
 */
export {
  aggregate_neighbors,
  clear_global,
  compute_resonance,
  count,
  dendrite_inject,
  dendrite_integrate,
  dendrite_propagate,
  dendrite_reset,
  encode_vector_to_spikes,
  get_capacity,
  get_core_id,
  get_delta_ptr,
  get_dims,
  get_edge_weight,
  get_global_ptr,
  get_insert_ptr,
  get_metric,
  get_network_activity,
  get_node_type,
  get_pattern,
  get_query_ptr,
  get_result_ptr,
  get_spike_rate,
  hnsw_to_snn,
  homeostatic_update,
  init,
  insert,
  merge,
  neuromorphic_search,
  oscillator_get_phase,
  oscillator_step,
  pattern_correlate,
  pattern_match,
  pattern_record,
  resonance_search,
  search,
  set_delta_ptr,
  set_edge_weight,
  set_node_type,
  snn_get_membrane,
  snn_get_spikes,
  snn_get_time,
  snn_inject,
  snn_propagate,
  snn_reset,
  snn_set_membrane,
  snn_set_threshold,
  snn_spiked,
  snn_stdp,
  snn_step,
  snn_tick,
  spike_search,
  spike_timing_similarity,
  type_matches,
  update_vector,
  wta_compete,
  wta_reset,
  wta_soft,
} from "./core.ts";

// What this is, and why a call was refused.
export { abiVersion as abi_version, features } from "./search/abi.ts";
export { lastError as last_error } from "./search/errors.ts";

// Several cores.
export { cores as core_count, select as core_select } from "./search/cores.ts";
export { mergeBuffer as get_merge_ptr, searchAllCores as search_all_cores } from "./search/merge.ts";

// Saving a core and bringing it back.
export { restore, save as snapshot, size as snapshot_size } from "./snapshot/snapshot.ts";

// Vectors come, change and go.
export { insertAnywhere as insert_ex } from "./search/insert.ts";
export { rebuild, relink, remove, replace } from "./search/changes.ts";

// How to search, and other searches.
export { quantize } from "./search/quantised.ts";
export { setBreadth as set_ef, setMode as set_search_mode } from "./search/mode.ts";
export { lastEvaluations as get_last_evals } from "./search/search.ts";
export {
  extendedBuffer as get_ex_result_ptr,
  searchMany as search_ex,
  searchRadius as search_radius,
  searchTyped as search_typed,
} from "./search/filtered.ts";

// What the store and its graph look like.
export {
  check as graph_check,
  degree,
  highWater as high_water,
  isLive as is_live,
  neighbour as neighbor,
  vectorAt as get_vector_ptr,
} from "./search/inspection.ts";

// The spiking engine: neurons and synapses on a grid of time.
export {
  configure as neu_config,
  input as net_input,
  read as net_get,
  setCurrent as neu_current,
} from "./spiking/neurons.ts";
export {
  add as syn_add,
  clear as syn_clear,
  count as syn_count,
  setWeight as syn_set_weight,
  weight as syn_get_weight,
} from "./spiking/synapses.ts";
export { connectLinks as syn_from_graph } from "./spiking/topology.ts";
export { configure as syn_config } from "./spiking/learning.ts";
export {
  advanceIdle as net_advance_idle,
  reset as net_reset,
  reward as syn_reward,
  run as net_run,
  setTimeStep as net_set_dt,
  step as net_step,
  steps as net_steps,
} from "./spiking/schedule.ts";
export { eventList as events_ptr, take as events_take } from "./spiking/events.ts";
export { load as net_load, loadBuffer as net_load_ptr } from "./spiking/model.ts";

// More ways for vectors to learn from their neighbours.
export { aggregateBy as aggregate_ex, blend as blend_vector } from "./search/aggregate.ts";

// The tick model: how it integrates, its constants, and more of its state.
export { setMode as snn_set_mode, spikeWord as snn_get_spikes_word, trace as snn_get_trace } from "./neural/neuron.ts";
export { configure as snn_config, configured as snn_get_config } from "./neural/config.ts";
export { activateAll as snn_activate_all } from "./neural/activation.ts";

// Spike codes, rhythm, competition, patterns, and the race: what v2.3 left out.
export {
  codeOfQuery as encode_query_to_spikes,
  searchHistories as spike_search_history,
} from "./neural/spike-search.ts";
export { setPreferredPhase as set_preferred_phase } from "./neural/oscillator.ts";
export { inhibition as wta_get_inhibition, share as wta_softmax } from "./neural/competition.ts";
export { correlateActive as pattern_correlate_active } from "./neural/pattern.ts";
export { configure as neuro_config } from "./neural/neuromorphic.ts";
