/**
 * The equations of NIR, integrated numerically in double precision, node by node: no synapses, no propagators, nothing
 * multiplied out. What the engine makes of a model is compared with it.
 *
 * Time is in the file's unit. A spike has height 1 for the step after it; a node takes what the others gave one step
 * before. Within a step the differential equations are solved by the classical Runge-Kutta method in many small steps;
 * with method `euler`, by a single step of Euler's, the current first.
 *
 * @packageDocumentation
 */
import type { Model, ModelNode } from "./nir-file.ts";

/** How to simulate. */
export interface SimulationOptions {
  /** Length of a step in the unit of the model. */
  readonly h: number;
  readonly method?: "exact" | "euler";
  readonly reset?: "value" | "subtract";
}

const SUBSTEPS = 64;

/** A model, step by step. */
export class Simulation {
  /** Of each node with neurons, after the latest step. */
  readonly potentials = new Map<string, number[]>();
  readonly currents = new Map<string, number[]>();
  /** What each node gave in the latest step; of one that integrates, its potentials. */
  given = new Map<string, number[]>();
  /** The least distance of a potential from its threshold in the latest step. */
  margin = Infinity;
  readonly #past: Map<string, number[]>[] = [];

  constructor(
    private readonly model: Model,
    private readonly options: SimulationOptions,
  ) {
    for (const [name, node] of Object.entries(model.nodes)) {
      if (!isNeuron(node)) continue;
      const size = sizeOf(node);
      this.potentials.set(
        name,
        Array.from({ length: size }, (_, i) => parameter(node, "v_leak", i, 0)),
      );
      this.currents.set(name, new Array<number>(size).fill(0));
    }
  }

  /** Makes a step in which the Inputs give what is named. */
  step(inputs: Readonly<Record<string, readonly number[]>>): void {
    this.margin = Infinity;
    const given = new Map<string, number[]>();
    for (const [name, node] of Object.entries(this.model.nodes)) {
      if (node.type === "Input") given.set(name, [...(inputs[name] ?? new Array<number>(sizeOf(node)).fill(0))]);
      if (isNeuron(node) && node.type !== "Threshold") given.set(name, this.#advance(name, node));
    }
    for (const [name, node] of Object.entries(this.model.nodes)) {
      if (node.type === "Threshold") given.set(name, this.#compare(name, node, given));
    }
    this.given = given;
    this.#past.push(given);
  }

  /** What a node gives, `back` steps before the latest. */
  value(name: string, back = 0): number[] {
    const node = this.#node(name);
    const past = this.#past.at(-1 - back);
    if (node.type === "Input" || isNeuron(node)) {
      return past?.get(name) ?? new Array<number>(sizeOf(node)).fill(0);
    }
    if (node.type === "Delay") return this.#delayed(name, node, back);
    return passed(node, this.#input(name, back));
  }

  /** What a node gives as long as nobody fires. */
  constant(name: string): number[] {
    return this.value(name, this.#past.length + 1000);
  }

  #node(name: string): ModelNode {
    const node = this.model.nodes[name];
    if (node === undefined) throw new Error(`there is no ${name}`);
    return node;
  }

  #delayed(name: string, node: ModelNode, back: number): number[] {
    const delays = node.delay as number[];
    return delays.map((delay, i) => this.#input(name, back + Math.round(delay / this.options.h))[i] ?? NaN);
  }

  /** The sum of all edges that lead to a node. */
  #input(name: string, back: number): number[] {
    const parts = this.model.edges.filter(([, to]) => to === name).map(([from]) => this.value(from, back));
    const [first = [0]] = parts;
    return first.map((_, i) => parts.reduce((sum, part) => sum + (part[i] ?? NaN), 0));
  }

  #advance(name: string, node: ModelNode): number[] {
    const size = sizeOf(node);
    const arriving = this.model.edges.some(([, to]) => to === name);
    const input = arriving ? this.#input(name, 0) : new Array<number>(size).fill(0);
    const constant = arriving ? this.#inputConstant(name) : new Array<number>(size).fill(0);
    return Array.from({ length: size }, (_, i) => this.#advanceOne(name, node, i, input[i] ?? NaN, constant[i] ?? NaN));
  }

  /** A Threshold sees a membrane as it is; anything else takes a step to arrive. */
  #compare(name: string, node: ModelNode, given: ReadonlyMap<string, number[]>): number[] {
    const [from] = this.model.edges.filter(([, to]) => to === name).map(([each]) => each);
    const isMembrane = from !== undefined && ["LI", "CubaLI", "I"].includes(this.#node(from).type);
    if (!isMembrane) return this.#advance(name, node);
    return (given.get(from) ?? []).map((v, i) => {
      const threshold = parameter(node, "threshold", i, NaN);
      this.margin = Math.min(this.margin, Math.abs(v - threshold));
      return Number(v > threshold);
    });
  }

  #inputConstant(name: string): number[] {
    return this.#input(name, this.#past.length + 1000);
  }

  /** One neuron; gives its spike, or the potential of one that never fires. */
  #advanceOne(name: string, node: ModelNode, i: number, input: number, constant: number): number {
    const [v, current] = this.#solve(
      node,
      i,
      input,
      constant,
      this.#of(this.potentials, name, i),
      this.#of(this.currents, name, i),
    );
    const threshold = parameter(node, "v_threshold", i, parameter(node, "threshold", i, Infinity));
    const isFiring = v > threshold;
    this.margin = Math.min(this.margin, Math.abs(v - threshold));
    const reset = parameter(node, "v_reset", i, 0);
    const after = this.options.reset === "subtract" ? v - (threshold - reset) : reset;
    const isReset = isFiring && node.type !== "Threshold";
    (this.potentials.get(name) ?? [])[i] = isReset ? after : v;
    (this.currents.get(name) ?? [])[i] = current;
    return Number.isFinite(threshold) ? Number(isFiring) : v;
  }

  #of(values: ReadonlyMap<string, number[]>, name: string, i: number): number {
    return values.get(name)?.[i] ?? NaN;
  }

  /** v and I at the end of a step. */
  #solve(node: ModelNode, i: number, input: number, constant: number, v: number, current: number): [number, number] {
    const { h, method = "exact" } = this.options;
    const get = (name: string, standard = NaN): number => parameter(node, name, i, standard);
    const tauMembrane = get("tau", get("tau_mem"));
    const [r, rest, tauSynapse, weight] = [get("r", 1), get("v_leak", 0), get("tau_syn"), get("w_in", 1)];
    const membrane = (x: number, drive: number): number =>
      Number.isNaN(tauMembrane) ? r * drive : (rest - x + r * drive) / tauMembrane;
    if (node.type === "Threshold") return [input, 0];
    if (Number.isNaN(tauSynapse)) {
      if (method === "euler") return [v + h * membrane(v, input), 0];
      return [solved(h, [v], ([x = 0]) => [membrane(x, input)])[0] ?? NaN, 0];
    }
    // The charge of the spikes goes in at the beginning; what is constant has always been there.
    const steady = weight * constant;
    if (method === "euler") {
      // The framework's order: this step's current acts in it, and decays in the next.
      const reached = current + (h / tauSynapse) * weight * (input - constant);
      return [v + h * membrane(v, reached + steady), reached - (h / tauSynapse) * reached];
    }
    const begun = current + (h / tauSynapse) * weight * (input - constant);
    const [end = NaN, left = NaN] = solved(h, [v, begun], ([x = 0, y = 0]) => [
      membrane(x, y + steady),
      -y / tauSynapse,
    ]);
    return [end, left];
  }
}

