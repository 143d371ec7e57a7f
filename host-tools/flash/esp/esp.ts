/**
 * Flashes an ESP32 or ESP32-C3 over its serial port, with Espressif's own loader protocol from `esptool-js`.
 *
 * The board is reset into its ROM loader by DTR and RTS, and a flasher stub is loaded into its RAM, which compares by
 * MD5, inflates what it is sent, and erases as it writes. We choose the sectors ourselves, so that only those that
 * differ are sent, and compare the digest of every one afterwards. Left out: the ROM loader without a stub, encrypted
 * flash, and changing the flash parameters in a boot loader's header, which would leave its own digest wrong.
 *
 * @packageDocumentation
 */
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { ESPLoader, UnexpectedChipIdError, UnexpectedChipMagicError } from "esptool-js";
import { listPorts, type PortInfo } from "../../transport/ports.ts";
import { openSerial, type SerialLine } from "../../transport/serial.ts";
import {
  ChipLockedError,
  LoaderRefusedError,
  LoaderSilentError,
  NotInLoaderError,
  VerificationError,
  WrongChipError,
} from "../errors.ts";
import { bytesOf, type FlashRange, type Image, type Run, runsOf, type Sector, sectorsOf } from "../image.ts";
import type { FlashOptions, FlashReport, Phase } from "../progress.ts";
import { pause, withinLimits } from "../steps.ts";
import { choosePort, type PortChoice } from "../touch.ts";
import { checkImages, type EspChip } from "./chips.ts";
import { LoaderTransport } from "./loader-transport.ts";

/** What to flash, onto which board, and how. */
export interface EspOptions extends FlashOptions, PortChoice {
  readonly chip: EspChip;
  /** Addresses are offsets in flash. */
  readonly image: Image;
  /** The rate after the stub has started; 460800 by default. */
  readonly baud?: number;
  /** `lines` is DTR and RTS, by default; `none` for a board that is in its loader already and is reset by hand. */
  readonly reset?: "lines" | "none";
  /** How often the board is tried to be reset into its loader; 7 by default. */
  readonly attempts?: number;
  /** No answer is waited for longer; by default esptool's own limits. */
  readonly timeoutMs?: number;
  readonly onNote?: (note: string) => void;
}

/** What the machine offers; another one is for tests. */
export interface EspSystem {
  ports(): Promise<readonly PortInfo[]>;
  open(path: string, baud: number): Promise<SerialLine>;
}

/** The machine that this runs on. */
const ESP_SYSTEM: EspSystem = { ports: listPorts, open: (path, baud) => openSerial(path, { baud }) };

/** Flashes one board. Rejects with a FlashError, a TransportError, or the signal's reason. */
export async function flashEsp(options: EspOptions, system: EspSystem = ESP_SYSTEM): Promise<FlashReport> {
  const begun = performance.now();
  // Mistakes in the image come before anything is done to a board.
  checkImages(options.image, options.chip);
  sectorsOf(options.image, flashOf(FLASH_BYTES_MAX));
  options.signal?.throwIfAborted();
  const ports = await system.ports();
  const path = choosePort(options, ports, (usb) => usb !== null && VENDORS.includes(usb.vendorId));
  if (path === null) throw new NotInLoaderError("no serial port of a board is there", HOW_TO_ENTER);
  const line = await system.open(path, ROM_BAUD);
  try {
    const usb = ports.find((port) => port.path === path)?.usb ?? null;
    const work = new EspFlashing(line, new LoaderTransport(line, usb, options), options);
    return { ...(await work.run()), durationMs: performance.now() - begun };
  } finally {
    await line.close();
  }
}

const ROM_BAUD = 115_200;
const STUB_BAUD = 460_800;
const ATTEMPTS = 7;
const SECTOR_BYTES = 4096;
const FLASH_BYTES_MAX = 16 * 1024 * 1024;

/** What one digest covers: large enough to be fast, small enough for the bar to move. */
const DIGEST_BYTES = 64 * 1024;

/** What is deflated as one. */
const WRITE_BYTES = 256 * 1024;

