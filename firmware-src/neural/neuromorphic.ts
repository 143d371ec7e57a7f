/**
 * Search by a race of neurons: the nearer a vector is to the query, the more its neuron is driven, and the more often
 * it fires.
 *
 * Each neuron is driven in every step by a current from 0.2 to 1 that falls with the distance, multiplied by a gamma
 * rhythm. It is common to all, so it shapes when they fire and not who fires more. Those who fire inhibit the others a
 * little. The score of a neuron is what it has fired plus how far it has come to the next spike, so even without a
 * single step, and long after, those who are nearer score higher.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import { cosOfPhase } from "../lib/trigonometry.ts";
import { type bool, f32, type u32 } from "../lib/types.ts";
import { exchanges } from "../search/buffers.ts";
import { selected } from "../search/cores.ts";
import { BAD_ARGUMENT, BAD_TIME_STEP, NONFINITE, report } from "../search/errors.ts";
import { CAPACITY, NO_SLOT, RESULTS } from "../search/limits.ts";
import { distanceTo } from "../search/measure.ts";
import { begin, probe, probeNorm } from "../search/query.ts";
import { type ResultList, write } from "../search/result.ts";
import { type Store, stores } from "../search/store.ts";
import { ranged, type Stream } from "../snapshot/stream.ts";
import { activation } from "./activation.ts";
import { integrate, propagateToDendrites } from "./dendrite.ts";
import { type Network, networks, step } from "./neuron.ts";
import { advance, oscillators, resonance } from "./oscillator.ts";
import { record } from "./pattern.ts";
import { reset } from "./reset.ts";
import { scratch as activations } from "./scratch.ts";

/** The most steps of a race. */
const STEPS_MAX = 255;

/** The current of the farthest neuron; the nearest has 1. */
const CURRENT_MIN: f32 = 0.2;
const CURRENT_RANGE: f32 = 0.8;

/** What a current adds to a potential in one time constant. */
const DRIVE: f32 = 3;
/** The time constant, ms. */
const TAU: f32 = 20;

/** How much the rhythm adds to the currents, and takes from them. */
let gating: f32 = 0.2;

/** What each of those who fired takes from all others, times the number of neurons. */
let inhibition: f32 = 0.2;

/** With what gain the spikes of a step arrive at the dendrites of the neighbours, and so at their somas in the next. */
let propagation: f32 = 0;

/** What full resonance adds to a score. */
let resonanceWeight: f32 = 0;

/** The largest of these that can be set: no potential or score comes near the largest f32. */
const WEIGHT_MAX: f32 = 1e6;

/** Marks the activation of a neuron that has its place. */
const PLACED: f32 = -1;

/**
 * Finds the `k` vectors whose neurons score highest in a race of `iterations` steps of `dt` milliseconds, and writes
 * them to the result buffer with minus the score as distance. Equal scores are ordered by (distance to the query,
 * index). The network is reset at the start and left as it is at the end; its rhythm goes on from where it was.
 *
 * @param iterations - more than 255 is 255; 0, as for a `dt` that is not a number above 0 (BAD_DT), leaves the order of
 * the distances
 * @returns how many were found, as `search` does.
 */
export function searchByRace(k: u32, dt: f32, iterations: u32): u32 {
  const store = stores[selected];
  const network = networks[selected];
  const exchange = exchanges[selected];
  const limit = begin(store, exchange.results, exchange.query, k);
  if (limit === 0) return 0;
  reset();
  const steps = stepsOf(dt, iterations);
  const [least, most] = activate(store, network, steps === 0);
  for (let each: u32 = 0; each < steps; each++) race(store, network, dt, least, most);
  const found = Math.min(limit, store.count);
  rankByScore(store, network, exchange.results, found);
  return found;
}

function stepsOf(dt: f32, iterations: u32): u32 {
  if (dt > 0 && isFinite(dt)) return Math.min(iterations, STEPS_MAX);
  report(BAD_TIME_STEP);
  return 0;
}

/** Computes the activation of each neuron, and the range of them; without a race, they are the potentials, too. */
function activate(store: Store, network: Network, isFinal: bool): [least: f32, most: f32] {
  const length = probeNorm(store);
  let least: f32 = 2;
  let most: f32 = 0;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) {
      const activated = activation(distanceTo(store, probe, length, index));
      activations[index] = activated;
      least = Math.min(least, activated);
      most = Math.max(most, activated);
      if (isFinal) network.neurons[index].membrane = activated;
    }
  }
  return [least, most];
}

