/**
 * The form of a row of the table of diagnostics.
 *
 * @packageDocumentation
 */

/** What a code means, for `ganglion explain` and the specification. The examples are tests: see test/diagnostics. */
export interface DiagnosticRow {
  /** What is refused, in a few words. */
  readonly title: string;
  /** Why, and what the language offers in its place. */
  readonly explanation: string;
  /**
   * A module that is refused with this code and no other, null if none is short enough to show. Imports of the
   * vocabulary are left out of examples, and so is the indentation that their lines have in common.
   */
  readonly bad: string | null;
  /** The same module as it should be. */
  readonly good: string | null;
}

/** A row with its examples as they are shown: without the indentation that they have in the table. */
export function unindented(row: DiagnosticRow): DiagnosticRow {
  return { ...row, bad: unindent(row.bad), good: unindent(row.good) };
}

function unindent(text: string | null): string | null {
  if (text === null) return null;
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines
    .map((line) => line.slice(common))
    .join("\n")
    .trim();
}
