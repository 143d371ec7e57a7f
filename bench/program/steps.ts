/**
 * The program that measures the spiking engine: 32 neurons, each of which gets a current and a synapse from another,
 * and fires now and then. `--set ARITHMETIC=1` measures neurons in fixed point.
 *
 * @packageDocumentation
 */
import { idle } from "../../firmware-src/board.ts";
import type { f32, u32 } from "../../firmware-src/lib/types.ts";
import { input, setCurrent } from "../../firmware-src/spiking/neurons.ts";
import { step } from "../../firmware-src/spiking/schedule.ts";
import { NEURONS } from "../../firmware-src/spiking/sizes.ts";
import { add } from "../../firmware-src/spiking/synapses.ts";

/** Steps that are measured. */
const STEPS = 200;

/** Number of the kind of input that is a current. */
const SYNAPTIC_CURRENT = 1;

/** Builds the network. */
export function boot(): void {
  for (let index: u32 = 0; index < NEURONS; index++) {
    setCurrent(index, 0.5);
    input(index, SYNAPTIC_CURRENT, 1);
    add(index, (index + 1) % NEURONS, 0.5, index % 16, 0);
  }
}

/** Makes the steps, then sleeps for ever. */
export function poll(): void {
  for (let round: u32 = 0; round < STEPS; round++) {
    input(round % NEURONS, SYNAPTIC_CURRENT, gainOf(round));
    step();
  }
  idle();
}

function gainOf(round: u32): f32 {
  return round % 3 === 0 ? 2 : 0;
}
