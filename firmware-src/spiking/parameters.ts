/**
 * What is set for each neuron, by number: what a host calls `neu_config` with, and what a model file has.
 *
 * The neuron of these parameters is the leaky integrate-and-fire neuron with an exponential synaptic current:
 *
 * ```
 *   tau_m dV/dt = (E_L - V) + R (I + I_dc)      tau_s dI/dt = -I
 *   V >= theta: a spike; V becomes V_reset and is held for t_ref
 * ```
 *
 * Units are the host's, as long as they agree: milliseconds, millivolts, megaohms and nanoamperes, or no units but
 * milliseconds. A membrane time constant of 0 stands for no leak at all: dV/dt = R (I + I_dc). A synaptic one of 0
 * stands for a current that flows for one step and is gone: what arrives is an input of that step, as in the
 * Neuromorphic Intermediate Representation. Bounds keep every product of the engine far inside of what an f32 holds, so
 * they are not tested for again.
 *
 * @packageDocumentation
 */
import { F32_MAX, isFinite } from "../lib/math.ts";
import { array, type bool, type f32, type u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, NONFINITE, report } from "../search/errors.ts";
import { NEURONS } from "./sizes.ts";

/** tau_m, ms; 0 for a neuron without leak. */
export const MEMBRANE_TIME = 0;
/** tau_s, ms; 0 for a current of one step. */
export const SYNAPTIC_TIME = 1;
/** E_L, where the membrane potential rests. */
export const REST = 2;
/** R. */
export const RESISTANCE = 3;
/** theta. */
export const THRESHOLD = 4;
/** V_reset. */
export const RESET = 5;
/** t_ref, ms: rounded to whole steps, all of which are skipped. */
export const REFRACTORY = 6;
/** 0: a spike sets V to V_reset. 1: it subtracts theta - V_reset, so that what was above the threshold is kept. */
export const SUBTRACTS = 7;
/** 0: synapses add their weight to I. 1: they add it to V. */
export const DIRECT = 8;
/** I_dc, a constant current. */
export const CURRENT = 9;
/** How many there are. */
export const PARAMETERS = 10;

/** The greatest magnitude of a value, such as a potential, a weight or an input. */
export const VALUE_MAX: f32 = 1e6;

const DEFAULTS = new Float32Array([20, 5, 0, 1, 1, 0, 2, 0, 0, 0]);
/** The least and the greatest value of each parameter. */
export const LEAST = new Float32Array([0, 0, -1e6, 0, -F32_MAX, -1e6, 0, 0, 0, -1e6]);
export const MOST = new Float32Array([1e6, 1e6, 1e6, 1e6, F32_MAX, 1e6, 1e6, 1, 1, 1e6]);

/** The parameters of one neuron. */
export class Parameters {
  values = new Float32Array(PARAMETERS);
}

/** The parameters of every neuron. */
export const parameters = array(Parameters, NEURONS);

/** Gives a neuron the parameters that it begins with. */
export function setDefaults(neuron: Parameters): void {
  for (let parameter: u32 = 0; parameter < PARAMETERS; parameter++) neuron.values[parameter] = DEFAULTS[parameter];
}

/** Sets one parameter; one that is not there or outside of its bounds is refused (BAD_ARG, NONFINITE). */
export function setParameter(neuron: Parameters, parameter: u32, value: f32): bool {
  if (parameter >= PARAMETERS) {
    report(BAD_ARGUMENT);
    return false;
  }
  if (!isAllowed(value, LEAST[parameter], MOST[parameter])) return false;
  neuron.values[parameter] = value;
  return true;
}

/** Whether a value lies within bounds; if not, reports why. */
export function isAllowed(value: f32, least: f32, most: f32): bool {
  if (value >= least && value <= most) return true;
  report(isFinite(value) ? BAD_ARGUMENT : NONFINITE);
  return false;
}
