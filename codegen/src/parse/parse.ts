/**
 * The first stage: from files to syntax trees of the language.
 *
 * `parse` reads the entry and all that it imports through a {@link SourceHost}, so it touches no file system,
 * and refuses every construct outside the subset. TypeScript's own parser reads the text; this folder is the
 * only place that knows it. Modules come out in dependency order, imports first and the entry last.
 *
 * ```ts
 * const { modules, diagnostics } = parse(host, "firmware-src/core.ts");
 * ```
 *
 * `ganglion/types`, or a file `lib/types.ts` of the program, is the vocabulary of the language. It must exist, because
 * plain TypeScript needs it, but its meaning is built in: it is no module of the program.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import type { Diagnostic } from "../diagnostic.ts";
import { diagnostic } from "../diagnostics-table.ts";
import type { Span } from "../ir/ir.ts";
import { packageDocOf } from "./comments.ts";
import { convertFile } from "./declarations.ts";
import type { FileSyntax } from "./declarations.ts";
import { commonDirectoryDepth, normalizePath, resolvePath } from "./paths.ts";
import { NESTING_DEPTH_MAX, refuse, spanOf } from "./source.ts";
import type { Source } from "./source.ts";
import type { ModuleSource, SyntaxModule } from "./syntax.ts";
import { typescript } from "../packages/typescript.ts";

/** Where source text comes from. */
export interface SourceHost {
  /**
   * The text of a file, or null if there is none. Bytes that are not UTF-8 read as U+FFFD, which
   * `parse` refuses; a byte order mark may stay.
   */
  readonly read: (path: string) => string | null;
}