/** Beyond every limit inside esptool: for a board that babbles and never makes sense. */
const STEP_TIMEOUT_MS = 60_000;

const RESET_MS = 100;

/** Espressif's own USB, and the makers of bridges that its boards carry. */
const VENDORS: readonly string[] = ["303a", "10c4", "1a86", "0403"];

const HOW_TO_ENTER =
  "Check the cable and the port. If the board has no reset circuit, hold BOOT, press EN, and give the command again with --no-reset.";

/** One board, from its loader to its new program. */
class EspFlashing {
  readonly #line: SerialLine;
  readonly #transport: LoaderTransport;
  readonly #options: EspOptions;
  readonly #loader: ESPLoader;

  constructor(line: SerialLine, transport: LoaderTransport, options: EspOptions) {
    this.#line = line;
    this.#transport = transport;
    this.#options = options;
    this.#loader = new ESPLoader({
      transport,
      baudrate: options.baud ?? STUB_BAUD,
      romBaudrate: ROM_BAUD,
      terminal: { clean: () => undefined, write: () => undefined, writeLine: () => undefined },
    });
  }

  async run(): Promise<Omit<FlashReport, "durationMs">> {
    const { chip, image, dryRun = false } = this.#options;
    await this.#connect();
    const sectors = sectorsOf(image, flashOf(await this.#flashBytes()));
    const changed = await this.#differing(sectors, "comparing");
    if (!dryRun && changed.length > 0) {
      await this.#write(changed);
      await this.#verify(sectors);
    }
    await this.#start();
    return {
      board: `${chip.name} on ${this.#line.name}`,
      totalBytes: bytesOf(sectors),
      equalBytes: bytesOf(sectors) - bytesOf(changed),
      changedBytes: bytesOf(changed),
      verifiedBy: "MD5",
    };
  }

  /** Into the ROM loader, which chip it is, and the stub. */
  async #connect(): Promise<void> {
    const { chip, reset = "lines", attempts = ATTEMPTS, baud = STUB_BAUD } = this.#options;
    const loader = this.#loader;
    try {
      await this.#step("its loader was entered", () =>
        loader.connect(reset === "lines" ? "default_reset" : "no_reset", attempts),
      );
    } catch (error) {
      throw this.#whyNotConnected(error);
    }
    if (loader.chip.CHIP_NAME !== chip.name) {
      throw new WrongChipError(this.#line.name, `an ${loader.chip.CHIP_NAME}`, `an ${chip.name}`);
    }
    if (loader.secureDownloadMode) throw new ChipLockedError(this.#line.name);
    await this.#step("the flasher stub was started", () => loader.runStub());
    if (baud !== ROM_BAUD) await this.#step("the baud rate was changed", () => loader.changeBaud());
    if (this.#line.baud !== baud) {
      this.#options.onNote?.(`the line does not work at ${baud} baud; going on at ${ROM_BAUD}`);
    }
  }

  #whyNotConnected(error: unknown): unknown {
    const { chip } = this.#options;
    const where = this.#line.name;
    if (error instanceof UnexpectedChipIdError || error instanceof UnexpectedChipMagicError) {
      return new WrongChipError(where, "one that esptool does not know", `an ${chip.name}`);
    }
    const isSilent = error instanceof LoaderSilentError || error instanceof LoaderRefusedError;
    if (!isSilent) return error;
    const why =
      this.#transport.receivedBytes === 0
        ? `nothing answers on ${where}`
        : `the board on ${where} talks, but not as a loader does`;
    return new NotInLoaderError(why, HOW_TO_ENTER);
  }

  async #flashBytes(): Promise<number> {
    const loader = this.#loader;
    const id = await this.#step("its flash was looked at", () => loader.readFlashId());
    const [, amount, unit] = /^(\d+)(KB|MB)$/.exec(loader.DETECTED_FLASH_SIZES[(id >>> 16) & 0xff] ?? "") ?? [];
    if (amount !== undefined) return Number(amount) * (unit === "MB" ? 1024 * 1024 : 1024);
    throw new LoaderRefusedError(
      this.#line.name,
      "its flash was looked at",
      `the flash chip answers 0x${(id >>> 0).toString(16)}`,
    );
  }

  /** Those sectors whose digest is another one. A whole run is asked for first, which is all if it is equal. */
  async #differing(sectors: readonly Sector[], phase: Phase): Promise<Sector[]> {
    const changed: Sector[] = [];
    const [totalBytes, waiting] = [bytesOf(sectors), [...sectors]];
    let doneBytes = 0;
    for (const run of runsOf(sectors, DIGEST_BYTES)) {
      const members = waiting.splice(0, run.data.length / SECTOR_BYTES);
      const suspects = (await this.#isEqual(run, phase)) ? [] : members;
      for (const sector of suspects) {
        if (!(await this.#isEqual(sector, phase))) changed.push(sector);
      }
      doneBytes += run.data.length;
      this.#options.onProgress?.(phase, doneBytes, totalBytes);
    }
    return changed;
  }

  async #isEqual({ address, data }: Run, phase: Phase): Promise<boolean> {
    const found = await this.#step(phase, () => this.#loader.flashMd5sum(address, data.length));
    return found === createHash("md5").update(data).digest("hex");
  }

  async #write(changed: readonly Sector[]): Promise<void> {
    const totalBytes = bytesOf(changed);
    let doneBytes = 0;
    for (const run of runsOf(changed, WRITE_BYTES)) {
      await this.#writeRun(run, (part) => {
        this.#options.onProgress?.("writing", doneBytes + Math.round(part * run.data.length), totalBytes);
      });
      doneBytes += run.data.length;
    }
  }

  async #writeRun({ address, data }: Run, onPart: (part: number) => void): Promise<void> {
    const loader = this.#loader;
    const deflated = new Uint8Array(deflateSync(data, { level: 9 }));
    const blockBytes = loader.FLASH_WRITE_SIZE;
    await this.#step("writing", () => loader.flashDeflBegin(data.length, deflated.length, address));
    for (let at = 0; at < deflated.length; at += blockBytes) {
      const block = deflated.subarray(at, at + blockBytes);
      // The stub acknowledges a block as it comes, and the next one only when it has written this one.
      const timeoutMs = loader.timeoutPerMb(loader.ERASE_WRITE_TIMEOUT_PER_MB, data.length);
      await this.#step("writing", () => loader.flashDeflBlock(block, at / blockBytes, timeoutMs));
      onPart(Math.min(at + blockBytes, deflated.length) / deflated.length);
    }
    await this.#step("writing", () => loader.flashDeflFinish(false));
  }

  async #verify(sectors: readonly Sector[]): Promise<void> {
    const [first] = await this.#differing(sectors, "verifying");
    if (first === undefined) return;
    throw new VerificationError(this.#line.name, first.address, "the MD5 of this sector is another one");
  }

  /** A pulse on the reset line, with the boot pin left alone. */
  async #start(): Promise<void> {
    if (this.#options.reset === "none") {
      this.#options.onNote?.("press EN to start the program");
      return;
    }
    await this.#step("it was told to start", async () => {
      await this.#transport.setSignals(false, true);
      await pause(RESET_MS, this.#options.signal);
      await this.#transport.setSignals(false, false);
    });
  }

  /** Runs a step within its limits, and says in our own errors why it failed. */
  async #step<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    const transport = this.#transport;
    transport.step = step;
    transport.throwIfEnded();
    try {
      return await withinLimits(work(), {
        timeoutMs: STEP_TIMEOUT_MS,
        onTimeout: () => new LoaderSilentError(this.#line.name, step, STEP_TIMEOUT_MS),
        signal: this.#options.signal,
      });
    } catch (error) {
      transport.throwIfEnded();
      if (!(error instanceof Error) || "remedy" in error) throw error;
      if (error instanceof UnexpectedChipIdError || error instanceof UnexpectedChipMagicError) throw error;
      throw new LoaderRefusedError(this.#line.name, step, error.message.replaceAll(/\s+/g, " "), error);
    }
  }
}

function flashOf(bytes: number): FlashRange {
  return { start: 0, bytes, sectorBytes: SECTOR_BYTES };
}
