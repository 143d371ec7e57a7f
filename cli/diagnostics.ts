/**
 * How commands show the diagnostics of a program: as text on standard error, or as part of one JSON object.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../codegen/src/compile.ts";
import { type DiagnosticReport, inOrder, renderDiagnostics, reportDiagnostic } from "../codegen/src/render.ts";
import type { Terminal } from "./terminal.ts";

/** Diagnostics with the texts that they point into. */
export interface Found {
  readonly diagnostics: readonly Diagnostic[];
  /** Text by file. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Shows each diagnostic at its place, and at the end where to read more. */
export function showDiagnostics({ diagnostics, sources }: Found, terminal: Terminal): void {
  const colour = terminal.colors.isColorSupported;
  terminal.report(renderDiagnostics(diagnostics, (file) => sources.get(file) ?? null, { colour }));
  const [first] = inOrder(diagnostics);
  if (first !== undefined) terminal.report(terminal.colors.dim(`ganglion explain ${first.code} tells more`));
}

/** The diagnostics as plain data, in the order of the text. */
export function reportDiagnostics({ diagnostics, sources }: Found): DiagnosticReport[] {
  return inOrder(diagnostics).map((one) => reportDiagnostic(one, (file) => sources.get(file) ?? null));
}
