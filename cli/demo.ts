/**
 * `ganglion demo`: the whole chain at work. The firmware is compiled, boots on an emulated RP2040 behind a real
 * serial port, and answers 200 handwritten digits, each compared with the reference to the last bit.
 *
 * Without a cross compiler or a pseudo-terminal the same program runs as WebAssembly in this process.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import { esp32c3Board } from "../hil-tests/boards/esp32c3.ts";
import { rp2040jsBoard } from "../hil-tests/boards/rp2040js.ts";
import { processBoard } from "../hil-tests/boards/process.ts";
import { referenceBoard } from "../hil-tests/boards/reference.ts";
import { wasmBoard } from "../hil-tests/boards/wasm.ts";
import { nodeProgram, type NodeProgram } from "../hil-tests/boards/node-program.ts";
import type { Board } from "../hil-tests/board.ts";
import { readDigits } from "../hil-tests/data/digits.ts";
import { runDemo, type DemoReport } from "../hil-tests/demo.ts";
import { prototypesOf, testDigitsOf, type Digit } from "../host-tools/demo/digits.ts";
import { demoLines } from "./demo-lines.ts";
import { baudOption, interruptSignal, wholeNumber } from "./options.ts";
import { type ExitCode, EXIT, type Terminal, thousands } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

type BoardName = "rp2040js" | "esp32c3" | "wasm" | "process";

interface DemoOptions {
  readonly board?: BoardName;
  readonly baud: number;
  readonly queries: number;
  readonly json?: true;
}

/** Fast enough that the line does not hide the chip, and a rate that every adapter has. */
const DEMO_BAUD = 921_600;

const QUERIES = 200;

const EXAMPLES = `
Examples:
  ganglion demo
  ganglion demo --board wasm --queries 50
  ganglion demo --board esp32c3
  ganglion demo --baud 115200 --json | jq .differingBits`;

/** Adds the command. */
export function addDemo(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("demo")
    .description(
      "compile the firmware, boot it on an emulated board and stream queries, all compared with the reference",
    )
    .addOption(
      new Option("--board <board>", "which board (default: rp2040js, or wasm where it cannot run)").choices([
        "rp2040js",
        "esp32c3",
        "process",
        "wasm",
      ]),
    )
    .addOption(baudOption(DEMO_BAUD))
    .addOption(
      new Option("--queries <count>", `how many test digits to stream, 1 to ${QUERIES}`)
        .default(QUERIES)
        .argParser((text) => wholeNumber(text, 1, QUERIES)),
    )
    .option("--json", "one JSON object with the figures")
    .addHelpText("after", EXAMPLES)
    .action(async (options: DemoOptions) => {
      finish(await demo(options, terminal));
    });
}

async function demo(options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  const digits = await readDigits();
  const prototypes = prototypesOf(digits);
  const queries = testDigitsOf(digits).slice(0, options.queries);
  const say = (line: string): void => {
    terminal.report(line);
  };
  say("compiling firmware-src/node.ts");
  const program = nodeProgram();
  const board = await chooseBoard(options.board, program, say);
  const { signal, dispose } = interruptSignal();
  const progress = terminal.progress(queries.length, "queries");
  try {
    const report = await runDemo({
      board,
      reference: referenceBoard(program),
      baud: options.baud,
      prototypes,
      queries,
      signal,
      onConnected: ({ chip, buildId }, { port }) => {
        say(
          `${chip} answers${port === null ? " in this process" : ` on ${port} at ${thousands(options.baud)} baud`}, build ${buildId}`,
        );
        say(`storing ${prototypes.length} prototypes, streaming ${queries.length} test digits`);
      },
      onProgress: ({ answered, right, differingBits }) => {
        progress.update(answered, `${((100 * right) / answered).toFixed(1)} % right, ${differingBits} bits differ`);
      },
    });
    progress.stop();
    print(report, board, prototypes, options, terminal);
    return report.differingBits === 0 ? EXIT.ok : EXIT.failed;
  } finally {
    progress.stop();
    dispose();
  }
}

function print(
  report: DemoReport,
  board: Board,
  prototypes: readonly Digit[],
  options: DemoOptions,
  terminal: Terminal,
): void {
  if (options.json) {
    const { answers, ...figures } = report;
    terminal.print(JSON.stringify({ board: board.name, baud: options.baud, queries: answers.length, ...figures }));
    return;
  }
  for (const line of demoLines(report, prototypes, terminal.colors)) terminal.print(line);
}

async function chooseBoard(
  wanted: BoardName | undefined,
  program: NodeProgram,
  say: (line: string) => void,
): Promise<Board> {
  const boards: Record<BoardName, Board> = {
    rp2040js: rp2040jsBoard(program.firmware),
    esp32c3: esp32c3Board(program.firmware),
    process: processBoard(program.firmware),
    wasm: wasmBoard(program),
  };
  const board = boards[wanted ?? "rp2040js"];
  const missing = await board.unavailable();
  if (missing === null) return board;
  if (wanted !== undefined) {
    throw new UsageError(
      `the board ${wanted} cannot run here: ${missing}`,
      "Or try `--board wasm`, which needs nothing.",
    );
  }
  say(`No emulated RP2040 here: ${missing}`);
  say("The same firmware runs as WebAssembly in this process instead.");
  return boards.wasm;
}
