/**
 * Transports without hardware: the memory pair, the bad line, and the list of ports read from a made-up system.
 *
 * @packageDocumentation
 */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ArgumentError, PortFailedError, PortNotFoundError, TransportClosedError } from "../errors.ts";
import { FaultTransport } from "../transport/fault.ts";
import { memoryPair } from "../transport/memory.ts";
import { listPorts } from "../transport/ports.ts";
import { openSerial } from "../transport/serial.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a memory pair", () => {
  test("carries copies, in order, in a later microtask", async () => {
    const [near, far] = memoryPair();
    const heard: number[] = [];
    far.onData((bytes) => heard.push(...bytes));
    const bytes = Uint8Array.of(1, 2);
    await Promise.all([near.write(bytes), near.write(Uint8Array.of(3))]);
    bytes.fill(9);
    await turn();
    expect(heard).toEqual([1, 2, 3]);
  });

  test("ends at both ends, once, and refuses bytes from then on", async () => {
    const [near, far] = memoryPair("line");
    const ends: (Error | null)[] = [];
    near.onClose((cause) => ends.push(cause));
    far.onClose((cause) => ends.push(cause));
    await near.close();
    await near.close();
    await turn();
    expect(ends).toEqual([null, expect.any(TransportClosedError)]);
    await expect(near.write(Uint8Array.of(1))).rejects.toThrow("line is closed");
    await expect(far.write(Uint8Array.of(1))).rejects.toThrow(TransportClosedError);
  });
});

describe("a bad line", () => {
  const MESSAGE = Uint8Array.from({ length: 20_000 }, (_, i) => i & 255);

  async function send(seed: number): Promise<{ heard: number[]; pieces: number; line: FaultTransport }> {
    const [near, far] = memoryPair();
    const line = new FaultTransport(near, { seed, toBoard: { drop: 0.01, flip: 0.01, duplicate: 0.01, split: 0.01 } });
    const heard: number[] = [];
    let pieces = 0;
    far.onData((bytes) => {
      heard.push(...bytes);
      pieces++;
    });
    await line.write(MESSAGE);
    await turn();
    return { heard, pieces, line };
  }

  test("strikes as often as it was told, the same bytes for the same seed", async () => {
    const { heard, pieces, line } = await send(7);
    const { dropped, flipped, duplicated } = line.counters;
    for (const count of [dropped, flipped, duplicated, pieces]) {
      expect(count).toBeGreaterThan(150);
      expect(count).toBeLessThan(250);
    }
    expect(heard).toHaveLength(MESSAGE.length - dropped + duplicated);
    expect((await send(7)).heard).toEqual(heard);
    expect((await send(8)).heard).not.toEqual(heard);
  });

  test("without faults changes nothing, and silent carries nothing", async () => {
    const [near, far] = memoryPair();
    const line = new FaultTransport(near, { seed: 1 });
    const heard: number[] = [];
    line.onData((bytes) => heard.push(...bytes));
    await far.write(MESSAGE);
    await turn();
    expect(heard).toEqual([...MESSAGE]);
    line.silent = true;
    await far.write(MESSAGE);
    await turn();
    expect(heard).toHaveLength(MESSAGE.length);
    await line.close();
    await expect(line.write(MESSAGE)).rejects.toThrow(TransportClosedError);
  });
});

describe("the list of ports", () => {
  let root = "";

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "ports-"));
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), `${text}\n`);
  }

  /** A terminal in sysfs, whose hardware is at `device`. */
  async function putTty(name: string, device: string): Promise<void> {
    await mkdir(join(root, "sys", device), { recursive: true });
    await mkdir(join(root, "sys/class/tty", name), { recursive: true });
    await symlink(join(root, "sys", device), join(root, "sys/class/tty", name, "device"));
  }

  const list = (): ReturnType<typeof listPorts> =>
    listPorts({ system: "linux", sysPath: join(root, "sys"), devPath: "/dev" });

  test("comes from sysfs, with the USB device some folders up, USB first and in natural order", async () => {
    await putTty("ttyS0", "devices/serial8250");
    await put("sys/class/tty/ttyS0/type", "4");
    await putTty("ttyACM10", "devices/usb1/1-2/1-2:1.0");
    await putTty("ttyACM2", "devices/usb1/1-1/1-1:1.0");
    for (const [device, serial] of [
      ["1-1", "E6614103E7"],
      ["1-2", "X2"],
    ] as const) {
      await put(`sys/devices/usb1/${device}/idVendor`, "2e8a");
      await put(`sys/devices/usb1/${device}/idProduct`, "000a");
      await put(`sys/devices/usb1/${device}/manufacturer`, "Raspberry Pi");
      await put(`sys/devices/usb1/${device}/serial`, serial);
    }
    const ports = await list();
    expect(ports.map(({ path }) => path)).toEqual(["/dev/ttyACM2", "/dev/ttyACM10", "/dev/ttyS0"]);
    expect(ports[0]?.usb).toEqual({
      vendorId: "2e8a",
      productId: "000a",
      manufacturer: "Raspberry Pi",
      product: "",
      serialNumber: "E6614103E7",
    });
    expect(ports[2]?.usb).toBeNull();
  });

  test("leaves out virtual terminals and ports without hardware", async () => {
    await mkdir(join(root, "sys/class/tty/tty1"), { recursive: true });
    await putTty("ttyS1", "devices/serial8250");
    await put("sys/class/tty/ttyS1/type", "0");
    expect(await list()).toEqual([]);
  });

  test("comes from the names in /dev where there is no sysfs", async () => {
    for (const name of ["ttyUSB0", "ttyACM1", "tty1", "null", "ttyS0x"]) await put(`dev/${name}`, "");
    const ports = await listPorts({ system: "linux", sysPath: join(root, "none"), devPath: join(root, "dev") });
    expect(ports).toEqual([
      { path: join(root, "dev/ttyACM1"), usb: null },
      { path: join(root, "dev/ttyUSB0"), usb: null },
    ]);
  });

  test("of this machine can be made", async () => {
    for (const { path } of await listPorts()) expect(path).not.toBe("");
  });
});

describe("a serial port that cannot be opened", () => {
  test("is not there", async () => {
    const error: unknown = await openSerial("/dev/ttyNONE9", { baud: 115200 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PortNotFoundError);
    expect(error).toMatchObject({ code: "PORT_NOT_FOUND", message: "there is no port /dev/ttyNONE9" });
  });

  test("is no port", async () => {
    await expect(openSerial("/dev/null", { baud: 115200 })).rejects.toThrow(PortFailedError);
    await expect(openSerial(tmpdir(), { baud: 115200 })).rejects.toThrow(PortFailedError);
  });

  test.each([0, -9600, 1.5, NaN, Infinity])("at %s baud", async (baud) => {
    await expect(openSerial("/dev/null", { baud })).rejects.toThrow(ArgumentError);
  });
});
