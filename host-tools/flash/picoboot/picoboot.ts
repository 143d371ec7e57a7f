/**
 * An RP2040 in its boot ROM, as an object: erase, write, read, reboot.
 *
 * Each command is a row of the datasheet's table, and a failure comes as one of four causes: the board went away, is
 * silent, refused (with its reason), or the system did not let us. A command that fails leaves the interface reset, so
 * the next one starts clean; so does opening, for a host that was interrupted in mid-command.
 *
 * @packageDocumentation
 */
import {
  LoaderRefusedError,
  LoaderSilentError,
  UnpluggedError,
  UsbBusyError,
  UsbPermissionError,
  UsbUnavailableError,
} from "../errors.ts";
import { withinLimits } from "../steps.ts";
import {
  COMMAND,
  decodeStatus,
  describeStatus,
  encodeCommand,
  REQUEST,
  STATUS_BYTES,
  VENDOR_CLASS,
  words,
} from "./protocol.ts";
import { failureOf, type UsbDevice, type UsbSetup } from "./usb.ts";

/** How patient to be. */
export interface PicobootOptions {
  /** For one transfer; erasing gets a tenth more for each sector. 5 s by default, ten times what flash needs. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 5_000;

/** What erases as one. */
export const SECTOR_BYTES = 4096;

/** A board in its loader, open for this program alone. */
export class Picoboot {
  readonly name: string;
  readonly #device: UsbDevice;
  readonly #endpoints: Endpoints;
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | undefined;
  #token = 0;

  private constructor(device: UsbDevice, endpoints: Endpoints, { timeoutMs = TIMEOUT_MS, signal }: PicobootOptions) {
    this.name = nameOf(device);
    this.#device = device;
    this.#endpoints = endpoints;
    this.#timeoutMs = timeoutMs;
    this.#signal = signal;
  }

  /**
   * Takes a device for this program alone. Rejects with UsbPermissionError, UsbBusyError, UnpluggedError and others.
   */
  static async open(device: UsbDevice, options: PicobootOptions = {}): Promise<Picoboot> {
    const { timeoutMs = TIMEOUT_MS, signal } = options;
    const name = nameOf(device);
    const step = "it was opened";
    const onTimeout = (): Error => new LoaderSilentError(name, step, timeoutMs);
    try {
      await withinLimits(device.open(), { timeoutMs, onTimeout, signal });
      const endpoints = findEndpoints(device, name);
      await withinLimits(device.claimInterface(endpoints.interfaceNumber), { timeoutMs, onTimeout, signal });
      const picoboot = new Picoboot(device, endpoints, options);
      await picoboot.#reset(step);
      await picoboot.#command("exclusive access was asked for", COMMAND.exclusiveAccess, Uint8Array.of(EXCLUSIVE));
      await picoboot.#command("flash was taken out of use", COMMAND.exitXip, new Uint8Array(0));
      return picoboot;
    } catch (error) {
      await device.close().catch(() => undefined);
      if (signal?.aborted === true) throw error;
      throw withoutStall(explain(error, name, step, timeoutMs), name, step);
    }
  }

  /** Erases whole sectors. */
  async erase(address: number, bytes: number): Promise<void> {
    const extraMs = (bytes / SECTOR_BYTES) * (this.#timeoutMs / 10);
    await this.#command("erasing", COMMAND.flashErase, words(address, bytes), extraMs);
  }

  /** Writes whole pages into erased flash. */
  async write(address: number, data: Uint8Array): Promise<void> {
    await this.#begin("writing", COMMAND.write, words(address, data.length), data.length, async (step) => {
      await this.#send(step, data);
      await this.#receive(step, ACKNOWLEDGEMENT_BYTES);
    });
  }

