/**
 * `ganglion reset`: starts a board anew, and waits until it is back.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { type BoardOptions, withBoardOptions, withSession } from "./with-board.ts";

const EXAMPLES = `
What the board holds is gone afterwards: 'ganglion snapshot save' keeps it.

Examples:
  ganglion reset
  ganglion reset --port /dev/ttyUSB0 --json`;

/** Adds the command. */
export function addReset(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("reset"))
    .description("start a board anew, as its reset button does, and wait until it answers")
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (options: BoardOptions) => {
      const port = await withSession(options, async (session, limits) => {
        await session.restart(limits);
        return session.name;
      });
      // By now the port is known, and nobody else is asked.
      const { resetReason, firmwareVersion } = await withSession({ ...options, port }, ({ identity }) => identity);
      if (options.json) terminal.print(JSON.stringify({ port, resetReason, firmwareVersion }));
      else terminal.print(`the board on ${port} is back: started by ${resetReason}, firmware ${firmwareVersion}`);
      finish(EXIT.ok);
    });
}
