/**
 * Checking programs without writing anything: every diagnostic of several entry modules at once.
 *
 * Entries may share modules; what is wrong in a shared one is said once.
 *
 * @packageDocumentation
 */
import type { Compilation, CompileOptions, Diagnostic } from "../compile.ts";
import { compileFile, type Surroundings } from "./build.ts";

/** What was found in a set of programs. */
export interface Checked {
  /** Each mistake once, in the order of the entries. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of every file that was read. */
  readonly sources: Compilation["sources"];
}

/**
 * Checks the programs that start at the entries, proofs included.
 *
 * @throws as {@link compileFile}
 */
export function checkFiles(
  entries: readonly string[],
  options: Pick<CompileOptions, "set"> = {},
  surroundings: Surroundings = {},
): Checked {
  return checkEntries(entries, (entry) => compileFile(entry, [], options, surroundings));
}

/** The same with compilations from elsewhere. */
export function checkEntries(entries: readonly string[], compileEntry: (entry: string) => Compilation): Checked {
  const compilations = entries.map((entry) => compileEntry(entry));
  const diagnostics = new Map(compilations.flatMap((each) => each.diagnostics.map((one) => [identityOf(one), one])));
  return {
    diagnostics: [...diagnostics.values()],
    sources: new Map(compilations.flatMap(({ sources }) => [...sources])),
  };
}

function identityOf({ code, span, message }: Diagnostic): string {
  return JSON.stringify([code, span?.file, span?.start, span?.end, message]);
}
