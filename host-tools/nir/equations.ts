/**
 * Each neuron of NIR as parameters of an engine's neuron (firmware-src/spiking/parameters.ts), formula by formula.
 *
 * The equations of NIR are those of Pedersen et al., Nature Communications 15, 8122 (2024), table 1, and of
 * https://neuroir.org/docs/primitives; the engine's are
 *
 * ```
 *   tau_m dV/dt = (E_L - V) + R (I + I_dc)      tau_s dI/dt = -I      V >= theta: a spike, V = V_reset
 * ```
 *
 * NIR leaves open how time is cut into steps, and what a spike is in a step of length h. Here, as in the frameworks
 * that write such files, a spike has height 1 for one step. A weight w then is the current w for that step:
 *
 * ```
 *   LIF, LI    tau_m = tau, tau_s = 0 (a current of one step), E_L = v_leak, R = r, I += w
 *   IF, I      tau_m = 0 (no leak), tau_s = 0, R = r, I += w
 *   Cuba...    tau_m = tau_mem, tau_s = tau_syn, E_L = v_leak, R = r, I += w_in w h/tau_syn
 *   Threshold  V = the input of the step: tau_m far below h, tau_s = 0, R = 1
 * ```
 *
 * A current of one step is integrated exactly. The synapse of a Cuba neuron gets the charge w_in w h of the spike at
 * its beginning. A constant input b, as a bias makes it, is I_dc = b, for Cuba neurons w_in b: as if it had always been
 * there.
 *
 * Thresholds: NIR fires if v \> v_threshold, the engine if V \>= theta, so theta is the least binary32 number above
 * v_threshold. Whoever never fires has the greatest one.
 *
 * Method `euler` steps as forward Euler does, which frameworks train with, by other time constants for the same
 * equations: the engine leaves e^(-h/tau') of a potential in a step, Euler 1 - h/tau, so
 *
 * ```
 *   tau' = -h / ln(1 - h/tau)
 * ```
 *
 * and R stays. The current of a Cuba neuron then reaches the membrane as in snnTorch, V += R I h/tau_mem with the I of
 * this step, by weights that are multiplied with (h/tau_mem) / coupling, the coupling being the engine's with R = 1.
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../../firmware-src/lib/math.ts";
import type { IntegratingNode, SpikingNode, ThresholdNode } from "./graph.ts";
import { NirAttributeError } from "./errors.ts";

/** How time is cut into steps. */
export interface StepOptions {
  /** Length of a step, ms. */
  readonly stepMs: number;
  /** Milliseconds of the file's unit of time. */
  readonly unitMs: number;
  readonly method: Method;
  /** What follows a spike: v = v_reset, or v -= v_threshold - v_reset. */
  readonly reset: Reset;
}

/** The exact solution of the equations, or forward Euler. */
export type Method = "exact" | "euler";

/** What follows a spike. */
export type Reset = "value" | "subtract";

/** An engine's neuron, and what a signal is to it. */
export interface EngineNeuron {
  readonly membraneTime: number;
  readonly synapticTime: number;
  readonly rest: number;
  readonly resistance: number;
  readonly threshold: number;
  readonly reset: number;
  readonly subtracts: boolean;
  /** What the weight of a spike is multiplied with. */
  readonly weightGain: number;
  /** What a constant input is multiplied with. */
  readonly constantGain: number;
}

/** A threshold that is never reached. */
const NEVER = F32_MAX;

/** A time constant that is 0 to every step: its membrane is what arrives. */
const AT_ONCE_MS = 1e-35;

/** A neuron of an Input: it fires when the host makes it. */
export const SOURCE: EngineNeuron = {
  membraneTime: 1,
  synapticTime: 0,
  rest: 0,
  resistance: 1,
  threshold: NEVER,
  reset: 0,
  subtracts: false,
  weightGain: 1,
  constantGain: 1,
};

/** A neuron whose potential is what arrives in a step. It has no memory, so nothing is reset. */
export const READOUT: EngineNeuron = { ...SOURCE, membraneTime: AT_ONCE_MS };

/** Neuron `i` of a node. */
export function neuronOf(node: SpikingNode | IntegratingNode, i: number, options: StepOptions): EngineNeuron {
  const place = { name: node.name, type: node.type };
  switch (node.type) {
    case "LIF": {
      const { tau, r, v_leak, ...firing } = at(node.parameters, i);
      return { ...leaky({ ...place, tau, r, v_leak }, options), ...fires(firing, options) };
    }
    case "LI":
      return leaky({ ...place, ...at(node.parameters, i) }, options);
    case "CubaLIF": {
      const { v_threshold, v_reset, ...rest } = at(node.parameters, i);
      return { ...currentBased({ ...place, ...rest }, options), ...fires({ v_threshold, v_reset }, options) };
    }
    case "CubaLI":
      return currentBased({ ...place, ...at(node.parameters, i) }, options);
    case "IF": {
      const { r, ...firing } = at(node.parameters, i);
      return { ...integrator(r, options), ...fires(firing, options) };
    }
    case "I":
      return integrator(at(node.parameters, i).r, options);
  }
}

