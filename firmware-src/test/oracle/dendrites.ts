/**
 * What the oracle knows about dendrites.
 *
 * @packageDocumentation
 */
import type { CoreFunctions } from "../cores.ts";
import { at, f } from "./arithmetic.ts";
import { ERROR, LINKS, type Model, type Node } from "./model.ts";

type Names = "dendrite_reset" | "dendrite_inject" | "dendrite_integrate" | "dendrite_propagate";

/** The functions, on a model. */
export function dendrites(model: Model): Pick<CoreFunctions, Names> {
  return {
    dendrite_reset: () => {
      for (const node of model.nodes) node.inputs.fill(0);
    },
    dendrite_inject: (index, branch, current) => {
      if (branch >= LINKS) return void model.refuse(ERROR.badArgument, 0);
      model.withNode(index, undefined, (node) => {
        gather(model, node, branch, current);
      });
    },
    dendrite_integrate: (index) => {
      const node = model.liveNode(index);
      return node === null ? 0 : integrate(model, node);
    },
    dendrite_propagate: (gain) => {
      if (!Number.isFinite(gain)) return void model.refuse(ERROR.nonfinite, 0);
      model.nodes.forEach((node, index) => {
        for (const neighbour of node.spiked ? node.links : []) {
          const receiver = model.node(neighbour);
          gather(model, receiver, receiver.links.indexOf(index), f(gain * f(node.weight / 255)));
        }
      });
    },
  };
}

/** Empties the branches into the membrane; the sum. */
export function integrate(model: Model, node: Node): number {
  const total = node.inputs.map(amplified).reduce((sum, input) => f(sum + input), 0);
  const membrane = f(node.membrane + total);
  if (!Number.isFinite(total) || !Number.isFinite(membrane)) return model.refuse(ERROR.nonfinite, 0);
  node.membrane = membrane;
  node.inputs.fill(0);
  return total;
}

function gather(model: Model, node: Node, branch: number, current: number): void {
  const sum = f(at(node.inputs, branch) + current);
  if (Number.isFinite(sum)) node.inputs[branch] = sum;
  else model.error = ERROR.nonfinite;
}

function amplified(input: number): number {
  if (input <= 1) return input;
  const square = f(f(input - 1) * f(input - 1));
  const spike = square > 1e30 ? 2 : f(f(2 * square) / f(1 + square));
  return f(input + spike);
}
