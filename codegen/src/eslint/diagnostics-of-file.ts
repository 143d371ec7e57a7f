/**
 * The diagnostics of one file of a project, as an editor wants them while the file is being typed.
 *
 * A file is checked as a part of the programs that it belongs to, since a part may rely on the rest; a file of no
 * program is checked as a program of its own. Results are kept for as long as every file that was read is the same, so
 * that linting all files of a program compiles it once.
 *
 * @packageDocumentation
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readText } from "../cli/build.ts";
import { checkEntries } from "../cli/check.ts";
import { projectEntries } from "../cli/project.ts";
import { compileText, type Compilation } from "../pipeline.ts";
import { type DiagnosticReport, reportDiagnostic } from "../render.ts";

/** A file with the text that its editor has, saved or not. */
export interface EditedFile {
  /** Absolute path, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * What is wrong in a file, from the top down; places count from 1. What has no place counts for every file.
 *
 * @throws `FileError` or `BuildUsageError` if the project's files cannot be read
 */
export function diagnosticsOfFile(file: EditedFile): readonly DiagnosticReport[] {
  const read = (path: string): string | null => (path === file.path ? file.text : readText(path));
  const programs = projectEntries(projectFolder(file.path), read).filter((entry) =>
    compileOnce(entry, read).sources.has(file.path),
  );
  const { diagnostics } = checkEntries(programs.length > 0 ? programs : [file.path], (entry) =>
    compileOnce(entry, read),
  );
  return diagnostics
    .map((one) => reportDiagnostic(one, read))
    .filter((report) => report.file === null || report.file === file.path)
    .toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0));
}

/** The folder of the nearest package.json above a file, or the file's own. */
function projectFolder(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return dirname(path);
  }
}

type Read = (path: string) => string | null;

interface Known {
  readonly compilation: Compilation;
  /** Every path that was asked for; null where there was no file. */
  readonly texts: ReadonlyMap<string, string | null>;
}

const known = new Map<string, Known>();

function compileOnce(entry: string, read: Read): Compilation {
  const before = known.get(entry);
  if (before !== undefined && [...before.texts].every(([path, text]) => read(path) === text)) return before.compilation;
  const texts = new Map<string, string | null>();
  const remember = (path: string): string | null => {
    const text = read(path);
    texts.set(path, text);
    return text;
  };
  const { compilation } = compileText({ host: { read: remember }, entry, targets: [] });
  known.set(entry, { compilation, texts });
  return compilation;
}
