/**
 * The table of diagnostics: one row for each code.
 *
 * GN1xxx syntax outside the subset, GN2xxx names and types, GN3xxx control flow and calls, GN4xxx data, GN5xxx
 * files and modules, GN6xxx proofs, GN7xxx what is computed at compile time, GN8xxx generics. The message of a
 * diagnostic is made where the mistake is found; what a row says is true of all diagnostics with its code.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "./diagnostic.ts";
import { CONTROL_DIAGNOSTICS } from "./diagnostics/control.ts";
import { DATA_DIAGNOSTICS } from "./diagnostics/data.ts";
import { EVALUATION_DIAGNOSTICS } from "./diagnostics/evaluation.ts";
import { GENERIC_DIAGNOSTICS } from "./diagnostics/generics.ts";
import { MODULE_DIAGNOSTICS } from "./diagnostics/modules.ts";
import { NAME_DIAGNOSTICS } from "./diagnostics/names.ts";
import { PROOF_DIAGNOSTICS } from "./diagnostics/proofs.ts";
import { unindented } from "./diagnostics/row.ts";
import type { DiagnosticRow } from "./diagnostics/row.ts";
import { SYNTAX_DIAGNOSTICS } from "./diagnostics/syntax.ts";
import type { Span } from "./ir/ir.ts";

const ROWS = {
  ...SYNTAX_DIAGNOSTICS,
  ...NAME_DIAGNOSTICS,
  ...CONTROL_DIAGNOSTICS,
  ...DATA_DIAGNOSTICS,
  ...MODULE_DIAGNOSTICS,
  ...PROOF_DIAGNOSTICS,
  ...EVALUATION_DIAGNOSTICS,
  ...GENERIC_DIAGNOSTICS,
};

/** A code that has a row. */
export type DiagnosticCode = keyof typeof ROWS;

/** All rows by code, in order. */
export const DIAGNOSTICS: ReadonlyMap<string, DiagnosticRow> = new Map(
  Object.entries(ROWS).map(([code, row]) => [code, unindented(row)]),
);

/** A diagnostic with a code of the table. */
export function diagnostic(code: DiagnosticCode, span: Span | null, message: string, remedy: string): Diagnostic {
  return { code, span, message, remedy };
}
