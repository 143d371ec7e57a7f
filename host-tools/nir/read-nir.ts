/**
 * A NIR file as a typed graph: each node with the attributes of its type, checked one by one.
 *
 * The layout is that of the Python package `nir`: a group `node` of type `NIRGraph` holds the group `nodes`, one group
 * a node with its `type` and attributes, and `edges`, pairs of names. A graph may be a node of another graph.
 *
 * @packageDocumentation
 */
import {
  NirAttributeError,
  NirAttributeMissingError,
  NirEdgeError,
  NirFileError,
  NirNodeTypeError,
  shapeText,
} from "./errors.ts";
import { countOf, type NirArray, type NirEdge, type NirGraph, type NirNode } from "./graph.ts";
import { readHdf5 } from "./hdf5.ts";
import type { Hdf5Dataset, Hdf5Group, Hdf5Member } from "./hdf5-tree.ts";

/**
 * Reads the bytes of a file.
 *
 * @throws {@link NirFileError}, {@link NirNodeTypeError}, {@link NirAttributeMissingError}, {@link NirAttributeError},
 * {@link NirEdgeError}
 */
export async function readNir(bytes: Uint8Array): Promise<NirGraph> {
  const root = (await readHdf5(bytes)).members.get("node");
  if (root?.kind !== "group") throw new NirFileError("has no group `node`, so it is not NIR");
  const type = typeOf(root);
  if (type !== GRAPH) {
    throw new NirFileError(`holds ${type === null ? "no node" : `a node of type ${type}`}, not a graph`);
  }
  const nodes = new Map<string, NirNode>();
  const edges: NirEdge[] = [];
  readGraph(root, "", nodes, edges);
  return { nodes, edges };
}

const GRAPH = "NIRGraph";

/** How each type of node is read. */
const READERS: Readonly<Record<string, (source: NodeSource) => NirNode>> = {
  Input: (source) => ({ type: "Input", name: source.name, shape: source.shape() }),
  Output: (source) => ({ type: "Output", name: source.name, shape: source.shape() }),
  Linear: (source) => ({ type: "Linear", name: source.name, weight: source.matrix("weight") }),
  Affine: readAffine,
  Scale: (source) => ({ type: "Scale", name: source.name, scale: source.array("scale") }),
  Delay: (source) => ({ type: "Delay", name: source.name, delay: source.array("delay") }),
  Flatten: (source) => ({
    type: "Flatten",
    name: source.name,
    start: source.whole("start_dim", 1),
    end: source.whole("end_dim", -1),
  }),
  Threshold: (source) => ({ type: "Threshold", ...source.neurons(["threshold"]) }),
  LIF: (source) => ({ type: "LIF", ...source.neurons(["tau", "r", "v_leak", "v_threshold", "v_reset"]) }),
  CubaLIF: (source) => ({
    type: "CubaLIF",
    ...source.neurons(["tau_syn", "tau_mem", "r", "v_leak", "v_threshold", "v_reset", "w_in"]),
  }),
  IF: (source) => ({ type: "IF", ...source.neurons(["r", "v_threshold", "v_reset"]) }),
  LI: (source) => ({ type: "LI", ...source.neurons(["tau", "r", "v_leak"]) }),
  CubaLI: (source) => ({ type: "CubaLI", ...source.neurons(["tau_syn", "tau_mem", "r", "v_leak", "w_in"]) }),
  I: (source) => ({ type: "I", ...source.neurons(["r"]) }),
};

/** Attributes that a file may leave out, with the values that they then have. */
const STANDARD: Readonly<Record<string, number>> = { v_reset: 0, w_in: 1 };

/** The types of nodes that can be read. */
const NODE_TYPES: readonly string[] = [...Object.keys(READERS), GRAPH];

