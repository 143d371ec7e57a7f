/**
 * What flows between neurons: of each element, which neurons' spikes it is made of and with which weights and delays,
 * and what is constant in it.
 *
 * Nodes without memory only mix and delay, so a chain of them between two neurons is a sum of weighted, delayed spikes:
 * the synapses. Two Linear nodes in a row are multiplied, a Scale scales, a Delay shifts what comes before it. Parallel
 * ways of the same delay become one synapse.
 *
 * @packageDocumentation
 */
import { NirAttributeError, NirLimitError, NirShapeError, NirSignalError } from "./errors.ts";
import { countOf, type NirArray, type NirNode, type PassingNode } from "./graph.ts";

/** What leaves a node. */
export type Signal = SpikeSignal | PotentialSignal;

/** Sums of spikes. */
export interface SpikeSignal {
  readonly kind: "spikes";
  readonly shape: readonly number[];
  readonly elements: readonly Element[];
}

/** Membrane potentials of the neurons of a node that never fires. */
export interface PotentialSignal {
  readonly kind: "potential";
  readonly shape: readonly number[];
  readonly node: string;
}

/** A signal, and the node that it comes from. */
export interface Arrival {
  readonly from: string;
  readonly signal: Signal;
}

/** The spikes of a neuron in an element. */
export interface Term {
  readonly neuron: number;
  /** Steps from the spike to its arrival. */
  readonly delay: number;
  readonly weight: number;
}

/** One number of a signal. */
export class Element {
  /** What it is without any spike. */
  constant: number;
  readonly #terms = new Map<number, Term>();

  constructor(constant = 0) {
    this.constant = constant;
  }

  get terms(): Iterable<Term> {
    return this.#terms.values();
  }

  get termCount(): number {
    return this.#terms.size;
  }

  /** Adds spikes; to those of the same neuron and delay if there are any. */
  add({ neuron, delay, weight }: Term): void {
    const key = delay * NEURONS_MAX + neuron;
    this.#terms.set(key, { neuron, delay, weight: (this.#terms.get(key)?.weight ?? 0) + weight });
  }

  /** This element, scaled and delayed. */
  times(factor: number, delay = 0): Element {
    const product = new Element();
    product.addElement(this, factor, delay);
    return product;
  }

  /** Adds another element, scaled and delayed. What is constant has no time. */
  addElement(other: Element, factor = 1, delay = 0): void {
    // A weight of 0 is no connection.
    if (factor === 0) return;
    this.constant += other.constant * factor;
    for (const term of other.terms) {
      this.add({ neuron: term.neuron, delay: term.delay + delay, weight: term.weight * factor });
    }
  }
}

/** A model file has 16 bits for the number of a neuron, and as many for a delay. */
export const NEURONS_MAX = 1 << 16;
const DELAY_MAX = NEURONS_MAX - 1;

/** Work for an import: a few seconds. Far more than a network that fits an engine needs. */
const WORK_MAX = 1 << 25;

/** Bounds the work of an import, in elements and products of a weight and a term. */
export class Effort {
  #spent = 0;

