/**
 * The core once more, by other means: plain TypeScript over lists and `sort`, written from the definitions
 * of its functions and not from its sources. Every f32 operation is rounded by hand. Slow, allocating, and
 * independent, so that a core which agrees with it bit for bit is unlikely to be wrong in the same way.
 *
 * Here are storing, searching and the network; the other ideas are in the folder `oracle`, one a file.
 *
 * @packageDocumentation
 */
import type { CoreFunctions, FoundRecord, TestCore } from "./cores.ts";
import { aggregation } from "./oracle/aggregation.ts";
import { activation, expNegative, f } from "./oracle/arithmetic.ts";
import { codes } from "./oracle/codes.ts";
import { competition } from "./oracle/competition.ts";
import { dendrites } from "./oracle/dendrites.ts";
import { link } from "./oracle/graph.ts";
import {
  CAPACITY,
  DIMENSIONS,
  EMPTY_RECORD,
  emptyNode,
  ERROR,
  F32_MAX,
  Model,
  type Node,
  RESULTS,
} from "./oracle/model.ts";
import { race } from "./oracle/race.ts";
import { rhythm } from "./oracle/rhythm.ts";

/** A core that is the oracle. */
export class Oracle implements TestCore {
  private readonly model = new Model();
  readonly functions: CoreFunctions;
  readonly insertBuffer = this.model.insertBuffer;
  readonly queryBuffer = this.model.queryBuffer;
  readonly deltaBuffer = this.model.deltaBuffer;

  constructor() {
    const { model } = this;
    const basic = basicFunctions(model);
    const others = { ...aggregation(model), ...codes(model), ...competition(model), ...dendrites(model) };
    const both = { ...basic, ...others, ...rhythm(model) };
    this.functions = { ...both, ...race(model, both) };
  }

  results(): FoundRecord[] {
    return Array.from({ length: RESULTS }, (_, rank) => this.model.found[rank] ?? EMPTY_RECORD);
  }

  /** The neighbours of a node, in the order of its branches. */
  neighbours(index: number): readonly number[] {
    return this.model.node(index).links;
  }
}

type Elsewhere =
  typeof aggregation | typeof codes | typeof competition | typeof dendrites | typeof rhythm | typeof race;

/** The functions that are here: all but those of the other files. */
type BasicFunctions = Omit<CoreFunctions, KeysOf<ReturnType<Elsewhere>>>;
type KeysOf<Each> = Each extends unknown ? keyof Each : never;

