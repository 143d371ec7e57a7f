/**
 * A process as a device: its standard input and output are the line, slowed down to the baud rate. The process is a
 * program for this computer, or an emulator that runs a program for another.
 *
 * @packageDocumentation
 */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { GanglionError } from "../../host-tools/errors.ts";
import type { Counters } from "../board.ts";
import type { Device } from "./device.ts";
import { PacedQueue } from "./paced-queue.ts";

/** The process ended though nobody had stopped it. */
export class BoardProcessError extends GanglionError {
  /** What it had printed to standard error: a sanitizer's report as a rule. */
  readonly output: string;

  constructor(how: string, output: string) {
    const report = output.trim();
    super(
      "BOARD_PROCESS_ENDED",
      `the board's process ${how}${report === "" ? "" : `:\n${report}`}`,
      "The report names the line of C; the function of the same name in firmware-src is where it comes from.",
    );
    this.output = output;
  }
}

/** What to run. */
export interface ProcessDeviceOptions {
  readonly command: string;
  readonly args?: readonly string[];
  /** Baud rate of the line. */
  readonly baud: number;
  /** For how long a bridge holds back what comes from the board; not at all by default. */
  readonly heldBackMs?: number;
  /** Whether it ends when its input does; an emulator must be told. */
  readonly endsWithInput?: boolean;
}

/** See the file's comment. */
export class ProcessDevice implements Device {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #toBoard: PacedQueue;
  readonly #fromBoard: PacedQueue;
  readonly #ended: Promise<void>;
  readonly #endsWithInput: boolean;
  #output = "";
  #bytesToBoard = 0;
  #bytesFromBoard = 0;
  #stopped = false;
  #onData: (bytes: Uint8Array) => void = () => undefined;
  #onFailure: (cause: GanglionError) => void = () => undefined;

  constructor({ command, args = [], baud, heldBackMs = 0, endsWithInput = true }: ProcessDeviceOptions) {
    this.#endsWithInput = endsWithInput;
    this.#child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...SANITIZER_SETTINGS },
    });
    this.#toBoard = new PacedQueue(baud, (bytes) => void this.#child.stdin.write(bytes));
    this.#fromBoard = new PacedQueue(baud, (bytes) => this.#passOn(bytes), heldBackMs);
    this.#child.stdin.on("error", () => undefined);
    this.#child.stdout.on("data", (bytes: Buffer) => this.#fromBoard.write(new Uint8Array(bytes)));
    this.#child.stderr.on("data", (bytes: Buffer) => (this.#output += bytes.toString()));
    this.#ended = this.#watchEnd();
  }

  write(bytes: Uint8Array): void {
    this.#bytesToBoard += bytes.length;
    this.#toBoard.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
  }

  onFailure(listener: (cause: GanglionError) => void): void {
    this.#onFailure = listener;
  }

  hold(held: boolean): void {
    if (held) this.#child.stdout.pause();
    else this.#child.stdout.resume();
  }

  counters(): Counters {
    return {
      cycles: null,
      busyCycles: null,
      emulatedNs: null,
      bytesToBoard: this.#bytesToBoard,
      bytesFromBoard: this.#bytesFromBoard,
    };
  }

  /** Ends it in its own way; a process that does not take notice is killed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#toBoard.stop();
    this.#fromBoard.stop();
    this.#child.stdout.resume();
    this.#child.stdin.end();
    if (!this.#endsWithInput) this.#child.kill();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), END_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #passOn(bytes: Uint8Array): void {
    this.#bytesFromBoard += bytes.length;
    this.#onData(bytes);
  }

  #watchEnd(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.#fail(`could not be started: ${error.message}`);
        resolve();
      });
      this.#child.once("close", (status, signal) => {
        this.#fail(signal === null ? `ended with status ${status ?? "unknown"}` : `was ended by ${signal}`);
        resolve();
      });
    });
  }

  #fail(how: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#onFailure(new BoardProcessError(how, this.#output));
  }
}

const END_TIMEOUT_MS = 2_000;

/** Leaks at exit are none of a board's business, and their detection does not work under every debugger. */
const SANITIZER_SETTINGS = { ASAN_OPTIONS: "detect_leaks=0", UBSAN_OPTIONS: "print_stacktrace=1" };
