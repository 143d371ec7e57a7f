/**
 * A vector as whole numbers of one scale: a fifth of the bytes, for lines that are slower than the board.
 *
 * @packageDocumentation
 */
import { ArgumentError } from "../errors.ts";

const CODE_MAX = 127;
/** As the board has it: components of more are no vector. */
const COMPONENT_MAX = 1e18;
/** Below, a scale is no binary32 of full precision; such a component is 0 beside any other. */
const SCALE_MIN = 2 ** -126;

/** What `codes[i] * scale` is for each component, but for half a scale. */
export interface Codes {
  /** -127 to 127. */
  readonly codes: readonly number[];
  /** A binary32. */
  readonly scale: number;
}

/** The largest component becomes 127 or -127. Throws ArgumentError for what is no number or too large. */
export function quantise(vector: ArrayLike<number>): Codes {
  const components = Array.from(vector);
  const wrong = components.findIndex((component) => !(Math.abs(component) <= COMPONENT_MAX / 2));
  if (wrong >= 0) {
    throw new ArgumentError(
      "query",
      `component ${wrong}`,
      `is ${components[wrong]}`,
      "a number of at most 5e17 for int8",
    );
  }
  const largest = Math.max(0, ...components.map(Math.abs));
  const scale = Math.fround(largest / CODE_MAX);
  if (scale < SCALE_MIN) return { codes: components.map(() => 0), scale: 0 };
  const code = (component: number): number => Math.max(-CODE_MAX, Math.min(CODE_MAX, Math.round(component / scale)));
  // Minus zero is no code.
  return { codes: components.map((component) => code(component) + 0), scale };
}
