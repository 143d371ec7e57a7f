/**
 * `ganglion monitor`: the bytes that come from a port, as text, as hexadecimal or as frames, each line with its time.
 *
 * For a board that does not speak the protocol, or not yet: a loader's messages, a wrong baud rate, another program.
 * Nothing is sent. What is no printable character is escaped, so that no board can steer the terminal; a line has an
 * end even if the board sends none.
 *
 * @packageDocumentation
 */
import { type Command, Option } from "commander";
import { DEFAULT_BAUD } from "../host-tools/connect.ts";
import { FrameLines } from "../host-tools/session/frame-lines.ts";
import { openSerial } from "../host-tools/transport/serial.ts";
import type { Transport } from "../host-tools/transport/transport.ts";
import { baudOption, interruptSignal, wholeNumber } from "./options.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";

interface MonitorOptions {
  readonly port: string;
  readonly baud: number;
  readonly count?: number;
  readonly hex?: true;
  readonly frames?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  ganglion monitor --port /dev/ttyUSB0 --baud 115200
  ganglion monitor --port /dev/ttyACM0 --hex
  ganglion monitor --port /dev/ttyACM0 --frames              what a board sends to another program
  ganglion monitor --port /dev/ttyACM0 --json --count 100 | jq -r .line`;

const TEXT_BYTES_MAX = 120;
const HEX_BYTES_MAX = 16;
const NEWLINE = 0x0a;

/** Adds the command. */
export function addMonitor(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("monitor")
    .description("show the bytes that come from a port, until Ctrl-C; sends nothing")
    .addOption(new Option("-p, --port <path>", "serial port").env("GANGLION_PORT").makeOptionMandatory())
    .addOption(baudOption(DEFAULT_BAUD))
    .addOption(new Option("--count <lines>", "end after so many").argParser((text) => wholeNumber(text, 1, 1e9)))
    .addOption(new Option("--hex", "16 bytes a line in hexadecimal, not lines of text").conflicts("frames"))
    .option("--frames", "the frames of the protocol: type, session, number, method, payload")
    .option("--json", "one line of JSON for each")
    .addHelpText("after", EXAMPLES)
    .action(async (options: MonitorOptions) => {
      const { signal, dispose } = interruptSignal();
      const transport = await openSerial(options.port, options);
      try {
        await monitor(transport, signal, options, terminal);
      } finally {
        await transport.close();
        dispose();
      }
      finish(EXIT.ok);
    });
}

/** Resolves after `count` lines; rejects when the port is lost, or with the signal's reason. */
function monitor(
  transport: Transport,
  signal: AbortSignal,
  options: MonitorOptions,
  terminal: Terminal,
): Promise<void> {
  const { count = Infinity, hex = false, frames = false, json = false } = options;
  const begunMs = performance.now();
  let shown = 0;
  return new Promise((resolve, reject) => {
    const show = (line: string): void => {
      if (shown >= count) return;
      const timeS = (performance.now() - begunMs) / 1000;
      terminal.print(json ? JSON.stringify({ timeS, line }) : `${timeS.toFixed(3).padStart(12)}  ${line}`);
      if (++shown === count) resolve();
    };
    const pieces = frames ? new FrameLines(show) : new Pieces(hex, show);
    const end = (cause: Error): void => {
      if (pieces instanceof Pieces) pieces.flush();
      reject(cause);
    };
    transport.onData((bytes) => {
      pieces.add(bytes);
    });
    transport.onClose((cause) => {
      if (cause !== null) end(cause);
    });
    const interrupt = (): void => {
      end(signal.reason as Error);
    };
    if (signal.aborted) interrupt();
    else signal.addEventListener("abort", interrupt, { once: true });
  });
}

/** Cuts bytes into lines: at newlines, or 16 by 16. It never holds more than one line. */
class Pieces {
  readonly #hex: boolean;
  readonly #show: (line: string) => void;
  #bytes: number[] = [];

  constructor(hex: boolean, show: (line: string) => void) {
    this.#hex = hex;
    this.#show = show;
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (!this.#hex && byte === NEWLINE) this.#end();
      else this.#bytes.push(byte);
      if (this.#bytes.length === (this.#hex ? HEX_BYTES_MAX : TEXT_BYTES_MAX)) this.#end();
    }
  }

  /** Shows what has come of a line that has no end yet. */
  flush(): void {
    if (this.#bytes.length > 0) this.#end();
  }

  #end(): void {
    const bytes = this.#bytes;
    this.#bytes = [];
    this.#show(this.#hex ? bytes.map(hexOf).join(" ") : textOf(bytes));
  }
}

function textOf(bytes: readonly number[]): string {
  const line = bytes.at(-1) === 0x0d ? bytes.slice(0, -1) : bytes;
  return line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${hexOf(byte)}`)).join("");
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
