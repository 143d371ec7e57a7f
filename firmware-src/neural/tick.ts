/**
 * One tick of the network: what a host calls once a time step.
 *
 * @packageDocumentation
 */
import { isFinite } from "../lib/math.ts";
import type { f32, u32 } from "../lib/types.ts";
import { BAD_TIME_STEP, NONFINITE, report } from "../search/errors.ts";
import { isTimeStep, step } from "./neuron.ts";
import { learn } from "./plasticity.ts";
import { propagate } from "./propagation.ts";

/**
 * Steps every neuron by `dt` milliseconds, sends the spikes to the neighbours with `gain`, and, unless
 * `learning` is 0, lets the weights learn from them. Nothing at all happens if `dt` (BAD_DT) or `gain`
 * (NONFINITE) is refused.
 *
 * @returns how many neurons fired.
 */
export function tick(dt: f32, gain: f32, learning: u32): u32 {
  if (!isTimeStep(dt)) {
    report(BAD_TIME_STEP);
    return 0;
  }
  if (!isFinite(gain)) {
    report(NONFINITE);
    return 0;
  }
  const fired = step(dt);
  propagate(gain);
  if (learning !== 0) learn();
  return fired;
}
