/**
 * The coefficients with which a step of any length follows the equations of a neuron exactly (Rotter and Diesmann,
 * 1999), computed once for a step length and a set of parameters:
 *
 * ```
 *   a = h/tau_m, b = h/tau_s
 *   leak      1 - e^-a
 *   decay     e^-b
 *   coupling  R tau_s/(tau_s - tau_m) (e^-b - e^-a)
 *   drive     R (1 - e^-a) I_dc
 * ```
 *
 * Written like this, the coupling is a difference of nearly equal numbers over another, and 0/0 where the time
 * constants are equal. With m(x) = (1 - e^-x)/x, which is 1 at 0, all of it becomes products that lose nothing:
 *
 * ```
 *   leak = a m(a)     coupling = R a e^-min(a, b) m(|a - b|)     drive = R a m(a) I_dc
 * ```
 *
 * Without leak, a is 0 in the exponents, and h in place of the factor a. A current of one step is constant in it and
 * then gone: b is 0 in the exponents, and the decay is 0. A membrane with a time constant of h/2^100 or less follows
 * its input at once: a is then 2^100, and the leak 1 exactly.
 *
 * @packageDocumentation
 */
import { expOfNonPositive } from "../lib/math.ts";
import type { f32 } from "../lib/types.ts";
import { CURRENT, MEMBRANE_TIME, RESISTANCE, SYNAPTIC_TIME, type Parameters } from "./parameters.ts";

/** Below this, the series of the mean decay is better than its formula. */
const SERIES_MAX: f32 = 0.25;

/** The greatest a and b, 2^100: no time constant makes them infinite, and a m(a) is 1 exactly for a power of two. */
const RATIO_MAX: f32 = 1.2676506002282294e30;

/** The coefficients of a step of `duration` milliseconds. */
export function coefficients(
  parameters: Parameters,
  duration: f32,
): [leak: f32, decay: f32, coupling: f32, drive: f32] {
  const values = parameters.values;
  const time = values[MEMBRANE_TIME];
  const a = ratioOf(duration, time);
  const synapticTime = values[SYNAPTIC_TIME];
  const b = ratioOf(duration, synapticTime);
  const gain = values[RESISTANCE] * (time > 0 ? a : duration);
  return [
    a * meanDecay(a),
    synapticTime > 0 ? expOfNonPositive(-b) : 0,
    gain * expOfNonPositive(-Math.min(a, b)) * meanDecay(Math.abs(a - b)),
    gain * meanDecay(a) * values[CURRENT],
  ];
}

/** h/tau; 0 for a tau of 0. */
function ratioOf(duration: f32, time: f32): f32 {
  return time > 0 ? Math.min(duration / time, RATIO_MAX) : 0;
}

/** (1 - e^-x)/x, the mean of e^-t for t from 0 to x. */
function meanDecay(x: f32): f32 {
  if (x > SERIES_MAX) return (1 - expOfNonPositive(-x)) / x;
  return 1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - (x / 5) * (1 - (x / 6) * (1 - x / 7)))));
}
