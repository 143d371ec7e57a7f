/**
 * A graph of NIR as neurons and synapses of the spiking engine.
 *
 * ```
 *   Input                  a neuron for each element, which the host makes fire (net_input, kind 2)
 *   LIF, CubaLIF, IF       a neuron for each element
 *   LI, CubaLI, I          a neuron that never fires; its potential is the result
 *   Threshold              a neuron without memory; behind LI, CubaLI or I, the threshold of their neurons
 *   Linear, Affine, Scale  synapses and constant currents, multiplied out (signals.ts)
 *   Delay, Flatten         the same
 *   Output                 the neurons that it names; of sums, a neuron without memory whose potential is the sum
 * ```
 *
 * A spike of step k acts on the next neuron in step k + 1, and so does one on a neuron that is only there to add.
 *
 * @packageDocumentation
 */
import { type EngineNeuron, neuronOf, READOUT, SOURCE, type StepOptions, thresholdOf } from "./equations.ts";
import { NirCycleError, NirLimitError, NirShapeError } from "./errors.ts";
import {
  countOf,
  type IntegratingNode,
  type NirGraph,
  type NirNode,
  type MemorylessNode,
  type OutputNode,
  type ThresholdNode,
} from "./graph.ts";
import {
  type Arrival,
  Effort,
  NEURONS_MAX,
  passOn,
  shapeTaken,
  type Signal,
  spikesOf,
  type SpikeSignal,
  sumAt,
} from "./signals.ts";

/** A network. */
export interface Network {
  readonly neurons: readonly NetworkNeuron[];
  readonly synapses: readonly NetworkSynapse[];
  /** What each node became, in the order of the neurons. */
  readonly nodes: readonly NodePart[];
  readonly outputs: readonly NetworkOutput[];
}

/** An engine's neuron with its constant current, and the node that it comes from. */
export interface NetworkNeuron extends EngineNeuron {
  readonly current: number;
  readonly node: NirNode;
}

/** A synapse; its delay is in steps. */
export interface NetworkSynapse {
  readonly pre: number;
  readonly post: number;
  readonly weight: number;
  readonly delay: number;
}

/** What a node became. */
export interface NodePart {
  readonly node: NirNode;
  /** Its neurons; none for one that is only weights and delays, or shares the neurons of another. */
  readonly neurons: readonly number[];
  /** Synapses that arrive at its neurons. */
  readonly synapses: number;
  /** For a Threshold, the node whose neurons it lets fire. */
  readonly shares: string | null;
}

/** Where the host finds results. */
export interface NetworkOutput {
  readonly name: string;
  /** Whether the neurons' spikes or their potentials (net_get, kind 0) are the output. */
  readonly read: "spikes" | "potential";
  /** One for each element. */
  readonly neurons: readonly number[];
}

/**
 * Builds the network.
 *
 * @throws {@link NirCycleError}, {@link NirLimitError}, {@link NirShapeError}, and what equations.ts and signals.ts do
 */
export function buildNetwork(graph: NirGraph, options: StepOptions): Network {
  return new Builder(graph, options).build();
}

class Builder {
  readonly #nodes: readonly NirNode[];
  readonly #links: Links;
  readonly #options: StepOptions;
  readonly #effort = new Effort();
  readonly #neurons: NetworkNeuron[] = [];
  readonly #synapses: NetworkSynapse[] = [];
  /** The first neuron of each node that has some. */
  readonly #first = new Map<NirNode, number>();
  readonly #signals = new Map<NirNode, Signal>();

  constructor(graph: NirGraph, options: StepOptions) {
    this.#links = linksOf(graph);
    this.#nodes = inOrder(graph, this.#links);
    this.#options = options;
  }

