/**
 * A serial port as a transport, over the `serialport` package.
 *
 * One port object serves one session and is never opened again: in this package a write after `close` waits and is
 * sent at the next `open`, to whoever is there then. Its other traps are closed here too: an error without a
 * listener would end the process, a pending write is never told of the end, and closing may wait for output that
 * nobody takes.
 *
 * Modem lines are left as the system sets them at opening, until somebody asks for a change: pseudo-terminals have
 * none, and on boards whose reset hangs on them a change restarts the board.
 *
 * @packageDocumentation
 */
import { SerialPort } from "serialport";
import {
  ArgumentError,
  PortBusyError,
  PortFailedError,
  PortLostError,
  PortNotFoundError,
  PortPermissionError,
  PortUnsupportedError,
  TransportClosedError,
  type TransportError,
} from "../errors.ts";
import type { Transport } from "./transport.ts";

/** No port takes longer to open than this, and none is waited for longer at its end. */
const OPEN_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 1_000;

/** How the port is opened. */
export interface SerialOptions {
  /** Bits per second. */
  readonly baud: number;
}

/** The lines beside the data of a serial port; true is asserted, which is low at the pin. */
export interface ModemSignals {
  readonly dtr: boolean;
  readonly rts: boolean;
}

/** A transport over a real port, with what only a port has. */
export interface SerialLine extends Transport {
  /** Sets both lines. Rejects with PortUnsupportedError where the port has none. */
  setSignals(signals: ModemSignals): Promise<void>;
  /** Changes the rate while the port stays open. Rejects with PortUnsupportedError. */
  setBaud(baud: number): Promise<void>;
}

/**
 * Opens a port for this program alone. Rejects with PortNotFoundError, PortPermissionError, PortBusyError,
 * PortFailedError, or ArgumentError for a baud rate that is no rate.
 */
export async function openSerial(path: string, { baud }: SerialOptions): Promise<SerialLine> {
  if (!Number.isInteger(baud) || baud <= 0) {
    throw new ArgumentError(path, "baud", `is ${baud}`, "a whole number of bits per second, such as 115200");
  }
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
  port.on("error", () => undefined);
  await openWithin(port, OPEN_TIMEOUT_MS);
  return new SerialTransport(port);
}

class SerialTransport implements SerialLine {
  readonly name: string;
  baud: number;
  readonly #port: SerialPort;
  readonly #pendingWrites = new Set<(reason: Error) => void>();
  #closing: Promise<void> | null = null;
  #ended = false;
  #dataListener: (bytes: Uint8Array) => void = () => undefined;
  #closeListener: (cause: Error | null) => void = () => undefined;

  constructor(port: SerialPort) {
    this.name = port.path;
    this.baud = port.baudRate;
    this.#port = port;
    port.on("data", (bytes: Uint8Array) => {
      if (!this.#ended) this.#dataListener(bytes);
    });
    port.on("error", (cause: Error) => {
      if (!port.isOpen) this.#end(new PortLostError(this.name, cause));
    });
    port.on("close", (cause: Error | null) => {
      this.#end(new PortLostError(this.name, cause ?? undefined));
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#ended) return Promise.reject(new TransportClosedError(this.name));
    return new Promise((resolve, reject) => {
      this.#pendingWrites.add(reject);
      this.#port.write(bytes, (cause) => {
        this.#pendingWrites.delete(reject);
        if (cause === null || cause === undefined) resolve();
        else reject(new PortLostError(this.name, cause));
      });
    });
  }

  async setSignals({ dtr, rts }: ModemSignals): Promise<void> {
    const remedy =
      "It is no port with reset lines: put the board into its loader by hand, and flash it with --no-reset.";
    await this.#ask("set DTR and RTS", remedy, (done) => {
      this.#port.set({ dtr, rts }, done);
    });
  }

  async setBaud(baud: number): Promise<void> {
    await this.#ask(`work at ${baud} baud`, "Choose another --baud.", (done) => {
      this.#port.update({ baudRate: baud }, done);
    });
    this.baud = baud;
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#dataListener = listener;
  }

  onClose(listener: (cause: Error | null) => void): void {
    this.#closeListener = listener;
  }

  close(): Promise<void> {
    this.#end(null);
    this.#closing ??= this.#closePort();
    return this.#closing;
  }

  /** A request to the driver, which refuses it because it cannot, or because the port is gone. */
  #ask(what: string, remedy: string, request: (done: (cause: Error | null) => void) => void): Promise<void> {
    if (this.#ended) return Promise.reject(new TransportClosedError(this.name));
    return new Promise((resolve, reject) => {
      request((cause) => {
        if (cause === null) resolve();
        else if (this.#port.isOpen) reject(new PortUnsupportedError(this.name, what, remedy, cause));
        else reject(new PortLostError(this.name, cause));
      });
    });
  }

  #end(cause: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    const closed = new TransportClosedError(this.name, cause ?? undefined);
    for (const reject of this.#pendingWrites) reject(closed);
    this.#pendingWrites.clear();
    this.#closeListener(cause);
  }

  /** Output that nobody takes is thrown away first; the system would wait for it. */
  async #closePort(): Promise<void> {
    const port = this.#port;
    if (!port.isOpen) return;
    await settledWithin(CLOSE_TIMEOUT_MS, (done) => {
      port.flush(() => {
        if (port.isOpen) port.close(done);
        else done();
      });
    });
  }
}

function openWithin(port: SerialPort, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      port.once("open", () => {
        port.close(() => undefined);
      });
      reject(new PortFailedError(port.path, `it did not open in ${timeoutMs} ms`));
    }, timeoutMs);
    port.open((cause) => {
      clearTimeout(timer);
      if (cause === null) resolve();
      else reject(explain(port.path, cause));
    });
  });
}

/** What the system calls the causes that have an error of their own. */
const CAUSES: readonly (readonly [RegExp, new (path: string, cause: unknown) => TransportError])[] = [
  [/no such (file|device)|file not found/i, PortNotFoundError],
  [/permission denied|access (is )?denied/i, PortPermissionError],
  [/cannot lock|resource busy|temporarily unavailable/i, PortBusyError],
];

function explain(path: string, cause: Error): TransportError {
  const known = CAUSES.find(([pattern]) => pattern.test(cause.message));
  if (known !== undefined) return new known[1](path, cause);
  return new PortFailedError(path, cause.message.replace(/^Error:? /, "").replace(`, cannot open ${path}`, ""), cause);
}

/** Resolves when `start` calls back, or after the time; never rejects. */
function settledWithin(timeoutMs: number, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    start(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
