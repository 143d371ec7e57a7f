/**
 * How large the spiking engine is, and why. A program has one engine, whatever the number of its cores.
 *
 * @packageDocumentation
 */
import type { u32 } from "../lib/types.ts";
import { CAPACITY } from "../search/limits.ts";

/**
 * Neurons: one for each slot of a core, so that the links of its graph can become synapses, up to 256.
 *
 * @option
 * @range 1 to 8192
 */
export const NEURONS = Math.min(CAPACITY, 256);

/**
 * Synapses: room for every link of a core of 32 slots, in both directions, and some more.
 *
 * @option
 * @range 32 to 32768 by 32
 */
export const SYNAPSES = 256;

/**
 * Steps that a spike can be under way; the longest delay is one less.
 *
 * @option
 * @range 1 to 256
 */
export const DELAY_SLOTS = 32;

/**
 * Spikes that are kept until the host takes them.
 *
 * @option
 * @range 1 to 65536
 */
export const EVENTS = 128;

/** The most steps of one run: a fraction of a second in a host, minutes on a slow chip. */
export const STEPS_MAX = 65536;

/** Neurons compute in binary32. */
export const FLOAT = 0;
/** Neurons compute in fixed point: for chips without a unit for floating-point numbers. */
export const FIXED = 1;

/**
 * How neurons compute: 0 in binary32, 1 in fixed point; see float-neuron.ts and fixed-neuron.ts.
 *
 * @option
 * @range 0 to 1
 */
export const ARITHMETIC: u32 = 0;
