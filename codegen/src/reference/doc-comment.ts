/**
 * A doc comment in its parts, for pages that lay them out: what stands before the first tag, what is said of each
 * parameter and of the result, and the other tags.
 *
 * @packageDocumentation
 */

/** The parts of a doc comment, as Markdown. */
export interface DocComment {
  /** Everything before the first tag. */
  readonly text: string;
  /** By parameter. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly returns: string | null;
  /** `@range`, `@units` and the like, as name without `@` and text. */
  readonly tags: readonly (readonly [name: string, text: string])[];
}

/** Tags that say something to the compiler or the reader of the source alone. */
const SILENT: ReadonlySet<string> = new Set(["packageDocumentation", "export", "inline"]);

/** Takes a doc comment, without its marks, apart. */
export function parseDocComment(doc: string): DocComment {
  const [text = "", ...blocks] = withoutLinks(doc).split(/^[ \t]*@(?=\w)/m);
  const tags = blocks.map((block): [string, string] => {
    const [, name = "", rest = ""] = /^(\w+)\s*(.*)$/s.exec(block) ?? [];
    return [name, rest.trim()];
  });
  const returns = tags.filter(([name]) => name === "returns").map(([, rest]) => rest);
  return {
    text: text.trim(),
    parameters: new Map(tags.filter(([name]) => name === "param").map(([, rest]) => parameterOf(rest))),
    returns: returns[0] ?? null,
    tags: tags.filter(([name]) => !SILENT.has(name) && name !== "param" && name !== "returns"),
  };
}

/** `name - meaning`. */
function parameterOf(rest: string): [name: string, meaning: string] {
  const [, name = "", meaning = ""] = /^(\w+)\s*(?:-\s*)?(.*)$/s.exec(rest) ?? [];
  return [name, meaning];
}

/** A link leads to a place of the source, so its text is all that a page can show. */
function withoutLinks(doc: string): string {
  return doc.replaceAll(/\{@link\s+[^}|]+\|\s*([^}]+?)\s*\}/g, "$1").replaceAll(/\{@link\s+([^}]+?)\s*\}/g, "`$1`");
}