  build(): Network {
    for (const node of this.#nodes) this.#allocate(node);
    for (const node of this.#nodes) if (!isMemoryless(node)) this.#signals.set(node, this.#emitted(node));
    for (const node of memorylessInOrder(this.#nodes, this.#links)) this.#signals.set(node, this.#passedOn(node));
    const outputs: NetworkOutput[] = [];
    const parts = this.#nodes.map((node): NodePart => {
      const before = this.#synapses.length;
      const shared = this.#integratingBefore(node);
      let neurons: readonly number[] = this.#neuronsOf(node);
      if (node.type === "Output") {
        const output = this.#output(node);
        outputs.push(output);
        neurons = output.neurons;
      } else if (node.type === "Threshold" && shared !== null) this.#share(node, shared);
      else if (node.type !== "Input" && !isMemoryless(node)) this.#wire(neurons, this.#arrivingAt(node, node.shape));
      return { node, neurons, synapses: this.#synapses.length - before, shares: shared?.name ?? null };
    });
    return { neurons: this.#neurons, synapses: this.#synapses, nodes: parts, outputs };
  }

  /** Gives a node its neurons; a Threshold behind neurons that never fire shares theirs. */
  #allocate(node: NirNode): void {
    if (isMemoryless(node) || this.#integratingBefore(node) !== null) return;
    this.#first.set(node, this.#neurons.length);
    this.#add(node, countOf(node.shape), (i) => {
      if (node.type === "Input") return SOURCE;
      return node.type === "Threshold" ? thresholdOf(node, i, READOUT) : neuronOf(node, i, this.#options);
    });
  }

  #add(node: NirNode, length: number, neuronAt: (i: number) => EngineNeuron): void {
    if (this.#neurons.length + length > NEURONS_MAX) {
      throw new NirLimitError(`has more than ${NEURONS_MAX} neurons, up to node "${node.name}"`, "Make it smaller.");
    }
    for (let i = 0; i < length; i++) this.#neurons.push({ ...neuronAt(i), current: 0, node });
  }

  /** If a node is a Threshold: the node whose potentials are all that it gets and that no other Threshold gets. */
  #integratingBefore(node: NirNode): IntegratingNode | null {
    if (node.type !== "Threshold") return null;
    const [before, another] = this.#links.before(node);
    if (another !== undefined || before === undefined || !isIntegrating(before)) return null;
    const rivals = this.#links.after(before).filter(({ type }) => type === "Threshold");
    return rivals.length === 1 ? before : null;
  }

  #neuronsOf(node: NirNode): number[] {
    const first = this.#first.get(node);
    return first === undefined || !("shape" in node) ? [] : rangeFrom(first, countOf(node.shape));
  }

  /** The signal of a node with neurons. */
  #emitted(node: Exclude<NirNode, MemorylessNode>): Signal {
    if (isIntegrating(node)) return { kind: "potential", shape: node.shape, node: node.name };
    const owner = this.#integratingBefore(node) ?? node;
    this.#effort.spend(countOf(node.shape), node.name);
    return spikesOf(this.#first.get(owner) ?? 0, node.shape);
  }

  /** The signal of a node without neurons. */
  #passedOn(node: MemorylessNode): Signal {
    const arrivals = this.#arrivals(node);
    const [only, another] = arrivals;
    const takes = shapeTaken(node) ?? only?.signal.shape ?? [1];
    const isPotential = only?.signal.kind === "potential" && another === undefined;
    if (isPotential && (node.type === "Output" || node.type === "Identity")) {
      if (countOf(only.signal.shape) === countOf(takes)) return { ...only.signal, shape: takes };
      throw new NirShapeError(node.name, node.type, takes, only.from, only.signal.shape);
    }
    const sum = sumAt(node, takes, arrivals, this.#effort);
    if (node.type === "Output") return sum;
    const { stepMs, unitMs } = this.#options;
    return passOn(node, sum, (time) => Math.round((time * unitMs) / stepMs), this.#effort);
  }

  #arrivals(node: NirNode): Arrival[] {
    return this.#links.before(node).flatMap((from) => {
      const signal = this.#signals.get(from);
      return signal === undefined ? [] : [{ from: from.name, signal }];
    });
  }

  #arrivingAt(node: NirNode, takes: readonly number[]): SpikeSignal {
    return sumAt(node, takes, this.#arrivals(node), this.#effort);
  }

  /** Lets neurons that never fired do so. */
  #share(node: ThresholdNode, { name, shape }: IntegratingNode): void {
    if (countOf(node.shape) !== countOf(shape)) throw new NirShapeError(node.name, node.type, node.shape, name, shape);
    const [before] = this.#links.before(node);
    const neurons = before === undefined ? [] : this.#neuronsOf(before);
    for (const [i, index] of neurons.entries()) {
      const neuron = this.#neurons[index];
      if (neuron !== undefined) this.#neurons[index] = { ...neuron, ...thresholdOf(node, i, neuron) };
    }
  }

  /** Synapses and constant currents of neurons. */
  #wire(neurons: readonly number[], { elements }: SpikeSignal): void {
    for (const [i, post] of neurons.entries()) {
      const [element, neuron] = [elements[i], this.#neurons[post]];
      if (element === undefined || neuron === undefined) continue;
      this.#neurons[post] = { ...neuron, current: element.constant * neuron.constantGain };
      for (const { neuron: pre, delay, weight } of element.terms) {
        const scaled = Math.fround(weight * neuron.weightGain);
        if (scaled !== 0) this.#synapses.push({ pre, post, weight: scaled, delay });
      }
    }
  }

  #output(node: OutputNode): NetworkOutput {
    const { name, shape } = node;
    const signal = this.#signals.get(node) ?? this.#arrivingAt(node, shape);
    if (signal.kind === "potential") {
      const owner = this.#nodes.find((each) => each.name === signal.node);
      return { name, read: "potential", neurons: owner === undefined ? [] : this.#neuronsOf(owner) };
    }
    const direct = signal.elements.map(({ constant, termCount, terms }) => {
      const [term] = terms;
      const isPlain = constant === 0 && termCount === 1 && term?.weight === 1 && term.delay === 0;
      return isPlain ? term.neuron : null;
    });
    if (!direct.includes(null)) return { name, read: "spikes", neurons: direct.flatMap((neuron) => neuron ?? []) };
    const neurons = rangeFrom(this.#neurons.length, countOf(shape));
    this.#add(node, neurons.length, () => READOUT);
    this.#wire(neurons, signal);
    return { name, read: "potential", neurons };
  }
}

