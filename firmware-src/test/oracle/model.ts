/**
 * The state of the oracle, and what its functions share.
 *
 * @packageDocumentation
 */
import type { FoundRecord } from "../cores.ts";
import { at, f, normOf, stripedSum } from "./arithmetic.ts";

export const CAPACITY = 32;
export const DIMENSIONS = 16;
export const LINKS = 6;
export const TREE_LINKS = 3;
export const RESULTS = 16;
const COMPONENT_MAX = f(1e18);
export const F32_MAX = f(3.4028234663852886e38);
export const ERROR = { ok: 0, full: 1, badArgument: 2, nonfinite: 3, badTimeStep: 4, empty: 5, notLive: 7 } as const;

export const EMPTY_RECORD: FoundRecord = { index: 255, core: 0, indexHigh: 0, flags: 0, distance: F32_MAX };

export interface Node {
  vector: number[] | null;
  norm: number;
  type: number;
  weight: number;
  links: number[];
  parent: number | null;
  membrane: number;
  threshold: number;
  refractory: number;
  presynaptic: number;
  postsynaptic: number;
  spiked: boolean;
  /** Since the last regulation. */
  spikes: number;
  rate: number;
  history: number;
  /** What each dendritic branch has gathered. */
  inputs: number[];
}

export interface Near {
  readonly index: number;
  readonly distance: number;
}

/** Plain lists and numbers; every function of the oracle works on one. */
export class Model {
  readonly insertBuffer = new Float32Array(DIMENSIONS);
  readonly queryBuffer = new Float32Array(DIMENSIONS);
  readonly deltaBuffer = new Float32Array(DIMENSIONS);
  found: FoundRecord[] = [];
  dimensions = 0;
  metric = 0;
  core = 0;
  nodes = Array.from({ length: CAPACITY }, emptyNode);
  time = 0;
  compensation = 0;
  error = 0;
  /** In counts of 2^-32 turns. */
  phase = 0n;

  node(index: number): Node {
    const node = this.nodes[index];
    if (node === undefined) throw new Error(`oracle: there is no node ${index}`);
    return node;
  }

  vector(index: number): number[] {
    const { vector } = this.node(index);
    if (vector === null) throw new Error(`oracle: node ${index} holds no vector`);
    return vector;
  }

  live(): number[] {
    return this.nodes.flatMap((node, index) => (node.vector === null ? [] : [index]));
  }

  refuse<Answer>(error: number, answer: Answer): Answer {
    this.error = error;
    return answer;
  }

  withNode<Answer>(index: number, otherwise: Answer, use: (node: Node) => Answer): Answer {
    const node = this.nodes[index];
    return node === undefined ? this.refuse(ERROR.badArgument, otherwise) : use(node);
  }

  read(buffer: Float32Array): number[] | null {
    const used = [...buffer.slice(0, this.dimensions)];
    return used.every((x) => Math.abs(x) <= COMPONENT_MAX) ? used : null;
  }

  /** A live node; if there is none, the error is set. */
  liveNode(index: number): Node | null {
    const node = this.withNode<Node | null>(index, null, (found) => found);
    return node !== null && node.vector === null ? this.refuse(ERROR.notLive, null) : node;
  }

  /** Distances of all live vectors to the query; none, and the error set, where there is nothing to search. */
  nearToQuery(): Near[] {
    if (this.live().length === 0) return this.refuse(ERROR.empty, []);
    const query = this.read(this.queryBuffer);
    if (query === null) return this.refuse(ERROR.nonfinite, []);
    const norm = normOf(query);
    return this.live().map((index) => ({ index, distance: this.distance(query, norm, index) }));
  }

  /** Makes the nearest the results. */
  show(near: readonly Near[], k: number): number {
    this.found = near
      .toSorted(byDistanceThenIndex)
      .slice(0, Math.min(k, RESULTS))
      .map(({ index, distance }) => ({ index, core: this.core, indexHigh: 0, flags: 0, distance }));
    return this.found.length;
  }

  receive(index: number, current: number): void {
    const node = this.node(index);
    const membrane = f(node.membrane + current);
    if (Number.isFinite(membrane)) node.membrane = membrane;
    else this.error = ERROR.nonfinite;
  }

  distance(from: number[], norm: number, to: number): number {
    const other = this.vector(to);
    if (this.metric === 0) {
      const differences = from.map((x, i) => f(x - at(other, i)));
      return stripedSum(differences.map((x) => f(x * x)));
    }
    const dot = stripedSum(from.map((x, i) => f(x * at(other, i))));
    if (this.metric === 2) return -dot;
    const otherNorm = this.node(to).norm;
    if (norm === 0 || otherNorm === 0) return 1;
    return Math.min(Math.max(f(1 - f(f(dot / norm) / otherNorm)), 0), 2);
  }

  between(a: number, b: number): number {
    return this.distance(this.vector(a), this.node(a).norm, b);
  }

  ranked(from: number, others: readonly number[]): Near[] {
    return others.map((index) => ({ index, distance: this.between(from, index) })).sort(byDistanceThenIndex);
  }
}

/** A slot of a core that is not initialised. */
export function emptyNode(): Node {
  return {
    vector: null,
    norm: 0,
    type: 0,
    weight: 0,
    links: [],
    parent: null,
    membrane: 0,
    threshold: 0,
    refractory: 0,
    presynaptic: 0,
    postsynaptic: 0,
    spiked: false,
    spikes: 0,
    rate: 0,
    history: 0,
    inputs: Array.from({ length: LINKS }, () => 0),
  };
}

/** The order of results. */
export function byDistanceThenIndex(a: Near, b: Near): number {
  return a.distance - b.distance || a.index - b.index;
}
