/**
 * What `esptool-js` talks through: its transport class, over one of our serial lines instead of a browser's port.
 *
 * The class is replaced where it touches a port, and not given a port that pretends to be a browser's: its own reading
 * polls every millisecond, waits for ever when it closes, and prints to the console. Here packets wake their reader,
 * every wait ends, and a port that goes away or a caller that gives up ends the wait at once. The port stays open
 * through changes of the baud rate, since opening it again would reset most boards.
 *
 * @packageDocumentation
 */
import { Transport } from "esptool-js";
import type { UsbDevice } from "../../transport/ports.ts";
import type { SerialLine } from "../../transport/serial.ts";
import { LoaderSilentError, UnpluggedError } from "../errors.ts";
import { pause } from "../steps.ts";
import { encodeSlip, SlipDecoder } from "./slip.ts";

/** How long to wait, and until when. */
export interface LoaderTransportOptions {
  /** No answer is waited for longer; by default as long as esptool's own limits, 3 s and what erasing takes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The line to a loader. Whoever opened it closes it. */
export class LoaderTransport extends Transport {
  /** What is being done, for messages. */
  step = "its loader was entered";
  /** Bytes that have come, of any kind. */
  receivedBytes = 0;
  readonly #line: SerialLine;
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #decoder = new SlipDecoder((packet) => {
    this.#packets.push(packet);
    this.#wake();
  });
  #packets: Uint8Array[] = [];
  #lost: UnpluggedError | null = null;
  #wake: () => void = () => undefined;
  #dtr = false;
  #rts = false;

  constructor(line: SerialLine, usb: UsbDevice | null, options: LoaderTransportOptions = {}) {
    super({ getInfo: () => infoOf(usb) });
    this.#line = line;
    this.#timeoutMs = options.timeoutMs ?? Infinity;
    this.#signal = options.signal;
    line.onData((bytes) => {
      this.receivedBytes += bytes.length;
      this.#decoder.take(bytes);
    });
    line.onClose((cause) => {
      this.#lost = new UnpluggedError(line.name, this.step, cause ?? undefined);
      this.#wake();
    });
  }

  /** Throws what has ended the work for good: the signal's reason, or the port that is gone. */
  throwIfEnded(): void {
    this.#signal?.throwIfAborted();
    if (this.#lost !== null) throw this.#lost;
  }

  override trace(): void {
    // esptool-js traces to the console whether it was asked to or not.
  }

  override async connect(baud = 115_200): Promise<void> {
    await this.changeBaudrate(baud);
  }

  override async changeBaudrate(baud: number): Promise<boolean> {
    this.throwIfEnded();
    if (baud !== this.#line.baud) await this.#line.setBaud(baud);
    this.baudrate = baud;
    return false;
  }

  override disconnect(): Promise<void> {
    this.flushInput();
    return Promise.resolve();
  }

  override readLoop(): Promise<void> {
    return Promise.resolve();
  }

  override async write(packet: Uint8Array): Promise<void> {
    this.throwIfEnded();
    await this.#line.write(encodeSlip(packet));
  }

  /** The next packet. Rejects with LoaderSilentError, UnpluggedError, or the signal's reason. */
  override async read(timeoutMs: number): Promise<Uint8Array> {
    const limitMs = Math.min(timeoutMs, this.#timeoutMs);
    const end = performance.now() + limitMs;
    while (true) {
      this.throwIfEnded();
      const packet = this.#packets.shift();
      if (packet !== undefined) return packet;
      const leftMs = end - performance.now();
      if (leftMs <= 0) throw new LoaderSilentError(this.#line.name, this.step, limitMs);
      await this.#somethingWithin(leftMs);
    }
  }

  override flushInput(): void {
    this.#packets = [];
    this.#decoder.reset();
  }

  override inWaiting(): number {
    return this.#packets.length;
  }

  /** What the board has said in plain text, as it does when it starts. */
  override peek(): Uint8Array {
    return this.#decoder.text;
  }

  /** Waits until nothing more comes, and forgets what did. */
  override async drainInput(quietMs = 100, maxMs = 400): Promise<void> {
    const end = performance.now() + maxMs;
    let before = -1;
    while (this.receivedBytes !== before && performance.now() < end) {
      before = this.receivedBytes;
      await pause(quietMs, this.#signal);
    }
    this.flushInput();
  }

  override async setDTR(state: boolean): Promise<void> {
    await this.setSignals(state, this.#rts);
  }

  override async setRTS(state: boolean): Promise<void> {
    await this.setSignals(this.#dtr, state);
  }

  /** What is not given stays as it is: a port would set it to true. */
  override async setSignals(dtr = this.#dtr, rts = this.#rts): Promise<void> {
    this.throwIfEnded();
    this.#dtr = dtr;
    this.#rts = rts;
    await this.#line.setSignals({ dtr, rts });
  }

  /** Resolves with the next packet, the end of the line, the signal, or the time. */
  #somethingWithin(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, timeoutMs);
      const signal = this.#signal;
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
      this.#wake = done;
      signal?.addEventListener("abort", done, { once: true });
    });
  }
}

function infoOf(usb: UsbDevice | null): { usbVendorId?: number; usbProductId?: number } {
  return usb === null
    ? {}
    : { usbVendorId: Number.parseInt(usb.vendorId, 16), usbProductId: Number.parseInt(usb.productId, 16) };
}
