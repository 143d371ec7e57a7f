/**
 * `ganglion check [entries...]`: everything that is wrong with some programs, and nothing written.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { checkFiles } from "../codegen/src/cli/check.ts";
import { CompilerMemory, type Settings } from "../codegen/src/pipeline.ts";
import { projectEntries } from "../codegen/src/cli/project.ts";
import { plural } from "../codegen/src/render.ts";
import { Timings } from "../codegen/src/cli/timings.ts";
import type { Watched } from "../codegen/src/cli/watch.ts";
import { reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { settingsOption } from "./options.ts";
import { runRounds } from "./rounds.ts";
import { showTimings, timingsReport } from "./timings.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface CheckOptions {
  readonly set: Settings;
  readonly json?: true;
  readonly timings?: true;
  readonly watch?: true;
}

const EXAMPLES = `
Without entries, those that package.json lists are checked, "ganglion": { "entries": ["src/app.ts"] }, or else every
module in src/ that no other one there imports.

Examples:
  ganglion check
  ganglion check firmware-src/core.ts firmware-src/node.ts
  ganglion check --json | jq '.diagnostics[].code'`;

/** Adds the command. */
export function addCheck(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("check")
    .description("find every mistake in programs, proofs included, and write nothing")
    .argument("[entries...]", "the modules where the programs start")
    .addOption(settingsOption())
    .option("--json", "one JSON object with all diagnostics")
    .option("--timings", "what each stage of the compiler took")
    .option("--watch", "again after every change of a file that was read, until Ctrl-C")
    .addHelpText("after", EXAMPLES)
    .action(async (entries: string[], options: CheckOptions) => {
      const isWatched = options.watch === true;
      const memory = isWatched ? new CompilerMemory() : null;
      finish(await runRounds((files) => check({ entries, options, files, memory }, terminal), isWatched, terminal));
    });
}

interface Job {
  readonly entries: readonly string[];
  readonly options: CheckOptions;
  readonly files: Watched;
  /** Null if the programs are compiled once. */
  readonly memory: CompilerMemory | null;
}

function check({ entries: named, options, files, memory }: Job, terminal: Terminal): ExitCode {
  for (const path of named.length > 0 ? named : ["src"]) files.look(path);
  const entries = named.length > 0 ? named : projectEntries(".", files.read);
  if (entries.length === 0) {
    throw new UsageError(
      "there is nothing to check: src/ has no modules",
      "Name the entry modules, or list them in package.json.",
    );
  }
  const timings = options.timings ? new Timings() : null;
  const surroundings = { read: files.read, ...(timings && { run: timings.run }), ...(memory && { memory }) };
  const found = checkFiles(entries, { set: options.set }, surroundings);
  const ok = found.diagnostics.length === 0;
  if (options.json) {
    const report = { ok, entries, files: [...found.sources.keys()], diagnostics: reportDiagnostics(found) };
    terminal.print(JSON.stringify({ ...report, ...timingsReport(timings) }));
  } else {
    if (ok) terminal.print(`no errors in ${plural(found.sources.size, "file")}`);
    else showDiagnostics(found, terminal);
    showTimings(timings, terminal);
  }
  return ok ? EXIT.ok : EXIT.failed;
}
