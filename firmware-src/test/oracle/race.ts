/**
 * What the oracle knows about the race of neurons that searches.
 *
 * @packageDocumentation
 */
import type { CoreFunctions } from "../cores.ts";
import { activation, at, f } from "./arithmetic.ts";
import { integrate } from "./dendrites.ts";
import { ERROR, type Model, RESULTS } from "./model.ts";

type Needed = "snn_reset" | "snn_step" | "oscillator_step" | "pattern_record";

/** The function, on a model, by way of other functions of the oracle. */
export function race(model: Model, functions: Pick<CoreFunctions, Needed>): Pick<CoreFunctions, "neuromorphic_search"> {
  return {
    neuromorphic_search: (k, dt, iterations) => {
      model.found = [];
      if (k === 0) return 0;
      const near = model.nearToQuery();
      if (near.length === 0) return 0;
      functions.snn_reset();
      const isRace = Number.isFinite(dt) && dt > 0;
      if (!isRace) model.error = ERROR.badTimeStep;
      const steps = isRace ? Math.min(iterations, 255) : 0;
      const runners = near.map(({ index, distance }) => ({
        index,
        node: model.node(index),
        activation: activation(distance),
        spikes: 0,
      }));
      const least = Math.min(...runners.map((runner) => runner.activation));
      const most = Math.max(...runners.map((runner) => runner.activation));
      const currents = runners.map((runner) =>
        least === most ? 1 : f(f(0.2) + f(f(f(0.8) * f(runner.activation - least)) / f(most - least))),
      );
      if (steps === 0) for (const runner of runners) runner.node.membrane = runner.activation;
      for (let each = 0; each < steps; each++) {
        functions.oscillator_step(dt);
        const gating = f(1 + f(f(0.2) * cosine(model.phase)));
        const drive = f(f(3 * Math.min(1, f(dt / 20))) * gating);
        runners.forEach(({ node }, rank) => {
          integrate(model, node);
          if (node.refractory === 0) node.membrane = f(node.membrane + f(drive * at(currents, rank)));
        });
        const fired = functions.snn_step(dt);
        const inhibition = f(f(f(0.2) * fired) / runners.length);
        for (const runner of runners) {
          if (runner.node.spiked) runner.spikes++;
          else if (fired > 0 && runner.node.membrane > 0) {
            runner.node.membrane = Math.max(0, f(runner.node.membrane - inhibition));
          }
        }
        functions.pattern_record();
      }
      const scored = runners.map((runner) => ({ ...runner, distance: -f(runner.spikes + runner.node.membrane) }));
      model.found = scored
        .toSorted((a, b) => a.distance - b.distance || b.activation - a.activation || a.index - b.index)
        .slice(0, Math.min(k, RESULTS))
        .map(({ index, distance }) => ({ index, core: model.core, indexHigh: 0, flags: 0, distance }));
      return model.found.length;
    },
  };
}

/** The cosine of a phase in counts of 2^-32 turns, by the polynomials that the core's is defined by. */
export function cosine(phase: bigint): number {
  const quadrant = Number(((phase + 2n ** 29n) >> 30n) & 3n);
  const rest = BigInt.asIntN(32, phase - (BigInt(quadrant) << 30n));
  const x = f(f(Number(rest)) * f((2 * Math.PI) / 2 ** 32));
  const square = f(x * x);
  const byHorner = (first: number, others: readonly number[]): number =>
    others.reduce((sum, coefficient) => f(f(sum * square) + f(coefficient)), f(first));
  const cos = (): number => {
    const p = byHorner(2.443315711809948e-5, [-1.388731625493765e-3, 4.166664568298827e-2]);
    return f(f(f(f(p * square) * square) - f(0.5 * square)) + 1);
  };
  const sin = (): number => {
    if (Math.abs(x) < 2 ** -12) return x;
    return f(f(f(byHorner(-1.9515295891e-4, [8.3321608736e-3, -1.6666654611e-1]) * square) * x) + x);
  };
  return [cos, () => -sin(), () => -cos(), sin][quadrant]?.() ?? NaN;
}
