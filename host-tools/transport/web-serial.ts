/**
 * The transport over a browser's serial port, as the Web Serial API gives it (WICG, "Web Serial API").
 *
 * The browser asks its user which port the page may have; what it then hands over, goes in here. A break, a frame or a
 * parity error ends the browser's stream and not the port, so reading goes on with the next stream, and the protocol's
 * own checks find what was lost.
 *
 * Only what is used of the API is declared, because TypeScript's library does not have it and the community's types
 * change those of other packages.
 *
 * @packageDocumentation
 */
import { PortBusyError, PortFailedError, PortLostError, TransportClosedError } from "../errors.ts";
import type { Transport } from "./transport.ts";

/** A `SerialPort` of the browser, as far as it is used here. */
export interface WebSerialPort {
  /** Null while the port is closed, or gone. A new stream after each error on the line. */
  readonly readable: WebReadable | null;
  readonly writable: WebWritable | null;
  open(options: { readonly baudRate: number; readonly bufferSize?: number }): Promise<void>;
  close(): Promise<void>;
}

/** A `ReadableStream` of bytes. */
export interface WebReadable {
  getReader(): WebReader;
}

interface WebReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
  releaseLock(): void;
}

/** A `WritableStream` of bytes. */
export interface WebWritable {
  getWriter(): WebWriter;
}

interface WebWriter {
  write(bytes: Uint8Array): Promise<void>;
  abort(): Promise<void>;
  releaseLock(): void;
}

/** Room for what comes while the page is busy; the default of 255 bytes is one frame. */
const BUFFER_BYTES = 16_384;
/** A port that does not close in this time is left to the browser. */
const CLOSE_TIMEOUT_MS = 1000;

/**
 * Opens a port that the user has chosen.
 *
 * @throws {@link PortBusyError} or {@link PortFailedError}
 */
export async function openWebSerial(port: WebSerialPort, { baud }: { readonly baud: number }): Promise<Transport> {
  try {
    await port.open({ baudRate: baud, bufferSize: BUFFER_BYTES });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof Error && cause.name === "InvalidStateError") throw new PortBusyError(NAME, cause);
    throw new PortFailedError(NAME, why, cause);
  }
  const { writable } = port;
  if (writable === null) throw new PortFailedError(NAME, "it cannot be written to");
  return new WebSerialTransport(port, writable.getWriter(), baud);
}

/** The API tells no path. */
const NAME = "the browser's port";

class WebSerialTransport implements Transport {
  readonly name = NAME;
  readonly baud: number;
  readonly #port: WebSerialPort;
  readonly #writer: WebWriter;
  #reader: WebReader | null = null;
  #ended = false;
  #closing: Promise<void> | null = null;
  #dataListener: (bytes: Uint8Array) => void = () => undefined;
  #closeListener: (cause: Error | null) => void = () => undefined;
  readonly #reading: Promise<void>;

  constructor(port: WebSerialPort, writer: WebWriter, baud: number) {
    this.#port = port;
    this.#writer = writer;
    this.baud = baud;
    this.#reading = this.#read();
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#ended) throw new TransportClosedError(this.name);
    try {
      await this.#writer.write(bytes);
    } catch (cause) {
      throw new PortLostError(this.name, cause);
    }
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#dataListener = listener;
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#closeListener = listener;
  }

  close(): Promise<void> {
    this.#end(null);
    this.#closing ??= within(CLOSE_TIMEOUT_MS, this.#closePort());
    return this.#closing;
  }

  /** Until the port has no stream any more. Never rejects. */
  async #read(): Promise<void> {
    let cause: unknown = null;
    for (let stream = this.#port.readable; stream !== null && !this.#ended; stream = this.#port.readable) {
      const reader = stream.getReader();
      this.#reader = reader;
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          if (value !== undefined) this.#deliver(value);
        }
      } catch (error) {
        cause = error;
      } finally {
        reader.releaseLock();
        this.#reader = null;
      }
      // A stream that is over and is still the port's would be read for ever.
      if (this.#port.readable === stream) break;
    }
    this.#end(new PortLostError(this.name, cause));
  }

  #deliver(bytes: Uint8Array): void {
    if (!this.#ended) this.#dataListener(bytes);
  }

  #end(cause: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#closeListener(cause);
    void this.close();
  }

  /** The API refuses to close a port whose streams are locked. */
  async #closePort(): Promise<void> {
    await quietly(this.#reader?.cancel());
    await quietly(this.#writer.abort());
    await quietly(this.#reading);
    this.#writer.releaseLock();
    await quietly(this.#port.close());
  }
}

async function quietly(work: Promise<unknown> | undefined): Promise<void> {
  try {
    await work;
  } catch {
    // The port is gone, and with it what was to be ended.
  }
}

/** Resolves when the work is done, or after the time. */
async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
