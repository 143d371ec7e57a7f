/**
 * The table of diagnostics: one row for each code.
 *
 * The message of a diagnostic is made where the mistake is found; what a row says is true of all diagnostics with its
 * code.
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
import { RPC_DIAGNOSTICS } from "./diagnostics/rpc.ts";
import { SYNTAX_DIAGNOSTICS } from "./diagnostics/syntax.ts";
import { UNION_DIAGNOSTICS } from "./diagnostics/unions.ts";
import type { Span } from "./ir/ir.ts";

const ROWS = {
  ...SYNTAX_DIAGNOSTICS,
  ...NAME_DIAGNOSTICS,
  ...CONTROL_DIAGNOSTICS,
  ...DATA_DIAGNOSTICS,
  ...UNION_DIAGNOSTICS,
  ...MODULE_DIAGNOSTICS,
  ...PROOF_DIAGNOSTICS,
  ...EVALUATION_DIAGNOSTICS,
  ...GENERIC_DIAGNOSTICS,
  ...RPC_DIAGNOSTICS,
};

/** A code that has a row. */
export type DiagnosticCode = keyof typeof ROWS;

/** The first digit of a code is its area, `GN1`. */
type Area = DiagnosticCode extends infer Code
  ? Code extends `GN${infer Digit}${string}`
    ? `GN${Digit}`
    : never
  : never;

/** What the codes of an area have in common. */
const AREAS: Readonly<Record<Area, string>> = {
  GN1: "Syntax outside the subset",
  GN2: "Names and types",
  GN3: "Control flow and calls",
  GN4: "Data",
  GN5: "Files and modules",
  GN6: "Proofs",
  GN7: "Computing at compile time",
  GN8: "Generics",
  GN9: "Methods on the wire",
};

/** Titles of the areas by `GN` and digit, in order. */
export const DIAGNOSTIC_AREAS: ReadonlyMap<string, string> = new Map(Object.entries(AREAS));

/** All rows by code, in order. */
export const DIAGNOSTICS: ReadonlyMap<string, DiagnosticRow> = new Map(
  Object.entries(ROWS).map(([code, row]) => [code, unindented(row)]),
);

/** A diagnostic with a code of the table. */
export function diagnostic(code: DiagnosticCode, span: Span | null, message: string, remedy: string): Diagnostic {
  return { code, span, message, remedy };
}
