/**
 * The RP2040's USB port with real firmware, at the other end a host that does what an operating system does: it learns
 * what the device is, opens its serial port, and bytes go both ways, whatever the host's pace.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readElf, symbolNamed } from "../../targets/elf.ts";
import { RP2040 } from "../../targets/rp2040/chip.ts";
import { buildEcho } from "../../targets/test/fixture.ts";
import { FLASH_ID } from "./flash.ts";
import { Machine, type MachineOptions } from "./machine.ts";
import type { UsbHost } from "./usb-host.ts";

const ESCAPE = 0x1b;

let firmware: Awaited<ReturnType<typeof buildEcho>>;
let image: Uint8Array;

beforeAll(async () => {
  firmware = await buildEcho(RP2040, { baud: 115_200 });
  image = new Uint8Array(readFileSync(firmware.files.bin ?? ""));
});

afterAll(async () => {
  await firmware[Symbol.asyncDispose]();
});

/** A machine with a host at its USB port, run until it sleeps. */
class Bench {
  readonly sent: number[] = [];
  readonly machine: Machine;

  constructor(options: Partial<MachineOptions> = {}) {
    const onSent = (byte: number): unknown => this.sent.push(byte);
    const defaults = {
      image,
      baud: 115_200,
      seed: 1,
      stackBottom: 0x20040000,
      onFault: "stop" as const,
      usb: "plugged" as const,
    };
    this.machine = new Machine({ ...defaults, ...options, onSent });
    this.run();
  }

  get host(): UsbHost {
    const { usbHost } = this.machine;
    if (usbHost === null) throw new Error("nobody is plugged in");
    return usbHost;
  }

  open(): this {
    this.host.open(115_200);
    this.run();
    return this;
  }

  run(): string {
    let state = this.machine.run(1_000_000);
    for (let slice = 0; state === "running" && slice < 1000; slice++) state = this.machine.run(1_000_000);
    expect(this.machine.fault).toBeNull();
    return state;
  }

  write(...bytes: number[]): this {
    this.host.write(Uint8Array.from(bytes));
    this.run();
    return this;
  }

  /** What the device answered to a request of enumeration, by request and value. */
  answerTo(request: number, value: number): Uint8Array | null {
    const found = this.host.transfers.findLast(
      ({ setup }) => setup[1] === request && (setup[2] ?? 0) + 256 * (setup[3] ?? 0) === value,
    );
    if (found === undefined) throw new Error(`no transfer of request ${request}, value ${value}`);
    return found.answer;
  }
}

const GET_DESCRIPTOR = 6;

function text(descriptor: Uint8Array | null): string {
  return Buffer.from(descriptor ?? [])
    .subarray(2)
    .toString("utf16le");
}

describe("a host that learns what is there", () => {
  test("finds a device of the communications class with a serial port", () => {
    const bench = new Bench();
    expect([...(bench.answerTo(GET_DESCRIPTOR, 0x100) ?? [])]).toEqual([
      18, 1, 0x00, 0x02, 0xef, 2, 1, 64, 0x8a, 0x2e, 0x0a, 0x00, 0x00, 0x01, 1, 2, 3, 1,
    ]);
    const configuration = bench.answerTo(GET_DESCRIPTOR, 0x200) ?? new Uint8Array(0);
    expect(configuration).toHaveLength(75);
    const parts: number[][] = [];
    for (let at = 0; at < configuration.length; at += configuration[at] ?? 75) {
      parts.push([...configuration.subarray(at, at + (configuration[at] ?? 0))]);
    }
    expect(parts.map(([length, kind]) => [length, kind])).toEqual([
      [9, 2],
      [8, 11],
      [9, 4],
      [5, 0x24],
      [5, 0x24],
      [4, 0x24],
      [5, 0x24],
      [7, 5],
      [9, 4],
      [7, 5],
      [7, 5],
    ]);
    expect(parts.filter(([, kind]) => kind === 5).map(([, , address]) => address)).toEqual([0x81, 0x02, 0x82]);
  });

  test("reads its names, and no more of anything than it asked for", () => {
    const bench = new Bench();
    expect(text(bench.answerTo(GET_DESCRIPTOR, 0x301))).toBe("Ganglion");
    expect(text(bench.answerTo(GET_DESCRIPTOR, 0x302))).toBe("serial port");
    const first = bench.host.transfers.filter(({ setup }) => setup[1] === GET_DESCRIPTOR && setup[3] === 2);
    expect(first.map(({ answer }) => answer?.length)).toEqual([9, 75]);
  });

  test("finds a serial number that is this board's, and none if its flash chip has none", () => {
    const serialNumber = (flashId?: number[]): [number | undefined, string] => {
      const bench = new Bench(flashId && { flashId });
      return [bench.answerTo(GET_DESCRIPTOR, 0x100)?.[16], text(bench.answerTo(GET_DESCRIPTOR, 0x303))];
    };
    expect(serialNumber()).toEqual([3, Buffer.from(FLASH_ID).toString("hex").toUpperCase()]);
    expect(serialNumber([0, 1, 2, 3, 0xab, 0xcd, 0xef, 9])).toEqual([3, "00010203ABCDEF09"]);
    expect(serialNumber([])[0]).toBe(0);
  });

  test("is told that there is nothing of high speed, and of nothing that is not", () => {
    const bench = new Bench();
    expect(bench.answerTo(GET_DESCRIPTOR, 0x600)).toBeNull();
    for (const setup of [
      [0x80, 6, 4, 3, 9, 4, 255, 0],
      [0xc0, 1, 0, 0, 0, 0, 8, 0],
      [0x00, 9, 2, 0, 0, 0, 0, 0],
      [0x21, 0x20, 0, 0, 0, 0, 6, 0],
    ]) {
      bench.host.control(setup, new Uint8Array(6));
      bench.run();
      expect(bench.host.transfers.at(-1)?.answer).toBeNull();
    }
    bench.host.control([0x80, 8, 0, 0, 0, 0, 1, 0]);
    bench.run();
    expect(bench.host.transfers.at(-1)?.answer).toEqual(Uint8Array.of(1));
  });

  test("gets back the line coding that it has set", () => {
    const bench = new Bench();
    bench.host.open(921_600);
    bench.host.control([0xa1, 0x21, 0, 0, 0, 0, 7, 0]);
    bench.run();
    expect([...(bench.host.transfers.at(-1)?.answer ?? [])]).toEqual([0x00, 0x10, 0x0e, 0x00, 0, 0, 8]);
  });

  test("lets the chip sleep when it has nothing to say", () => {
    const bench = new Bench().open();
    expect(bench.machine.run(1)).toBe("asleep");
  });
});

