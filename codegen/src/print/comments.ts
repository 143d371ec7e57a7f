/**
 * Carries the author's comments into generated source. The IR holds them without delimiters.
 *
 * @packageDocumentation
 */
import type { Writer } from "./writer.ts";

/**
 * Writes a doc comment, on one line if it has one; nothing if it is empty. What has told the compiler something is left
 * out: `@export` the public name, which stands in the declaration, and `@inline`.
 */
export function writeDocComment(writer: Writer, doc: string): void {
  const lines = doc
    .replaceAll(/^[ \t]*@(?:export|inline)\b.*\n?/gm, "")
    .trim()
    .split("\n")
    .map((line) => line.trimEnd().replaceAll("*/", "* /").replaceAll("/*", "/ *"));
  const first = lines[0];
  if (first === undefined || first === "") return;
  if (lines.length === 1) {
    writer.line(`/** ${first} */`);
    return;
  }
  writer.line("/**");
  for (const line of lines) writer.line(line === "" ? " *" : ` * ${line}`);
  writer.line(" */");
}

/** Writes the comment lines that stand before a statement. A backslash at the end would continue a C comment. */
export function writeLineComments(writer: Writer, comments: readonly string[]): void {
  for (const line of comments.flatMap((comment) => comment.split("\n"))) {
    const text = line.trim();
    writer.line(`// ${text.endsWith("\\") ? `${text}.` : text}`.trimEnd());
  }
}
