/**
 * Flashing an RP2040 without one: against a peer that speaks PICOBOOT, and a folder that looks like its drive.
 *
 * @packageDocumentation
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeUf2 } from "../../targets/uf2.ts";
import { GanglionError, PortNotFoundError } from "../errors.ts";
import { findDrives } from "../flash/drive.ts";
import {
  DriveError,
  ImageRangeError,
  LoaderRefusedError,
  LoaderSilentError,
  NotInLoaderError,
  RebootError,
  SeveralBoardsError,
  UnpluggedError,
  UsbBusyError,
  UsbPermissionError,
  UsbUnavailableError,
  VerificationError,
  WrongChipError,
} from "../flash/errors.ts";
import type { Image } from "../flash/image.ts";
import { Picoboot } from "../flash/picoboot/picoboot.ts";
import { listUsbDevices } from "../flash/picoboot/usb.ts";
import { flashRp2040, type Rp2040Options, type Rp2040System } from "../flash/rp2040.ts";
import type { PortInfo } from "../transport/ports.ts";
import { type FaultKind, PicobootPeer, type PicobootFault } from "./picoboot-peer.ts";

const FLASH_START = 0x10000000;
const SECTOR = 4096;

/** A program that fills some sectors, the last one in part. */
const PROGRAM = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7 + (index >> 8)) & 255);
const IMAGE: Image = { name: "app.elf", pieces: [{ address: FLASH_START, data: PROGRAM }] };
const SECTORS = Math.ceil(PROGRAM.length / SECTOR);

const PORT: PortInfo = {
  path: "/dev/ttyACM0",
  usb: { vendorId: "2e8a", productId: "000a", manufacturer: "Raspberry Pi", product: "Pico", serialNumber: "E66" },
};

let peer: PicobootPeer;
let ports: PortInfo[];
let drives: string[];
let touched: string[];
/** What a touch does. */
let onTouch: () => void;

const system: Rp2040System = {
  usbDevices: () => Promise.resolve(peer.isPresent ? [peer] : []),
  ports: () => Promise.resolve(ports),
  touch: (path) => {
    touched.push(path);
    onTouch();
    return Promise.resolve();
  },
  drives: () => Promise.resolve(drives),
};

beforeEach(() => {
  peer = new PicobootPeer();
  [ports, drives, touched] = [[], [], []];
  onTouch = () => undefined;
});

function flash(options: Partial<Rp2040Options> = {}, on = system): ReturnType<typeof flashRp2040> {
  const uf2 = (): Uint8Array => encodeUf2(PROGRAM, FLASH_START, 0xe48bff56);
  return flashRp2040({ image: IMAGE, uf2, timeoutMs: 60, appearTimeoutMs: 300, ...options }, on);
}

function holdsProgram(): boolean {
  const expected = new Uint8Array(SECTORS * SECTOR).fill(0xff);
  expected.set(PROGRAM);
  return Buffer.compare(peer.flash.subarray(0, expected.length), expected) === 0;
}

