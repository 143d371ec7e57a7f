/**
 * The core once more, by other means: plain TypeScript over lists and `sort`, written from the definitions
 * of its functions and not from its sources. Every f32 operation is rounded by hand. Slow, allocating, and
 * independent, so that a core which agrees with it bit for bit is unlikely to be wrong in the same way.
 *
 * @packageDocumentation
 */
import type { CoreFunctions, FoundRecord, TestCore } from "./cores.ts";

const f = Math.fround;

const CAPACITY = 32;
const DIMENSIONS = 16;
const LINKS = 6;
const TREE_LINKS = 3;
const RESULTS = 16;
const COMPONENT_MAX = f(1e18);
const F32_MAX = f(3.4028234663852886e38);
const ERROR = { ok: 0, full: 1, badArgument: 2, nonfinite: 3, badTimeStep: 4, empty: 5 } as const;

export const EMPTY_RECORD: FoundRecord = { index: 255, core: 0, indexHigh: 0, flags: 0, distance: F32_MAX };

interface Node {
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
}

interface Near {
  readonly index: number;
  readonly distance: number;
}

export class Oracle implements TestCore {
  readonly insertBuffer = new Float32Array(DIMENSIONS);
  readonly queryBuffer = new Float32Array(DIMENSIONS);
  readonly deltaBuffer = new Float32Array(DIMENSIONS);
  private found: FoundRecord[] = [];
  private dimensions = 0;
  private metric = 0;
  private core = 0;
  private nodes = Array.from({ length: CAPACITY }, emptyNode);
  private time = 0;
  private compensation = 0;
  private error = 0;

  results(): FoundRecord[] {
    return Array.from({ length: RESULTS }, (_, rank) => this.found[rank] ?? EMPTY_RECORD);
  }

