/**
 * Shows diagnostics: to a person as text with the source line and a caret, to a program as JSON.
 *
 *     search/distance.ts:12:9: error GN2001: there is no `sun` here
 *       12 |     return sun;
 *          |            ^^^
 *       = did you mean `sum`?
 *
 * Lines and columns count from 1; a column counts UTF-16 units, as editors do. A tab is shown as it stands.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "./diagnostic.ts";
import type { Span } from "./ir/ir.ts";

/** The text of a file, or null if there is none. */
export type ReadSource = (file: string) => string | null;

/** How to show diagnostics. */
export interface RenderOptions {
  /** Whether to mark the parts with ANSI colours. */
  readonly colour: boolean;
}

/** A diagnostic with its place in lines and columns, as `--json` prints it. */
export interface DiagnosticReport {
  readonly code: string;
  /** Always an error: the language has no warnings. */
  readonly severity: "error";
  readonly message: string;
  readonly remedy: string;
  /** Null, as all that follows, for a mistake of no place. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

/** A diagnostic as text of several lines, without a line break at the end. */
export function renderDiagnostic(diagnostic: Diagnostic, read: ReadSource, options: RenderOptions): string {
  const style = options.colour ? COLOURED : PLAIN;
  const { span, code, message, remedy } = diagnostic;
  const title = `${style.error(`error ${code}`)}: ${style.strong(message)}`;
  const help = `  ${style.gutter("=")} ${remedy}`;
  if (span === null) return [title, help].join("\n");
  const place = new SourceText(read(span.file) ?? "").placeOf(span);
  const where = style.strong(`${span.file}:${place.line}:${place.column}:`);
  return [`${where} ${title}`, ...excerpt(place, style), help].join("\n");
}

/** All diagnostics in the order of the files and lines, a blank line between them, and how many there are. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  read: ReadSource,
  options: RenderOptions,
): string {
  const texts = inOrder(diagnostics).map((one) => renderDiagnostic(one, read, options));
  return [...texts, countOf(diagnostics)].join("\n\n");
}

/** `3 errors in 2 files`. */
function countOf(diagnostics: readonly Diagnostic[]): string {
  const files = new Set(diagnostics.flatMap(({ span }) => (span === null ? [] : [span.file])));
  const errors = plural(diagnostics.length, "error");
  return files.size === 0 ? errors : `${errors} in ${plural(files.size, "file")}`;
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A diagnostic as plain data. */
export function reportDiagnostic(diagnostic: Diagnostic, read: ReadSource): DiagnosticReport {
  const { code, message, remedy, span } = diagnostic;
  const what = { code, severity: "error", message, remedy } as const;
  if (span === null) return { ...what, file: null, line: null, column: null, endLine: null, endColumn: null };
  const { line, column, endLine, endColumn } = new SourceText(read(span.file) ?? "").placeOf(span);
  return { ...what, file: span.file, line, column, endLine, endColumn };
}

/** Diagnostics of no place first, then file by file in the order of first mention, each from the top down. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(diagnostics.map(({ span }) => span?.file ?? null))];
  const rank = ({ span }: Diagnostic): number => (span === null ? -1 : files.indexOf(span.file));
  return diagnostics.toSorted(
    (left, right) => rank(left) - rank(right) || (left.span?.start ?? 0) - (right.span?.start ?? 0),
  );
}

// ---------------------------------------------------------------------------------------------
// Places

interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The line that the place begins on. */
  readonly text: string;
}

class SourceText {
  readonly #lines: readonly string[];
  /** Offset of the first character of each line. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0, ...[...text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)].map((end) => end.index + end[0].length)];
    this.#starts = starts;
    this.#lines = starts.map((start, index) =>
      text.slice(start, starts[index + 1]).replace(/[\r\n\u2028\u2029]+$/, ""),
    );
  }

  placeOf(span: Span): Place {
    const [line, column] = this.#positionOf(span.start);
    const [endLine, endColumn] = this.#positionOf(span.end);
    return { line, column, endLine, endColumn, text: (this.#lines[line - 1] ?? "").replace("\uFEFF", "") };
  }

  #positionOf(offset: number): readonly [number, number] {
    const index = this.#starts.findLastIndex((start) => start <= offset);
    const start = this.#starts[index] ?? 0;
    // A byte order mark is no column.
    const mark = index === 0 && this.#lines[0]?.startsWith("\uFEFF") === true && offset > 0 ? 1 : 0;
    return [index + 1, offset - start - mark + 1];
  }
}

// ---------------------------------------------------------------------------------------------
// Text

/** Longest part of a line that is shown; what is longer is cut around the place. */
const EXCERPT_WIDTH_MAX = 160;

function excerpt(place: Place, style: Style): readonly string[] {
  const number = `${place.line}`;
  const blank = " ".repeat(number.length);
  const from = place.column > EXCERPT_WIDTH_MAX / 2 && place.text.length > EXCERPT_WIDTH_MAX ? place.column - 41 : 0;
  const shown = place.text.slice(from, from + EXCERPT_WIDTH_MAX);
  // Tabs stay tabs, so that the caret stands where the line puts it.
  const indent = shown.slice(0, place.column - 1 - from).replace(/[^\t]/g, " ");
  const endColumn = place.endLine === place.line ? place.endColumn : place.text.length + 1;
  const width = Math.min(endColumn - place.column, shown.length - indent.length);
  const caret = "^".repeat(Math.max(width, 1));
  return [
    `  ${style.gutter(`${number} |`)} ${shown}`,
    `  ${style.gutter(`${blank} |`)} ${indent}${style.error(caret)}`,
  ];
}

interface Style {
  readonly error: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly gutter: (text: string) => string;
}

const PLAIN: Style = { error: (text) => text, strong: (text) => text, gutter: (text) => text };

const COLOURED: Style = {
  error: (text) => `\u001b[1;31m${text}\u001b[0m`,
  strong: (text) => `\u001b[1m${text}\u001b[0m`,
  gutter: (text) => `\u001b[34m${text}\u001b[0m`,
};
