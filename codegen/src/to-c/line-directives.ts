/**
 * `#line` directives: they make a C compiler speak of the source, in its messages and to the debugger.
 *
 * @packageDocumentation
 */
import type { SourceTexts } from "../print/source.ts";
import { lineOf } from "../print/source.ts";
import type { WrittenLine } from "../print/writer.ts";

/** Where the lines will stand, and where they come from. */
export interface LinePlaces {
  /** Name of the C file, for lines that come from nowhere else. */
  readonly file: string;
  /** The number in that file of the first of the lines. */
  readonly firstLine: number;
  readonly sources: SourceTexts;
  /** The source file, as origins have it, and what to call it. */
  readonly sourceFile: string;
  readonly sourceName: string;
}

/** The lines, with a directive wherever a compiler would count on wrongly. Comments and empty lines need none. */
export function withLineDirectives(lines: readonly WrittenLine[], places: LinePlaces): string[] {
  const written: string[] = [];
  let file = places.file;
  let next = places.firstLine;
  for (const { text, origin } of lines) {
    const line = origin?.file !== places.sourceFile ? null : lineOf(origin, places.sources);
    const isFromSource = line !== null;
    const wantedFile = isFromSource ? places.sourceName : places.file;
    const own = places.firstLine + written.length;
    const isWanted = isFromSource ? next !== line || file !== wantedFile : file !== wantedFile;
    if (isWanted && !/^\s*(?:$|\/\/|\/\*| \*)/.test(text)) {
      next = line ?? own + 1;
      file = wantedFile;
      written.push(`#line ${next} "${file}"`);
    }
    written.push(text);
    next++;
  }
  return written;
}
