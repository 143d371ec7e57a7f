/**
 * `ganglion log`: what a board says of itself, line by line, until Ctrl-C.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Client, LogEvent, LogLevel } from "../host-tools/client/client.ts";
import type { CallOptions } from "../host-tools/session/session.ts";
import { wholeNumber } from "./options.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

interface LogOptions extends BoardOptions {
  readonly level: LogLevel;
  readonly count?: number;
}

const EXAMPLES = `
Examples:
  ganglion log
  ganglion log --level warning
  ganglion log --json | tee board.jsonl`;

/** Adds the command. */
export function addLog(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  withBoardOptions(program.command("log"))
    .description("show the lines of a board's log as they come, until Ctrl-C")
    .addOption(
      new Option("--level <level>", "these and what is graver").default("info").choices(["error", "warning", "info"]),
    )
    .addOption(new Option("--count <lines>", "end after so many").argParser((text) => wholeNumber(text, 1, 1e9)))
    .option("--json", "one line of JSON for each")
    .addHelpText("after", EXAMPLES)
    .action(async (options: LogOptions) => {
      await withBoard(options, (client, limits) => showLog(client, limits, options, terminal));
      finish(EXIT.ok);
    });
}

async function showLog(client: Client, limits: CallOptions, options: LogOptions, terminal: Terminal): Promise<void> {
  const { level, json, count = Infinity } = options;
  let lines = 0;
  for await (const event of client.log({ level, signal: limits.signal })) {
    terminal.print(json === true ? JSON.stringify(event) : lineOf(event, terminal));
    if (++lines >= count) break;
  }
}

function lineOf({ level, text, timeS, lost }: LogEvent, { colors }: Terminal): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.dim }[level];
  const gap = lost === 0 ? "" : `  (${lost} lines before it are lost)`;
  return `${timeS.toFixed(3).padStart(12)}  ${paint(level.padEnd(7))}  ${text}${gap}`;
}
