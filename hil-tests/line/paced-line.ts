/**
 * A line with a speed and a latency in the time of a test: bytes take as long as the baud rate says, one after the
 * other in each direction, and then the time that a USB bridge and an operating system hold them back.
 *
 * @packageDocumentation
 */
import type { Clock } from "../../host-tools/session/clock.ts";
import type { Transport } from "../../host-tools/transport/transport.ts";

/** Bits of a byte on the line, start and stop bit included. */
const BITS_PER_BYTE = 10;

/** What a line does to bytes. */
export interface Pace {
  readonly baud: number;
  /** How long a USB bridge holds back what comes from the board, as its latency timer does. */
  readonly latencyMs: number;
  readonly clock: Clock;
}

/** One direction: when it is free again, and how many bytes have been on it. */
class Lane {
  bytes = 0;
  readonly #pace: Pace;
  #freeMs = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Delivers bytes when the last of them has come through. */
  carry(bytes: Uint8Array, deliver: (bytes: Uint8Array) => void): void {
    const { baud, latencyMs, clock } = this.#pace;
    this.bytes += bytes.length;
    this.#freeMs = Math.max(this.#freeMs, clock.nowMs()) + (bytes.length * BITS_PER_BYTE * 1000) / baud;
    clock.schedule(this.#freeMs + latencyMs - clock.nowMs(), () => {
      deliver(bytes);
    });
  }
}

/** The host's end of such a line to a board. */
export class PacedTransport implements Transport {
  readonly name = "paced line";
  readonly baud: number;
  readonly #board: Transport;
  readonly #toBoard: Lane;
  readonly #fromBoard: Lane;
  #listener: (bytes: Uint8Array) => void = () => undefined;

  constructor(board: Transport, pace: Pace) {
    this.baud = pace.baud;
    this.#board = board;
    this.#toBoard = new Lane({ ...pace, latencyMs: 0 });
    this.#fromBoard = new Lane(pace);
    board.onData((bytes) => {
      this.#fromBoard.carry(bytes, (arrived) => {
        this.#listener(arrived);
      });
    });
  }

  /** Bytes in the direction that has carried more. */
  get busierBytes(): number {
    return Math.max(this.#toBoard.bytes, this.#fromBoard.bytes);
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#toBoard.carry(bytes.slice(), (arrived) => {
      void this.#board.write(arrived).catch(() => undefined);
    });
    return Promise.resolve();
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#board.onClose(listener);
  }

  close(): Promise<void> {
    return this.#board.close();
  }
}
