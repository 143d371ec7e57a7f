/**
 * The command line as a function: arguments in, exit code out.
 *
 * The commands are listed here in the order of `--help`; each lives in a file of its own and only joins
 * parts that exist elsewhere. Whatever a command throws ends here, as one line that says what happened
 * and one that says what to do next; a stack trace is shown only for our own mistakes.
 *
 * @packageDocumentation
 */
import { Command, CommanderError } from "commander";
import { CompilationError, ToolchainMissingError } from "../targets/toolchain.ts";
import { addBuild } from "./build.ts";
import { addCheck } from "./check.ts";
import { addDemo } from "./demo.ts";
import { addExplain } from "./explain.ts";
import { addInfo } from "./info.ts";
import { addNew } from "./new.ts";
import { InterruptedError } from "./options.ts";
import { addPorts } from "./ports.ts";
import { addReport } from "./report.ts";
import { EXIT, type ExitCode, type Terminal } from "./terminal.ts";
import { version } from "./version.ts";

type AddCommand = (program: Command, terminal: Terminal, finish: (code: ExitCode) => void) => void;

// One command a line, however few there are.
// prettier-ignore
const COMMANDS: readonly AddCommand[] = [
  addDemo,
  addNew,
  addBuild,
  addCheck,
  addExplain,
  addReport,
  addPorts,
  addInfo,
];

const EXAMPLES = `
Examples:
  ganglion demo                                              the whole chain on an emulated board
  ganglion new my-node                                       a project that builds and tests at once
  ganglion build app.ts --target rp2040 --out build          app.ts to app.uf2
  ganglion check src/app.ts                                  every mistake in app.ts
  ganglion explain GN6001                                    what a diagnostic means
  ganglion report app.ts --target rp2040                     flash, RAM, worst-case stack, loop bounds
  ganglion ports                                             serial ports of this machine
  ganglion info /dev/ttyACM0                                 who answers there

Exit codes: ${EXIT.ok} done, ${EXIT.failed} ran and failed, ${EXIT.usage} wrong usage or file, ${EXIT.device} port or board, ${EXIT.interrupted} interrupted.`;

/** Runs one command line (without the program's own name). Never rejects. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command("ganglion")
    .description("Firmware for microcontrollers written in TypeScript, with a neuromorphic core.")
    .version(version(), "-V, --version", "print the version")
    .helpCommand(false)
    .showHelpAfterError("(--help shows the options and examples)")
    .addHelpText("after", EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.report(text.trimEnd());
      },
    });
  for (const add of COMMANDS) {
    add(program, terminal, (result) => (code = result));
  }
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, terminal);
  }
}

/** An error that was made for its reader: it carries what to do next and, for scripts, a stable code. */
interface Explained extends Error {
  readonly remedy: string;
  readonly code: string;
}

function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  if (isExplained(error)) {
    terminal.report(`${terminal.colors.red("error")}: ${error.message}`);
    if (error.remedy !== "") terminal.report(`  ${error.remedy}`);
    return USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.device;
  }
  if (error instanceof ToolchainMissingError || error instanceof CompilationError) {
    terminal.report(`${terminal.colors.red("error")}: ${error.message}`);
    return EXIT.device;
  }
  terminal.report(
    `${terminal.colors.red("internal error")}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  terminal.report("  This is a mistake in ganglion itself; please report it with the lines above.");
  return EXIT.failed;
}

function isExplained(error: unknown): error is Explained {
  return error instanceof Error && "remedy" in error && typeof error.remedy === "string" && "code" in error;
}

/** Codes of errors that the command line or a named file caused; every other one is a board's or a tool's. */
const USAGE_CODES: ReadonlySet<string> = new Set(["USAGE", "ARGUMENT", "FILE"]);
