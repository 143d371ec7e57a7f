/**
 * A PID controller: the derivative acts on the measurement, so a new set point gives no kick, and the integral stands
 * still while the output is at its limit (K. Åström and R. Murray, "Feedback Systems", chapter 11).
 *
 * @packageDocumentation
 */
import type { f32 } from "../firmware-src/lib/types.ts";

class Controller {
  /** Gain. */
  proportional: f32 = 1;
  /** Gain over seconds. */
  integral: f32 = 0;
  /** Gain times seconds. */
  derivative: f32 = 0;
  least: f32 = -1;
  most: f32 = 1;
}

class Memory {
  sum: f32 = 0;
  measured: f32 = 0;
  isFirst = true;
}

const controller = new Controller();
const memory = new Memory();

/** Sets the gains. */
export function tune(proportional: f32, integral: f32, derivative: f32): void {
  controller.proportional = proportional;
  controller.integral = integral;
  controller.derivative = derivative;
}

/** Sets the limits of the output, and forgets the past. */
export function restart(least: f32, most: f32): void {
  controller.least = Math.min(least, most);
  controller.most = Math.max(least, most);
  memory.sum = 0;
  memory.isFirst = true;
}

/** The output for a set point and a measurement, `dt` seconds after the last. */
export function step(setPoint: f32, measured: f32, dt: f32): f32 {
  const error = setPoint - measured;
  const isMoving = !memory.isFirst && dt > 0;
  const rate = isMoving ? (measured - memory.measured) / dt : 0;
  const sum = memory.sum + controller.integral * error * dt;
  const wanted = controller.proportional * error + sum - controller.derivative * rate;
  const output = Math.min(Math.max(wanted, controller.least), controller.most);
  if (output === wanted) memory.sum = sum;
  memory.measured = measured;
  memory.isFirst = false;
  return output;
}
