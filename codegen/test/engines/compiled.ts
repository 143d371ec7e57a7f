/**
 * All engines that compile the generated C, and the same tests for each of them.
 *
 * An engine whose tools are missing is skipped, and its name in the report says why.
 *
 * @packageDocumentation
 */
import { describe } from "vitest";
import { CHIP_ENGINES } from "./chips.ts";
import type { Engine, OptionalEngine } from "./engine.ts";
import { CLANG, NATIVE_AGGRESSIVE, NATIVE_CHECKED, NATIVE_OPTIMISED, NATIVE_PLAIN } from "./native.ts";

const COMPILED_ENGINES: readonly (Engine | OptionalEngine)[] = [
  NATIVE_CHECKED,
  NATIVE_PLAIN,
  NATIVE_OPTIMISED,
  NATIVE_AGGRESSIVE,
  CLANG,
  ...CHIP_ENGINES,
];

/** Declares tests for every engine. */
export function describeCompiled(declare: (engine: Engine) => void): void {
  for (const engine of COMPILED_ENGINES) {
    const missing = "missing" in engine ? engine.missing : null;
    const title = missing === null ? engine.name : `${engine.name} (skipped: ${missing})`;
    describe.skipIf(missing !== null)(title, () => {
      declare(engine);
    });
  }
}
