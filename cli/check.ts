/**
 * `ganglion check [entries...]`: everything that is wrong with some programs, and nothing written.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { checkFiles } from "../codegen/src/cli/check.ts";
import { projectEntries } from "../codegen/src/cli/project.ts";
import { plural } from "../codegen/src/render.ts";
import { reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface CheckOptions {
  readonly json?: true;
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
    .option("--json", "one JSON object with all diagnostics")
    .addHelpText("after", EXAMPLES)
    .action((entries: string[], options: CheckOptions) => {
      finish(check(entries, options, terminal));
    });
}

function check(named: readonly string[], options: CheckOptions, terminal: Terminal): ExitCode {
  const entries = named.length > 0 ? named : projectEntries(".");
  if (entries.length === 0) {
    throw new UsageError(
      "there is nothing to check: src/ has no modules",
      "Name the entry modules, or list them in package.json.",
    );
  }
  const found = checkFiles(entries);
  const ok = found.diagnostics.length === 0;
  if (options.json) {
    const files = [...found.sources.keys()];
    terminal.print(JSON.stringify({ ok, entries, files, diagnostics: reportDiagnostics(found) }));
  } else if (ok) terminal.print(`no errors in ${plural(found.sources.size, "file")}`);
  else showDiagnostics(found, terminal);
  return ok ? EXIT.ok : EXIT.failed;
}
