/**
 * A transport moves bytes and knows nothing of frames. A serial port, an in-process board and a browser's
 * WebSerial port all look like this, so that one session serves them all.
 *
 * @packageDocumentation
 */
export interface Transport {
  /** What a person calls it: `/dev/ttyACM0`, `wasm`. */
  readonly name: string;
  /** Baud rate, or 0 where baud has no meaning. */
  readonly baud: number;
  /** Resolves when the bytes were handed to the operating system; rejects with a `TransportError` once closed. */
  write(bytes: Uint8Array): Promise<void>;
  /** Bytes as they come, any number at a time. One listener; setting it again replaces it. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once when the transport ends, with the cause if it was not `close()`. */
  onClose(listener: (cause: Error | null) => void): void;
  /** Idempotent; never rejects. */
  close(): Promise<void>;
}