  readonly functions: CoreFunctions = {
    init: (dimensions, metric, core) => {
      if (dimensions === 0 || dimensions > DIMENSIONS || metric > 2) this.error = ERROR.badArgument;
      this.dimensions = Math.min(dimensions, DIMENSIONS);
      this.metric = metric > 2 ? 0 : metric;
      this.core = core % 256;
      this.nodes = Array.from({ length: CAPACITY }, () => ({ ...emptyNode(), threshold: 1, weight: 255 }));
      for (const buffer of [this.insertBuffer, this.queryBuffer, this.deltaBuffer]) buffer.fill(0);
      this.found = [];
      this.time = 0;
      this.compensation = 0;
    },
    insert: () => {
      if (this.dimensions === 0) return this.refuse(ERROR.badArgument, 255);
      const vector = this.read(this.insertBuffer);
      if (vector === null) return this.refuse(ERROR.nonfinite, 255);
      const index = this.nodes.findIndex((node) => node.vector === null);
      if (index < 0) return this.refuse(ERROR.full, 255);
      this.link(index, vector);
      return index;
    },
    search: (k) => {
      this.found = [];
      if (k === 0) return 0;
      if (this.live().length === 0) return this.refuse(ERROR.empty, 0);
      const query = this.read(this.queryBuffer);
      if (query === null) return this.refuse(ERROR.nonfinite, 0);
      const norm = normOf(query);
      const near = this.live().map((index) => ({ index, distance: this.distance(query, norm, index) }));
      this.found = near
        .sort(byDistanceThenIndex)
        .slice(0, Math.min(k, RESULTS))
        .map(({ index, distance }) => ({ index, core: this.core, indexHigh: 0, flags: 0, distance }));
      return this.found.length;
    },
    count: () => this.live().length,
    get_core_id: () => this.core,
    get_metric: () => this.metric,
    get_dims: () => this.dimensions,
    get_capacity: () => CAPACITY,
    set_node_type: (index, type) => {
      this.withNode(index, undefined, (node) => void (node.type = type % 16));
    },
    get_node_type: (index) => this.withNode(index, 0, (node) => node.type),
    type_matches: (index, mask) => this.withNode(index, 0, (node) => Math.floor(mask / 2 ** node.type) % 2),
    set_edge_weight: (index, weight) => {
      this.withNode(index, undefined, (node) => void (node.weight = Math.min(weight, 255)));
    },
    get_edge_weight: (index) => this.withNode(index, 0, (node) => Math.floor(f(node.weight + 0.5))),
    hnsw_to_snn: (k, gain) => {
      const count = this.functions.search(k);
      if (!Number.isFinite(gain)) return this.refuse(ERROR.nonfinite, count);
      for (const { index, distance } of this.found) this.receive(index, f(gain * activation(distance)));
      return count;
    },
    snn_reset: () => {
      for (const node of this.nodes) {
        Object.assign(node, { membrane: 0, threshold: 1, refractory: 0, presynaptic: 0, postsynaptic: 0 });
        node.spiked = false;
      }
      this.time = 0;
      this.compensation = 0;
    },
    snn_set_membrane: (index, value) => {
      this.withNode(index, undefined, (node) => {
        if (Number.isFinite(value)) node.membrane = value;
        else this.error = ERROR.nonfinite;
      });
    },
    snn_get_membrane: (index) => this.withNode(index, 0, (node) => node.membrane),
    snn_set_threshold: (index, value) => {
      this.withNode(index, undefined, (node) => {
        if (Number.isFinite(value)) node.threshold = value;
        else this.error = ERROR.nonfinite;
      });
    },
    snn_inject: (index, current) => {
      this.withNode(index, undefined, () => {
        this.receive(index, current);
      });
    },
    snn_spiked: (index) => this.withNode(index, 0, (node) => Number(node.spiked)),
    snn_get_spikes: () => this.nodes.reduce((bits, node, index) => bits + (node.spiked ? 2 ** index : 0), 0),
    snn_step: (dt) => {
      if (!Number.isFinite(dt) || dt < 0) return this.refuse(ERROR.badTimeStep, 0);
      const decay = expNegative(f(-dt / 20));
      for (const node of this.nodes) this.stepNode(node, dt, decay);
      const y = f(dt - this.compensation);
      const sum = f(this.time + y);
      this.compensation = Number.isFinite(sum) ? f(f(sum - this.time) - y) : 0;
      this.time = Math.min(sum, F32_MAX);
      return this.nodes.filter((node) => node.spiked).length;
    },
    snn_propagate: (gain) => {
      if (!Number.isFinite(gain)) return void this.refuse(ERROR.nonfinite, 0);
      for (const node of this.nodes) {
        if (!node.spiked) continue;
        for (const neighbour of node.links) this.receive(neighbour, f(gain * f(node.weight / 255)));
      }
    },
    snn_stdp: () => {
      const change = new Float32Array(CAPACITY);
      this.nodes.forEach((node, i) => {
        if (!node.spiked) return;
        for (const b of node.links) {
          const { presynaptic, postsynaptic, spiked } = this.node(b);
          change[b] = (change[b] ?? 0) + f(f(2.55) * presynaptic);
          change[i] = (change[i] ?? 0) - f(f(3.06) * f(postsynaptic - (spiked ? 1 : 0)));
        }
      });
      this.nodes.forEach((node, i) => {
        node.weight = Math.min(Math.max(f(node.weight + (change[i] ?? 0)), 0), 255);
      });
    },
    snn_tick: (dt, gain, learn) => {
      if (!Number.isFinite(dt) || dt < 0) return this.refuse(ERROR.badTimeStep, 0);
      if (!Number.isFinite(gain)) return this.refuse(ERROR.nonfinite, 0);
      const fired = this.functions.snn_step(dt);
      this.functions.snn_propagate(gain);
      if (learn !== 0) this.functions.snn_stdp();
      return fired;
    },
    snn_get_time: () => this.time,
    last_error: () => {
      const error = this.error;
      this.error = ERROR.ok;
      return error;
    },
  };

  /** The neighbours of a node, in the order of its branches. */
  neighbours(index: number): readonly number[] {
    return this.node(index).links;
  }

  private node(index: number): Node {
    const node = this.nodes[index];
    if (node === undefined) throw new Error(`oracle: there is no node ${index}`);
    return node;
  }

  private vector(index: number): number[] {
    const { vector } = this.node(index);
    if (vector === null) throw new Error(`oracle: node ${index} holds no vector`);
    return vector;
  }

  private live(): number[] {
    return this.nodes.flatMap((node, index) => (node.vector === null ? [] : [index]));
  }

  private refuse<Answer>(error: number, answer: Answer): Answer {
    this.error = error;
    return answer;
  }

  private withNode<Answer>(index: number, otherwise: Answer, use: (node: Node) => Answer): Answer {
    const node = this.nodes[index];
    return node === undefined ? this.refuse(ERROR.badArgument, otherwise) : use(node);
  }

  private read(buffer: Float32Array): number[] | null {
    const used = [...buffer.slice(0, this.dimensions)];
    return used.every((x) => Math.abs(x) <= COMPONENT_MAX) ? used : null;
  }

  private receive(index: number, current: number): void {
    const node = this.node(index);
    const membrane = f(node.membrane + current);
    if (Number.isFinite(membrane)) node.membrane = membrane;
    else this.error = ERROR.nonfinite;
  }

