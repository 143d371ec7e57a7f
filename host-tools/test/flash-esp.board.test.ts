/**
 * Flashing an ESP32 without one: `esptool-js` over our transport, against a peer that speaks the loader's protocol.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { GanglionError } from "../errors.ts";
import { checkImages, ESP_CHIPS } from "../flash/esp/chips.ts";
import { flashEsp, type EspOptions, type EspSystem } from "../flash/esp/esp.ts";
import { encodeSlip, SlipDecoder } from "../flash/esp/slip.ts";
import {
  ChipLockedError,
  ImageFormatError,
  ImageRangeError,
  LoaderRefusedError,
  LoaderSilentError,
  NotInLoaderError,
  SeveralBoardsError,
  UnpluggedError,
  VerificationError,
  WrongChipError,
  WrongImageError,
} from "../flash/errors.ts";
import type { Image } from "../flash/image.ts";
import type { PortInfo } from "../transport/ports.ts";
import type { SerialLine } from "../transport/serial.ts";
import { ESP_KINDS, type EspFault, EspPeer } from "./esp-peer.ts";

const SECTOR = 4096;
const ADDRESS = 0x10000;

/** Noise, which does not deflate, so that there are several blocks. */
const PROGRAM = noise(100_000);
const SECTORS = Math.ceil(PROGRAM.length / SECTOR);
const IMAGE: Image = { name: "app.bin", pieces: [{ address: ADDRESS, data: PROGRAM }] };

const PORT: PortInfo = {
  path: "/dev/ttyUSB0",
  usb: { vendorId: "10c4", productId: "ea60", manufacturer: "Silicon Labs", product: "CP2102N", serialNumber: "77" },
};

/** Bytes of a linear congruential generator (Numerical Recipes). */
function noise(bytes: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: bytes }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
}

let peer: EspPeer;
let ports: PortInfo[];
let opened: SerialLine[];
/** What goes wrong on the next line that is opened. */
let fault: EspFault | null;

const system: EspSystem = {
  ports: () => Promise.resolve(ports),
  open: () => {
    const line = peer.plug();
    if (fault !== null) peer.fail(fault);
    fault = null;
    opened.push(line);
    return Promise.resolve(line);
  },
};

beforeEach(() => {
  use("esp32c3");
});

function use(kind: keyof typeof ESP_KINDS): void {
  peer = new EspPeer(ESP_KINDS[kind]);
  ports = [PORT];
  opened = [];
  fault = null;
}

function flash(options: Partial<EspOptions> = {}): ReturnType<typeof flashEsp> {
  return flashEsp(
    { chip: ESP_CHIPS.esp32c3, image: IMAGE, baud: 115_200, timeoutMs: 60, attempts: 1, ...options },
    system,
  );
}

function holdsProgram(): boolean {
  const expected = new Uint8Array(SECTORS * SECTOR).fill(0xff);
  expected.set(PROGRAM);
  return Buffer.compare(peer.flash.subarray(ADDRESS, ADDRESS + expected.length), expected) === 0;
}

