/**
 * The transport of a board that we run ourselves: the real one, which also ends when the board does, and then says why.
 * A port alone would just fall silent.
 *
 * @packageDocumentation
 */
import type { Transport } from "../../host-tools/transport/transport.ts";

/** See the file's comment. */
export class AttachedTransport implements Transport {
  readonly name: string;
  readonly baud: number;
  readonly #inner: Transport;
  #failure: Error | null = null;
  #closed = false;
  #onClose: (cause: Error | null) => void = () => undefined;

  constructor(inner: Transport) {
    this.name = inner.name;
    this.baud = inner.baud;
    this.#inner = inner;
    inner.onClose((cause) => this.#ended(cause));
  }

  /** The board ended: what is written from now on is refused with the cause. */
  fail(cause: Error): void {
    this.#failure ??= cause;
    this.#ended(cause);
    void this.#inner.close();
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#failure === null ? this.#inner.write(bytes) : Promise.reject(this.#failure);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#inner.onData(listener);
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#onClose = listener;
  }

  async close(): Promise<void> {
    await this.#inner.close();
    this.#ended(null);
  }

  #ended(cause: Error | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose(cause);
  }
}
