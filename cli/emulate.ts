/**
 * `ganglion emulate [board]`: a board without a board. The firmware runs on an emulated chip, or as a process of this
 * computer, behind a serial port that every other command and program can open, until Ctrl-C.
 *
 * @packageDocumentation
 */
import { rm, symlink } from "node:fs/promises";
import { Argument, type Command } from "commander";
import { esp32c3Board } from "../hil-tests/boards/esp32c3.ts";
import { nodeProgram, type NodeProgram, programAt, removeBuilds } from "../hil-tests/boards/node-program.ts";
import { type DeviceBoard, plugIn, type PluggedDevice } from "../hil-tests/boards/plug-in.ts";
import { processBoard } from "../hil-tests/boards/process.ts";
import { qemuRiscv32Board } from "../hil-tests/boards/qemu-riscv32.ts";
import { rp2040jsBoard } from "../hil-tests/boards/rp2040js.ts";
import { DEFAULT_BAUD } from "../host-tools/connect.ts";
import { baudOption, interruptSignal } from "./options.ts";
import { type ExitCode, EXIT, type Terminal, thousands } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

const BOARDS = {
  process: ({ firmware }) => processBoard(firmware),
  rp2040: ({ firmware }) => rp2040jsBoard(firmware),
  esp32c3: ({ firmware }) => esp32c3Board(firmware),
  riscv32: ({ firmware }) => qemuRiscv32Board(firmware),
} satisfies Readonly<Record<string, (program: NodeProgram) => DeviceBoard>>;

interface EmulateOptions {
  readonly baud: number;
  readonly program?: string;
  readonly link?: string;
}

const EXAMPLES = `
process is the same C as on a chip, as a process of this computer; rp2040 and esp32c3 are emulated to the cycle, and slower
than the chip; riscv32 is QEMU's.

Examples:
  ganglion emulate &
  ganglion emulate rp2040 --link /tmp/board
  ganglion insert vectors.csv --port /tmp/board             in another terminal
  ganglion emulate process --program src/app.ts`;

/** Adds the command. */
export function addEmulate(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("emulate")
    .description("run a board without a board, behind a serial port, until Ctrl-C")
    .addArgument(new Argument("[board]", "which one").choices(Object.keys(BOARDS)).default("process"))
    .addOption(baudOption(DEFAULT_BAUD))
    .option("--program <entry.ts>", "its firmware (default: the node of this package)")
    .option("--link <path>", "also under this path, which is the same each time")
    .addHelpText("after", EXAMPLES)
    .action(async (name: keyof typeof BOARDS, options: EmulateOptions) => {
      await emulate(name, options, terminal);
      finish(EXIT.ok);
    });
}

async function emulate(name: keyof typeof BOARDS, options: EmulateOptions, terminal: Terminal): Promise<void> {
  const board = BOARDS[name](options.program === undefined ? nodeProgram() : programAt(options.program));
  const missing = await board.unavailable();
  if (missing !== null) throw new UsageError(`${name} cannot run here`, missing);
  const { signal, dispose } = interruptSignal();
  try {
    const plugged = await plugIn(await board.power({ baud: options.baud }));
    try {
      await serve(plugged, options, signal, terminal);
    } finally {
      await plugged.stop();
    }
  } finally {
    dispose();
    removeBuilds();
  }
}

/** Until Ctrl-C, which is how this ends well, or until the board fails. */
async function serve(
  plugged: PluggedDevice,
  { baud, link }: EmulateOptions,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    plugged.onFailure(reject);
    signal.addEventListener("abort", () => {
      resolve();
    });
    if (signal.aborted) resolve();
  });
  if (link !== undefined) await placeLink(plugged.path, link);
  try {
    terminal.print(link ?? plugged.path);
    terminal.report(`waits for a host at ${thousands(baud)} baud; Ctrl-C ends it`);
    await ended;
  } finally {
    if (link !== undefined) await rm(link, { force: true });
  }
}

async function placeLink(target: string, link: string): Promise<void> {
  try {
    await symlink(target, link);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${link} could not be made: ${why}`, "Choose a path that is free, or remove what is there.");
  }
}
