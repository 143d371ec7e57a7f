/**
 * Programs from text, for tests: the whole front end on files that exist only in the test.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { VOCABULARY as VOCABULARY_NAMES } from "../src/check/context.ts";
import type { Diagnostic } from "../src/diagnostic.ts";
import { readProgram } from "../src/front-end.ts";
import type { Program } from "../src/ir/ir.ts";
import type { SourceHost } from "../src/parse/parse.ts";
import { renderDiagnostics } from "../src/render.ts";

/** Text by path. A lone text is the file `main.ts`. The vocabulary, `lib/types.ts`, is always there. */
export type Files = string | Readonly<Record<string, string>>;

const VOCABULARY = readFileSync(new URL("../../firmware-src/lib/types.ts", import.meta.url), "utf8");

/** A module's text with an import of all names of the vocabulary that it uses. */
export function withVocabulary(text: string): string {
  const used = [...VOCABULARY_NAMES.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return used.length === 0 ? text : `import { ${used.join(", ")} } from "./lib/types.ts";\n${text}`;
}

/** A host that reads the given texts. */
export function hostOf(files: Files): SourceHost {
  const texts = new Map(Object.entries(typeof files === "string" ? { "main.ts": files } : files));
  return { read: (path) => texts.get(path) ?? (path === "lib/types.ts" ? VOCABULARY : null) };
}

/** The program that the texts mean. Throws, with the diagnostics as they would be shown, if there are any. */
export function programOf(files: Files, entry = "main.ts"): Program {
  const host = hostOf(files);
  const { program, diagnostics } = readProgram(host, entry);
  if (program === null) throw new Error(renderDiagnostics(diagnostics, host.read, { colour: false }));
  return program;
}

/** What is wrong with the texts. */
export function diagnosticsOf(files: Files, entry = "main.ts"): readonly Diagnostic[] {
  return readProgram(hostOf(files), entry).diagnostics;
}
