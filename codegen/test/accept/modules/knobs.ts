/**
 * What a program may choose. Who never calls a setter pays for none of the choices.
 *
 * @packageDocumentation
 */
import type { Below, bool, f32, u32 } from "../../lib/types.ts";

export enum Mode {
  Plain,
  Graph,
}

export const CORES = 1;

export let mode = Mode.Plain;
export let leak: f32 = 0;
export let selected: Below<typeof CORES> = 0;
export let rounds: u32 = 3;

export function setMode(chosen: Mode): void {
  mode = chosen;
}

export function setLeak(chosen: f32): void {
  leak = chosen;
}

export function select(core: u32): bool {
  if (core >= CORES) return false;
  selected = core;
  return true;
}

export function setRounds(count: u32): void {
  rounds = count;
}

export function isGraph(): bool {
  return mode === Mode.Graph;
}
