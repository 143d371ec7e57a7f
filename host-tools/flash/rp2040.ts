/**
 * Flashes an RP2040: finds the board, gets it into its loader, and writes over PICOBOOT, or onto its drive.
 *
 * PICOBOOT compares first, so that only sectors that differ are erased and written, and reads everything back at the
 * end. The lowest sector is erased first and written last: it holds what the boot ROM looks for, so a board whose
 * flashing was cut off starts in its loader and not in half a program. The drive takes a whole UF2 file and gives
 * nothing back to compare; it is for machines where the USB device itself may not be opened.
 *
 * @packageDocumentation
 */
import type { PortInfo } from "../transport/ports.ts";
import { copyToDrive, findDrives } from "./drive.ts";
import {
  FlashError,
  NotInLoaderError,
  RebootError,
  SeveralBoardsError,
  UsbBusyError,
  UsbPermissionError,
  UsbUnavailableError,
  VerificationError,
  WrongChipError,
} from "./errors.ts";
import { bytesOf, firstDifference, type FlashRange, type Image, runsOf, type Sector, sectorsOf } from "./image.ts";
import { nameOf, Picoboot, type PicobootOptions, SECTOR_BYTES } from "./picoboot/picoboot.ts";
import { RP2040_LOADER, RP2350_LOADER } from "./picoboot/protocol.ts";
import { listUsbDevices, type UsbDevice } from "./picoboot/usb.ts";
import type { FlashOptions, FlashReport, Phase } from "./progress.ts";
import { poll } from "./steps.ts";
import { choosePort, type PortChoice, touchPort } from "./touch.ts";
import { listPorts } from "../transport/ports.ts";

/** What to flash, onto which board, and how. */
export interface Rp2040Options extends FlashOptions, PortChoice {
  readonly image: Image;
  /** The image as a UF2 file, asked for only if the drive is used. */
  readonly uf2: () => Uint8Array;
  /** `auto` is PICOBOOT, or the drive where the USB device cannot be opened. */
  readonly method?: "auto" | "picoboot" | "uf2";
  /** For one step of the loader; see PicobootOptions. */
  readonly timeoutMs?: number;
  /** How long a board may take to appear in its loader, and to leave it. */
  readonly appearTimeoutMs?: number;
  /** Told in a sentence what is being done beside the phases. */
  readonly onNote?: (note: string) => void;
}

/** What the machine offers; another one is for tests. */
export interface Rp2040System {
  usbDevices(): Promise<readonly UsbDevice[]>;
  ports(): Promise<readonly PortInfo[]>;
  /** Opens and closes a port at 1200 baud. */
  touch(port: string): Promise<void>;
  /** Folders where a board's drive is mounted. */
  drives(): Promise<readonly string[]>;
}

/** The flash that the boot ROM can address. Boards have 2 MB and up; what is missing shows when it is read back. */
const RP2040_FLASH: FlashRange = { start: 0x10000000, bytes: 16 * 1024 * 1024, sectorBytes: SECTOR_BYTES };

/** The machine that this runs on. */
const RP2040_SYSTEM: Rp2040System = {
  usbDevices: listUsbDevices,
  ports: listPorts,
  touch: touchPort,
  drives: findDrives,
};

/** Flashes one board. Rejects with a FlashError, a TransportError, or the signal's reason. */
export async function flashRp2040(options: Rp2040Options, system: Rp2040System = RP2040_SYSTEM): Promise<FlashReport> {
  // Mistakes in the image come before anything is done to a board.
  const sectors = sectorsOf(options.image, RP2040_FLASH);
  const loader = await findLoader(options, system);
  if (loader.kind === "drive") return await flashDrive(loader.folder, options, sectors);
  try {
    return await flashPicoboot(loader.device, sectors, options, system);
  } catch (error) {
    const drive = isForbidden(error) && options.method !== "picoboot" ? await onlyDrive(system) : null;
    if (drive === null) throw error;
    options.onNote?.(`${messageOf(error)}; the drive ${drive} is used instead`);
    return await flashDrive(drive, options, sectors);
  }
}

const APPEAR_TIMEOUT_MS = 8_000;
const APPEAR_INTERVAL_MS = 50;

/** What is erased, read and written by one command: large enough to be fast, small enough for the bar to move. */
const ERASE_BYTES = 64 * 1024;
const TRANSFER_BYTES = 16 * 1024;