describe("over the serial loader", () => {
  test.each(["esp32", "esp32c3"] as const)("an empty %s is written, compared by MD5 and started", async (kind) => {
    use(kind);
    const seen = new Map<string, number>();
    const report = await flash({
      baud: 460_800,
      chip: ESP_CHIPS[kind],
      onProgress: (phase, done, total) => {
        expect(done).toBeGreaterThan(seen.get(phase) ?? 0);
        expect(total).toBe(SECTORS * SECTOR);
        seen.set(phase, done);
      },
    });
    expect(report).toMatchObject({
      board: `${ESP_KINDS[kind].name} on /dev/ttyUSB0`,
      totalBytes: SECTORS * SECTOR,
      changedBytes: SECTORS * SECTOR,
      verifiedBy: "MD5",
    });
    expect([...seen]).toEqual(["comparing", "writing", "verifying"].map((phase) => [phase, SECTORS * SECTOR]));
    expect(holdsProgram()).toBe(true);
    expect(peer).toMatchObject({ state: "program", started: 1 });
    // The port is closed, and what comes later is nobody's.
    await expect(opened[0]?.write(Uint8Array.of(1))).rejects.toThrow(GanglionError);
  });

  test("what differs is erased and written once, and nothing else is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(SECTORS - 1), { maxLength: 6 }), async (numbers) => {
        use("esp32c3");
        peer.flash.fill(0xff).set(PROGRAM, ADDRESS);
        for (const number of numbers) peer.flash[ADDRESS + number * SECTOR] = (PROGRAM[number * SECTOR] ?? 0) ^ 0xff;
        const { changedBytes } = await flash();
        expect(changedBytes).toBe(numbers.length * SECTOR);
        const expected = numbers.map((number) => ADDRESS + number * SECTOR).toSorted((a, b) => a - b);
        expect(peer.erased).toEqual(expected);
        expect(holdsProgram()).toBe(true);
      }),
      { seed: 5, numRuns: 5 },
    );
  });

  test("a dry run changes nothing, and starts the program again", async () => {
    expect(await flash({ dryRun: true })).toMatchObject({ changedBytes: SECTORS * SECTOR });
    expect(peer.erased).toEqual([]);
    expect(peer).toMatchObject({ state: "program", started: 1 });
  });

  test("a rate that the cable does not carry is given up, with a word about it", async () => {
    peer.baudMax = 200_000;
    const notes: string[] = [];
    await flash({ onNote: (note) => notes.push(note), baud: 460_800 });
    expect(notes).toEqual(["the line does not work at 460800 baud; going on at 115200"]);
    expect(holdsProgram()).toBe(true);
  });

  test("a board without a reset circuit is flashed if it is in its loader already", async () => {
    peer.hasResetCircuit = false;
    peer.state = "rom";
    const notes: string[] = [];
    await flash({ reset: "none", onNote: (note) => notes.push(note) });
    expect(holdsProgram()).toBe(true);
    expect(notes).toEqual(["press EN to start the program"]);
  });

  test("a signal ends it in the middle, with its own reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const onProgress = (phase: string): void => {
      if (phase === "writing") controller.abort(reason);
    };
    await expect(flash({ signal: controller.signal, onProgress })).rejects.toBe(reason);
    await flash();
    expect(holdsProgram()).toBe(true);
  });
});

describe("a fault in the middle", () => {
  type Cause = new (...args: never[]) => GanglionError;
  const FAULTS: readonly [EspFault["command"], number, EspFault["kind"], Cause, string][] = [
    ["memoryData", 1, "silent", LoaderSilentError, "while the flasher stub was started"],
    ["memoryData", 1, "refuse", LoaderRefusedError, "while the flasher stub was started"],
    ["memoryEnd", 1, "unplug", UnpluggedError, "while the flasher stub was started"],
    ["readRegister", 1, "unplug", UnpluggedError, "went away"],
    ["digest", 2, "silent", LoaderSilentError, "while comparing"],
    ["digest", 3, "refuse", LoaderRefusedError, "while comparing"],
    ["digest", 3, "unplug", UnpluggedError, "while comparing"],
    ["deflatedBegin", 1, "refuse", LoaderRefusedError, "while writing"],
    ["deflatedData", 3, "silent", LoaderSilentError, "while writing"],
    ["deflatedData", 3, "unplug", UnpluggedError, "while writing"],
    ["deflatedData", 3, "refuse", LoaderRefusedError, "while writing"],
    ["deflatedData", 3, "lose", LoaderRefusedError, "while writing"],
    ["deflatedEnd", 1, "flip", VerificationError, "differs at 0x00011000"],
  ];

  test.each(FAULTS)("%s, time %i: %s is its typed error, and the next try succeeds", async (...row) => {
    const [command, time, kind, cause, sentence] = row;
    fault = { command, time, kind };
    const error: unknown = await flash().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(cause);
    expect((error as GanglionError).message).toContain(sentence);
    expect((error as GanglionError).remedy).not.toBe("");
    await flash();
    expect(holdsProgram()).toBe(true);
    expect(peer.started).toBe(1);
  });

  test("another chip is named, and nothing is written", async () => {
    const image = { name: "data.bin", pieces: IMAGE.pieces };
    await expect(flash({ chip: ESP_CHIPS.esp32, image })).rejects.toThrow(WrongChipError);
    expect(peer.erased).toEqual([]);
  });

  test("a locked chip is left alone", async () => {
    peer.isLocked = true;
    await expect(flash()).rejects.toThrow(ChipLockedError);
  });

  test("a flash chip that does not answer is told", async () => {
    peer.flashId = 0xffffff;
    await expect(flash()).rejects.toThrow("the flash chip answers 0xffffff");
  });

  test("an image larger than the flash that is there is refused before anything is erased", async () => {
    peer.flashId = 0x12_40_ef;
    const image = { name: "big.bin", pieces: [{ address: 0x3f000, data: PROGRAM }] };
    await expect(flash({ image })).rejects.toThrow("outside the 256 KB of flash");
    await expect(flash({ image })).rejects.toThrow(ImageRangeError);
    expect(peer.erased).toEqual([]);
  });
});

