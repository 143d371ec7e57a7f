/**
 * What emitting one `.c` or `.h` file needs to know and to remember.
 *
 * @packageDocumentation
 */
import type { Enumeration, Struct } from "../ir/ir.ts";
import type { ValueType } from "../ir/types.ts";
import type { SourceTexts } from "../print/source.ts";
import type { Writer } from "../print/writer.ts";
import type { CNames } from "./names.ts";
import type { RuntimeName } from "./runtime.ts";

/** What writing one C file takes, and collects on the way. */
export interface FileContext {
  readonly writer: Writer;
  readonly names: CNames;
  readonly sources: SourceTexts;
  /** Standard headers that the text so far needs, as they are included: `<stdint.h>`. */
  readonly standardHeaders: Set<string>;
  /** What the text so far uses of `ganglion.h`. */
  readonly runtime: Set<RuntimeName>;
  /** Whether it computes with f32, so that `ganglion.h` must check the compiler's flags. */
  readonly usesFloat: { value: boolean };
  /** Whether a `.c` file tells the lines of its source. */
  readonly lineDirectives: boolean;
  structOf(name: string): Struct;
  enumerationOf(name: string): Enumeration;
  /** The type that a named constant was declared with, which its macro has; a member of an enum is an int. */
  typeOfConstant(name: string, member: string | undefined): ValueType;
}

/** Uses a function or macro of `ganglion.h`. */
export function useRuntime(name: RuntimeName, file: FileContext): string {
  file.runtime.add(name);
  return name;
}
