/**
 * A board in this process: the node program, compiled to JavaScript or WASM, behind a transport.
 *
 * The program is given its externs and then polled whenever bytes have come for it, until it has taken them all and
 * sleeps. It runs in later turns of the event loop, a slice of polls in each, so a board at work never blocks its own
 * host for long, and what it sends comes in chunks as from a port.
 *
 * @packageDocumentation
 */
import { TransportClosedError } from "../errors.ts";
import type { Transport } from "./transport.ts";

/** What a program asks of its board: firmware-src/board.ts. */
export interface BoardExterns {
  receive(): number;
  send(byte: number): void;
  micros(): number;
  entropy(): number;
  uniqueId(word: number): number;
  buildId(word: number): number;
  chip(): number;
  resetReason(): number;
  lastFault(word: number): number;
  maximumBaud(): number;
  restart(): void;
  idle(): void;
}

/** A main program that was given its externs. */
export interface BoardProgram {
  boot(): void;
  poll(): void;
}

/** Which board it is. */
export interface InProcessOptions {
  /** What a person calls the board: `reference`, `wasm`. */
  readonly name: string;
  /** Makes a fresh program: its statics are its own. */
  readonly instantiate: (externs: BoardExterns) => BoardProgram;
  /** As `chip()` reports: 0 reference, 1 WASM. */
  readonly chip: number;
  /** As `resetReason()` reports; 1, power on, by default. */
  readonly resetReason?: number;
  /** As `entropy()` reports; random by default. */
  readonly entropy?: () => number;
  /** As `uniqueId()` reports; 0 by default. */
  readonly uniqueId?: readonly [number, number];
  /** As `buildId()` reports; 0 by default. */
  readonly buildId?: readonly [number, number];
}

/** As `resetReason()` reports. */
const POWER_ON = 1;
const BY_SOFTWARE = 3;

/** Polls between two turns of the event loop. */
const POLLS_PER_SLICE = 64;
/** Between two slices of a program that has no bytes to take and does not sleep. */
const BUSY_PAUSE_MS = 1;

/** The host's end of the line to a board in this process. The board boots when this is made. */
export class InProcessTransport implements Transport {
  readonly name: string;
  readonly baud = 0;
  bytesToBoard = 0;
  bytesFromBoard = 0;
  readonly #options: InProcessOptions;
  readonly #externs: BoardExterns;
  #program: BoardProgram;
  #received: number[] = [];
  #receivedTaken = 0;
  #sent: number[] = [];
  #scheduled = false;
  #resetReason: number;
  #wantsRestart = false;
  /** Whether the program has said that there is nothing to do. */
  #asleep = false;
  #cancelPause: () => void = () => undefined;
  #open = true;
  #dataListener: (bytes: Uint8Array) => void = () => undefined;
  #closeListener: (cause: Error | null) => void = () => undefined;

  constructor(options: InProcessOptions) {
    this.name = options.name;
    this.#options = options;
    this.#resetReason = options.resetReason ?? POWER_ON;
    this.#externs = this.#makeExterns();
    this.#program = this.#boot();
  }

  write(bytes: Uint8Array): Promise<void> {
    if (!this.#open) return Promise.reject(new TransportClosedError(this.name));
    for (const byte of bytes) this.#received.push(byte);
    this.bytesToBoard += bytes.length;
    this.#schedule();
    return Promise.resolve();
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#dataListener = listener;
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#closeListener = listener;
  }

  close(): Promise<void> {
    if (this.#open) {
      this.#open = false;
      this.#cancelPause();
      this.#closeListener(null);
    }
    return Promise.resolve();
  }

  /** Presses the reset button: a fresh program, and what was on its way to the old one is lost. */
  reset(): void {
    this.#sent = [];
    this.#startAnew(this.#options.resetReason ?? POWER_ON);
  }

  #startAnew(reason: number): void {
    this.#received = [];
    this.#receivedTaken = 0;
    this.#resetReason = reason;
    this.#wantsRestart = false;
    this.#program = this.#boot();
  }

  #boot(): BoardProgram {
    const program = this.#options.instantiate(this.#externs);
    program.boot();
    return program;
  }

  #schedule(pauseMs = 0): void {
    if (this.#scheduled) return;
    this.#cancelPause();
    if (pauseMs > 0) {
      const timer = setTimeout(() => {
        this.#schedule();
      }, pauseMs);
      this.#cancelPause = () => {
        clearTimeout(timer);
      };
      return;
    }
    this.#scheduled = true;
    inLaterTurn(() => {
      this.#run();
    });
  }

  /** Until the program sleeps, or the slice is over. */
  #run(): void {
    this.#scheduled = false;
    this.#asleep = false;
    const hadBytes = this.#waiting() > 0;
    for (let polls = 0; polls < POLLS_PER_SLICE && this.#open && !this.#isAtRest(); polls++) {
      this.#program.poll();
      // The program that asks for it has to come to its end first.
      if (this.#wantsRestart) this.#startAnew(BY_SOFTWARE);
    }
    // A program that is busy with itself, such as one in which time passes, is given a turn now and then.
    if (this.#open && !this.#isAtRest()) this.#schedule(hadBytes ? 0 : BUSY_PAUSE_MS);
    this.#deliver();
  }

  #isAtRest(): boolean {
    return this.#asleep && this.#waiting() === 0;
  }

  #deliver(): void {
    if (!this.#open || this.#sent.length === 0) return;
    const bytes = Uint8Array.from(this.#sent);
    this.#sent = [];
    this.bytesFromBoard += bytes.length;
    this.#dataListener(bytes);
  }

  #waiting(): number {
    return this.#received.length - this.#receivedTaken;
  }

  #takeByte(): number {
    const byte = this.#received[this.#receivedTaken];
    if (byte === undefined) return -1;
    this.#receivedTaken++;
    if (this.#receivedTaken === this.#received.length) {
      this.#received = [];
      this.#receivedTaken = 0;
    }
    return byte;
  }

  #makeExterns(): BoardExterns {
    const { chip, uniqueId = [0, 0], buildId = [0, 0], entropy = randomWord } = this.#options;
    return {
      receive: () => this.#takeByte(),
      send: (byte) => void this.#sent.push(byte & 255),
      micros: () => Math.trunc(performance.now() * 1000) >>> 0,
      entropy,
      uniqueId: (word) => uniqueId[word] ?? 0,
      buildId: (word) => buildId[word] ?? 0,
      chip: () => chip,
      resetReason: () => this.#resetReason,
      lastFault: () => 0,
      maximumBaud: () => 0,
      restart: () => {
        this.#wantsRestart = true;
      },
      idle: () => {
        this.#asleep = true;
      },
    };
  }
}

/** `setImmediate` where there is one: browsers round `setTimeout` up to milliseconds, and so does Node. */
const inLaterTurn: (callback: () => void) => void =
  typeof setImmediate === "function"
    ? (callback) => void setImmediate(callback)
    : (callback) => void setTimeout(callback, 0);

function randomWord(): number {
  return globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
