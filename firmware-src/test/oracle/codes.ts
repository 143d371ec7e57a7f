/**
 * What the oracle knows about spike codes and spike histories.
 *
 * @packageDocumentation
 */
import type { CoreFunctions } from "../cores.ts";
import { and, f, ones, or, xor } from "./arithmetic.ts";
import { ERROR, type Model } from "./model.ts";

/** The code of a vector, put together from strings of bits. */
export function codeOf(vector: readonly number[]): number {
  const largest = Math.max(...vector.map(Math.abs));
  if (largest === 0) return 0;
  const bits = vector.map((x, j) => {
    const width = Math.floor((32 * (j + 1)) / vector.length) - Math.floor((32 * j) / vector.length);
    const earliness = f(f(x + largest) / f(2 * largest));
    const slots = Math.min(width, Math.floor(f(f(earliness * width) + 0.5)));
    return "0".repeat(width - slots) + "1".repeat(slots);
  });
  return parseInt(bits.toReversed().join(""), 2);
}

function similarity(a: number, b: number): number {
  return or(a, b) === 0 ? 1 : f(ones(and(a, b)) / ones(or(a, b)));
}

type Coding = "encode_vector_to_spikes" | "spike_timing_similarity" | "spike_search";
type Remembering = "pattern_record" | "get_pattern" | "pattern_match" | "pattern_correlate";

/** The functions, on a model. */
export function codes(model: Model): Pick<CoreFunctions, Coding | Remembering> {
  return {
    encode_vector_to_spikes: (index) => (model.liveNode(index) === null ? 0 : codeOf(model.vector(index))),
    spike_timing_similarity: similarity,
    spike_search: (pattern, k) => {
      model.found = [];
      if (k === 0) return 0;
      if (model.live().length === 0) return model.refuse(ERROR.empty, 0);
      const unlike = (index: number): number => f(1 - similarity(pattern, codeOf(model.vector(index))));
      return model.show(
        model.live().map((index) => ({ index, distance: unlike(index) })),
        k,
      );
    },
    pattern_record: () => {
      for (const node of model.nodes) node.history = (node.history * 2 + Number(node.spiked)) % 2 ** 32;
    },
    get_pattern: (index) => model.withNode(index, 0, (node) => node.history),
    pattern_match: (target) => {
      const differing = (index: number): number => ones(xor(model.node(index).history, target));
      const [best] = model.live().toSorted((a, b) => differing(a) - differing(b) || a - b);
      return best ?? model.refuse(ERROR.empty, 255);
    },
    pattern_correlate: (index, threshold) =>
      model.withNode(index, 0, ({ history }) =>
        model
          .live()
          .filter((other) => other !== index && ones(xor(model.node(other).history, history)) <= threshold)
          .reduce((mask, other) => mask + 2 ** other, 0),
      ),
  };
}
