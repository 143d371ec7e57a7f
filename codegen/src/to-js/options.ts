/**
 * What can be chosen about generated JavaScript, and which names it must leave alone.
 *
 * @packageDocumentation
 */
import type { SourceTexts } from "../print/source.ts";

/** What a user of the generated JavaScript can choose. */
export interface JavaScriptOptions {
  /**
   * Whether an index or slice out of bounds and an integer division by zero throw a `RangeError` that names module,
   * function and line. Without it they do what JavaScript does, which is not what a board does.
   */
  readonly checks: boolean;
  /** For line numbers in those errors, and for the spelling of numbers. */
  readonly sources: SourceTexts;
}

/** Globals that generated JavaScript uses: no local may have such a name. */
export const GLOBALS = [
  "Array",
  "ArrayBuffer",
  "Boolean",
  "DataView",
  "Error",
  "Float32Array",
  "Infinity",
  "Int16Array",
  "Int32Array",
  "Int8Array",
  "Math",
  "NaN",
  "Number",
  "Object",
  "RangeError",
  "Uint16Array",
  "Uint32Array",
  "Uint8Array",
  "undefined",
] as const;
