/**
 * What a snapshot of the spiking engine holds, in a fixed order.
 *
 * What follows from it, such as the coefficients of a step and the chains of synapses, is made again. What is not in
 * use has a value of its own, so that equal engines have equal bytes.
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../lib/math.ts";
import { type bool, i32, u16, u32, u8 } from "../lib/types.ts";
import { recount, slots, WORDS } from "../spiking/arrivals.ts";
import { clear as clearEvents } from "../spiking/events.ts";
import type { FixedNeuron } from "../spiking/fixed-neuron.ts";
import type { FloatNeuron } from "../spiking/float-neuron.ts";
import {
  LEAST as RULE_LEAST,
  MOST as RULE_MOST,
  PARAMETERS as RULE_PARAMETERS,
  spikeTraces,
  values,
} from "../spiking/learning.ts";
import {
  count as neuronCount,
  fixedNeurons,
  floatNeurons,
  setInUse,
  setTimeStep,
  STEP_LEAST,
  STEP_MOST,
  timeStep,
} from "../spiking/neurons.ts";
import { LEAST, MOST, PARAMETERS, parameters, VALUE_MAX } from "../spiking/parameters.ts";
import { resumeAt, steps } from "../spiking/schedule.ts";
import { ARITHMETIC, DELAY_SLOTS, FIXED, NEURONS, SYNAPSES } from "../spiking/sizes.ts";
import { chain, count as synapseCount, type Synapse, synapses, unchain } from "../spiking/synapses.ts";
import type { Trace } from "../spiking/trace.ts";
import { flag, half, octet, Purpose, ranged, real, type Stream, word } from "./stream.ts";

const WORD_MAX = 0xffffffff;
/** What a neuron in fixed point has cut off. */
const REST_MAX = 0x3fffffff;

/** Walks over the state of the engine. */
export function walkEngine(stream: Stream, bytes: Uint8Array): void {
  const now = word(stream, bytes, steps(), WORD_MAX);
  const duration = ranged(stream, bytes, timeStep, STEP_LEAST, STEP_MOST);
  const neuronsInUse = Math.min(word(stream, bytes, neuronCount(), NEURONS), NEURONS);
  const synapsesInUse = Math.min(word(stream, bytes, synapseCount(), SYNAPSES), SYNAPSES);
  for (let parameter: u32 = 0; parameter < RULE_PARAMETERS; parameter++) {
    values[parameter] = ranged(stream, bytes, values[parameter], RULE_LEAST[parameter], RULE_MOST[parameter]);
  }
  for (let index: u32 = 0; index < NEURONS; index++) {
    const set = parameters[index].values;
    for (let parameter: u32 = 0; parameter < PARAMETERS; parameter++) {
      const value = index < neuronsInUse ? set[parameter] : 0;
      set[parameter] = ranged(stream, bytes, value, LEAST[parameter], MOST[parameter]);
    }
    if (ARITHMETIC === FIXED) walkFixed(stream, bytes, fixedNeurons[index]);
    else walkFloat(stream, bytes, floatNeurons[index]);
    walkTrace(stream, bytes, spikeTraces[index], index < neuronsInUse);
  }
  for (let id: u32 = 0; id < SYNAPSES; id++) walkSynapse(stream, bytes, synapses[id], id < synapsesInUse);
  for (let slot: u32 = 0; slot < DELAY_SLOTS; slot++) {
    for (let i: u32 = 0; i < WORDS; i++) slots[slot][i] = word(stream, bytes, slots[slot][i], WORD_MAX);
  }
  if (stream.purpose !== Purpose.Read) return;
  setInUse(neuronsInUse);
  setTimeStep(duration);
  resumeAt(now);
  recount();
  clearEvents();
  unchain();
  for (let id: u32 = 0; id < synapsesInUse; id++) chain(id);
}

function walkFloat(stream: Stream, bytes: Uint8Array, neuron: FloatNeuron): void {
  neuron.membrane = real(stream, bytes, neuron.membrane, F32_MAX);
  neuron.current = real(stream, bytes, neuron.current, F32_MAX);
  neuron.refractory = word(stream, bytes, neuron.refractory, WORD_MAX);
  neuron.isForced = flag(stream, bytes, neuron.isForced);
}

function walkFixed(stream: Stream, bytes: Uint8Array, neuron: FixedNeuron): void {
  neuron.membrane = i32(word(stream, bytes, u32(neuron.membrane), WORD_MAX));
  neuron.current = i32(word(stream, bytes, u32(neuron.current), WORD_MAX));
  neuron.membraneRest = word(stream, bytes, neuron.membraneRest, REST_MAX);
  neuron.currentRest = word(stream, bytes, neuron.currentRest, REST_MAX);
  neuron.refractory = word(stream, bytes, neuron.refractory, WORD_MAX);
  neuron.isForced = flag(stream, bytes, neuron.isForced);
}

function walkSynapse(stream: Stream, bytes: Uint8Array, synapse: Synapse, isUsed: bool): void {
  synapse.weight = ranged(stream, bytes, isUsed ? synapse.weight : 0, -VALUE_MAX, VALUE_MAX);
  synapse.pre = u16(half(stream, bytes, isUsed ? synapse.pre : 0, NEURONS - 1));
  synapse.post = u16(half(stream, bytes, isUsed ? synapse.post : 0, NEURONS - 1));
  synapse.delay = u8(octet(stream, bytes, isUsed ? synapse.delay : 0, DELAY_SLOTS - 1));
  synapse.plastic = flag(stream, bytes, isUsed && synapse.plastic);
  walkTrace(stream, bytes, synapse.arrivals, isUsed);
  walkTrace(stream, bytes, synapse.eligibility, isUsed);
}

function walkTrace(stream: Stream, bytes: Uint8Array, trace: Trace, isUsed: bool): void {
  trace.value = real(stream, bytes, isUsed ? trace.value : 0, F32_MAX);
  trace.step = word(stream, bytes, trace.value === 0 ? 0 : trace.step, WORD_MAX);
}
