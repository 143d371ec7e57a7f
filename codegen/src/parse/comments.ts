/**
 * Finds the comments that belong to a node and strips their delimiters.
 *
 * A doc comment is the last comment of the form slash-star-star before a declaration; the one that holds
 * `@packageDocumentation` belongs to the file. A statement owns the comments before it and the one behind it
 * on its last line. Comments in other places (inside an expression, before a closing brace) are not kept.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import { diagnostic } from "../diagnostics-table.ts";
import type { Identifier, OptionSyntax } from "./syntax.ts";
import type { Source } from "./source.ts";
import { typescript } from "../packages/typescript.ts";

const PACKAGE_TAG = "@packageDocumentation";

/** The file's `@packageDocumentation` comment, without the tag itself. */
export function packageDocOf(source: Source): string {
  for (const range of allLeading(source, 0)) {
    const comment = source.text.slice(range.pos, range.end);
    if (!isDoc(comment) || !comment.includes(PACKAGE_TAG)) continue;
    return strip(comment)
      .filter((line) => line.trim() !== PACKAGE_TAG)
      .join("\n")
      .trim();
  }
  return "";
}

/** The doc comment of a declaration, or "". */
export function docOf(source: Source, node: ts.Node): string {
  const range = docRangeOf(source, node);
  return range === null ? "" : strip(source.text.slice(range.pos, range.end)).join("\n").trim();
}

/** The name that `@export name` in a declaration's doc comment gives, with its place. */
export function publicNameOf(source: Source, node: ts.Node): Identifier | null {
  const range = docRangeOf(source, node);
  if (range === null) return null;
  const match = /^[ \t]*(?:\/?\*+)?[ \t]*@export[ \t]+(\S+)/m.exec(source.text.slice(range.pos, range.end));
  if (match?.[1] === undefined) return null;
  const end = range.pos + match.index + match[0].length;
  return { text: match[1], span: { file: source.file, start: end - match[1].length, end } };
}

/** What `@option` and `@range 4 to 64 by 4` in a declaration's doc comment say; null without `@option`. */
export function optionOf(source: Source, node: ts.Node): OptionSyntax | null {
  const range = docRangeOf(source, node);
  if (range === null) return null;
  const text = source.text.slice(range.pos, range.end);
  const tag = /^[ \t]*(?:\/?\*+)?[ \t]*(@option)\b/m.exec(text);
  if (tag === null) return null;
  const start = range.pos + tag.index + tag[0].length - "@option".length;
  const span = { file: source.file, start, end: start + "@option".length };
  const [, values] = /@range[ \t]+(.*?)[ \t]*(?:\*\/)?$/m.exec(text) ?? [];
  if (values === undefined) return { range: null, span };
  const [, least, most, step = "1"] = /^(-?\d+) to (-?\d+)(?: by ([1-9]\d*))?\.?$/.exec(values) ?? [];
  if (least === undefined || most === undefined) {
    const message = `the range of an option is not \`${values}\``;
    source.diagnostics.push(
      diagnostic("GN5014", span, message, "write it as `@range 4 to 64` or `@range 4 to 64 by 4`"),
    );
    return null;
  }
  return { range: { least: Number(least), most: Number(most), step: Number(step) }, span };
}

/** The doc comment of a field: before it, or behind it on the same line. */
export function fieldDocOf(source: Source, node: ts.Node): string {
  return docOf(source, node) || trailing(source, node.end).join("\n");
}

/** The doc comment of a member of an enum: before it, or behind it and its comma on the same line. */
export function memberDocOf(source: Source, node: ts.Node): string {
  const end = source.text[node.end] === "," ? node.end + 1 : node.end;
  return docOf(source, node) || trailing(source, end).join("\n");
}

/** The lines of the comments before a statement, then of the one behind it. */
export function commentsOf(source: Source, node: ts.Node): readonly string[] {
  const before = allLeading(source, node.pos).flatMap((range) => strip(source.text.slice(range.pos, range.end)));
  return [...before, ...trailing(source, node.end)];
}

function docRangeOf(source: Source, node: ts.Node): ts.CommentRange | null {
  const ranges = allLeading(source, node.pos);
  const last = ranges.findLast((range) => isDoc(source.text.slice(range.pos, range.end)));
  if (last === undefined) return null;
  return source.text.slice(last.pos, last.end).includes(PACKAGE_TAG) ? null : last;
}

function allLeading(source: Source, position: number): readonly ts.CommentRange[] {
  return typescript.getLeadingCommentRanges(source.text, position) ?? [];
}

function trailing(source: Source, position: number): readonly string[] {
  const ranges = typescript.getTrailingCommentRanges(source.text, position) ?? [];
  return ranges.flatMap((range) => strip(source.text.slice(range.pos, range.end)));
}

function isDoc(comment: string): boolean {
  return comment.startsWith("/**") && comment !== "/**/";
}

/** Removes the delimiters, the leading stars and the empty lines at both ends. */
function strip(comment: string): readonly string[] {
  if (comment.startsWith("//")) return [comment.slice(2).replace(/^ /, "").trimEnd()];
  const body = comment.replace(/^\/\*+/, "").replace(/\*+\/$/, "");
  const lines = body.split(/\r\n|\r|\n/).map((line, index) => {
    const bare = index === 0 ? line.replace(/^ /, "") : line.replace(/^[ \t]*\*? ?/, "");
    return bare.trimEnd();
  });
  while (lines.length > 0 && lines[0] === "") lines.shift();
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  return lines;
}
