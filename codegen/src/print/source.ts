/**
 * The text that the program was compiled from, for line numbers and for spellings.
 *
 * @packageDocumentation
 */
import type { Span } from "../ir/ir.ts";

/** Source texts by `Span.file`. A file may be missing (a program built in memory): then nothing is quoted of it. */
export type SourceTexts = ReadonlyMap<string, string>;

/** The text that a span covers, or null if its file is not known. */
export function textOf(span: Span, sources: SourceTexts): string | null {
  return sources.get(span.file)?.slice(span.start, span.end) ?? null;
}

/** The line on which a span starts, counted from 1, or null if its file is not known. */
export function lineOf(span: Span, sources: SourceTexts): number | null {
  return positionOf(span, sources)?.line ?? null;
}

/** Line and column at which a span starts, both counted from 1, or null if its file is not known. */
export function positionOf(
  span: Span,
  sources: SourceTexts,
): { readonly line: number; readonly column: number } | null {
  const text = sources.get(span.file);
  if (text === undefined) return null;
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < span.start; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: span.start - lineStart + 1 };
}