/** The classical Runge-Kutta method. */
function solved(h: number, start: readonly number[], slope: (state: readonly number[]) => number[]): number[] {
  const dt = h / SUBSTEPS;
  const moved = (state: readonly number[], by: readonly number[], factor: number): number[] =>
    state.map((x, i) => x + factor * (by[i] ?? NaN));
  let state = [...start];
  for (let k = 0; k < SUBSTEPS; k++) {
    const a = slope(state);
    const b = slope(moved(state, a, dt / 2));
    const c = slope(moved(state, b, dt / 2));
    const d = slope(moved(state, c, dt));
    state = state.map((x, i) => x + (dt / 6) * ((a[i] ?? NaN) + 2 * (b[i] ?? NaN) + 2 * (c[i] ?? NaN) + (d[i] ?? NaN)));
  }
  return state;
}

/** What a node without memory makes of its input. */
function passed(node: ModelNode, input: readonly number[]): number[] {
  switch (node.type) {
    case "Linear":
    case "Affine":
      return (node.weight as number[][]).map(
        (row, i) => row.reduce((sum, w, j) => sum + w * (input[j] ?? NaN), 0) + parameter(node, "bias", i, 0),
      );
    case "Scale":
      return input.map((x, i) => x * parameter(node, "scale", i, NaN));
    default:
      return [...input];
  }
}

function isNeuron({ type }: ModelNode): boolean {
  return ["LIF", "CubaLIF", "IF", "LI", "CubaLI", "I", "Threshold"].includes(type);
}

function sizeOf(node: ModelNode): number {
  if (node.shape !== undefined) return (node.shape as number[]).reduce((product, n) => product * n, 1);
  const arrays = Object.values(node).filter((value) => Array.isArray(value));
  return arrays[0]?.length ?? 1;
}

function parameter(node: ModelNode, name: string, i: number, standard: number): number {
  const value = node[name];
  if (typeof value === "number") return value;
  return Array.isArray(value) ? ((value as number[])[i] ?? NaN) : standard;
}