/** Neuron `i` of a Threshold, whose potential is that of `neuron`: it fires in each step in which it is above. */
export function thresholdOf(node: ThresholdNode, i: number, neuron: EngineNeuron): EngineNeuron {
  const theta = leastAbove(at(node.parameters, i).threshold);
  // Nothing is subtracted: theta - V_reset is 0.
  return { ...neuron, threshold: theta, reset: theta, subtracts: true };
}

interface Place {
  readonly name: string;
  readonly type: string;
}

/** tau v' = (v_leak - v) + r I. */
function leaky(of: Place & { tau: number; r: number; v_leak: number }, options: StepOptions): EngineNeuron {
  const membraneTime = timeOf(of, "tau", of.tau, options);
  return { ...SOURCE, membraneTime, rest: of.v_leak, resistance: of.r };
}

/** v' = r I, per the file's unit of time. */
function integrator(r: number, { unitMs }: StepOptions): EngineNeuron {
  return { ...SOURCE, membraneTime: 0, resistance: r / unitMs };
}

type CubaParameters = Record<"tau_syn" | "tau_mem" | "r" | "v_leak" | "w_in", number>;

/** tau_mem v' = (v_leak - v) + r I, tau_syn I' = -I + w_in S. */
function currentBased(of: Place & CubaParameters, options: StepOptions): EngineNeuron {
  const { stepMs, unitMs, method } = options;
  const membraneTime = timeOf(of, "tau_mem", of.tau_mem, options);
  const synapticTime = timeOf(of, "tau_syn", of.tau_syn, options);
  const charge = (of.w_in * stepMs) / (of.tau_syn * unitMs);
  const correction =
    method === "euler" ? stepMs / (of.tau_mem * unitMs) / coupling(stepMs / membraneTime, stepMs / synapticTime) : 1;
  return {
    ...SOURCE,
    membraneTime,
    synapticTime: synapticTime === AT_ONCE_MS ? 0 : synapticTime,
    rest: of.v_leak,
    resistance: of.r,
    weightGain: charge * correction,
    constantGain: of.w_in,
  };
}

/** A time constant in milliseconds, as the method needs it. */
function timeOf(place: Place, attribute: string, value: number, { stepMs, unitMs, method }: StepOptions): number {
  const refuse = (problem: string, remedy: string): never => {
    throw new NirAttributeError({ node: place.name, nodeType: place.type, attribute }, problem, remedy);
  };
  if (!(value > 0)) return refuse(`is ${value}`, "Give a time constant above 0.");
  const time = value * unitMs;
  if (method === "exact") return time;
  const ratio = stepMs / time;
  if (Math.abs(ratio - 1) < RATIO_ERROR) return AT_ONCE_MS;
  if (ratio < 1) return -stepMs / Math.log1p(-ratio);
  return refuse(
    `is ${time} ms, less than a step of ${stepMs} ms, and forward Euler overshoots`,
    "Give a shorter step, or choose the method exact.",
  );
}

/** What is equal in binary32 may differ by this in a file. */
const RATIO_ERROR = 1e-6;

/** The engine's coupling (firmware-src/spiking/propagators.ts) for R = 1, in double precision. */
function coupling(a: number, b: number): number {
  // A current that is gone after a step acts in it whole.
  if (b > GONE) return -Math.expm1(-a);
  const difference = Math.abs(a - b);
  const mean = difference < 1e-9 ? 1 : -Math.expm1(-difference) / difference;
  return a > GONE ? Math.exp(-b) : a * Math.exp(-Math.min(a, b)) * mean;
}

/** e^-1000 is 0. */
const GONE = 1000;

/** A spike if v \> v_threshold, then v = v_reset. */
function fires(
  { v_threshold, v_reset }: { v_threshold: number; v_reset: number },
  { reset }: StepOptions,
): Pick<EngineNeuron, "threshold" | "reset" | "subtracts"> {
  const threshold = leastAbove(v_threshold);
  const subtracts = reset === "subtract";
  // What is subtracted is v_threshold - v_reset, and the engine subtracts theta - V_reset.
  return { threshold, subtracts, reset: subtracts ? threshold - (v_threshold - v_reset) : v_reset };
}

/** The least binary32 number above a number. */
function leastAbove(value: number): number {
  const nearest = Math.fround(value);
  if (nearest > value) return nearest;
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, nearest === 0 ? 0 : nearest);
  bits.setInt32(0, bits.getInt32(0) + (nearest < 0 ? -1 : 1));
  return bits.getFloat32(0);
}

/** One neuron's parameters. */
function at<Name extends string>(
  parameters: Readonly<Record<Name, Float64Array>>,
  i: number,
): Readonly<Record<Name, number>> {
  const entries = Object.entries<Float64Array>(parameters).map(([name, values]) => [name, values[i] ?? NaN]);
  return Object.fromEntries(entries) as Record<Name, number>;
}