const REBOOT_DELAY_MS = 200;

type Loader =
  { readonly kind: "usb"; readonly device: UsbDevice } | { readonly kind: "drive"; readonly folder: string };

const HOW_TO_ENTER =
  "Hold the BOOTSEL button while you plug the board in, then give the command again. A program that talks over a UART cannot be asked to leave.";

async function findLoader(options: Rp2040Options, system: Rp2040System): Promise<Loader> {
  const before = await loadersNow(options, system);
  const isChosen = options.port !== undefined || options.serialNumber !== undefined;
  if (!isChosen && before.length > 0) return onlyOf(before);
  const port = choosePort(options, await system.ports(), (usb) => usb?.vendorId === "2e8a");
  if (port === null) {
    const other = await findRp2350(system);
    if (other !== null) throw new WrongChipError(other, "an RP2350", "an RP2040");
    throw new NotInLoaderError("no RP2040 in its loader is there, and no serial port of one", HOW_TO_ENTER);
  }
  options.onNote?.(`asking the board on ${port} to enter its loader`);
  await system.touch(port);
  const found = await poll(
    async () => {
      const fresh = (await loadersNow(options, system)).filter(
        (one) => !before.some((old) => keyOf(old) === keyOf(one)),
      );
      return fresh.length > 0 ? fresh : null;
    },
    {
      timeoutMs: options.appearTimeoutMs ?? APPEAR_TIMEOUT_MS,
      intervalMs: APPEAR_INTERVAL_MS,
      signal: options.signal,
    },
  );
  if (found !== null) return onlyOf(found);
  throw new NotInLoaderError(`the board on ${port} did not enter its loader when it was asked to`, HOW_TO_ENTER);
}

/** Devices where they may be used, else drives. */
async function loadersNow({ method = "auto" }: Rp2040Options, system: Rp2040System): Promise<Loader[]> {
  const drives = async (): Promise<Loader[]> =>
    (await system.drives()).map((folder) => ({ kind: "drive", folder }) as const);
  if (method === "uf2") return await drives();
  try {
    const devices = (await system.usbDevices()).filter((device) => isDevice(device, RP2040_LOADER));
    return devices.map((device) => ({ kind: "usb", device }));
  } catch (error) {
    const found = error instanceof UsbUnavailableError && method === "auto" ? await drives() : [];
    if (found.length === 0) throw error;
    return found;
  }
}

function onlyOf(loaders: readonly Loader[]): Loader {
  const [first] = loaders;
  if (first !== undefined && loaders.length === 1) return first;
  throw new SeveralBoardsError(loaders.map(keyOf));
}

function keyOf(loader: Loader): string {
  return loader.kind === "usb" ? nameOf(loader.device) : loader.folder;
}

async function findRp2350(system: Rp2040System): Promise<string | null> {
  const devices = await system.usbDevices().catch(() => []);
  const found = devices.find((device) => isDevice(device, RP2350_LOADER));
  return found === undefined ? null : `usb ${found.bus}-${found.address}`;
}

function isDevice(device: UsbDevice, { vendorId, productId }: { vendorId: number; productId: number }): boolean {
  return device.vendorId === vendorId && device.productId === productId;
}

function isForbidden(error: unknown): boolean {
  return [UsbPermissionError, UsbBusyError, UsbUnavailableError].some((kind) => error instanceof kind);
}

async function onlyDrive(system: Rp2040System): Promise<string | null> {
  const drives = await system.drives();
  return drives.length === 1 ? (drives[0] ?? null) : null;
}

function messageOf(error: unknown): string {
  return error instanceof FlashError ? error.message : String(error);
}

async function flashPicoboot(
  device: UsbDevice,
  sectors: readonly Sector[],
  options: Rp2040Options,
  system: Rp2040System,
): Promise<FlashReport> {
  const begun = performance.now();
  const { signal, timeoutMs, dryRun = false } = options;
  const limits: PicobootOptions = {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  };
  const board = await Picoboot.open(device, limits);
  try {
    const changed = await differing(board, sectors, options);
    if (!dryRun && changed.length > 0) {
      await erase(board, changed, options);
      await write(board, changed, options);
      await verify(board, sectors, options);
    }
    await board.reboot(REBOOT_DELAY_MS);
    const changedBytes = bytesOf(changed);
    return {
      board: board.name,
      totalBytes: bytesOf(sectors),
      equalBytes: bytesOf(sectors) - changedBytes,
      changedBytes,
      verifiedBy: "read-back",
      durationMs: await finish(board, device, options, system, begun),
    };
  } finally {
    await board.close();
  }
}

