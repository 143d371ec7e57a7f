/**
 * `ganglion snapshot save <file>` and `restore <file>`: everything that a board's core holds, as a file.
 *
 * A file is written beside its place and then put there, so that what was there before is never lost to half of
 * another. Before anything is sent, a file is checked; what a board refuses leaves its core as it was.
 *
 * @packageDocumentation
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { type ExitCode, EXIT, type Terminal, thousands } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { type BoardOptions, withBoard, withBoardOptions } from "./with-board.ts";

const EXAMPLES = `
Examples:
  ganglion snapshot save core.gngs
  ganglion snapshot restore core.gngs
  ganglion snapshot save - | ssh lab ganglion snapshot restore -`;

const PIPE = "-";

/** Adds the command. */
export function addSnapshot(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command("snapshot")
    .description("save all that a board's core holds, or bring it back")
    .addHelpText("after", EXAMPLES);
  withBoardOptions(command.command("save"))
    .description("write a snapshot of the core to a file")
    .argument("<file>", "where to, or - for standard output")
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: BoardOptions) => {
      await withBoard(options, async (client, limits) => {
        const snapshot = await client.snapshot(limits);
        const { count } = await client.describe(limits);
        put(file, snapshot);
        if (file !== PIPE) tell({ file, bytes: snapshot.length, vectors: count }, "saved", options, terminal);
      });
      finish(EXIT.ok);
    });
  withBoardOptions(command.command("restore"))
    .description("make the core what a snapshot says; what it held is gone")
    .argument("<file>", "a snapshot, or - for standard input")
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: BoardOptions) => {
      const snapshot = contentOf(file);
      await withBoard(options, async (client, limits) => {
        await client.restore(snapshot, limits);
        const { count } = await client.describe(limits);
        tell({ file, bytes: snapshot.length, vectors: count }, "restored", options, terminal);
      });
      finish(EXIT.ok);
    });
}

interface Outcome {
  readonly file: string;
  readonly bytes: number;
  readonly vectors: number;
}

function tell(outcome: Outcome, done: string, { json }: BoardOptions, terminal: Terminal): void {
  const { file, bytes, vectors } = outcome;
  if (json === true) terminal.print(JSON.stringify(outcome));
  else {
    terminal.print(`${done} ${vectors === 1 ? "1 vector" : `${vectors} vectors`}, ${thousands(bytes)} bytes: ${file}`);
  }
}

function put(file: string, snapshot: Uint8Array): void {
  if (file === PIPE) {
    writeFileSync(process.stdout.fd, snapshot);
    return;
  }
  try {
    writeFileSync(`${file}.part`, snapshot);
    renameSync(`${file}.part`, file);
  } catch (error) {
    rmSync(`${file}.part`, { force: true });
    throw new UsageError(`${file} cannot be written: ${reasonOf(error)}`, "Choose a place that can be written.");
  }
}

function contentOf(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file === PIPE ? process.stdin.fd : file));
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read: ${reasonOf(error)}`,
      "Name a file that `ganglion snapshot save` wrote.",
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