describe("bytes", () => {
  test.each([1, 2, 63, 64, 65, 128, 1000])("%i of them come back", (count) => {
    const bench = new Bench().open();
    const bytes = Array.from({ length: count }, (_, i) => (i * 7) & 0x7f).map((byte) => (byte === ESCAPE ? 0 : byte));
    bench.write(...bytes);
    expect(bench.sent).toEqual(bytes);
  });

  test("more of them than any ring holds come back, since the host waits", () => {
    const bench = new Bench().open();
    const bytes = Array.from({ length: 50_000 }, (_, i) => (i * 11 + (i >> 8)) & 0x7f).map((byte) =>
      byte === ESCAPE ? 0 : byte,
    );
    bench.write(...bytes);
    expect(bench.sent).toEqual(bytes);
    const elf = readElf(readFileSync(firmware.files.elf));
    const lost = bench.machine.readRam(symbolNamed(elf, "board_receive_lost").address, 4);
    expect([...lost]).toEqual([0, 0, 0, 0]);
  });

  test("go to nobody while no program has the port open, and to the pins then", () => {
    const closed = new Bench();
    closed.host.write(Uint8Array.of(1, 2, 3));
    closed.run();
    expect(closed.sent).toEqual([]);
    const open = new Bench().open();
    open.write(1, 2, 3);
    open.host.close();
    open.run();
    open.open().write(4, 5);
    expect(open.sent).toEqual([1, 2, 3, 4, 5]);
  });

  test("go on after a host has cleared a halt of the endpoints", () => {
    const bench = new Bench().open();
    bench.write(1);
    for (const address of [0x02, 0x82]) bench.host.control([0x02, 1, 0, 0, address, 0, 0, 0]);
    bench.run();
    bench.write(2, 3);
    expect(bench.sent).toEqual([1, 2, 3]);
  });

  test("are dropped if a host has the port open and does not read, and nothing hangs by it", () => {
    const bench = new Bench().open();
    bench.host.holdBack();
    bench.write(...Array.from({ length: 2000 }, (_, i) => i & 0xf));
    expect(bench.machine.run(1)).toBe("asleep");
    expect(bench.sent).toEqual([]);
    bench.host.askAgain();
    bench.run();
    bench.write(101, 102, 103);
    expect(bench.sent.slice(-3)).toEqual([101, 102, 103]);
    expect(bench.sent.length).toBeGreaterThan(3);
    expect(bench.sent.length).toBeLessThan(1000);
  });

  test("go on when the computer wakes up, also those that lay there while it slept", () => {
    const bench = new Bench().open();
    bench.write(1);
    bench.host.holdBack();
    bench.write(2, 3);
    bench.host.suspend();
    bench.run();
    expect(bench.machine.run(1)).toBe("asleep");
    expect(bench.sent).toEqual([1]);
    bench.host.resume();
    bench.run();
    bench.write(4);
    expect(bench.sent).toEqual([1, 2, 3, 4]);
  });

  test("go on after a bus reset, as after a computer's sleep", () => {
    const bench = new Bench().open();
    bench.write(1);
    bench.machine.usbHost?.reset();
    bench.run();
    bench.open().write(2, 3);
    expect(bench.sent).toEqual([1, 2, 3]);
  });
});

/** A boot ROM with one function, named UB, which is a breakpoint. */
const BOOT_ROM = new Map([
  [0x14, 0x100],
  [0x18, 0x201],
  [0x200, 0x4800], // ldr r0, [pc, #0]
  [0x202, 0x4770], // bx lr
  [0x204, 0x0241],
  [0x206, 0x0000],
  [0x240, 0xbe55], // bkpt 0x55
]);

test("1200 baud are the wish for the boot loader, which the boot ROM is asked for", () => {
  const bench = new Bench({ bootRom: BOOT_ROM });
  bench.host.open(1200);
  let state = bench.machine.run(1_000_000);
  while (state === "running") state = bench.machine.run(1_000_000);
  expect(state).toBe("faulted");
  expect(bench.machine.fault).toMatchObject({ cause: expect.stringContaining("85") as string, programCounter: 0x240 });
});
