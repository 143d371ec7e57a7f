/**
 * What is wrong with methods.
 *
 * @packageDocumentation
 */
import type { bool, f32, Fixed, u32, u8 } from "../lib/types.ts";

const LEVELS = 4;

export const TOO_HIGH = 256;

enum Colour {
  Red,
  Green,
}

class Circle {
  readonly kind = 0;
  radius: u32 = 0;
}
class Square {
  readonly kind = 1;
  side: u32 = 0;
}
type Shape = Circle | Square;

class Samples {
  count: u8 = 0;
  /** @length count */
  values = new Uint16Array(8);
}
class Reversed {
  /** @length count */
  values = new Uint16Array(8);
  count: u8 = 0;
}
class Uncounted {
  /** @length 8 */
  value: u32 = 0;
}

/** @rpc */
export function numberless(): void {} //! GN9001

/** @rpc 256 */
export function tooHigh(): void {} //! GN9001

/** @rpc 1 */
export function first(): void {}

/** @rpc 1 */
export function second(): void {} //! GN9001 `first` is method 1 already

/** @rpc 2 */
function hidden(): u32 { //! GN9001 not exported
  return 1;
}

/** @rpc 3 */
export function anyLength(values: Uint8Array): u32 { //! GN9002 an array of any length
  return values.length + hidden();
}

/** @rpc 4 */
export function paint(colour: Colour): bool { //! GN9002 a member of an enum
  return colour === Colour.Green;
}

/** @rpc 5 */
export function shape(it: Shape): bool { //! GN9002 a union
  return it.kind === 0;
}

/** @rpc 15 */
export function rows(matrix: Fixed<Fixed<Float32Array, 2>[], 2>): f32 { //! GN9002 an array of arrays
  return matrix[0][1];
}

/** @rpc 6 */
export function much(values: Fixed<Float32Array, 61>): f32 { //! GN9003 up to 244 bytes
  return values[0];
}

/** @rpc 7 */
export function muchBack(values: Fixed<Float32Array, 61>): void { //! GN9003 the results
  values[0] = 1;
}

/**
 * @rpc 8
 * @range nothing 0..1
 */
export function unknownArgument(level: u32): u32 { //! GN9004 `nothing 0..1`
  return level;
}

/**
 * @rpc 9
 * @range level 4..LEVEL
 */
export function unknownConstant(level: u32): u32 { //! GN9004
  return level;
}

/**
 * @rpc 10
 * @range level LEVELS..1
 */
export function backwards(level: u32): u32 { //! GN9004
  return level + LEVELS;
}

/** @rpc 11 */
export function reversed(samples: Reversed): u32 { //! GN9005 `Reversed.values` has no length `count`
  return samples.values[0] + samples.count;
}

/** @rpc 12 */
export function uncounted(samples: Uncounted): u32 { //! GN9005
  return samples.value;
}

/** @rpc 13 */
export function followed(samples: Samples, scale: u32): u32 { //! GN9005 something follows
  return samples.values[0] * scale + samples.count;
}

/**
 * @rpc 14
 * @maxTime 2 s
 */
export function slow(): void {} //! GN9006 `2 s` is no time

/**
 * @rpc 32
 * @refuses LEVELS_OFF - no such constant
 */
export function unknownReason(): void {} //! GN9008 `LEVELS_OFF - no such constant`

/**
 * @rpc 33
 * @refuses TOO_HIGH
 */
export function highReason(): void {} //! GN9008 `TOO_HIGH` is no reason

/** @rpc 31 */
export function ping(): void {} //! GN9007 of its own