  /** Allows some more work for a node. */
  spend(work: number, node: string): void {
    this.#spent += work;
    if (this.#spent <= WORK_MAX) return;
    throw new NirLimitError(
      `multiplies more than ${WORK_MAX} weights, up to node "${node}"`,
      "Make the layers smaller, or multiply weights that follow each other before the export.",
    );
  }
}

/** The spikes of neuron `first` and those after it. */
export function spikesOf(first: number, shape: readonly number[]): SpikeSignal {
  const elements = Array.from({ length: countOf(shape) }, (_, i) => {
    const element = new Element();
    element.add({ neuron: first + i, delay: 0, weight: 1 });
    return element;
  });
  return { kind: "spikes", shape, elements };
}

/** The sum of what arrives at a node, each of the shape that it takes. */
export function sumAt(
  node: NirNode,
  takes: readonly number[],
  arrivals: readonly Arrival[],
  effort: Effort,
): SpikeSignal {
  const signals = arrivals.map(({ from, signal }) => {
    if (!isSameShape(signal.shape, takes)) throw new NirShapeError(node.name, node.type, takes, from, signal.shape);
    if (signal.kind === "potential") throw new NirSignalError(node.name, node.type, signal.node);
    return signal;
  });
  const [only, another] = signals;
  if (only !== undefined && another === undefined) return { ...only, shape: takes };
  effort.spend(countOf(takes) + signals.reduce((sum, signal) => sum + termsIn(signal), 0), node.name);
  const elements = Array.from({ length: countOf(takes) }, (_, i) => {
    const sum = new Element();
    for (const signal of signals) sum.addElement(signal.elements[i] ?? new Element());
    return sum;
  });
  return { kind: "spikes", shape: takes, elements };
}

/** The shape that a node takes; null if any will do. */
export function shapeTaken(node: NirNode): readonly number[] | null {
  switch (node.type) {
    case "Linear":
    case "Affine":
      return node.weight.shape.slice(1);
    case "Scale":
      return node.scale.shape;
    case "Delay":
      return node.delay.shape;
    case "Flatten":
      return null;
    default:
      return node.shape;
  }
}

/** What a node makes of a signal of its shape; `stepsOf` gives the whole steps of a time. */
export function passOn(
  node: PassingNode,
  signal: SpikeSignal,
  stepsOf: (time: number) => number,
  effort: Effort,
): SpikeSignal {
  const { elements } = signal;
  effort.spend(elements.length + termsIn(signal), node.name);
  switch (node.type) {
    case "Linear":
      effort.spend(countOf(node.weight.shape.slice(0, 1)) * termsIn(signal), node.name);
      return multiply(node.weight, elements);
    case "Affine":
      effort.spend(countOf(node.weight.shape.slice(0, 1)) * termsIn(signal), node.name);
      return multiply(node.weight, elements, node.bias);
    case "Scale":
      return { ...signal, elements: elements.map((element, i) => element.times(node.scale.values[i] ?? 0)) };
    case "Delay": {
      const delays = elements.map((element, i) => delayOf(node.name, element, node.delay.values[i] ?? 0, stepsOf));
      return { ...signal, elements: elements.map((element, i) => element.times(1, delays[i])) };
    }
    case "Flatten":
      return { ...signal, shape: flattened(signal.shape, node.start, node.end) };
    case "Identity":
      return signal;
  }
}

/** Rows times columns. */
function multiply(weight: NirArray, elements: readonly Element[], bias?: Float64Array): SpikeSignal {
  const [rows = 0, columns = 0] = weight.shape;
  const sums = Array.from({ length: rows }, (_, row) => {
    const sum = new Element(bias?.[row]);
    for (const [column, element] of elements.entries()) {
      sum.addElement(element, weight.values[row * columns + column]);
    }
    return sum;
  });
  return { kind: "spikes", shape: [rows], elements: sums };
}

function delayOf(name: string, element: Element, time: number, stepsOf: (time: number) => number): number {
  const steps = stepsOf(time);
  const before = [...element.terms].reduce((most, { delay }) => Math.max(most, delay), 0);
  if (time >= 0 && before + steps <= DELAY_MAX) return steps;
  const place = { node: name, nodeType: "Delay", attribute: "delay" };
  throw new NirAttributeError(place, `is ${time}`, `Give times from 0 to ${DELAY_MAX} steps in all.`);
}

function termsIn({ elements }: SpikeSignal): number {
  return elements.reduce((sum, { termCount }) => sum + termCount, 0);
}

/** Dimensions `start` to `end` as one. */
function flattened(shape: readonly number[], start: number, end: number): readonly number[] {
  const from = start < 0 ? start + shape.length : start;
  const to = end < 0 ? end + shape.length : end;
  if (from >= to) return shape;
  return [...shape.slice(0, from), countOf(shape.slice(from, to + 1)), ...shape.slice(to + 1)];
}

/** Frameworks differ in dimensions of length 1, which change nothing. */
function isSameShape(one: readonly number[], other: readonly number[]): boolean {
  const [a, b] = [one, other].map((shape) => shape.filter((length) => length !== 1).join());
  return a === b;
}
