/**
 * Bytes that leave no faster than a serial line carries them, in real time: what makes a pipe as slow as the line that
 * it stands for; and, if wished, held back after that as by a USB bridge.
 *
 * @packageDocumentation
 */
import { BITS_PER_CHARACTER } from "../emulator/line.ts";

/** See the file's comment. */
export class PacedQueue {
  readonly #millisecondsPerByte: number;
  readonly #deliver: (bytes: Uint8Array) => void;
  readonly #heldBackMs: number;
  readonly #heldBack = new Set<NodeJS.Timeout>();
  #queue: Uint8Array[] = [];
  #timer: NodeJS.Timeout | null = null;
  /** When the line will have carried everything that left so far. */
  #restSinceMs = 0;
  #stopped = false;

  /** `heldBackMs` is for how long bytes are held back that the line has carried. */
  constructor(baud: number, deliver: (bytes: Uint8Array) => void, heldBackMs = 0) {
    this.#millisecondsPerByte = (BITS_PER_CHARACTER * 1000) / baud;
    this.#deliver = deliver;
    this.#heldBackMs = heldBackMs;
  }

  write(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#stopped) return;
    if (this.#queue.length === 0) this.#restSinceMs = Math.max(this.#restSinceMs, performance.now());
    this.#queue.push(bytes);
    this.#timer ??= setTimeout(() => this.#release(), this.#millisecondsPerByte);
  }

  stop(): void {
    this.#stopped = true;
    this.#queue = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const timer of this.#heldBack) clearTimeout(timer);
  }

  /** Delivers every byte whose stop bit has passed by now. */
  #release(): void {
    this.#timer = null;
    let budget = Math.floor((performance.now() - this.#restSinceMs) / this.#millisecondsPerByte);
    this.#restSinceMs += this.#bytesWithin(budget) * this.#millisecondsPerByte;
    for (let piece = this.#queue.shift(); piece !== undefined; piece = this.#queue.shift()) {
      const head = piece.subarray(0, budget);
      budget -= head.length;
      if (head.length > 0) this.#passOn(head);
      if (head.length < piece.length) {
        this.#queue.unshift(piece.subarray(head.length));
        break;
      }
    }
    if (this.#queue.length > 0) this.#timer = setTimeout(() => this.#release(), 1);
  }

  /** Timers of one delay fire in their order, so the bytes keep theirs. */
  #passOn(bytes: Uint8Array): void {
    if (this.#heldBackMs === 0) {
      this.#deliver(bytes);
      return;
    }
    const timer = setTimeout(() => {
      this.#heldBack.delete(timer);
      this.#deliver(bytes);
    }, this.#heldBackMs);
    this.#heldBack.add(timer);
  }

  #bytesWithin(budget: number): number {
    const queued = this.#queue.reduce((sum, { length }) => sum + length, 0);
    return Math.min(budget, queued);
  }
}
