/**
 * Which of the program's cores the public functions work on.
 *
 * A *core* is a whole index with its network: every module that has state keeps it in an array with one element a
 * core, such as `stores[selected]`. A public function takes the elements it needs from there, once, and hands them
 * down by reference, so the functions below it serve any core. A program of one core pays nothing: its only index
 * is 0.
 *
 * @packageDocumentation
 */
import type { Below, bool, u32 } from "../lib/types.ts";
import { BAD_ARGUMENT, report } from "./errors.ts";
import { CORES } from "./limits.ts";

/** The core that public functions work on; 0 until {@link select} says otherwise. */
export let selected: Below<typeof CORES> = 0;

/**
 * Makes the public functions work on another core. Each has its own vectors, neurons and buffers; the buffers'
 * addresses are those of the core that is selected when they are asked for.
 *
 * @returns whether there is such a core; if not, the selection stays (BAD_ARG).
 */
export function select(core: u32): bool {
  if (core >= CORES) {
    report(BAD_ARGUMENT);
    return false;
  }
  selected = core;
  return true;
}

/** How many cores the program has. */
export function cores(): u32 {
  return CORES;
}
