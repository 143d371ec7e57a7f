/**
 * What the oracle knows about the oscillator and resonance. Phases are exact: counts of 2^-32 turns in a bigint.
 *
 * @packageDocumentation
 */
import type { CoreFunctions } from "../cores.ts";
import { f } from "./arithmetic.ts";
import { CAPACITY, ERROR, type Model } from "./model.ts";

const TURN = 2n ** 32n;
const FARTHEST = f(3.4028232635611926e38);

/** The counts nearest to dt/25 turns; a half goes away from zero. */
export function countsIn(dt: number): bigint {
  const scale = 2n ** 149n;
  // An f32 is a multiple of 2^-149, and 2^149 is an f64.
  const units = BigInt(Math.abs(dt) * 2 ** 149);
  const counts = (2n * units * TURN + 25n * scale) / (2n * 25n * scale);
  return dt < 0 ? -counts : counts;
}

function turns(model: Model): number {
  return Math.min(f(Number(model.phase) / 2 ** 32), f(1 - 2 ** -24));
}

/** How near the phase is to a neuron's. */
export function resonance(model: Model, index: number): number {
  const away = Math.abs(f(turns(model) - index / CAPACITY));
  return f(1 - 2 * Math.min(away, f(1 - away)));
}

type Names = "oscillator_step" | "oscillator_get_phase" | "compute_resonance" | "resonance_search";

/** The functions, on a model. */
export function rhythm(model: Model): Pick<CoreFunctions, Names> {
  return {
    oscillator_step: (dt) => {
      if (!Number.isFinite(dt)) return void model.refuse(ERROR.badTimeStep, 0);
      model.phase = BigInt.asUintN(32, model.phase + countsIn(dt));
    },
    oscillator_get_phase: () => f(turns(model) * f(2 * Math.PI)),
    compute_resonance: (index) => (model.liveNode(index) === null ? 0 : resonance(model, index)),
    resonance_search: (k, weight) => {
      model.found = [];
      if (k === 0) return 0;
      const near = model.nearToQuery();
      if (near.length > 0 && !Number.isFinite(weight)) model.error = ERROR.nonfinite;
      const modulated = near.map(({ index, distance }) => {
        const preference = Number.isFinite(weight) ? f(resonance(model, index) * weight) : 0;
        const factor = Math.max(0.0625, f(2 - preference));
        return { index, distance: bounded(f(distance < 0 ? distance / factor : distance * factor)) };
      });
      return model.show(modulated, k);
    },
  };
}

function bounded(distance: number): number {
  return Math.min(Math.max(distance, f(-3.4028234663852886e38)), FARTHEST);
}
