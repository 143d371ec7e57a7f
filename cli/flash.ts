/**
 * `ganglion flash <image>`: puts a program into a board's flash, and starts it.
 *
 * What is done, and how far it is, goes to standard error; what was done is the result. The loaders are loaded only
 * here, since they are the largest part of the command line and no other command needs them.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import type { Refused } from "../codegen/src/cli/build.ts";
import { ESP_CHIPS } from "../host-tools/flash/esp/chips.ts";
import type { FlashOptions, FlashReport, Phase } from "../host-tools/flash/progress.ts";
import type { PortChoice } from "../host-tools/flash/touch.ts";
import { readEspImage, readRp2040Image } from "./flash-image.ts";
import { reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { baudOption, interruptSignal } from "./options.ts";
import { type ExitCode, EXIT, type Progress, type Terminal, thousands } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface Options {
  readonly target: "rp2040" | "esp32" | "esp32c3";
  readonly port?: string;
  readonly serialNumber?: string;
  readonly method: "auto" | "picoboot" | "uf2";
  readonly baud?: number;
  /** False with `--no-reset`. */
  readonly reset: boolean;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Of a program that is built here. */
const PROGRAM_BAUD = 115_200;

const EXAMPLES = `
Images:
  rp2040           a .uf2 or .elf file, a .bin file (at the start of flash, or app.bin@0x10100000), or a .ts program
  esp32, esp32c3   .bin files with their addresses: boot.bin@0x1000 app.bin@0x10000, or merged.bin@0
  esp32c3          or a .ts program, which starts by direct boot (chip revision 3 and later)

Only sectors that differ are erased and written; all of the image is compared afterwards. After an error, the same command
goes on where it ended. An RP2040 is asked to enter its loader through its USB serial port; if it has none, hold BOOTSEL
while you plug it in.

Examples:
  ganglion flash firmware-src/node.ts --target rp2040
  ganglion flash build/node.uf2 --target rp2040 --dry-run
  ganglion flash app.bin@0x10000 --target esp32c3 --port /dev/ttyUSB0`;

/** Adds the command. */
export function addFlash(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("flash")
    .description("write a program into a board's flash, verify it, and start it")
    .argument("<images...>", "files or a program, as listed below")
    .addOption(
      new Option("--target <chip>", "which chip").choices(["rp2040", "esp32", "esp32c3"]).makeOptionMandatory(),
    )
    .option("--port <path>", "the board's serial port, where several boards are there")
    .option("--serial-number <text>", "or the serial number of its USB device, as `ganglion ports` shows it")
    .addOption(
      new Option("--method <method>", "how an RP2040 is written: its loader's protocol, or a file on its drive")
        .choices(["auto", "picoboot", "uf2"])
        .default("auto"),
    )
    .addOption(baudOption())
    .option("--no-reset", "an ESP32 that is in its loader already, and is reset by hand afterwards")
    .option("--dry-run", "compare with what is there, but neither erase nor write")
    .option("--json", "one JSON object with what was done")
    .addHelpText("after", EXAMPLES)
    .action(async (images: string[], options: Options) => {
      finish(await flash(images, options, terminal));
    });
}

async function flash(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  refuseWithoutEffect(options);
  const { signal, dispose } = interruptSignal();
  const bars = new Bars(terminal);
  const common: FlashOptions & PortChoice & { onNote: (note: string) => void } = {
    signal,
    dryRun: options.dryRun === true,
    onProgress: (...progress) => {
      bars.show(...progress);
    },
    onNote: (note) => {
      terminal.report(note);
    },
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.serialNumber === undefined ? {} : { serialNumber: options.serialNumber }),
  };
  try {
    const report =
      options.target === "rp2040"
        ? await flashRp2040Board(names, options, common, terminal)
        : await flashEspBoard(names, options.target, options, common, terminal);
    bars.stop();
    if (report === null) return EXIT.failed;
    print(report, options, terminal);
    return EXIT.ok;
  } finally {
    bars.stop();
    dispose();
  }
}

