/**
 * A module that others import.
 *
 * @packageDocumentation
 */
import type { f32 } from "../../lib/types.ts";

export const SIDES = 4;

/** Width and height. */
export class Box {
  width: f32 = 1;
  height: f32 = 2;
}

export type Corners = Float32Array;

/** Area in square units. */
export function area(box: Box): f32 {
  return box.width * box.height;
}

/** @export grow_by */
export function grow(box: Box, by: f32): void {
  box.width += by;
}

export let grown: f32 = 0;
export function note(by: f32): void {
  grown += by;
}