/** Who feeds whom. */
interface Links {
  before(node: NirNode): readonly NirNode[];
  after(node: NirNode): readonly NirNode[];
}

function linksOf({ nodes, edges }: NirGraph): Links {
  const before = new Map<NirNode, NirNode[]>();
  const after = new Map<NirNode, NirNode[]>();
  const append = (lists: Map<NirNode, NirNode[]>, to: NirNode, node: NirNode): void => {
    const list = lists.get(to);
    if (list === undefined) lists.set(to, [node]);
    else list.push(node);
  };
  for (const edge of edges) {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    append(before, to, from);
    append(after, from, to);
  }
  return { before: (node) => before.get(node) ?? [], after: (node) => after.get(node) ?? [] };
}

/** Nodes as signals reach them from the inputs; what is not reached comes last. */
function inOrder({ nodes }: NirGraph, links: Links): NirNode[] {
  const reached = new Set([...nodes.values()].filter(({ type }) => type === "Input"));
  // A set also visits what is added meanwhile.
  for (const node of reached) for (const next of links.after(node)) reached.add(next);
  return [...new Set([...reached, ...nodes.values()])];
}

/** Nodes without neurons of their own, each after all that feed it. */
function memorylessInOrder(nodes: readonly NirNode[], links: Links): MemorylessNode[] {
  const waiting = new Map<NirNode, number>();
  for (const node of nodes) if (isMemoryless(node)) waiting.set(node, links.before(node).filter(isMemoryless).length);
  const ready = new Set(nodes.filter(isMemoryless).filter((node) => waiting.get(node) === 0));
  for (const node of ready) {
    for (const next of links.after(node)) {
      if (!isMemoryless(next)) continue;
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.add(next);
    }
  }
  const stuck = nodes.filter((node) => isMemoryless(node) && !ready.has(node));
  if (stuck.length > 0) throw new NirCycleError(cycleIn(stuck, links));
  return [...ready];
}

/** The names of nodes that feed each other, among nodes that all wait for another of them. */
function cycleIn(stuck: readonly NirNode[], links: Links): string[] {
  const path = new Set<NirNode>();
  let node = stuck[0];
  while (node !== undefined && !path.has(node)) {
    path.add(node);
    node = links.before(node).find((each) => stuck.includes(each));
  }
  const names = [...path].map(({ name }) => name);
  return names.slice(node === undefined ? 0 : names.indexOf(node.name)).toReversed();
}

function isMemoryless(node: NirNode): node is MemorylessNode {
  return ["Linear", "Affine", "Scale", "Delay", "Flatten", "Identity", "Output"].includes(node.type);
}

function isIntegrating(node: NirNode): node is IntegratingNode {
  return node.type === "LI" || node.type === "CubaLI" || node.type === "I";
}

function rangeFrom(first: number, length: number): number[] {
  return Array.from({ length }, (_, i) => first + i);
}
