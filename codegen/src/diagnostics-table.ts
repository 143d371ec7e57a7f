/**
 * The table of diagnostics: one row for each code.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "./diagnostic.ts";
import type { Span } from "./ir/ir.ts";

export type DiagnosticCode = `GN${string}`;

/** A diagnostic with a code of the table. */
export function diagnostic(code: DiagnosticCode, span: Span | null, message: string, remedy: string): Diagnostic {
  return { code, span, message, remedy };
}
