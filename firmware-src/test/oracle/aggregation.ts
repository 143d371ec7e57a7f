/**
 * What the oracle knows about means of neighbours and changes of vectors.
 *
 * @packageDocumentation
 */
import type { CoreFunctions } from "../cores.ts";
import { at, f, normOf } from "./arithmetic.ts";
import { ERROR, type Model } from "./model.ts";

/** The functions, on a model. */
export function aggregation(model: Model): Pick<CoreFunctions, "aggregate_neighbors" | "update_vector"> {
  return {
    aggregate_neighbors: (index) => {
      model.deltaBuffer.fill(0);
      const node = model.liveNode(index);
      if (node === null || node.links.length === 0) return;
      for (let i = 0; i < model.dimensions; i++) {
        const terms = node.links.map((other) => f(model.node(other).weight * at(model.vector(other), i)));
        const sum = terms.reduce((total, term) => f(total + term), 0);
        model.deltaBuffer[i] = sum / (255 * node.links.length);
      }
    },
    update_vector: (index, alpha) => {
      const node = model.liveNode(index);
      if (node === null) return;
      const changed = model.vector(index).map((x, i) => f(x + f(alpha * at(model.deltaBuffer, i))));
      if (!changed.every((x) => Math.abs(x) <= f(1e18))) return void model.refuse(ERROR.nonfinite, 0);
      node.vector = changed;
      node.norm = normOf(changed);
    },
  };
}
