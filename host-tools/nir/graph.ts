/**
 * A graph of the Neuromorphic Intermediate Representation (NIR), as a file has it: which nodes there are, with their
 * attributes under NIR's own names, and which feeds which.
 *
 * Subgraphs are taken apart: their nodes have names such as `lif1.lif`, and their ends are {@link IdentityNode}s.
 * Numbers are as the file has them, in its units; shapes are checked where signals meet.
 *
 * The equations are those of Pedersen et al., "Neuromorphic intermediate representation: a unified instruction set for
 * interoperable brain-inspired computing", Nature Communications 15, 8122 (2024), as https://neuroir.org/docs has them.
 *
 * @packageDocumentation
 */

/** A graph. */
export interface NirGraph {
  /** In the order of the file. */
  readonly nodes: ReadonlyMap<string, NirNode>;
  readonly edges: readonly NirEdge[];
}

/** What leaves one node arrives at another. What arrives over several edges is added. */
export interface NirEdge {
  readonly from: string;
  readonly to: string;
}

/** Numbers in rows: the last index is the fastest. */
export interface NirArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** A node with neurons: one of each parameter for each neuron, in the order of {@link NirArray}. */
interface NeuronNode<Type extends string, Parameter extends string> {
  readonly type: Type;
  readonly name: string;
  readonly shape: readonly number[];
  readonly parameters: Readonly<Record<Parameter, Float64Array>>;
}

/** tau v' = (v_leak - v) + r I; a spike if v \> v_threshold, then v = v_reset. */
export type LifNode = NeuronNode<"LIF", "tau" | "r" | "v_leak" | "v_threshold" | "v_reset">;

/** A {@link LifNode} with tau_syn I' = -I + w_in S. */
export type CubaLifNode = NeuronNode<
  "CubaLIF",
  "tau_syn" | "tau_mem" | "r" | "v_leak" | "v_threshold" | "v_reset" | "w_in"
>;

/** v' = r I; a spike if v \> v_threshold, then v = v_reset. */
export type IfNode = NeuronNode<"IF", "r" | "v_threshold" | "v_reset">;

/** tau v' = (v_leak - v) + r I. */
export type LiNode = NeuronNode<"LI", "tau" | "r" | "v_leak">;

/** An {@link LiNode} with tau_syn I' = -I + w_in S. */
export type CubaLiNode = NeuronNode<"CubaLI", "tau_syn" | "tau_mem" | "r" | "v_leak" | "w_in">;

/** v' = r I. */
export type IntegratorNode = NeuronNode<"I", "r">;

/** A spike if I \> threshold. */
export type ThresholdNode = NeuronNode<"Threshold", "threshold">;

/** Where a graph begins. */
export interface InputNode {
  readonly type: "Input";
  readonly name: string;
  readonly shape: readonly number[];
}

/** Where a graph ends. */
export interface OutputNode {
  readonly type: "Output";
  readonly name: string;
  readonly shape: readonly number[];
}

/** An end of a subgraph. */
export interface IdentityNode {
  readonly type: "Identity";
  readonly name: string;
  readonly shape: readonly number[];
}

/** y = W x. */
export interface LinearNode {
  readonly type: "Linear";
  readonly name: string;
  /** Rows by columns. */
  readonly weight: NirArray;
}

/** y = W x + b. */
export interface AffineNode {
  readonly type: "Affine";
  readonly name: string;
  /** Rows by columns. */
  readonly weight: NirArray;
  /** One for each row. */
  readonly bias: Float64Array;
}

/** y = s x, element by element. */
export interface ScaleNode {
  readonly type: "Scale";
  readonly name: string;
  readonly scale: NirArray;
}

/** y(t) = x(t - delay), element by element. */
export interface DelayNode {
  readonly type: "Delay";
  readonly name: string;
  readonly delay: NirArray;
}

/** The same elements, dimensions `start` to `end` as one. A negative number counts from the last. */
export interface FlattenNode {
  readonly type: "Flatten";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A node whose neurons fire when they want. */
export type SpikingNode = LifNode | CubaLifNode | IfNode;

/** A node whose neurons never fire. */
export type IntegratingNode = LiNode | CubaLiNode | IntegratorNode;

/** A node that passes on what arrives in the same moment. */
export type PassingNode = LinearNode | AffineNode | ScaleNode | DelayNode | FlattenNode | IdentityNode;

/** A node that needs no neurons, unless it is an Output of sums. */
export type MemorylessNode = PassingNode | OutputNode;

/** A node. */
export type NirNode = InputNode | SpikingNode | IntegratingNode | ThresholdNode | MemorylessNode;

/** What is between the braces of an array of this shape. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