describe("over PICOBOOT", () => {
  test("an empty board is erased, written, read back and started, with progress in each phase", async () => {
    const seen = new Map<string, number>();
    const report = await flash({
      onProgress: (phase, done, total) => {
        expect(done).toBeGreaterThan(seen.get(phase) ?? 0);
        expect(total).toBe(SECTORS * SECTOR);
        seen.set(phase, done);
      },
    });
    expect(report).toMatchObject({
      board: "the RP2040 at usb 1-7",
      totalBytes: SECTORS * SECTOR,
      equalBytes: 0,
      changedBytes: SECTORS * SECTOR,
      verifiedBy: "read-back",
    });
    expect(holdsProgram()).toBe(true);
    expect(peer.rebooted).toBe(1);
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(["comparing", "erasing", "writing", "verifying"].map((phase) => [phase, SECTORS * SECTOR])),
    );
  });

  test("the lowest sector is erased first and written last", async () => {
    await flash();
    expect(peer.operations.at(0)).toMatchObject({ kind: "erase", address: FLASH_START });
    expect(peer.operations.at(-1)).toEqual({ kind: "write", address: FLASH_START, bytes: SECTOR });
  });

  test("what is there already is neither erased nor written", async () => {
    await flash();
    peer.replug();
    peer.operations.length = 0;
    expect(await flash()).toMatchObject({ equalBytes: SECTORS * SECTOR, changedBytes: 0 });
    expect(peer.operations).toEqual([]);
    expect(peer.rebooted).toBe(2);
  });

  test("whatever differs is erased and written exactly once, and nothing else is", async () => {
    const differing = fc.uniqueArray(fc.nat(SECTORS - 1));
    await fc.assert(
      fc.asyncProperty(differing, fc.nat(), async (numbers, at) => {
        peer = new PicobootPeer();
        await flash();
        peer.replug();
        peer.operations.length = 0;
        for (const number of numbers) {
          const place = number * SECTOR + (at % SECTOR);
          peer.flash[place] = (peer.flash[place] ?? 0) ^ 1;
        }
        await flash();
        for (const kind of ["erase", "write"]) {
          const done = peer.operations
            .filter((operation) => operation.kind === kind)
            .flatMap(({ address, bytes }) =>
              Array.from({ length: bytes / SECTOR }, (_, index) => (address - FLASH_START) / SECTOR + index),
            );
          expect(done.toSorted((a, b) => a - b)).toEqual(numbers.toSorted((a, b) => a - b));
        }
        expect(holdsProgram()).toBe(true);
      }),
      { seed: 4, numRuns: 15 },
    );
  });

  test("a dry run changes nothing and says what it would have done", async () => {
    const before = peer.flash.slice();
    expect(await flash({ dryRun: true })).toMatchObject({ changedBytes: SECTORS * SECTOR });
    expect(peer.operations).toEqual([]);
    expect(peer.flash).toEqual(before);
    expect(peer.rebooted).toBe(1);
  });

  test("an image outside the flash is refused before a board is looked for", async () => {
    const image = { name: "ram.elf", pieces: [{ address: 0x20000000, data: PROGRAM }] };
    await expect(flash({ image })).rejects.toThrow(ImageRangeError);
  });

  test("a signal ends it in the middle, with its own reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const onProgress = (phase: string): void => {
      if (phase === "writing") controller.abort(reason);
    };
    await expect(flash({ signal: controller.signal, onProgress })).rejects.toBe(reason);
    peer.replug();
    await flash();
    expect(holdsProgram()).toBe(true);
  });
});

