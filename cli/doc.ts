/**
 * `ganglion doc`: reference pages in Markdown, of programs or of the language.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import type { Command } from "commander";
import { entryPath, readText, writeOutput } from "../codegen/src/cli/build.ts";
import { readProgram } from "../codegen/src/front-end.ts";
import { languageReference } from "../codegen/src/reference/language.ts";
import { programReference } from "../codegen/src/reference/program.ts";
import { sizesOfStatics } from "../codegen/src/sizes.ts";
import { type Found, reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface DocOptions {
  readonly out: string;
  readonly language?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  ganglion doc src/app.ts --out docs
  ganglion doc --language --out docs/language`;

/** Adds the command. */
export function addDoc(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("doc")
    .description("write reference pages of programs, from their types and doc comments")
    .argument("[entries...]", "the modules where the programs start")
    .requiredOption("--out <dir>", "folder for the pages; made if it is not there")
    .option("--language", "pages of the language: its diagnostics and operators")
    .option("--json", "one JSON object with diagnostics and files")
    .addHelpText("after", EXAMPLES)
    .action(async (entries: string[], options: DocOptions) => {
      finish(await document(entries, options, terminal));
    });
}

async function document(entries: readonly string[], options: DocOptions, terminal: Terminal): Promise<ExitCode> {
  if (entries.length === 0 && !options.language) {
    throw new UsageError("there is nothing to describe", "Name the entry modules, or give --language.");
  }
  const files = options.language ? [...(await writeLanguageReference(options.out))] : [];
  for (const entry of entries) {
    const result = await writeProgramReference(entry, options.out);
    if (typeof result !== "string") {
      if (options.json) terminal.print(JSON.stringify({ ok: false, diagnostics: reportDiagnostics(result) }));
      else showDiagnostics(result, terminal);
      return EXIT.failed;
    }
    files.push(result);
  }
  if (options.json) terminal.print(JSON.stringify({ ok: true, files }));
  else for (const file of files) terminal.print(file);
  return EXIT.ok;
}

/** Writes the page of a program. It need not be proven: what it offers is known before. */
async function writeProgramReference(entry: string, outDir: string): Promise<string | Found> {
  const { program, diagnostics, sources } = readProgram({ read: readText }, entryPath(entry));
  if (program === null) return { diagnostics, sources };
  const { name, text } = programReference(program, sizesOfStatics(program));
  const file = join(outDir, `${name}.md`);
  await writeOutput(file, text);
  return file;
}

/** Writes the pages of the language and gives their paths. */
async function writeLanguageReference(outDir: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [name, text] of languageReference()) {
    const file = join(outDir, name);
    await writeOutput(file, text);
    files.push(file);
  }
  return files;
}