  /** Reads flash, RAM or ROM. */
  async read(address: number, bytes: number): Promise<Uint8Array> {
    return await this.#begin("reading", COMMAND.read, words(address, bytes), bytes, async (step) => {
      const data = await this.#receive(step, bytes);
      await this.#send(step, new Uint8Array(ACKNOWLEDGEMENT_BYTES));
      if (data.length === bytes) return data;
      await this.#reset(step);
      throw new LoaderRefusedError(this.name, step, `${data.length} of ${bytes} bytes came`);
    });
  }

  /** Tells the board to start what is in flash, after a moment in which the answer still comes. */
  async reboot(delayMs: number): Promise<void> {
    await this.#command("it was told to start", COMMAND.reboot, words(0, 0, delayMs));
  }

  /** Gives the device back. Never rejects. */
  async close(): Promise<void> {
    await this.#device.close().catch(() => undefined);
  }

  /** A command without data. */
  async #command(step: string, id: number, args: Uint8Array, extraMs = 0): Promise<void> {
    await this.#begin(step, id, args, 0, (during) => this.#receive(during, ACKNOWLEDGEMENT_BYTES, extraMs));
  }

  /** Sends a command and lets `rest` transfer what follows it; after a refusal, asks for the reason. */
  async #begin<Result>(
    step: string,
    id: number,
    args: Uint8Array,
    transferBytes: number,
    rest: (step: string) => Promise<Result>,
  ): Promise<Result> {
    this.#token++;
    try {
      await this.#send(step, encodeCommand({ id, token: this.#token, transferBytes, args }));
      return await rest(step);
    } catch (error) {
      if (!(error instanceof Stalled)) throw error;
      const why = await this.#reason(step).catch((failed: unknown) => {
        throw withoutStall(asError(failed), this.name, step);
      });
      throw new LoaderRefusedError(this.name, step, why, error.cause);
    }
  }

  async #reason(step: string): Promise<string> {
    const setup = this.#setup(REQUEST.commandStatus);
    const { data } = await this.#within(step, 0, this.#device.controlTransferIn(setup, STATUS_BYTES, this.#timeoutMs));
    await this.#reset(step);
    return data === undefined || data.byteLength < STATUS_BYTES ? NO_REASON : describeStatus(decodeStatus(data).code);
  }

  /** Forgets a command that was begun, on both ends. */
  async #reset(step: string): Promise<void> {
    const { in: input, out: output } = this.#endpoints;
    // The package wants data even where there is none.
    const reset = this.#device.controlTransferOut(
      this.#setup(REQUEST.interfaceReset),
      new Uint8Array(0),
      this.#timeoutMs,
    );
    await this.#within(step, 0, reset);
    await this.#within(step, 0, this.#device.clearHalt("in", input));
    await this.#within(step, 0, this.#device.clearHalt("out", output));
  }

  async #send(step: string, data: Uint8Array): Promise<void> {
    const { out } = this.#endpoints;
    await this.#within(step, 0, this.#device.transferOut(out, Uint8Array.from(data), this.#timeoutMs));
  }

  async #receive(step: string, bytes: number, extraMs = 0): Promise<Uint8Array> {
    const transfer = this.#device.transferIn(this.#endpoints.in, bytes, this.#timeoutMs + extraMs);
    const { data } = await this.#within(step, extraMs, transfer);
    return data === undefined ? new Uint8Array(0) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }

  async #within<Result>(step: string, extraMs: number, transfer: Promise<Result>): Promise<Result> {
    const timeoutMs = this.#timeoutMs + extraMs;
    const onTimeout = (): Error => new LoaderSilentError(this.name, step, timeoutMs);
    try {
      return await withinLimits(transfer, { timeoutMs, onTimeout, signal: this.#signal });
    } catch (error) {
      if (this.#signal?.aborted === true) throw error;
      throw explain(error, this.name, step, timeoutMs);
    }
  }

  #setup(request: number): UsbSetup {
    return { requestType: "vendor", recipient: "interface", request, value: 0, index: this.#endpoints.interfaceNumber };
  }
}

/** What people call a device in its loader: `RP2040 at usb 1-7`. */
export function nameOf({ bus, address }: UsbDevice): string {
  return `the RP2040 at usb ${bus}-${address}`;
}

/** Nothing else may use the flash; the drive stays, so that a board without a program can still be given one. */
const EXCLUSIVE = 1;

/** An acknowledgement is empty, but a buffer of none is refused by some systems; picotool asks for one byte, too. */
const ACKNOWLEDGEMENT_BYTES = 1;

interface Endpoints {
  readonly interfaceNumber: number;
  readonly in: number;
  readonly out: number;
}

function findEndpoints(device: UsbDevice, name: string): Endpoints {
  const found = device.configuration.interfaces.find(({ alternate }) => alternate.interfaceClass === VENDOR_CLASS);
  const number = (direction: "in" | "out"): number | undefined =>
    found?.alternate.endpoints.find((endpoint) => endpoint.direction === direction)?.endpointNumber;
  const [input, output] = [number("in"), number("out")];
  if (found === undefined || input === undefined || output === undefined) {
    throw new LoaderRefusedError(name, "it was opened", "it offers a drive but no PICOBOOT interface");
  }
  return { interfaceNumber: found.interfaceNumber, in: input, out: output };
}

/** The board refused, and its reason is not known yet. */
class Stalled extends Error {}

const NO_REASON = "it gives no reason";

function withoutStall(error: Error, name: string, step: string): Error {
  return error instanceof Stalled ? new LoaderRefusedError(name, step, NO_REASON, error.cause) : error;
}

function explain(error: unknown, name: string, step: string, timeoutMs: number): Error {
  if (!(error instanceof Error) || "remedy" in error || error instanceof Stalled) return asError(error);
  switch (failureOf(error)) {
    case "stall":
      return new Stalled(step, { cause: error });
    case "gone":
      return new UnpluggedError(name, step, error);
    case "timeout":
      return new LoaderSilentError(name, step, timeoutMs, error);
    case "permission":
      return new UsbPermissionError(name, error);
    case "busy":
      return new UsbBusyError(name, error);
    case "other":
      return new UsbUnavailableError(error.message, error);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
