/**
 * The command line as a function: arguments in, exit code out.
 *
 * The commands are listed here in the order of `--help`; each lives in a file of its own and only joins
 * parts that exist elsewhere. Whatever a command throws ends in failure.ts.
 *
 * @packageDocumentation
 */
import { Command } from "commander";
import { addBuild } from "./build.ts";
import { addCheck } from "./check.ts";
import { addDemo } from "./demo.ts";
import { addDoc } from "./doc.ts";
import { addDoctor } from "./doctor.ts";
import { addExplain } from "./explain.ts";
import { explainFailure } from "./failure.ts";
import { addFlash } from "./flash.ts";
import { addInfo } from "./info.ts";
import { addNew } from "./new.ts";
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
  addDoc,
  addFlash,
  addPorts,
  addInfo,
  addDoctor,
];

const EXAMPLES = `
Examples:
  ganglion demo                                              the whole chain on an emulated board
  ganglion new my-node                                       a project that builds and tests at once
  ganglion build app.ts --target rp2040 --out build          app.ts to app.uf2
  ganglion check src/app.ts                                  every mistake in app.ts
  ganglion explain GN6001                                    what a diagnostic means
  ganglion report app.ts --target rp2040                     flash, RAM, worst-case stack, loop bounds
  ganglion flash app.ts --target rp2040                      build it, write it to the board, start it
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
    return explainFailure(error, terminal);
  }
}
