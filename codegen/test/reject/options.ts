/**
 * Options that are none, or begin with a value that they do not take.
 *
 * @packageDocumentation
 */
import type { f32, u32 } from "../../../firmware-src/lib/types.ts";

/** @option */
export const COUNT = 8;

/** @option @range 4 to 64 by 4 */
export const LENGTH = COUNT + 2; //! GN5013 this is 10, which the option cannot be

/** @option */ //! GN5014 an option is an exported constant
export const SCALE = 0.5;

/** @option */ //! GN5014 an option is an exported constant
export const PERIOD: f32 = 20;

/** @option */ //! GN5014 an option is an exported constant
const HIDDEN = 3;

/** @option @range 1..5 */ //! GN5014 the range of an option is not `1..5`
export const FEW = 3;

/** @option */ //! GN5014 an option is an exported constant
let current: u32 = 0;

export function f(x: u32): u32 {
  current += x;
  return current + HIDDEN + LENGTH;
}