  private stepNode(node: Node, dt: number, decay: number): void {
    node.spiked = false;
    if (node.vector === null) return;
    node.presynaptic = f(node.presynaptic * decay);
    node.postsynaptic = f(node.postsynaptic * decay);
    let h = dt;
    if (node.refractory > 0) {
      const after = f(dt - node.refractory);
      if (node.refractory >= dt || after < f(dt * f(0.001))) {
        node.refractory = Math.max(0, f(node.refractory - dt));
        return;
      }
      h = after;
      node.refractory = 0;
    }
    node.membrane = f(node.membrane * Math.max(0, f(1 - f(h / 20))));
    if (node.membrane < node.threshold) return;
    node.spiked = true;
    node.membrane = 0;
    node.refractory = 2;
    node.presynaptic = f(node.presynaptic + 1);
    node.postsynaptic = f(node.postsynaptic + 1);
  }

  private distance(from: number[], norm: number, to: number): number {
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

  private between(a: number, b: number): number {
    return this.distance(this.vector(a), this.node(a).norm, b);
  }

  private ranked(from: number, others: readonly number[]): Near[] {
    return others.map((index) => ({ index, distance: this.between(from, index) })).sort(byDistanceThenIndex);
  }

  private treeDegree(index: number): number {
    const children = this.nodes.filter((node) => node.parent === index).length;
    return children + (this.node(index).parent === null ? 0 : 1);
  }

  private link(index: number, vector: number[]): void {
    const others = this.live();
    const node = this.node(index);
    node.vector = vector;
    node.norm = normOf(vector);
    const candidates = this.ranked(index, others);
    const parent = candidates.find((candidate) => this.treeDegree(candidate.index) < TREE_LINKS);
    if (parent === undefined) return;
    node.parent = parent.index;
    const selection: Near[] = [parent];
    const nearest = candidates.slice(0, 64).filter((candidate) => candidate !== parent);
    const passedOver: Near[] = [];
    for (const c of nearest) {
      if (selection.length === LINKS) break;
      const diverse = selection.every((s) => this.between(c.index, s.index) >= c.distance);
      (diverse ? selection : passedOver).push(c);
    }
    for (const c of passedOver) if (selection.length < LINKS) selection.push(c);
    const links = selection.sort(byDistanceThenIndex).map((s) => s.index);
    node.links = [...links];
    for (const s of links) {
      const list = this.node(s).links;
      list.push(index);
      if (list.length > LINKS) this.prune(s, index);
    }
  }

  private prune(u: number, newcomer: number): void {
    const node = this.node(u);
    const ordered = this.ranked(u, node.links);
    const isPinned = (v: number): boolean => node.parent === v || this.node(v).parent === u;
    const kept = ordered.filter(({ index }) => isPinned(index));
    const unpinned = ordered.filter(({ index }) => !isPinned(index));
    const rejected: Near[] = [];
    for (const v of unpinned) {
      const isRejected = kept.some((s) => this.between(v.index, s.index) < v.distance);
      (isRejected ? rejected : kept).push(v);
    }
    const victim = (rejected.at(-1) ?? unpinned.at(-1))?.index;
    if (victim === undefined) throw new Error("oracle: every neighbour is a relative");
    node.links.pop();
    if (victim !== newcomer) node.links[node.links.indexOf(victim)] = newcomer;
    const left = this.node(victim);
    left.links = left.links.filter((v) => v !== u);
  }
}

function emptyNode(): Node {
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
  };
}

function byDistanceThenIndex(a: Near, b: Near): number {
  return a.distance - b.distance || a.index - b.index;
}

function stripedSum(terms: readonly number[]): number {
  const stripes = [0, 0, 0, 0];
  terms.forEach((term, i) => (stripes[i % 4] = f(at(stripes, i % 4) + term)));
  return f(f(at(stripes, 0) + at(stripes, 2)) + f(at(stripes, 1) + at(stripes, 3)));
}

function normOf(vector: readonly number[]): number {
  const squared = stripedSum(vector.map((x) => f(x * x)));
  return squared < 2 ** -100 ? 0 : f(Math.sqrt(squared));
}

export function activation(distance: number): number {
  return distance >= 0 ? f(1 / f(1 + distance)) : f(2 - f(1 / f(1 - distance)));
}

export function expNegative(x: number): number {
  if (x < f(-87.3)) return 0;
  const k = Math.trunc(f(f(x * f(1.44269504)) - 0.5));
  const r = f(f(x - f(k * f(0.693359375))) + f(k * f(2.1219444e-4)));
  const coefficients = [1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
  const p = coefficients.reduce((sum, coefficient) => f(f(sum * r) + f(coefficient)), f(1.98756915e-4));
  return f(f(f(f(p * f(r * r)) + r) + 1) * 2 ** k);
}

function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new Error(`oracle: no element ${index}`);
  return value;
}