/** One step of the race: drive, step, inhibit, record. */
function race(store: Store, network: Network, dt: f32, least: f32, most: f32): void {
  advance(dt);
  const rhythm = 1 + gating * cosOfPhase(oscillators[selected].phase);
  const drive = DRIVE * Math.min(1, dt / TAU) * rhythm;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live) {
      const neuron = network.neurons[index];
      integrate(index);
      if (neuron.refractory <= 0) neuron.membrane += drive * current(activations[index], least, most);
    }
  }
  const fired = step(dt);
  if (propagation !== 0) propagateToDendrites(propagation);
  if (fired > 0) inhibitSilent(store, network, (inhibition * f32(fired)) / f32(store.count));
  record();
}

/** The current for an activation: 0.2 for the least, 1 for the most, and 1 if all are equal. */
function current(activated: f32, least: f32, most: f32): f32 {
  if (least === most) return 1;
  return CURRENT_MIN + (CURRENT_RANGE * (activated - least)) / (most - least);
}

function inhibitSilent(store: Store, network: Network, taken: f32): void {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const neuron = network.neurons[index];
    if (store.slots[index].live && !neuron.spiked && neuron.membrane > 0) {
      neuron.membrane = Math.max(0, neuron.membrane - taken);
    }
  }
}

/** Writes the best of the neurons that have no place yet, one rank after the other. */
function rankByScore(store: Store, network: Network, results: ResultList, found: u32): void {
  for (let rank: u32 = 0; rank < Math.min(found, RESULTS); rank++) {
    const index = bestUnplaced(store, network);
    if (index < CAPACITY) {
      write(results.records[rank], index, store.id, -scoreOf(network, index), 0);
      activations[index] = PLACED;
    }
  }
}

/** The neuron with the highest (score, activation) that has no place, the lower index among equals. */
function bestUnplaced(store: Store, network: Network): u32 {
  let best: u32 = NO_SLOT;
  let highest: f32 = 0;
  let nearest: f32 = PLACED;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    const activated = activations[index];
    if (store.slots[index].live && activated >= 0) {
      const score = scoreOf(network, index);
      if (best === NO_SLOT || score > highest || (score === highest && activated > nearest)) {
        best = index;
        highest = score;
        nearest = activated;
      }
    }
  }
  return best;
}

/** Spikes since the reset, and the way to the next; and the resonance, if it has a weight. */
function scoreOf(network: Network, index: u32): f32 {
  if (index >= CAPACITY) return 0;
  const neuron = network.neurons[index];
  const score = f32(neuron.spikeCount) + neuron.membrane / neuron.threshold;
  return resonanceWeight === 0 ? score : score + resonanceWeight * resonance(index);
}

/** Walks over what is set, for a snapshot. */
export function walkRace(stream: Stream, bytes: Uint8Array): void {
  resonanceWeight = ranged(stream, bytes, resonanceWeight, -WEIGHT_MAX, WEIGHT_MAX);
  propagation = ranged(stream, bytes, propagation, -WEIGHT_MAX, WEIGHT_MAX);
  inhibition = ranged(stream, bytes, inhibition, 0, WEIGHT_MAX);
  gating = ranged(stream, bytes, gating, 0, 1);
}

/**
 * Sets what else has a say in a race. Resonance and propagation are 0 unless set, because they cost recall: of the ten
 * nearest of 32, resonance at 5 leaves four, and propagation at 0.5 nine. Refused, with nothing changed, if one is not
 * finite (NONFINITE) or out of range (BAD_ARG).
 *
 * @param newResonance - what full resonance adds to a score, -1e6 to 1e6
 * @param newPropagation - the gain with which spikes arrive at the neighbours' dendrites, -1e6 to 1e6
 * @param newInhibition - what those who fire take from the others, 0 to 1e6; 0.2 at first
 * @param newGating - how deep the rhythm is, 0 to 1; 0.2 at first
 */
export function configure(newResonance: f32, newPropagation: f32, newInhibition: f32, newGating: f32): void {
  const size = Math.max(Math.abs(newResonance), Math.abs(newPropagation), Math.abs(newInhibition), Math.abs(newGating));
  if (!isFinite(size)) {
    report(NONFINITE);
  } else if (size > WEIGHT_MAX || newInhibition < 0 || newGating < 0 || newGating > 1) {
    report(BAD_ARGUMENT);
  } else {
    resonanceWeight = newResonance;
    propagation = newPropagation;
    inhibition = newInhibition;
    gating = newGating;
  }
}
