/**
 * A line without wires: two transports, each of which hears what the other is given.
 *
 * Bytes arrive in order and in a later microtask, never inside `write`, as with a real port; so code that works over
 * a pair has no hidden dependence on being called back at once.
 *
 * @packageDocumentation
 */
import { TransportClosedError } from "../errors.ts";
import type { Transport } from "./transport.ts";

/** Two ends of one line. Closing one ends the other with a {@link TransportClosedError}. */
export function memoryPair(name = "memory", baud = 0): readonly [Transport, Transport] {
  const near = new MemoryTransport(name, baud);
  const far = new MemoryTransport(`${name} (far end)`, baud);
  near.join(far);
  far.join(near);
  return [near, far];
}

class MemoryTransport implements Transport {
  readonly name: string;
  readonly baud: number;
  #peer: MemoryTransport | null = null;
  #dataListener: (bytes: Uint8Array) => void = () => undefined;
  #closeListener: (cause: Error | null) => void = () => undefined;
  #open = true;

  constructor(name: string, baud: number) {
    this.name = name;
    this.baud = baud;
  }

  join(peer: MemoryTransport): void {
    this.#peer = peer;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (!this.#open) return Promise.reject(new TransportClosedError(this.name));
    const copy = bytes.slice();
    queueMicrotask(() => this.#peer?.hear(copy));
    return Promise.resolve();
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#dataListener = listener;
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#closeListener = listener;
  }

  close(): Promise<void> {
    this.#end(null);
    return Promise.resolve();
  }

  hear(bytes: Uint8Array): void {
    if (this.#open) this.#dataListener(bytes);
  }

  #end(cause: Error | null): void {
    if (!this.#open) return;
    this.#open = false;
    this.#closeListener(cause);
    const peer = this.#peer;
    if (peer !== null) queueMicrotask(() => peer.#end(new TransportClosedError(peer.name)));
  }
}