describe("a fault in the middle", () => {
  type Cause = new (...args: never[]) => GanglionError;
  const FAULTS: readonly [PicobootFault["command"], number, FaultKind, Cause, string][] = [
    ["exclusiveAccess", 1, "silent", LoaderSilentError, "while exclusive access"],
    ["exclusiveAccess", 1, "refuse", LoaderRefusedError, "it gives no reason"],
    ["exitXip", 1, "unplug", UnpluggedError, "went away while flash was taken out of use"],
    ["read", 2, "silent", LoaderSilentError, "while reading"],
    ["read", 2, "unplug", UnpluggedError, "while reading"],
    ["read", 2, "lose", LoaderRefusedError, "8192 of 16384 bytes came"],
    ["flashErase", 2, "refuse", LoaderRefusedError, "while erasing"],
    ["flashErase", 1, "silent", LoaderSilentError, "while erasing"],
    ["flashErase", 2, "unplug", UnpluggedError, "while erasing"],
    ["write", 3, "refuse", LoaderRefusedError, "while writing"],
    ["write", 3, "silent", LoaderSilentError, "while writing"],
    ["write", 3, "unplug", UnpluggedError, "while writing"],
    ["write", 3, "lose", LoaderSilentError, "while writing"],
    ["write", 2, "flip", VerificationError, "differs at 0x10005064"],
    ["reboot", 1, "silent", LoaderSilentError, "while it was told to start"],
  ];

  test.each(FAULTS)("%s, time %i: %s is its typed error, and the next try succeeds", async (...row) => {
    const [command, time, kind, cause, sentence] = row;
    peer.fail({ command, time, kind });
    const error: unknown = await flash().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(cause);
    expect((error as GanglionError).message).toContain(sentence);
    expect((error as GanglionError).remedy).not.toBe("");
    if (!peer.isPresent) peer.replug();
    const { changedBytes } = await flash();
    expect(holdsProgram()).toBe(true);
    expect(peer.rebooted).toBe(1);
    if (command === "write" && kind !== "flip") expect(changedBytes).toBeLessThan(SECTORS * SECTOR);
  });

  test("of the flip, the address is told to programs, too", async () => {
    peer.fail({ command: "write", time: 2, kind: "flip" });
    await expect(flash()).rejects.toHaveProperty("address", 0x10005064);
  });

  test("flash that a smaller board does not have is refused by its loader", async () => {
    peer = new PicobootPeer(64 * 1024);
    await expect(flash()).rejects.toThrow("there is no such address");
  });

  test("a board that stays in its loader is told, verified as it is", async () => {
    peer.isStuck = true;
    await expect(flash()).rejects.toThrow(RebootError);
    expect(holdsProgram()).toBe(true);
  });

  test.each([
    ["open error: failed to open device: Permission denied (errno 13)", UsbPermissionError],
    ["open error: failed to open device: Device or resource busy (errno 16)", UsbBusyError],
    ["open error: failed to open device: No such device (errno 19)", UnpluggedError],
    ["open error: something new", UsbUnavailableError],
  ])("%s has its own class, and a drive to fall back to is used", async (message, cause) => {
    peer.openFailure = message;
    await expect(flash()).rejects.toThrow(cause);
    expect(peer.flash.every((byte) => byte === 0xff)).toBe(true);
  });

  test("an interface that another program holds is busy", async () => {
    peer.claimFailure = "claimInterface error: failed to claim interface: interface is busy (errno 16)";
    await expect(flash()).rejects.toThrow(UsbBusyError);
  });

  test("what the flash cannot do is refused with the boot ROM's reason", async () => {
    const board = await Picoboot.open(peer, { timeoutMs: 60 });
    await expect(board.erase(FLASH_START + 256, SECTOR)).rejects.toThrow("not at the start of a page or sector");
    await expect(board.write(FLASH_START + 1, new Uint8Array(256))).rejects.toThrow("not at the start");
    await expect(board.read(0x30000000, 16)).rejects.toThrow("there is no such address");
    await board.erase(FLASH_START, SECTOR);
    await board.close();
    await expect(board.read(FLASH_START, 16)).rejects.toThrow(GanglionError);
  });
});

describe("the board is found", () => {
  /** A board that runs a program; a touch sends it into its loader. */
  function running(): void {
    peer.unplug();
    ports = [PORT];
    onTouch = () => {
      setTimeout(() => {
        peer.replug();
      }, 20);
    };
  }

  test("in its loader, or by a touch of its port", async () => {
    running();
    const notes: string[] = [];
    await flash({ onNote: (note) => notes.push(note) });
    expect(touched).toEqual([PORT.path]);
    expect(notes).toEqual(["asking the board on /dev/ttyACM0 to enter its loader"]);
    expect(holdsProgram()).toBe(true);
  });

  test.each([{ port: "/dev/ttyUSB3" }, { serialNumber: "E66" }])("by %j", async (choice) => {
    running();
    await flash(choice);
    expect(touched).toEqual([choice.port ?? PORT.path]);
    expect(holdsProgram()).toBe(true);
  });

  test("a loader that was there before is not taken for the port that was named", async () => {
    ports = [PORT];
    await expect(flash({ port: PORT.path, appearTimeoutMs: 60 })).rejects.toThrow(NotInLoaderError);
    expect(peer.operations).toEqual([]);
  });

  test("not, without a loader and without a port", async () => {
    peer.unplug();
    ports = [{ path: "/dev/ttyUSB0", usb: null }];
    const error: unknown = await flash().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotInLoaderError);
    expect((error as NotInLoaderError).remedy).toContain("BOOTSEL");
    expect(touched).toEqual([]);
  });

  test("not, where the touch does nothing", async () => {
    peer.unplug();
    ports = [PORT];
    await expect(flash({ appearTimeoutMs: 60 })).rejects.toThrow("did not enter its loader");
  });

  test("not, with an unknown serial number", async () => {
    running();
    await expect(flash({ serialNumber: "nobody" })).rejects.toThrow(PortNotFoundError);
  });

  test("not, among several", async () => {
    const other = new PicobootPeer();
    other.address = 9;
    const two = { ...system, usbDevices: () => Promise.resolve([peer, other]) };
    await expect(flash({}, two)).rejects.toThrow(SeveralBoardsError);
    await expect(flash({}, two)).rejects.toThrow("the RP2040 at usb 1-7, the RP2040 at usb 1-9");
    peer.unplug();
    ports = [PORT, { ...PORT, path: "/dev/ttyACM1" }];
    await expect(flash()).rejects.toThrow("/dev/ttyACM0, /dev/ttyACM1");
  });

  test("but is an RP2350", async () => {
    const rp2350 = Object.assign(new PicobootPeer(), { productId: 0x000f as never });
    await expect(flash({}, { ...system, usbDevices: () => Promise.resolve([rp2350]) })).rejects.toThrow(WrongChipError);
  });
});

