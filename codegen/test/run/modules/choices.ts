/**
 * Variables with setters, some of which programs do not call.
 *
 * @packageDocumentation
 */
import type { Below, bool, f32, i64, u32, u8 } from "../../../../firmware-src/lib/types.ts";

export let mode: u32 = 1;
export let gain: f32 = -0;
export let wide: i64 = -5n;
export let small: u8 = 200;
export let isOn: bool = true;
export let index: Below<1> = 0;
export let level: u32 = 7;

export function setMode(value: u32): void {
  mode = value;
}

export function setOthers(value: f32): void {
  gain = value;
  wide = 1n;
  small = 1;
  isOn = false;
}

export function setLevel(value: u32): void {
  level = value;
}

export function choose(value: u32): bool {
  if (value >= 1) return false;
  index = value;
  return true;
}
