/**
 * What the oracle knows about competing neurons and firing rates.
 *
 * @packageDocumentation
 */
import type { CoreFunctions } from "../cores.ts";
import { f } from "./arithmetic.ts";
import { ERROR, F32_MAX, type Model, type Node } from "./model.ts";

type Competing = "wta_reset" | "wta_compete" | "wta_soft";
type Regulating = "homeostatic_update" | "get_spike_rate" | "get_network_activity";

/** The functions, on a model. */
export function competition(model: Model): Pick<CoreFunctions, Competing | Regulating> {
  const liveNodes = (): Node[] => model.live().map((index) => model.node(index));
  return {
    wta_reset: () => undefined,
    wta_compete: () => {
      const rivals = liveNodes().filter((node) => node.membrane > 0);
      const [winner] = rivals.filter((node) => node.refractory === 0).toSorted((a, b) => b.membrane - a.membrane);
      if (winner === undefined) return 255;
      const inhibition = f(f(0.8) * winner.membrane);
      for (const node of rivals) if (node !== winner) node.membrane = Math.max(0, f(node.membrane - inhibition));
      return model.nodes.indexOf(winner);
    },
    wta_soft: () => {
      const rivals = liveNodes().filter((node) => node.membrane > 0);
      const highest = Math.max(...rivals.map((node) => node.membrane));
      for (const node of rivals) {
        const ratio = f(node.membrane / highest);
        node.membrane = f(node.membrane * f(ratio * ratio));
      }
    },
    homeostatic_update: (dt) => {
      if (!Number.isFinite(dt) || dt <= 0) return void model.refuse(ERROR.badTimeStep, 0);
      const share = Math.min(1, f(dt / 1000));
      for (const node of liveNodes()) {
        const latest = Math.min(f(node.spikes / dt), F32_MAX);
        node.rate = f(f(node.rate * f(1 - share)) + f(latest * share));
        const threshold = f(node.threshold + f(f(node.rate - f(0.1)) * share));
        node.threshold = Math.min(Math.max(threshold, f(0.1)), 10);
        node.spikes = 0;
      }
    },
    get_spike_rate: (index) => model.withNode(index, 0, (node) => node.rate),
    get_network_activity: () => liveNodes().reduce((sum, node) => f(sum + node.rate), 0),
  };
}
