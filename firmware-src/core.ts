/**
 * The vector-search core as a program: search for nearest vectors, and a network of spiking neurons
 * driven by what is found.
 *
 * Nothing is implemented here; this is the list of public functions, exactly the 58 of v2.3 under their names and
 * with their order of arguments. Numbers saturate or are refused as each function says (why is what `last_error` of
 * full.ts tells); no argument whatever makes one trap, hang or read out of bounds, and no NaN or infinity ever enters
 * the state.
 *
 * @packageDocumentation
 */
export { init, reset as snn_reset } from "./neural/reset.ts";
export {
  deltaBuffer as get_delta_ptr,
  deltaBuffer as set_delta_ptr,
  globalBuffer as get_global_ptr,
  insertBuffer as get_insert_ptr,
  queryBuffer as get_query_ptr,
  resultBuffer as get_result_ptr,
} from "./search/buffers.ts";
export {
  capacity as get_capacity,
  count,
  dimensions as get_dims,
  id as get_core_id,
  metric as get_metric,
} from "./search/store.ts";
export { insert } from "./search/insert.ts";
export { search } from "./search/search.ts";
export { clearGlobal as clear_global, merge } from "./search/merge.ts";
export {
  edgeWeight as get_edge_weight,
  nodeType as get_node_type,
  setEdgeWeight as set_edge_weight,
  setNodeType as set_node_type,
  typeMatches as type_matches,
} from "./search/attributes.ts";
export { aggregate as aggregate_neighbors, update as update_vector } from "./search/aggregate.ts";
export { activateNearest as hnsw_to_snn } from "./neural/activation.ts";
export {
  inject as snn_inject,
  membrane as snn_get_membrane,
  setMembrane as snn_set_membrane,
  setThreshold as snn_set_threshold,
  spiked as snn_spiked,
  spikes as snn_get_spikes,
  step as snn_step,
  time as snn_get_time,
} from "./neural/neuron.ts";
export { propagate as snn_propagate } from "./neural/propagation.ts";
export { learn as snn_stdp } from "./neural/plasticity.ts";
export { tick as snn_tick } from "./neural/tick.ts";
export {
  codeOf as encode_vector_to_spikes,
  searchCodes as spike_search,
  similarity as spike_timing_similarity,
} from "./neural/spike-search.ts";
export {
  activity as get_network_activity,
  rateOf as get_spike_rate,
  regulate as homeostatic_update,
} from "./neural/homeostasis.ts";
export {
  advance as oscillator_step,
  phase as oscillator_get_phase,
  resonance as compute_resonance,
} from "./neural/oscillator.ts";
export { searchInPhase as resonance_search } from "./neural/resonance.ts";
export { compete as wta_compete, reset as wta_reset, soften as wta_soft } from "./neural/competition.ts";
export {
  injectBranch as dendrite_inject,
  integrate as dendrite_integrate,
  propagateToDendrites as dendrite_propagate,
  reset as dendrite_reset,
} from "./neural/dendrite.ts";
export {
  correlate as pattern_correlate,
  match as pattern_match,
  patternOf as get_pattern,
  record as pattern_record,
} from "./neural/pattern.ts";
export { searchByRace as neuromorphic_search } from "./neural/neuromorphic.ts";
