/**
 * A plugin for ESLint: the compiler's diagnostics as lint errors, so that every editor that knows ESLint underlines
 * what is not in the language.
 *
 * ```js
 * import ganglion from "ganglion/eslint";
 * export default [ganglion.configs.firmware];
 * ```
 *
 * It uses the text and no syntax tree, so it works with any parser of TypeScript.
 *
 * @packageDocumentation
 */
import type { DiagnosticReport } from "../render.ts";
import { diagnosticsOfFile } from "./diagnostics-of-file.ts";

/** A place as ESLint counts: lines from 1, columns from 0. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** The part of ESLint's rule context that is used; so ESLint need not be installed where it is not wanted. */
interface RuleContext {
  readonly filename: string;
  /** A text with `text` and `hasBOM`; ESLint's type allows for languages of bytes, too. */
  readonly sourceCode: object;
  report(problem: { readonly loc: { start: Position; end: Position }; readonly message: string }): void;
}

const check = {
  meta: {
    type: "problem" as const,
    docs: { description: "Firmware stays within the language, and every access is proven." },
    schema: [],
  },
  create: (context: RuleContext): { Program: () => void } => ({
    Program: () => {
      for (const problem of problemsIn(context)) context.report(problem);
    },
  }),
};

/** The plugin: the rule `ganglion/check`, and a config that applies it to the firmware in `src/`. */
const plugin = { meta: { name: "ganglion" }, rules: { check } };

/** What `import ganglion from "ganglion/eslint"` gives. */
export default {
  ...plugin,
  configs: {
    firmware: {
      name: "ganglion/firmware",
      files: ["src/**/*.ts"],
      ignores: ["**/*.test.ts", "**/*.d.ts"],
      plugins: { ganglion: plugin },
      rules: { "ganglion/check": "error" as const },
    },
  },
};

interface Problem {
  readonly loc: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

function problemsIn({ filename, sourceCode }: RuleContext): readonly Problem[] {
  const path = filename.replaceAll("\\", "/");
  try {
    return diagnosticsOfFile({ path, text: textOf(sourceCode) }).map(problemOf);
  } catch (error) {
    if (!isExplained(error)) throw error;
    return [{ loc: locationOf(1, 1, 1, 1), message: `${error.message}; ${error.remedy}` }];
  }
}

/** The file's own text: ESLint takes a byte order mark off. */
function textOf(sourceCode: object): string {
  const text = "text" in sourceCode && typeof sourceCode.text === "string" ? sourceCode.text : "";
  return "hasBOM" in sourceCode && sourceCode.hasBOM === true ? `\uFEFF${text}` : text;
}

function problemOf({ code, message, remedy, line, column, endLine, endColumn }: DiagnosticReport): Problem {
  return {
    loc: locationOf(line ?? 1, column ?? 1, endLine ?? 1, endColumn ?? 1),
    message: `${message}; ${remedy} (${code})`,
  };
}

function locationOf(line: number, column: number, endLine: number, endColumn: number): Problem["loc"] {
  return { start: { line, column: column - 1 }, end: { line: endLine, column: endColumn - 1 } };
}

/** A mistake in the project's files, made for its reader. */
function isExplained(error: unknown): error is Error & { readonly remedy: string } {
  return error instanceof Error && "remedy" in error && typeof error.remedy === "string";
}
