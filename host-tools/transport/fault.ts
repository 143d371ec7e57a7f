/**
 * A bad line on purpose: wraps a transport and loses, flips, doubles, splits and delays bytes, the same ones for the
 * same seed.
 *
 * It stands between a session and any other transport, so that every test of the line's faults runs over the
 * transport that is used. Faults strike bytes independently, each with its own probability, in both directions.
 *
 * @packageDocumentation
 */
import type { Transport } from "./transport.ts";

/** What may happen to a byte, as probabilities 0..1. All are 0 unless given. */
export interface Faults {
  /** The byte is lost. */
  readonly drop?: number;
  /** One of its bits is flipped. */
  readonly flip?: number;
  /** It comes twice. */
  readonly duplicate?: number;
  /** The listener is called once more after it: bytes that were written together come in pieces. */
  readonly split?: number;
}

/** How bad the line is. */
export interface FaultOptions {
  /** Same seed, same faults. */
  readonly seed: number;
  /** What happens on the way to the board. */
  readonly toBoard?: Faults;
  /** What happens on the way from the board. */
  readonly fromBoard?: Faults;
  /** How long each piece is under way; order is kept. 0, the default, is not at all. */
  readonly delayMs?: number;
  /** Runs a callback after a time; a test's own clock, or `setTimeout` by default. */
  readonly schedule?: (delayMs: number, callback: () => void) => unknown;
}

/** How often each fault struck. */
export interface FaultCounters {
  dropped: number;
  flipped: number;
  duplicated: number;
}

/** A transport with faults. */
export class FaultTransport implements Transport {
  readonly name: string;
  readonly baud: number;
  readonly counters: FaultCounters = { dropped: 0, flipped: 0, duplicated: 0 };
  /** While true, nothing passes in either direction: a cut cable that nobody has noticed. */
  silent = false;
  readonly #inner: Transport;
  readonly #options: FaultOptions;
  readonly #random: () => number;

  constructor(inner: Transport, options: FaultOptions) {
    this.name = inner.name;
    this.baud = inner.baud;
    this.#inner = inner;
    this.#options = options;
    this.#random = randomFrom(options.seed);
  }

  write(bytes: Uint8Array): Promise<void> {
    const pieces = this.#spoil(bytes, this.#options.toBoard ?? {});
    const delayMs = this.#options.delayMs ?? 0;
    if (delayMs === 0) return this.#writeAll(pieces);
    this.#later(delayMs, () => {
      // The line ends in the meantime for its listeners, too; whoever wrote these bytes has long been told.
      this.#writeAll(pieces).catch(() => undefined);
    });
    return Promise.resolve();
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#inner.onData((bytes) => {
      const pieces = this.#spoil(bytes, this.#options.fromBoard ?? {});
      const deliver = (): void => pieces.forEach((piece) => listener(piece));
      const delayMs = this.#options.delayMs ?? 0;
      if (delayMs === 0) deliver();
      else this.#later(delayMs, deliver);
    });
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#inner.onClose(listener);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  /** Writes at least once, though it were nothing: a transport that has ended must say so. */
  async #writeAll(pieces: readonly Uint8Array[]): Promise<void> {
    if (pieces.length === 0) await this.#inner.write(new Uint8Array(0));
    for (const piece of pieces) await this.#inner.write(piece);
  }

  #later(delayMs: number, callback: () => void): void {
    if (this.#options.schedule === undefined) setTimeout(callback, delayMs);
    else this.#options.schedule(delayMs, callback);
  }

  /** What is left of the bytes, in the pieces in which it arrives. */
  #spoil(bytes: Uint8Array, faults: Faults): Uint8Array[] {
    if (this.silent) return [];
    const pieces: number[][] = [[]];
    for (const byte of bytes) {
      if (this.#strikes(faults.drop)) {
        this.counters.dropped++;
        continue;
      }
      const spoilt = this.#strikes(faults.flip) ? this.#flip(byte) : byte;
      pieces.at(-1)?.push(spoilt);
      if (this.#strikes(faults.duplicate)) {
        this.counters.duplicated++;
        pieces.at(-1)?.push(spoilt);
      }
      if (this.#strikes(faults.split)) pieces.push([]);
    }
    return pieces.filter((piece) => piece.length > 0).map((piece) => Uint8Array.from(piece));
  }

  #strikes(probability = 0): boolean {
    return probability > 0 && this.#random() < probability;
  }

  #flip(byte: number): number {
    this.counters.flipped++;
    return byte ^ (1 << Math.floor(this.#random() * 8));
  }
}

/** Uniform numbers in [0, 1), the same for the same seed (xorshift, Marsaglia 2003). */
function randomFrom(seed: number): () => number {
  let state = seed | 0 || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