/** Those sectors that flash does not hold yet. */
async function differing(board: Picoboot, sectors: readonly Sector[], options: Rp2040Options): Promise<Sector[]> {
  const tell = teller("comparing", bytesOf(sectors), options);
  const changed: Sector[] = [];
  const waiting = [...sectors];
  for (const run of runsOf(sectors, TRANSFER_BYTES)) {
    const found = await board.read(run.address, run.data.length);
    for (let at = 0; at < run.data.length; at += SECTOR_BYTES) {
      const sector = waiting.shift();
      if (sector !== undefined && firstDifference(sector.data, found.subarray(at, at + SECTOR_BYTES)) >= 0) {
        changed.push(sector);
      }
    }
    tell(run.data.length);
  }
  return changed;
}

async function erase(board: Picoboot, changed: readonly Sector[], options: Rp2040Options): Promise<void> {
  const tell = teller("erasing", bytesOf(changed), options);
  for (const { address, data } of runsOf(changed, ERASE_BYTES)) {
    await board.erase(address, data.length);
    tell(data.length);
  }
}

async function write(board: Picoboot, changed: readonly Sector[], options: Rp2040Options): Promise<void> {
  const tell = teller("writing", bytesOf(changed), options);
  const [lowest, ...others] = changed;
  for (const { address, data } of [...runsOf(others, TRANSFER_BYTES), ...(lowest === undefined ? [] : [lowest])]) {
    await board.write(address, data);
    tell(data.length);
  }
}

/** Reads all of the image back, the sectors that were equal before, too: it is what the board will run. */
async function verify(board: Picoboot, sectors: readonly Sector[], options: Rp2040Options): Promise<void> {
  const tell = teller("verifying", bytesOf(sectors), options);
  for (const { address, data } of runsOf(sectors, TRANSFER_BYTES)) {
    const found = await board.read(address, data.length);
    const at = firstDifference(data, found);
    if (at >= 0) {
      const bytes = `0x${byteText(found[at])} instead of 0x${byteText(data[at])}`;
      throw new VerificationError(board.name, address + at, bytes);
    }
    tell(data.length);
  }
}

/** Waits until the device has left the bus, which is the sign that the board has started; how long all took. */
async function finish(
  board: Picoboot,
  device: UsbDevice,
  options: Rp2040Options,
  system: Rp2040System,
  begun: number,
): Promise<number> {
  await board.close();
  const timeoutMs = options.appearTimeoutMs ?? APPEAR_TIMEOUT_MS;
  const left = await poll(
    async () => {
      const devices = await system.usbDevices();
      return devices.some((one) => isDevice(one, RP2040_LOADER) && nameOf(one) === nameOf(device)) ? null : true;
    },
    { timeoutMs, intervalMs: APPEAR_INTERVAL_MS, signal: options.signal },
  );
  if (left === null) throw new RebootError(board.name, timeoutMs);
  return performance.now() - begun;
}

async function flashDrive(folder: string, options: Rp2040Options, sectors: readonly Sector[]): Promise<FlashReport> {
  const begun = performance.now();
  const totalBytes = bytesOf(sectors);
  if (options.dryRun !== true) {
    await copyToDrive(folder, options.uf2(), {
      timeoutMs: options.appearTimeoutMs ?? APPEAR_TIMEOUT_MS,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onProgress: (done, total) => options.onProgress?.("writing", done, total),
    });
  }
  return {
    board: `the RP2040 behind ${folder}`,
    totalBytes,
    equalBytes: 0,
    changedBytes: totalBytes,
    verifiedBy: "nothing",
    durationMs: performance.now() - begun,
  };
}

/** Adds up what is done of a phase. */
function teller(phase: Phase, totalBytes: number, { onProgress }: FlashOptions): (bytes: number) => void {
  let doneBytes = 0;
  return (bytes) => {
    doneBytes += bytes;
    onProgress?.(phase, doneBytes, totalBytes);
  };
}

function byteText(byte = 0): string {
  return byte.toString(16).padStart(2, "0");
}
