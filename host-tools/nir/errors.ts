/**
 * What can be wrong with a model in the Neuromorphic Intermediate Representation, or too much for the spiking engine:
 * one class per cause, as in `host-tools/errors.ts`. An error of a node names the node, its type and the attribute.
 *
 * @packageDocumentation
 */
import { GanglionError } from "../errors.ts";

/** Any error of an import. */
export class NirError extends GanglionError {}

/** The file is no HDF5 file, or holds no graph of NIR. */
export class NirFileError extends NirError {
  /** What is wrong, as the end of a sentence. */
  readonly problem: string;

  constructor(problem: string) {
    super(
      "NIR_FILE",
      `the file ${problem}`,
      "Give a file that `nir.write` wrote: HDF5 with a group `node` that holds `nodes` and `edges`.",
    );
    this.problem = problem;
  }
}

/** An edge begins or ends at a node that cannot be told. */
export class NirEdgeError extends NirError {
  constructor(from: string, to: string, problem: string, remedy: string) {
    super("NIR_EDGE", `the edge from "${from}" to "${to}" ${problem}`, remedy);
  }
}

/** Nodes that hold no state feed each other in a circle: their values would depend on themselves. */
export class NirCycleError extends NirError {
  constructor(names: readonly string[]) {
    super(
      "NIR_CYCLE",
      `the nodes ${names.map((name) => `"${name}"`).join(", ")} feed each other with no neuron between them`,
      "Put a node with neurons into the circle: LIF, CubaLIF, IF or Threshold.",
    );
  }
}

/** The network is larger than the firmware that was named. */
export class NirLimitError extends NirError {
  constructor(problem: string, remedy: string) {
    super("NIR_LIMIT", `the network ${problem}`, remedy);
  }
}

/** Any error of one node. */
export class NirNodeError extends NirError {
  /** The node's name; of one in a subgraph, with the names of the graphs around it. */
  readonly node: string;
  readonly nodeType: string;
  /** Null if no attribute is at fault. */
  readonly attribute: string | null;

  constructor(code: string, place: NodePlace, problem: string, remedy: string) {
    const { node, nodeType, attribute } = place;
    const subject = attribute === null ? "" : `attribute "${attribute}" `;
    super(code, `node "${node}" (${nodeType}): ${subject}${problem}`, remedy);
    this.node = node;
    this.nodeType = nodeType;
    this.attribute = attribute;
  }
}

/** Where an error of a node is. */
export interface NodePlace {
  readonly node: string;
  readonly nodeType: string;
  readonly attribute: string | null;
}

/** The engine has nothing that does what the node does. */
export class NirNodeTypeError extends NirNodeError {
  constructor(node: string, nodeType: string, supported: readonly string[]) {
    const remedy = `Express it with nodes that are: ${supported.join(", ")}.`;
    super("NIR_NODE_TYPE", { node, nodeType, attribute: null }, "is not supported", remedy);
  }
}

/** An attribute is not there. */
export class NirAttributeMissingError extends NirNodeError {
  constructor(node: string, nodeType: string, attribute: string) {
    const remedy = "Write the file again with a current version of the framework and of nir.";
    super("NIR_ATTRIBUTE_MISSING", { node, nodeType, attribute }, "is missing", remedy);
  }
}

/** An attribute has a value, a type or a shape that makes no sense, or that the engine cannot hold. */
export class NirAttributeError extends NirNodeError {
  constructor(place: NodePlace, problem: string, remedy: string) {
    super("NIR_ATTRIBUTE", place, problem, remedy);
  }
}

/** What arrives at a node has another shape than the node. */
export class NirShapeError extends NirNodeError {
  constructor(node: string, nodeType: string, takes: readonly number[], from: string, gives: readonly number[]) {
    super(
      "NIR_SHAPE",
      { node, nodeType, attribute: null },
      `takes shape ${shapeText(takes)}, and "${from}" gives ${shapeText(gives)}`,
      "Make the shapes equal, or put a Flatten between the nodes.",
    );
  }
}

/** What arrives at a node is a membrane potential, which the engine carries to nobody. */
export class NirSignalError extends NirNodeError {
  constructor(node: string, nodeType: string, from: string) {
    super(
      "NIR_SIGNAL",
      { node, nodeType, attribute: null },
      `takes the membrane potentials of "${from}", and neurons send only spikes`,
      "Let an Output or a Threshold of its own follow a node that integrates without firing (LI, CubaLI, I).",
    );
  }
}

/** `[3, 4]`. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}
