/**
 * The equations of the spiking engine in double precision, written from their textbook form and with none of the
 * engine's means: no chains, no ring, no relative potentials; every spike is remembered, every trace is a sum over all
 * events before.
 *
 * @packageDocumentation
 */

/** A neuron: tau_m dV/dt = (E_L - V) + R (I + I_dc), tau_s dI/dt = -I; with a tau_s of 0, I flows for one step. */
export interface ModelNeuron {
  readonly tauMembrane: number;
  readonly tauSynapse: number;
  readonly rest: number;
  readonly resistance: number;
  readonly threshold: number;
  readonly reset: number;
  readonly refractory: number;
  readonly subtracts: boolean;
  readonly direct: boolean;
  readonly constant: number;
}

/** What a neuron of the engine is until it is told otherwise. */
export const DEFAULT_NEURON: ModelNeuron = {
  tauMembrane: 20,
  tauSynapse: 5,
  rest: 0,
  resistance: 1,
  threshold: 1,
  reset: 0,
  refractory: 2,
  subtracts: false,
  direct: false,
  constant: 0,
};

/** A synapse. */
export interface ModelSynapse {
  readonly pre: number;
  readonly post: number;
  readonly weight: number;
  readonly delay: number;
  readonly plastic: boolean;
}

/** How plastic synapses learn. */
export interface ModelRule {
  readonly mode: 0 | 1 | 2;
  readonly up: number;
  readonly down: number;
  readonly tauUp: number;
  readonly tauDown: number;
  readonly most: number;
  readonly exponent: number;
  readonly tauEligibility: number;
  readonly rate: number;
}

/** How the engine learns until it is told otherwise. */
export const DEFAULT_RULE: ModelRule = {
  mode: 0,
  up: 0.01,
  down: 0.012,
  tauUp: 20,
  tauDown: 20,
  most: 1,
  exponent: 1,
  tauEligibility: 1000,
  rate: 1,
};

/** A network, step by step. */
export class SpikingModel {
  readonly potentials: number[];
  readonly currents: number[];
  readonly weights: number[];
  private readonly waiting: number[];
  private held = new Set<number>();
  private readonly spikes: number[][];
  private readonly arrivals: number[][];
  private readonly eligibilities: { step: number; amount: number }[][];
  private step = 0;

  constructor(
    private readonly h: number,
    private readonly neurons: readonly ModelNeuron[],
    private readonly synapses: readonly ModelSynapse[],
    private readonly rule: ModelRule = DEFAULT_RULE,
  ) {
    this.potentials = neurons.map(({ rest }) => rest);
    this.currents = neurons.map(() => 0);
    this.waiting = neurons.map(() => 0);
    this.spikes = neurons.map(() => []);
    this.weights = synapses.map(({ weight }) => weight);
    this.arrivals = synapses.map(() => []);
    this.eligibilities = synapses.map(() => []);
  }

  /** Makes a step in which some neurons are forced to fire; those that do, in order. */
  advance(forced: ReadonlySet<number> = new Set()): number[] {
    this.held = new Set([...this.neurons.keys()].filter((i) => at(this.waiting, i) > 0));
    const firing = this.neurons.flatMap((_, i) => (this.integrate(i) || forced.has(i) ? [i] : []));
    for (const i of firing) this.spikes[i]?.push(this.step);
    for (const s of this.synapses.keys()) this.arrive(s);
    for (const [s, { post }] of this.synapses.entries()) if (firing.includes(post)) this.potentiate(s);
    for (const i of firing) this.reset(i);
    this.step += 1;
    return firing;
  }

  /** Rewards what was learnt. */
  reward(amount: number): void {
    for (const [s, { plastic }] of this.synapses.entries()) {
      const eligibility = (this.eligibilities[s] ?? []).reduce(
        (sum, { step, amount }) => sum + amount * this.since(step, this.rule.tauEligibility),
        0,
      );
      if (plastic) this.setWeight(s, at(this.weights, s) + this.rule.rate * amount * eligibility);
    }
  }

  private integrate(i: number): boolean {
    const { h } = this;
    const { tauMembrane, tauSynapse, rest, resistance, threshold, constant } = at(this.neurons, i);
    const current = at(this.currents, i);
    this.currents[i] = current * Math.exp(-h / tauSynapse);
    if (at(this.waiting, i) > 0) {
      this.waiting[i] = at(this.waiting, i) - 1;
      return false;
    }
    const kept = Math.exp(-h / tauMembrane);
    const coupling = couplingOf(h, tauMembrane, tauSynapse);
    const above = at(this.potentials, i) - rest;
    this.potentials[i] = rest + above * kept + resistance * (current * coupling + constant * (1 - kept));
    return at(this.potentials, i) >= threshold;
  }

  /** What is delivered over a synapse in this step, if anything: a spike of `delay` steps ago. */
  private arrive(s: number): void {
    const { pre, post, delay, plastic } = at(this.synapses, s);
    if (!this.spikes[pre]?.includes(this.step - delay)) return;
    const { direct } = at(this.neurons, post);
    const target = direct ? this.potentials : this.currents;
    const weight = at(this.weights, s);
    if (!direct || !this.held.has(post)) target[post] = at(target, post) + weight;
    if (!plastic) return;
    this.arrivals[s]?.push(this.step);
    const { down, tauDown, mode, exponent, most } = this.rule;
    const before = (this.spikes[post] ?? []).filter((spike) => spike < this.step);
    const trace = before.reduce((sum, spike) => sum + down * this.since(spike, tauDown), 0);
    this.change(s, -trace * (mode === 1 ? (weight / most) ** exponent : 1));
  }

  private potentiate(s: number): void {
    if (!at(this.synapses, s).plastic) return;
    const { up, tauUp, mode, exponent, most } = this.rule;
    const trace = (this.arrivals[s] ?? []).reduce((sum, arrival) => sum + up * this.since(arrival, tauUp), 0);
    this.change(s, trace * (mode === 1 ? (1 - at(this.weights, s) / most) ** exponent : 1));
  }

  private change(s: number, amount: number): void {
    if (this.rule.mode === 2) this.eligibilities[s]?.push({ step: this.step, amount });
    else this.setWeight(s, at(this.weights, s) + amount);
  }

  private setWeight(s: number, weight: number): void {
    this.weights[s] = Math.min(Math.max(weight, 0), this.rule.most);
  }

  private reset(i: number): void {
    const { threshold, reset, subtracts, refractory } = at(this.neurons, i);
    this.potentials[i] = subtracts ? at(this.potentials, i) - (threshold - reset) : reset;
    this.waiting[i] = Math.round(refractory / this.h);
  }

  private since(step: number, tau: number): number {
    return Math.exp((-(this.step - step) * this.h) / tau);
  }
}

/** What a unit of current adds to the membrane in a step, for R = 1. */
function couplingOf(h: number, tauMembrane: number, tauSynapse: number): number {
  const kept = Math.exp(-h / tauMembrane);
  if (tauSynapse === 0) return 1 - kept;
  if (tauMembrane === tauSynapse) return (h / tauMembrane) * kept;
  return (tauSynapse / (tauSynapse - tauMembrane)) * (Math.exp(-h / tauSynapse) - kept);
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error(`the model has no ${index}`);
  return value;
}