/** The files of a program as syntax trees, and what was wrong with them. */
export interface Parsed {
  /** Imports first, the entry last; empty if the entry cannot be read. */
  readonly modules: readonly SyntaxModule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Longest source file, in UTF-16 units: a hundred times the largest that a person would write. */
export const SOURCE_LENGTH_MAX = 2_000_000;

/** Files that nothing was wrong with, by path, for parsing the same program again after a change. */
export type ParsedFiles = Map<string, ParsedFile>;

/**
 * Reads, parses and converts `entry` and every module that it needs. Files that are in `known` with the same text are
 * taken from there, and others that nothing is wrong with are put there.
 */
export function parse(host: SourceHost, entry: string, known: ParsedFiles = new Map()): Parsed {
  const loader: Loader = { host, diagnostics: [], loading: [], drafts: new Map(), known };
  const path = normalizePath(entry);
  if (!path.endsWith(".ts") || path.endsWith(".d.ts")) {
    loader.diagnostics.push(
      diagnostic("GN5004", null, `the entry \`${entry}\` is not a TypeScript file`, "name a file that ends in `.ts`"),
    );
  } else loadModule(loader, path, null);
  return { modules: withIds([...loader.drafts.values()]), diagnostics: loader.diagnostics };
}

interface Loader {
  readonly host: SourceHost;
  readonly diagnostics: Diagnostic[];
  /** Files whose imports are being loaded, outermost first. */
  readonly loading: string[];
  /** Finished modules in dependency order. */
  readonly drafts: Map<string, Draft>;
  readonly known: ParsedFiles;
}

/** A file with the modules that its imports were found to be, in order. */
interface ParsedFile {
  readonly draft: Draft;
  readonly imports: readonly Import[];
}

interface Import {
  readonly path: string;
  readonly span: Span;
  readonly module: ModuleSource;
}

type Draft = Omit<SyntaxModule, "id">;

const NOTHING: FileSyntax = { imports: [], declarations: [], exports: [] };

/** An id is the path below the deepest directory that holds all the modules, without extension. */
function withIds(drafts: readonly Draft[]): readonly SyntaxModule[] {
  const depth = commonDirectoryDepth(drafts.map((draft) => draft.file));
  return drafts.map((draft) => ({
    ...draft,
    id: draft.file.split("/").slice(depth).join("/").replace(/\.ts$/, ""),
  }));
}

/** Loads a module unless it is there already; `importedAt` is the specifier that asked for it. */
function loadModule(loader: Loader, file: string, importedAt: Span | null): ModuleSource {
  if (loader.drafts.has(file)) return { kind: "file", file };
  if (loader.loading.includes(file)) return reportCycle(loader, file, importedAt);
  const text = loader.host.read(file);
  if (text === null) {
    const message =
      importedAt === null ? `there is no file \`${file}\`` : `the imported file \`${file}\` does not exist`;
    loader.diagnostics.push(diagnostic("GN5001", importedAt, message, "correct the path"));
    return { kind: "missing" };
  }
  if (importedAt !== null && isVocabulary(file)) return { kind: "vocabulary" };
  loader.loading.push(file);
  const draft = knownDraft(loader, file, text) ?? convertText(loader, file, text);
  loader.loading.pop();
  loader.drafts.set(file, draft);
  return { kind: "file", file };
}

/** The vocabulary as the package exports it, for programs outside of this project. */
const VOCABULARY_PACKAGE = "ganglion/types";

function isVocabulary(file: string): boolean {
  return file === "lib/types.ts" || file.endsWith("/lib/types.ts");
}

function reportCycle(loader: Loader, file: string, importedAt: Span | null): ModuleSource {
  const cycle = [...loader.loading.slice(loader.loading.indexOf(file)), file].join(" -> ");
  loader.diagnostics.push(
    diagnostic(
      "GN5002",
      importedAt,
      `the modules import each other in a circle: ${cycle}`,
      "move what both need into a third module",
    ),
  );
  return { kind: "missing" };
}

/** What became of the same text before, if its imports mean the same modules; these are loaded first. */
function knownDraft(loader: Loader, file: string, text: string): Draft | null {
  const known = loader.known.get(file);
  if (known?.draft.text !== text) return null;
  const isSame = known.imports.every(({ path, span, module }) => {
    const found = loadModule(loader, path, span);
    return found.kind === module.kind;
  });
  if (isSame) return known.draft;
  // What is wrong with this file will be found once more.
  const others = loader.diagnostics.filter(({ span }) => span?.file !== file);
  loader.diagnostics.splice(0, Infinity, ...others);
  return null;
}

/** Parses and converts one file, its imports first. */
function convertText(loader: Loader, file: string, text: string): Draft {
  const broken: Draft = { file, text, doc: "", ...NOTHING, complete: false };
  const unreadable = refuseText(file, text);
  if (unreadable !== null) {
    loader.diagnostics.push(unreadable);
    return broken;
  }
  const tree = parseTypeScript(file, text);
  const errors = tree === null ? [tooDeep(file)] : syntaxErrors(file, text, tree);
  if (tree === null || errors.length > 0) {
    loader.diagnostics.push(...errors);
    return broken;
  }
  const imports: Import[] = [];
  const source: Source = {
    file,
    text,
    tree,
    diagnostics: loader.diagnostics,
    depth: 0,
    isTooDeep: false,
    insideMethod: false,
    load: (specifier) => loadSpecifier(loader, source, specifier, imports),
  };
  const doc = packageDocOf(source);
  const content = convertFile(source);
  const complete = loader.diagnostics.every(({ span }) => span?.file !== file);
  const draft = { file, text, doc, ...content, complete };
  if (complete) loader.known.set(file, { draft, imports });
  return draft;
}

/** A text that is none, or has no end. */
function refuseText(file: string, text: string): Diagnostic | null {
  if (text.length > SOURCE_LENGTH_MAX) {
    return diagnostic(
      "GN5009",
      { file, start: 0, end: 0 },
      `the file is ${text.length} characters long, more than ${SOURCE_LENGTH_MAX}`,
      "split it into modules",
    );
  }
  const start = text.search(/[\0\uFFFD]/);
  if (start < 0) return null;
  return diagnostic(
    "GN5008",
    { file, start, end: start + 1 },
    "the file is not UTF-8 text",
    "save it as UTF-8; a source holds neither zero bytes nor U+FFFD",
  );
}

/** Null if the text nests so deep that TypeScript's recursive parser runs out of stack. */
function parseTypeScript(file: string, text: string): ts.SourceFile | null {
  const options = {
    languageVersion: typescript.ScriptTarget.ESNext,
    jsDocParsingMode: typescript.JSDocParsingMode.ParseNone,
  };
  try {
    return typescript.createSourceFile(file, text, options, false, typescript.ScriptKind.TS);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooDeep(file: string): Diagnostic {
  return diagnostic(
    "GN1002",
    { file, start: 0, end: 0 },
    `this file nests far more than ${NESTING_DEPTH_MAX} levels deep`,
    "give parts of it a name, or a function of their own",
  );
}

/** What TypeScript's parser found. The property is not in the public types: one reason for the exact pin. */
function syntaxErrors(file: string, text: string, tree: ts.SourceFile): readonly Diagnostic[] {
  const { parseDiagnostics } = tree as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics.map((error) => {
    const start = Math.min(error.start, text.length);
    const end = Math.min(start + error.length, text.length);
    const message = typescript.flattenDiagnosticMessageText(error.messageText, " ").replace(/\.$/, "");
    return diagnostic("GN1001", { file, start, end }, message, "correct the TypeScript syntax");
  });
}

/** The module that the text of an import specifier names. */
function loadSpecifier(loader: Loader, source: Source, node: ts.Expression, imports: Import[]): ModuleSource {
  const specifier = typescript.isStringLiteral(node) ? node.text : "";
  if (specifier === VOCABULARY_PACKAGE) return { kind: "vocabulary" };
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) {
    refuse(source, node, {
      code: "GN5003",
      message: `\`${specifier}\` is not a path from this file`,
      remedy: 'import a file of the program, `"./neuron.ts"`, or `"ganglion/types"`',
    });
    return { kind: "missing" };
  }
  if (!specifier.endsWith(".ts") || specifier.endsWith(".d.ts")) {
    refuse(source, node, {
      code: "GN5004",
      message: `the import \`${specifier}\` does not name a TypeScript file`,
      remedy: `write the file's own name, with \`.ts\` at its end`,
    });
    return { kind: "missing" };
  }
  const [path, span] = [resolvePath(source.file, specifier), spanOf(source, node)];
  const module = loadModule(loader, path, span);
  imports.push({ path, span, module });
  return module;
}