function readAffine(source: NodeSource): NirNode {
  const weight = source.matrix("weight");
  const [rows = 0] = weight.shape;
  const bias = source.array("bias");
  if (bias.values.length !== rows) {
    source.refuse("bias", `has shape ${shapeText(bias.shape)}`, `Give it ${rows} numbers.`);
  }
  return { type: "Affine", name: source.name, weight, bias: bias.values };
}

/** Where edges to and from a name in a graph lead: a subgraph has one end for each, or null if that cannot be told. */
interface Ends {
  readonly in: string | null;
  readonly out: string | null;
}

/** Adds the nodes and edges of a graph; names begin with `prefix`. Gives the names of its inputs and outputs. */
function readGraph(
  graph: Hdf5Group,
  prefix: string,
  nodes: Map<string, NirNode>,
  edges: NirEdge[],
): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } {
  const members = graph.members.get("nodes");
  if (members?.kind !== "group") throw new NirFileError(`has a graph without \`nodes\`${prefix && ` ("${prefix}")`}`);
  const ends = new Map<string, Ends>();
  const found = { inputs: [] as string[], outputs: [] as string[] };
  for (const [key, member] of members.members) {
    const name = prefix + key;
    if (member.kind === "group" && typeOf(member) === GRAPH) {
      const { inputs, outputs } = readGraph(member, `${name}.`, nodes, edges);
      ends.set(key, { in: onlyOne(inputs), out: onlyOne(outputs) });
      continue;
    }
    const node = readNode(name, member);
    if (node.type === "Input") found.inputs.push(name);
    if (node.type === "Output") found.outputs.push(name);
    const isEnd = node.type === "Input" || node.type === "Output";
    nodes.set(name, isEnd && prefix !== "" ? { ...node, type: "Identity" } : node);
    ends.set(key, { in: name, out: name });
  }
  for (const [from, to] of edgesOf(graph)) edges.push(edgeBetween(from, to, ends));
  return found;
}

function edgeBetween(from: string, to: string, ends: ReadonlyMap<string, Ends>): NirEdge {
  for (const name of [from, to]) {
    if (ends.has(name)) continue;
    const known = [...ends.keys()].map((each) => `"${each}"`).join(", ");
    throw new NirEdgeError(from, to, `names a node that is not there: "${name}"`, `Its graph has the nodes ${known}.`);
  }
  const [start, end] = [ends.get(from)?.out ?? null, ends.get(to)?.in ?? null];
  if (start !== null && end !== null) return { from: start, to: end };
  throw new NirEdgeError(
    from,
    to,
    "leads to a subgraph with several ends, or none",
    "Give the subgraph one Input and one Output, or take it apart.",
  );
}

function onlyOne(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null;
}

function edgesOf(graph: Hdf5Group): [from: string, to: string][] {
  const edges = graph.members.get("edges");
  if (edges?.kind !== "dataset") throw new NirFileError("has a graph without `edges`");
  const { shape, values } = edges;
  if (countOf(shape) > EDGES_MAX) throw new NirFileError(`has a graph with more than ${EDGES_MAX / 2} edges`);
  if (countOf(shape) === 0) return [];
  if (!Array.isArray(values) || shape.length !== 2 || shape[1] !== 2) {
    throw new NirFileError("has `edges` that are not pairs of names");
  }
  const names = values as readonly string[];
  return Array.from({ length: names.length / 2 }, (_, i) => [names[2 * i] ?? "", names[2 * i + 1] ?? ""]);
}

function typeOf(group: Hdf5Group): string | null {
  const type = group.members.get("type");
  const [text] = type?.kind === "dataset" ? (type.values ?? []) : [];
  return typeof text === "string" ? text : null;
}

function readNode(name: string, member: Hdf5Member): NirNode {
  const type = member.kind === "group" ? typeOf(member) : null;
  if (member.kind !== "group" || type === null) throw new NirAttributeMissingError(name, "no type", "type");
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined) throw new NirNodeTypeError(name, type, NODE_TYPES);
  return reader(new NodeSource(name, type, member));
}

