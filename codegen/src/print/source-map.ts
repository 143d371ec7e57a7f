/**
 * Source maps, version 3 (ECMA-426): which line of the source each line of output was made from.
 *
 * A line of output has one segment, at its first character: what a debugger steps through and what a stack trace names
 * are lines. The map carries the sources, so it is complete by itself.
 *
 * @packageDocumentation
 */
import { lastSegment } from "./names.ts";
import type { SourceTexts } from "./source.ts";
import { positionOf } from "./source.ts";
import type { WrittenLine } from "./writer.ts";

/** A source map, as its JSON file has it. */
export interface SourceMap {
  readonly version: 3;
  readonly file: string;
  readonly sources: readonly string[];
  readonly sourcesContent: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/**
 * The map of a file with these lines.
 *
 * @param file - name of the generated file
 * @param lines - its lines
 * @param texts - the sources, by the file names in the origins
 * @param nameOf - what the map is to call a source file
 */
export function sourceMap(
  file: string,
  lines: readonly WrittenLine[],
  texts: SourceTexts,
  nameOf: (file: string) => string,
): SourceMap {
  const files = [
    ...new Set(lines.flatMap(({ origin }) => (origin !== null && texts.has(origin.file) ? [origin.file] : []))),
  ];
  // Every field of a segment counts from the one before, but the column of the output, which starts anew on each line.
  let before = { source: 0, line: 0, column: 0 };
  const mappings = lines.map(({ text, origin }) => {
    const position = origin === null ? null : positionOf(origin, texts);
    if (origin === null || position === null || text === "") return "";
    const { line, column } = { line: position.line - 1, column: position.column - 1 };
    const source = files.indexOf(origin.file);
    const indent = text.length - text.trimStart().length;
    const fields = [indent, source - before.source, line - before.line, column - before.column];
    before = { source, line, column };
    return fields.map(encodeVlq).join("");
  });
  return {
    version: 3,
    file: lastSegment(file),
    sources: files.map(nameOf),
    sourcesContent: files.map((each) => texts.get(each) ?? ""),
    names: [],
    mappings: mappings.join(";"),
  };
}

/** The comment with which JavaScript names its map, or carries it. */
export function sourceMapComment(url: string): string {
  return `//# sourceMappingURL=${url}\n`;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A number in base 64, five bits a digit, the least first. The lowest bit is the sign; a sixth says: not the last. */
function encodeVlq(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS.charAt(rest > 0 ? digit | 32 : digit);
  } while (rest > 0);
  return text;
}
