/**
 * `ganglion reset`: starts a board anew, and waits until it is back.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import type { BoardIdentity } from "../host-tools/session/identity.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

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
      const port = await withBoard(options, async (client, limits) => {
        await client.restart(limits);
        return client.session.name;
      });
      // By now the port is known, and nobody else is asked.
      const { resetReason, firmwareVersion } = await identityOf({ ...options, port });
      if (options.json) terminal.print(JSON.stringify({ port, resetReason, firmwareVersion }));
      else terminal.print(`the board on ${port} is back: started by ${resetReason}, firmware ${firmwareVersion}`);
      finish(EXIT.ok);
    });
}

async function identityOf(options: BoardOptions): Promise<BoardIdentity> {
  return await withBoard(options, (client) => Promise.resolve(client.identity));
}
