/**
 * The neurons of the engine, and what a host sets and reads of each.
 *
 * A neuron is there from its first use, when it is given default parameters: so the engine begins as zeros, and a step
 * costs only what is in use, neurons 0 to the highest that was named.
 *
 * @packageDocumentation
 */
import { array, u32, type bool, type f32 } from "../lib/types.ts";
import { BAD_ARGUMENT, BAD_TIME_STEP, report } from "../search/errors.ts";
import { FixedNeuron } from "./fixed-neuron.ts";
import { FloatNeuron } from "./float-neuron.ts";
import {
  CURRENT,
  DIRECT,
  isAllowed,
  parameters,
  type Parameters,
  REFRACTORY,
  RESET,
  REST,
  setDefaults,
  setParameter,
  SUBTRACTS,
  THRESHOLD,
  VALUE_MAX,
} from "./parameters.ts";
import { coefficients } from "./propagators.ts";
import { ARITHMETIC, FIXED, NEURONS } from "./sizes.ts";

/** What {@link input} adds to, and {@link read} reads. */
const POTENTIAL = 0;
const SYNAPTIC_CURRENT = 1;
const SPIKE = 2;

/** Bounds of the length of a step, ms. */
export const STEP_LEAST: f32 = 1e-3;
export const STEP_MOST: f32 = 1e3;

/** The neurons, if they compute in binary32. */
export const floatNeurons = array(FloatNeuron, NEURONS);
/** The neurons, if they compute in fixed point. */
export const fixedNeurons = array(FixedNeuron, NEURONS);

/** Milliseconds of a step. */
export let timeStep: f32 = 0.1;

let inUse: u32 = 0;

/** Neurons in use. */
export function count(): u32 {
  return Math.min(inUse, NEURONS);
}

/** Brings a neuron, and all before it, into use; false if there is no such neuron (BAD_ARG). */
export function use(index: u32): bool {
  if (index >= NEURONS) {
    report(BAD_ARGUMENT);
    return false;
  }
  for (let next = count(); next <= index; next++) {
    setDefaults(parameters[next]);
    apply(next);
    inUse = next + 1;
  }
  return true;
}

/** Says how many neurons are in use, whose parameters and state have been written. */
export function setInUse(neurons: u32): void {
  inUse = neurons;
}

/** Takes all neurons out of use; their parameters are forgotten. */
export function release(): void {
  restAll();
  inUse = 0;
}

/**
 * Sets a parameter of a neuron by its number in parameters.ts; a potential or current that it has at that time stays.
 *
 * @returns whether it was set (BAD_ARG, NONFINITE).
 */
export function configure(index: u32, parameter: u32, value: f32): bool {
  if (!use(index)) return false;
  const rest = parameters[index].values[REST];
  if (!setParameter(parameters[index], parameter, value)) return false;
  apply(index);
  if (parameter === REST) input(index, POTENTIAL, rest - value);
  return true;
}

/** Sets the constant current of a neuron; whether it was set (BAD_ARG, NONFINITE). */
export function setCurrent(index: u32, current: f32): bool {
  return configure(index, CURRENT, current);
}

/** Sets the length of a step; whether it was set (BAD_DT). */
export function setTimeStep(duration: f32): bool {
  if (!(duration >= STEP_LEAST && duration <= STEP_MOST)) {
    report(BAD_TIME_STEP);
    return false;
  }
  timeStep = duration;
  for (let index: u32 = 0; index < count(); index++) apply(index);
  return true;
}

/**
 * Adds `value` to V (kind 0) or I (kind 1) of a neuron at once, or makes it fire in the next step whatever its state
 * (kind 2, the value is not used): so a neuron stands for a source of spikes.
 */
export function input(index: u32, kind: u32, value: f32): void {
  if (kind > SPIKE) {
    report(BAD_ARGUMENT);
    return;
  }
  if (!isAllowed(value, -VALUE_MAX, VALUE_MAX)) return;
  if (!use(index)) return;
  if (ARITHMETIC === FIXED) give(fixedNeurons[index], kind, value);
  else give(floatNeurons[index], kind, value);
}

/** V (kind 0) or I (kind 1) of a neuron; 0 if it is not in use (BAD_ARG). */
export function read(index: u32, kind: u32): f32 {
  if (index >= count() || kind > SYNAPTIC_CURRENT) {
    report(BAD_ARGUMENT);
    return 0;
  }
  const value = ARITHMETIC === FIXED ? valueOf(fixedNeurons[index], kind) : valueOf(floatNeurons[index], kind);
  return kind === POTENTIAL ? value + parameters[index].values[REST] : value;
}

/** Puts every neuron at rest; parameters stay. */
export function restAll(): void {
  for (let index: u32 = 0; index < count(); index++) {
    if (ARITHMETIC === FIXED) fixedNeurons[index].rest();
    else floatNeurons[index].rest();
  }
}

/** Prepares a neuron for steps of `duration` milliseconds. */
export function prepare(index: u32, duration: f32): void {
  if (index >= NEURONS) return;
  const [leak, decay, coupling, drive] = coefficients(parameters[index], duration);
  if (ARITHMETIC === FIXED) fixedNeurons[index].setStep(leak, decay, coupling, drive);
  else floatNeurons[index].setStep(leak, decay, coupling, drive);
}

/** Takes over what has been set for a neuron, or for all. */
function apply(index: u32): void {
  if (index >= NEURONS) return;
  prepare(index, timeStep);
  if (ARITHMETIC === FIXED) applyTo(fixedNeurons[index], parameters[index]);
  else applyTo(floatNeurons[index], parameters[index]);
}

function applyTo<Neuron extends FloatNeuron | FixedNeuron>(neuron: Neuron, set: Parameters): void {
  const values = set.values;
  neuron.setPotentials(values[THRESHOLD] - values[REST], values[RESET] - values[REST]);
  neuron.refractorySteps = u32(Math.round(values[REFRACTORY] / timeStep));
  neuron.subtracts = values[SUBTRACTS] !== 0;
  neuron.isDirect = values[DIRECT] !== 0;
}

function give<Neuron extends FloatNeuron | FixedNeuron>(neuron: Neuron, kind: u32, value: f32): void {
  if (kind === POTENTIAL) neuron.addPotential(value);
  else if (kind === SYNAPTIC_CURRENT) neuron.addCurrent(value);
  else neuron.isForced = true;
}

function valueOf<Neuron extends FloatNeuron | FixedNeuron>(neuron: Neuron, kind: u32): f32 {
  return kind === POTENTIAL ? neuron.potential() : neuron.synapticCurrent();
}
