/**
 * Modules: imports, exports under other names, and the public names of the program.
 *
 * @packageDocumentation
 */
import type { f32, u32 } from "../lib/types.ts";
import { Box, SIDES, area as areaOf, grow, grown, note } from "./modules/shapes.ts";
import type { Corners } from "./modules/shapes.ts";

export { grow } from "./modules/shapes.ts";
export { area as box_area, SIDES as sides } from "./modules/shapes.ts";
export { twice as double_size };

const box = new Box();

function twice(): f32 {
  grow(box, box.width);
  note(1);
  return areaOf(box) + grown;
}

/**
 * The corners of a box.
 *
 * @export corner_count
 */
export function corners(values: Corners): u32 {
  return Math.min(values.length, SIDES);
}
