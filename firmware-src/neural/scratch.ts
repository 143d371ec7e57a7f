/**
 * One number for each neuron, for the length of one call: the changes of the weights that learning sums up, the
 * activations that a race of neurons begins with. No call leaves anything here for the next.
 *
 * @packageDocumentation
 */
import { CAPACITY } from "../search/limits.ts";

/** All cores and functions share it. */
export const scratch = new Float32Array(CAPACITY);