describe("onto the drive", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ganglion-drive-"));
    await mkdir(join(folder, "RPI RP2"));
    await writeFile(join(folder, "RPI RP2", "INFO_UF2.TXT"), "UF2 Bootloader v3.0\r\nBoard-ID: RPI-RP2\r\n");
    drives = [join(folder, "RPI RP2")];
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** As a board does: once the file is whole, the drive goes away. */
  function restartWhenWritten(done: number, total: number): void {
    if (done === total) setTimeout(() => void rm(join(folder, "RPI RP2", "INFO_UF2.TXT")), 20);
  }

  test("the file is copied whole, and the drive goes away", async () => {
    peer.unplug();
    const report = await flash({
      method: "uf2",
      onProgress: (phase, done, total) => {
        expect(phase).toBe("writing");
        restartWhenWritten(done, total);
      },
    });
    expect(report).toMatchObject({ verifiedBy: "nothing" });
    const copied = await readFile(join(folder, "RPI RP2", "ganglion.uf2"));
    expect(Buffer.compare(copied, encodeUf2(PROGRAM, FLASH_START, 0xe48bff56))).toBe(0);
  });

  test("is what is left where the device may not be opened, and is said", async () => {
    peer.openFailure = "open error: Permission denied (errno 13)";
    const notes: string[] = [];
    await flash({
      onNote: (note) => notes.push(note),
      onProgress: (_, done, total) => {
        restartWhenWritten(done, total);
      },
    });
    expect(notes.join()).toMatch(/no permission to open the RP2040.*drive .*RPI RP2 is used instead/);
  });

  test("is what is left where there is no USB at all", async () => {
    const noUsb = { ...system, usbDevices: () => Promise.reject(new UsbUnavailableError("no bus")) };
    await flash(
      {
        onProgress: (_, done, total) => {
          restartWhenWritten(done, total);
        },
      },
      noUsb,
    );
    await expect(flash({ method: "picoboot" }, noUsb)).rejects.toThrow(UsbUnavailableError);
  });

  test("a dry run copies nothing", async () => {
    await flash({ method: "uf2", dryRun: true });
    await expect(readFile(join(folder, "RPI RP2", "ganglion.uf2"))).rejects.toThrow();
  });

  test("a drive that stays has not taken the file", async () => {
    await expect(flash({ method: "uf2", appearTimeoutMs: 60 })).rejects.toThrow("did not take the file");
  });

  test("a drive that cannot be written says so", async () => {
    drives = [join(folder, "nowhere")];
    await expect(flash({ method: "uf2" })).rejects.toThrow(DriveError);
  });

  test("is found among the mounts of Linux and the volumes of macOS", async () => {
    await mkdir(join(folder, "stick"));
    const mounts = join(folder, "mounts");
    const line = (path: string, type: string): string => `/dev/sda1 ${path.replace(" ", "\\040")} ${type} rw 0 0\n`;
    await writeFile(
      mounts,
      line(join(folder, "RPI RP2"), "vfat") + line(join(folder, "stick"), "vfat") + line("/", "ext4"),
    );
    expect(await findDrives({ system: "linux", mountsPath: mounts })).toEqual(drives);
    expect(await findDrives({ system: "darwin", volumesPath: folder })).toEqual(drives);
    expect(await findDrives({ system: "linux", mountsPath: join(folder, "none") })).toEqual([]);
  });
});

test("the usb package loads, and says in a typed error where there is no bus", async () => {
  const result: unknown = await listUsbDevices().catch((error: unknown) => error);
  if (!Array.isArray(result)) expect(result).toBeInstanceOf(UsbUnavailableError);
});
