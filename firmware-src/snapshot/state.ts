/**
 * What a snapshot holds: the whole state of one core, in a fixed order.
 *
 * That is its vectors, graph and attributes, its neurons, and its time and rhythm. Not in it are the buffers, which
 * belong to the host, and how to search, which is the program's. A field that is added to the state is added here,
 * and the version of the format in snapshot.ts goes up. What is not in use has a value of its own, so that equal
 * cores have equal bytes.
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../lib/math.ts";
import { u16, u8, type u32 } from "../lib/types.ts";
import { competitions } from "../neural/competition.ts";
import { homeostats } from "../neural/homeostasis.ts";
import { type Network, networks } from "../neural/neuron.ts";
import { heedPreferences, oscillators, type Preference, preferences } from "../neural/oscillator.ts";
import { histories } from "../neural/pattern.ts";
import { secondTraces } from "../neural/second-trace.ts";
import { WEIGHT_MAX } from "../search/attributes.ts";
import { selected } from "../search/cores.ts";
import { METRIC_DOT } from "../search/distance.ts";
import { CAPACITY, COMPONENT_MAX, DIMENSIONS, HEADS, LINKS, NO_SLOT } from "../search/limits.ts";
import { type Slot, type Store, stores } from "../search/store.ts";
import { flag, half, octet, real, type Stream, word } from "./stream.ts";

/** The largest type of a node. */
const NODE_TYPE_MAX = 15;
const HALF_MAX = 0xffff;
const WORD_MAX = 0xffffffff;

/** Walks over the state of the selected core. */
export function walkState(stream: Stream, bytes: Uint8Array): void {
  const store = stores[selected];
  walkStore(stream, bytes, store);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    walkSlot(stream, bytes, store.slots[index]);
    const vector = store.vectors[index];
    for (let i: u32 = 0; i < DIMENSIONS; i++) {
      vector.components[i] = real(stream, bytes, vector.components[i], COMPONENT_MAX);
    }
  }
  walkNetwork(stream, bytes, networks[selected]);
  walkRhythm(stream, bytes);
}

function walkStore(stream: Stream, bytes: Uint8Array, store: Store): void {
  store.dimensions = Math.min(word(stream, bytes, store.dimensions, DIMENSIONS), DIMENSIONS);
  store.metric = Math.min(word(stream, bytes, store.metric, METRIC_DOT), METRIC_DOT);
  store.id = Math.min(word(stream, bytes, store.id, 255), 255);
  store.count = Math.min(word(stream, bytes, store.count, CAPACITY), CAPACITY);
  store.stale = Math.min(word(stream, bytes, store.stale, CAPACITY), CAPACITY);
  store.high = Math.min(word(stream, bytes, store.high, CAPACITY), CAPACITY);
  store.root = u16(half(stream, bytes, store.root, NO_SLOT));
  store.headCount = Math.min(word(stream, bytes, store.headCount, HEADS), HEADS);
  for (let rank: u32 = 0; rank < HEADS; rank++) {
    const head = store.heads[rank];
    const isUsed = rank < store.headCount;
    head.distance = real(stream, bytes, isUsed ? head.distance : 0, F32_MAX);
    head.index = u16(half(stream, bytes, isUsed ? head.index : NO_SLOT, NO_SLOT));
  }
}

function walkSlot(stream: Stream, bytes: Uint8Array, slot: Slot): void {
  slot.norm = real(stream, bytes, slot.norm, F32_MAX);
  // Small integers for searches are not kept: the next search that needs them makes them.
  slot.quantised = 0;
  slot.weight = real(stream, bytes, slot.weight, WEIGHT_MAX);
  slot.code = word(stream, bytes, slot.code, WORD_MAX);
  slot.live = flag(stream, bytes, slot.live);
  slot.type = u8(octet(stream, bytes, slot.type, NODE_TYPE_MAX));
  slot.degree = Math.min(octet(stream, bytes, slot.degree, LINKS), LINKS);
  slot.treeDegree = u8(Math.min(octet(stream, bytes, slot.treeDegree, LINKS), LINKS));
  slot.isStale = flag(stream, bytes, slot.isStale);
  slot.parent = u16(half(stream, bytes, slot.parent, NO_SLOT));
  for (let branch: u32 = 0; branch < LINKS; branch++) {
    const isUsed = branch < slot.degree;
    slot.links[branch] = u16(half(stream, bytes, isUsed ? slot.links[branch] : NO_SLOT, NO_SLOT));
    slot.branches[branch] = real(stream, bytes, slot.branches[branch], F32_MAX);
  }
}

function walkNetwork(stream: Stream, bytes: Uint8Array, network: Network): void {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    neuron.membrane = real(stream, bytes, neuron.membrane, F32_MAX);
    neuron.threshold = real(stream, bytes, neuron.threshold, F32_MAX);
    neuron.refractory = real(stream, bytes, neuron.refractory, F32_MAX);
    neuron.trace = real(stream, bytes, neuron.trace, F32_MAX);
    neuron.spikeCount = u16(half(stream, bytes, neuron.spikeCount, HALF_MAX));
    neuron.spiked = flag(stream, bytes, neuron.spiked);
  }
  network.time = real(stream, bytes, network.time, F32_MAX);
  network.timeError = real(stream, bytes, network.timeError, F32_MAX);
}

/** What the neurons did of late, and what they have in common. */
function walkRhythm(stream: Stream, bytes: Uint8Array): void {
  const oscillator = oscillators[selected];
  const competition = competitions[selected];
  const homeostat = homeostats[selected];
  const history = histories[selected];
  const traces = secondTraces[selected];
  oscillator.phase = word(stream, bytes, oscillator.phase, WORD_MAX);
  competition.inhibition = real(stream, bytes, competition.inhibition, F32_MAX);
  for (let index: u32 = 0; index < CAPACITY; index++) {
    homeostat.rates[index] = real(stream, bytes, homeostat.rates[index], F32_MAX);
    history.words[index] = word(stream, bytes, history.words[index], WORD_MAX);
    traces.values[index] = real(stream, bytes, traces.values[index], F32_MAX);
    walkPreference(stream, bytes, preferences[selected].neurons[index]);
  }
}

function walkPreference(stream: Stream, bytes: Uint8Array, preference: Preference): void {
  preference.isSet = flag(stream, bytes, preference.isSet);
  preference.turns = real(stream, bytes, preference.isSet ? preference.turns : 0, 1);
  if (preference.isSet) heedPreferences();
}