/** An option that would change nothing is a mistake. */
function refuseWithoutEffect({ target, method, baud, reset, port, serialNumber }: Options): void {
  if (port !== undefined && serialNumber !== undefined) {
    throw new UsageError("--port and --serial-number both say which board", "Leave one of them out.");
  }
  const isRp2040 = target === "rp2040";
  const useless = [
    ...(isRp2040 && baud !== undefined ? ["--baud"] : []),
    ...(isRp2040 && !reset ? ["--no-reset"] : []),
    ...(!isRp2040 && method !== "auto" ? ["--method"] : []),
  ];
  const [first] = useless;
  if (first !== undefined) throw new UsageError(`${first} changes nothing for ${target}`, "Leave it out.");
}

/** Null if the program has mistakes, which are shown. */
async function flashRp2040Board(
  names: readonly string[],
  options: Options,
  common: FlashOptions,
  terminal: Terminal,
): Promise<FlashReport | null> {
  const read = await readRp2040Image(names, PROGRAM_BAUD);
  if (read.kind === "refused") return showRefused(read, options, terminal);
  const { flashRp2040 } = await import("../host-tools/flash/rp2040.ts");
  return await flashRp2040({ ...common, image: read.image, uf2: read.uf2, method: options.method });
}

/** Null if the program has mistakes, which are shown. */
async function flashEspBoard(
  names: readonly string[],
  target: keyof typeof ESP_CHIPS,
  options: Options,
  common: FlashOptions,
  terminal: Terminal,
): Promise<FlashReport | null> {
  const read = await readEspImage(names, target, PROGRAM_BAUD);
  if (read.kind === "refused") return showRefused(read, options, terminal);
  const { flashEsp } = await import("../host-tools/flash/esp/esp.ts");
  return await flashEsp({
    ...common,
    chip: ESP_CHIPS[target],
    image: read.image,
    reset: options.reset ? "lines" : "none",
    ...(options.baud === undefined ? {} : { baud: options.baud }),
  });
}

function showRefused(refusal: Refused, { json }: Options, terminal: Terminal): null {
  if (json) terminal.print(JSON.stringify({ ok: false, diagnostics: reportDiagnostics(refusal) }));
  else showDiagnostics(refusal, terminal);
  return null;
}

/** One bar a phase. */
class Bars {
  readonly #terminal: Terminal;
  #phase: Phase | null = null;
  #bar: Progress | null = null;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(phase: Phase, doneBytes: number, totalBytes: number): void {
    if (phase !== this.#phase) {
      this.stop();
      this.#phase = phase;
      this.#bar = this.#terminal.progress(kilobytes(totalBytes), "KB");
    }
    this.#bar?.update(kilobytes(doneBytes), phase);
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
    this.#phase = null;
  }
}

function print(report: FlashReport, { target, dryRun, json }: Options, terminal: Terminal): void {
  const isDryRun = dryRun === true;
  if (json) terminal.print(JSON.stringify({ ok: true, target, dryRun: isDryRun, ...report }));
  else terminal.print(sentenceOf(report, isDryRun));
}

function sentenceOf(report: FlashReport, isDryRun: boolean): string {
  const { board, changedBytes, equalBytes, totalBytes, verifiedBy, durationMs } = report;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  if (isDryRun) return `${board}: ${amount(changedBytes)} would be written, ${amount(equalBytes)} are there already`;
  if (changedBytes === 0) return `${board}: all ${amount(totalBytes)} were there already, started again (${seconds})`;
  const check = verifiedBy === "nothing" ? "not verified, a drive gives nothing back" : `verified by ${verifiedBy}`;
  return `${board}: ${amount(changedBytes)} written, ${amount(equalBytes)} were equal, ${check}, started (${seconds})`;
}

function amount(bytes: number): string {
  return `${thousands(kilobytes(bytes))} KB`;
}

/** Sectors are whole numbers of them. */
function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
