/**
 * A trace: a number that events add to and that decays exponentially between them.
 *
 * It is not touched in every step. Its value is kept as it was at some step, and what is left of it at a later one is
 * computed when somebody asks: cost follows events, not time.
 *
 * @packageDocumentation
 */
import { expOfNonPositive } from "../lib/math.ts";
import { f32, type u32 } from "../lib/types.ts";

/** A decaying sum of events. */
export class Trace {
  /** The value at {@link Trace.step}. */
  value: f32 = 0;
  /** The step of the latest event. */
  step: u32 = 0;

  /** The value at a step that is not earlier; `rate` is the length of a step over the time constant. */
  at(step: u32, rate: f32): f32 {
    return this.value * expOfNonPositive(-(f32(step - this.step) * rate));
  }

  /** Adds an event. */
  add(step: u32, rate: f32, amount: f32): void {
    this.value = this.at(step, rate) + amount;
    this.step = step;
  }

  /** Forgets all events. */
  clear(): void {
    this.value = 0;
  }
}
