/**
 * The wire from the host to the chip: bytes that arrive one after another at the baud rate, in emulated time.
 *
 * A byte ends one character time after the byte before it, or after the moment it was written if the line was at
 * rest by then. So a frame that is written at once is heard without a gap, whatever the host does meanwhile. Between
 * two writes a chip that sleeps lets no time pass, but for the receive time-out of its UART: pieces of a frame that
 * follow each other sooner than that sound like the whole.
 *
 * @packageDocumentation
 */
import type { Alarm, EmulatedClock } from "./clock.ts";

/** Start bit, eight data bits, stop bit. */
export const BITS_PER_CHARACTER = 10;

/** Host to chip. */
export class ReceiveLine {
  readonly baud: number;
  readonly #clock: EmulatedClock;
  readonly #alarm: Alarm;
  readonly #characterNanos: number;
  #listener: (byte: number) => void = () => undefined;
  #queue: number[] = [];
  #read = 0;
  #restSinceNanos = 0;

  constructor(clock: EmulatedClock, baud: number) {
    this.baud = baud;
    this.#clock = clock;
    this.#characterNanos = (BITS_PER_CHARACTER * 1e9) / baud;
    this.#alarm = clock.createAlarm(() => this.#arrive());
  }

  /** Bytes that were written and have not arrived yet. */
  get pending(): number {
    return this.#queue.length - this.#read;
  }

  /** Who hears each byte when its stop bit has passed. */
  connect(listener: (byte: number) => void): void {
    this.#listener = listener;
  }

  write(bytes: Uint8Array): void {
    const atRest = this.pending === 0;
    for (const byte of bytes) this.#queue.push(byte);
    if (atRest && bytes.length > 0) this.#expectNext();
  }

  /** After the clock forgot its alarms: the line outlives a reset of the chip. */
  resume(): void {
    if (this.pending > 0) this.#expectNext();
  }

  #expectNext(): void {
    const start = Math.max(this.#restSinceNanos, this.#clock.nanos);
    this.#restSinceNanos = start + this.#characterNanos;
    this.#alarm.schedule(this.#restSinceNanos - this.#clock.nanos);
  }

  #arrive(): void {
    const byte = this.#queue[this.#read++];
    if (this.pending === 0) {
      this.#queue = [];
      this.#read = 0;
    } else {
      this.#expectNext();
    }
    if (byte !== undefined) this.#listener(byte);
  }
}
