/**
 * A user's mistake, as data. Stages collect diagnostics and never throw them; a thrown error inside the
 * compiler is our own mistake.
 *
 * @packageDocumentation
 */
import type { Span } from "./ir/ir.ts";

/** One mistake. */
export interface Diagnostic {
  /** `GN` and four digits; a row of diagnostics-table.ts. */
  readonly code: string;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to write instead, one sentence. */
  readonly remedy: string;
  /** Where. Null for a mistake of no place, such as a missing file. */
  readonly span: Span | null;
}