/** Storing, searching, and the network. */
function basicFunctions(model: Model): BasicFunctions {
  const functions: BasicFunctions = {
    init: (dimensions, metric, core) => {
      if (dimensions === 0 || dimensions > DIMENSIONS || metric > 2) model.error = ERROR.badArgument;
      model.dimensions = Math.min(dimensions, DIMENSIONS);
      model.metric = metric > 2 ? 0 : metric;
      model.core = core % 256;
      model.nodes = Array.from({ length: CAPACITY }, () => ({ ...emptyNode(), threshold: 1, weight: 255 }));
      for (const buffer of [model.insertBuffer, model.queryBuffer, model.deltaBuffer]) buffer.fill(0);
      model.found = [];
      model.time = 0;
      model.compensation = 0;
      model.phase = 0n;
    },
    insert: () => {
      if (model.dimensions === 0) return model.refuse(ERROR.badArgument, 255);
      const vector = model.read(model.insertBuffer);
      if (vector === null) return model.refuse(ERROR.nonfinite, 255);
      const index = model.nodes.findIndex((node) => node.vector === null);
      if (index < 0) return model.refuse(ERROR.full, 255);
      link(model, index, vector);
      return index;
    },
    search: (k) => {
      model.found = [];
      return k === 0 ? 0 : model.show(model.nearToQuery(), k);
    },
    count: () => model.live().length,
    get_core_id: () => model.core,
    get_metric: () => model.metric,
    get_dims: () => model.dimensions,
    get_capacity: () => CAPACITY,
    set_node_type: (index, type) => {
      model.withNode(index, undefined, (node) => void (node.type = type % 16));
    },
    get_node_type: (index) => model.withNode(index, 0, (node) => node.type),
    type_matches: (index, mask) => model.withNode(index, 0, (node) => Math.floor(mask / 2 ** node.type) % 2),
    set_edge_weight: (index, weight) => {
      model.withNode(index, undefined, (node) => void (node.weight = Math.min(weight, 255)));
    },
    get_edge_weight: (index) => model.withNode(index, 0, (node) => Math.floor(f(node.weight + 0.5))),
    hnsw_to_snn: (k, gain) => {
      const count = functions.search(k);
      if (!Number.isFinite(gain)) return model.refuse(ERROR.nonfinite, count);
      for (const { index, distance } of model.found) model.receive(index, f(gain * activation(distance)));
      return count;
    },
    snn_reset: () => {
      for (const node of model.nodes) {
        Object.assign(node, { membrane: 0, threshold: 1, refractory: 0, presynaptic: 0, postsynaptic: 0 });
        Object.assign(node, { spiked: false, spikes: 0, rate: 0, history: 0 });
        node.inputs.fill(0);
      }
      model.time = 0;
      model.compensation = 0;
    },
    snn_set_membrane: (index, value) => {
      model.withNode(index, undefined, (node) => {
        if (Number.isFinite(value)) node.membrane = value;
        else model.error = ERROR.nonfinite;
      });
    },
    snn_get_membrane: (index) => model.withNode(index, 0, (node) => node.membrane),
    snn_set_threshold: (index, value) => {
      model.withNode(index, undefined, (node) => {
        if (Number.isFinite(value)) node.threshold = value;
        else model.error = ERROR.nonfinite;
      });
    },
    snn_inject: (index, current) => {
      model.withNode(index, undefined, () => {
        model.receive(index, current);
      });
    },
    snn_spiked: (index) => model.withNode(index, 0, (node) => Number(node.spiked)),
    snn_get_spikes: () => model.nodes.reduce((bits, node, index) => bits + (node.spiked ? 2 ** index : 0), 0),
    snn_step: (dt) => {
      if (!Number.isFinite(dt) || dt < 0) return model.refuse(ERROR.badTimeStep, 0);
      const decay = expNegative(f(-dt / 20));
      for (const node of model.nodes) stepNode(node, dt, decay);
      const y = f(dt - model.compensation);
      const sum = f(model.time + y);
      model.compensation = Number.isFinite(sum) ? f(f(sum - model.time) - y) : 0;
      model.time = Math.min(sum, F32_MAX);
      return model.nodes.filter((node) => node.spiked).length;
    },
    snn_propagate: (gain) => {
      if (!Number.isFinite(gain)) return void model.refuse(ERROR.nonfinite, 0);
      for (const node of model.nodes) {
        if (!node.spiked) continue;
        for (const neighbour of node.links) model.receive(neighbour, f(gain * f(node.weight / 255)));
      }
    },
    snn_stdp: () => {
      const change = new Float32Array(CAPACITY);
      model.nodes.forEach((node, i) => {
        if (!node.spiked) return;
        for (const b of node.links) {
          const { presynaptic, postsynaptic, spiked } = model.node(b);
          change[b] = (change[b] ?? 0) + f(f(2.55) * presynaptic);
          change[i] = (change[i] ?? 0) - f(f(3.06) * f(postsynaptic - (spiked ? 1 : 0)));
        }
      });
      model.nodes.forEach((node, i) => {
        node.weight = Math.min(Math.max(f(node.weight + (change[i] ?? 0)), 0), 255);
      });
    },
    snn_tick: (dt, gain, learn) => {
      if (!Number.isFinite(dt) || dt < 0) return model.refuse(ERROR.badTimeStep, 0);
      if (!Number.isFinite(gain)) return model.refuse(ERROR.nonfinite, 0);
      const fired = functions.snn_step(dt);
      functions.snn_propagate(gain);
      if (learn !== 0) functions.snn_stdp();
      return fired;
    },
    snn_get_time: () => model.time,
    last_error: () => {
      const error = model.error;
      model.error = ERROR.ok;
      return error;
    },
  };
  return functions;
}

function stepNode(node: Node, dt: number, decay: number): void {
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
  node.spikes = Math.min(node.spikes + 1, 65535);
}
