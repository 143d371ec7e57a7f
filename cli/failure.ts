/**
 * How a command that threw ends: one line that says what happened, one that says what to do next, and an exit code. A
 * stack trace is shown only for our own mistakes.
 *
 * @packageDocumentation
 */
import { CommanderError } from "commander";
import { CompilationError, ToolchainMissingError } from "../targets/toolchain.ts";
import { InterruptedError } from "./options.ts";
import { EXIT, type ExitCode, type Terminal } from "./terminal.ts";

/** An error that was made for its reader: it carries what to do next and, for scripts, a stable code. */
interface Explained extends Error {
  readonly remedy: string;
  readonly code: string;
}

/** Codes of errors that the command line or a named file caused; every other one is a board's or a tool's. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  ...["USAGE", "ARGUMENT", "FILE"],
  ...["NIR_FILE", "NIR_EDGE", "NIR_CYCLE", "NIR_SHAPE", "NIR_SIGNAL", "NIR_LIMIT"],
  ...["NIR_NODE_TYPE", "NIR_ATTRIBUTE", "NIR_ATTRIBUTE_MISSING"],
  ...["IMAGE_FORMAT", "WRONG_IMAGE", "IMAGE_RANGE", "IMAGE_OVERLAP"],
]);

/** Tells what was thrown and gives the exit code for it. */
export function explainFailure(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  if (isExplained(error)) {
    terminal.report(`${terminal.colors.red("error")}: ${error.message}`);
    if (error.remedy !== "") terminal.report(`  ${error.remedy}`);
    return USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.device;
  }
  if (isOfTool(error)) {
    terminal.report(`${terminal.colors.red("error")}: ${error.message}`);
    return EXIT.device;
  }
  terminal.report(
    `${terminal.colors.red("internal error")}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  terminal.report("  This is a mistake in ganglion itself; please report it with the lines above.");
  return EXIT.failed;
}

/** Whether a change of files may mend what was thrown. */
export function isMendable(error: unknown): boolean {
  return isExplained(error) || isOfTool(error);
}

function isExplained(error: unknown): error is Explained {
  return error instanceof Error && "remedy" in error && typeof error.remedy === "string" && "code" in error;
}

function isOfTool(error: unknown): error is Error {
  return error instanceof ToolchainMissingError || error instanceof CompilationError;
}
