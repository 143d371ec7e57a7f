/**
 * A board, real or not: what a bench case needs to know of it. The reference (our JavaScript), WASM, a
 * native process and an emulated or real chip all implement this one interface, and the cases cannot tell
 * them apart.
 *
 * @packageDocumentation
 */
import type { Transport } from "../host-tools/transport/transport.ts";

/** See the file's comment. */
export interface Board {
  /** As it stands in reports: `reference`, `wasm`, `process`, `rp2040js`. */
  readonly name: string;
  /** Null if it can run here; else one sentence that says what is missing and how to get it. */
  unavailable(): Promise<string | null>;
  /** Boots a fresh board. Rejects with an error that names what failed. */
  start(options: StartOptions): Promise<RunningBoard>;
}

/** How a board is to be started. */
export interface StartOptions {
  /** Baud rate of the line; ignored where there is no line. */
  readonly baud: number;
  /** Milliseconds for which a bridge holds back what comes from the board, where one is stood for; 0 by default. */
  readonly heldBackMs?: number;
}

/** A board with power. */
export interface RunningBoard {
  readonly transport: Transport;
  /** Path of the pseudo-terminal, where there is one. */
  readonly port: string | null;
  /** Counters since start; null where the board cannot tell. */
  counters(): Counters;
  /** Counts the calls of these functions, by their C names, from now on; absent where that is impossible. */
  readonly measureFunctions?: (names: readonly string[]) => FunctionMeasurement;
  /** Stops the board and frees everything. Idempotent; never rejects. */
  stop(): Promise<void>;
}

/** Exact cycles of each call of a function that has returned, callees included, interrupts left out. */
export type FunctionMeasurement = (name: string) => readonly number[];

/** What a board has counted since its start. */
export interface Counters {
  /** Processor cycles, exact on an emulated chip. */
  readonly cycles: number | null;
  /** Cycles spent outside sleep, exact on an emulated chip. */
  readonly busyCycles: number | null;
  /** Time of the emulated chip in nanoseconds. */
  readonly emulatedNs: number | null;
  readonly bytesToBoard: number;
  readonly bytesFromBoard: number;
}