describe("the board is found", () => {
  test("not, where nothing answers or a program talks", async () => {
    peer.hasResetCircuit = false;
    await expect(flash()).rejects.toThrow("nothing answers on /dev/ttyUSB0");
    await expect(flash()).rejects.toThrow(NotInLoaderError);
    use("esp32c3");
    peer.hasResetCircuit = false;
    peer.state = "rom";
    fault = { command: "sync", time: 1, kind: "refuse" };
    await expect(flash()).rejects.toThrow("talks, but not as a loader does");
  });

  test("not, without a port or among several", async () => {
    ports = [{ path: "/dev/ttyS0", usb: null }];
    await expect(flash()).rejects.toThrow(NotInLoaderError);
    ports = [PORT, { ...PORT, path: "/dev/ttyUSB1" }];
    await expect(flash()).rejects.toThrow(SeveralBoardsError);
    expect(opened).toEqual([]);
  });
});

describe("an image", () => {
  const header = (id: number): Uint8Array => {
    const bytes = new Uint8Array(64);
    bytes[0] = 0xe9;
    bytes[12] = id;
    return bytes;
  };
  const image = (address: number, data: Uint8Array): Image => ({ name: "x.bin", pieces: [{ address, data }] });

  test("for another chip is refused, in a merged file, too", async () => {
    expect(() => {
      checkImages(image(0x10000, header(0)), ESP_CHIPS.esp32c3);
    }).toThrow(WrongImageError);
    expect(() => {
      checkImages(image(0x10000, header(9)), ESP_CHIPS.esp32);
    }).toThrow("made for the ESP32-S3, not for");
    const merged = new Uint8Array(0x2000).fill(0xff);
    merged.set(header(5), 0x1000);
    expect(() => {
      checkImages(image(0, merged), ESP_CHIPS.esp32);
    }).toThrow("made for the ESP32-C3");
    await expect(flash({ image: image(0x10000, header(0)) })).rejects.toThrow(WrongImageError);
    expect(opened).toEqual([]);
  });

  test("for this chip, and data without a header, are taken", () => {
    checkImages(image(0, header(5)), ESP_CHIPS.esp32c3);
    checkImages(image(0x8000, Uint8Array.of(0xaa, 0x50)), ESP_CHIPS.esp32c3);
    checkImages(image(0, new Uint8Array(0)), ESP_CHIPS.esp32);
  });

  test("that is an ELF file is refused", () => {
    const elf = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 1);
    expect(() => {
      checkImages(image(0, elf), ESP_CHIPS.esp32);
    }).toThrow(ImageFormatError);
  });
});

describe("SLIP", () => {
  test("gives back every packet that it was given, whatever the pieces, between text", () => {
    const packets = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 9 }), (sent, pieceBytes) => {
        const received: Uint8Array[] = [];
        const decoder = new SlipDecoder((packet) => received.push(packet));
        const text = new TextEncoder().encode("boot:0x13\r\n");
        const bytes = Buffer.concat(sent.flatMap((packet) => [text, encodeSlip(packet)]));
        for (let at = 0; at < bytes.length; at += pieceBytes) decoder.take(bytes.subarray(at, at + pieceBytes));
        expect(received).toEqual(sent);
        expect(decoder.text).toHaveLength(text.length * sent.length);
      }),
      { seed: 6 },
    );
  });

  test("of noise keeps a bounded amount, and a reset forgets it", () => {
    const received: Uint8Array[] = [];
    const decoder = new SlipDecoder((packet) => received.push(packet));
    decoder.take(new Uint8Array(100_000).fill(65));
    expect(decoder.text).toHaveLength(1024);
    decoder.take(Uint8Array.of(0xc0));
    decoder.take(new Uint8Array(100_000).fill(65));
    decoder.reset();
    decoder.take(encodeSlip(Uint8Array.of(1, 0xc0, 0xdb)));
    expect(received).toEqual([Uint8Array.of(1, 0xc0, 0xdb)]);
  });
});