/** A node as the file has it, and its attributes as they are asked for. */
class NodeSource {
  readonly name: string;
  readonly #type: string;
  readonly #group: Hdf5Group;

  constructor(name: string, type: string, group: Hdf5Group) {
    this.name = name;
    this.#type = type;
    this.#group = group;
  }

  refuse(attribute: string, problem: string, remedy: string): never {
    throw new NirAttributeError({ node: this.name, nodeType: this.#type, attribute }, problem, remedy);
  }

  /** Finite numbers. */
  array(attribute: string): NirArray {
    const { shape, values } = this.#dataset(attribute) ?? this.#missing(attribute);
    if (!(values instanceof Float64Array) || values.length !== countOf(shape)) {
      return this.refuse(attribute, "does not hold numbers", "Write it as an array of floating-point numbers.");
    }
    if (values.length === 0) this.refuse(attribute, "is empty", "Give it a number for each element.");
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) this.refuse(attribute, `is ${values[wrong] ?? NaN} at ${wrong}`, "Give finite numbers.");
    return { shape, values };
  }

  /** Rows by columns. */
  matrix(attribute: string): NirArray {
    const array = this.array(attribute);
    if (array.shape.length === 2) return array;
    return this.refuse(attribute, `has shape ${shapeText(array.shape)}`, "Give it two dimensions: outputs by inputs.");
  }

  /** The attribute `shape`. */
  shape(): readonly number[] {
    const shape = [...this.array("shape").values];
    if (shape.every((length) => Number.isInteger(length) && length > 0) && countOf(shape) < SHAPE_MAX) return shape;
    return this.refuse("shape", `is ${shapeText(shape)}`, "Give whole numbers above 0.");
  }

  /** A whole number that may be left out. */
  whole(attribute: string, standard: number): number {
    if (this.#dataset(attribute) === null) return standard;
    const { values } = this.array(attribute);
    const [value] = values;
    if (values.length === 1 && Number.isInteger(value)) return value ?? standard;
    return this.refuse(attribute, `is ${values.join(", ")}`, "Give one whole number.");
  }

  /** Parameters of neurons: all of one shape, and a single number is that of each neuron. */
  neurons<Name extends string>(
    attributes: readonly Name[],
  ): { name: string; shape: readonly number[]; parameters: Record<Name, Float64Array> } {
    const arrays = attributes.map((attribute): [Name, NirArray] => [attribute, this.#parameter(attribute)]);
    const shapes = arrays.map(([, array]) => array.shape);
    const shape = shapes.find((each) => countOf(each) > 1) ?? shapes.find((each) => each.length > 0) ?? [1];
    const columns = arrays.map(([attribute, array]): [Name, Float64Array] => {
      if (array.values.length === 1) return [attribute, new Float64Array(countOf(shape)).fill(array.values[0] ?? 0)];
      if (shapeText(array.shape) === shapeText(shape)) return [attribute, array.values];
      const remedy = `Give it one number, or the shape of the others, ${shapeText(shape)}.`;
      return this.refuse(attribute, `has shape ${shapeText(array.shape)}`, remedy);
    });
    return { name: this.name, shape, parameters: Object.fromEntries(columns) as Record<Name, Float64Array> };
  }

  #parameter(attribute: string): NirArray {
    const standard = STANDARD[attribute];
    if (standard === undefined || this.#dataset(attribute) !== null) return this.array(attribute);
    return { shape: [], values: Float64Array.of(standard) };
  }

  #dataset(attribute: string): Hdf5Dataset | null {
    const member = this.#group.members.get(attribute);
    return member?.kind === "dataset" ? member : null;
  }

  #missing(attribute: string): never {
    throw new NirAttributeMissingError(this.name, this.#type, attribute);
  }
}

/** Names in the edges of a graph. */
const EDGES_MAX = 1 << 17;

/** Elements of an Input or Output, more than any network of the engine has. */
const SHAPE_MAX = 1 << 20;
