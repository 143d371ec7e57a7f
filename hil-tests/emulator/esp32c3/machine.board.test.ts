/**
 * The emulated ESP32-C3 with real firmware: it starts by direct boot, loses no byte, stops its watchdogs, and comes
 * back after a fault; and its processor knows the compressed instructions as the GNU disassembler does.
 *
 * @packageDocumentation
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readElf, symbolNamed, type Elf } from "../../../targets/elf.ts";
import { ESP32C3 } from "../../../targets/esp32c3/chip.ts";
import { measureStack } from "../../../targets/stack.ts";
import { buildEcho, temporaryFolder } from "../../../targets/test/fixture.ts";
import { EXPANDED } from "./compressed.ts";
import { Machine, type MachineOptions } from "./machine.ts";

const ESCAPE = 0x1b;
const BAUD = 115_200;

let firmware: Awaited<ReturnType<typeof buildEcho>>;
let elf: Elf;
let image: Uint8Array;

beforeAll(async () => {
  firmware = await buildEcho(ESP32C3, { baud: BAUD, callGraph: true });
  elf = readElf(new Uint8Array(readFileSync(firmware.files.elf)));
  image = new Uint8Array(readFileSync(firmware.files.bin ?? ""));
});

afterAll(() => firmware[Symbol.asyncDispose]());

/** A machine and what it sent, run until it waits for its host. */
class Bench {
  readonly sent: number[] = [];
  readonly machine: Machine;

  constructor(options: Partial<MachineOptions> = {}) {
    this.machine = new Machine({
      image,
      baud: BAUD,
      idleAddress: symbolNamed(elf, "board_idle").address,
      stackBottom: symbolNamed(elf, "__stack_bottom").address,
      onFault: "stop",
      onSent: (byte) => this.sent.push(byte),
      ...options,
    });
    this.run();
  }

  run(): string {
    let state = this.machine.run(1_000_000);
    for (let rounds = 0; state === "running" && rounds < 200; rounds++) state = this.machine.run(1_000_000);
    return state;
  }

  ask(...bytes: number[]): number[] {
    this.sent.length = 0;
    this.machine.line.write(Uint8Array.from(bytes));
    this.run();
    return [...this.sent];
  }
}

describe("the image", () => {
  test("compiles without a warning, and begins as direct boot wants it", () => {
    expect(firmware.warnings).toBe("");
    const view = new DataView(image.buffer);
    expect([view.getUint32(0, true), view.getUint32(4, true)]).toEqual([0xaedb041d, 0xaedb041d]);
    expect(symbolNamed(elf, "_start").address).toBe(0x42000008);
  });

  test("is one piece: code, constants at the same offset behind the other cache, initial values", () => {
    const segments = elf.segments.filter(({ data }) => data.length > 0);
    for (const { address, loadAddress } of segments) {
      if (address < 0x3d000000) expect(address - 0x3c000000).toBe(loadAddress - 0x42000000);
    }
    const end = Math.max(...segments.map(({ loadAddress, data }) => loadAddress + data.length));
    expect(image).toHaveLength(end - 0x42000000);
  });

  test("has a stack whose depth is known, the interrupt's included", async () => {
    const stack = await measureStack({
      chip: ESP32C3,
      outDir: join(firmware.files.elf, ".."),
      program: "echo",
      elf,
      functions: [],
    });
    // The echo program has one that overflows on request.
    expect(stack.unknown).toEqual(["recurse"]);
  });
});

describe("the chip", () => {
  test("stops every watchdog that the boot ROM left running, and sets the rate of its line", () => {
    const { machine } = new Bench();
    expect(machine.areWatchdogsStopped).toBe(true);
    expect(Math.abs(machine.uartBaud / BAUD - 1)).toBeLessThan(0.001);
    expect(machine.resets).toBe(0);
  });

  test("is reset by a watchdog that is not stopped", () => {
    // For ever at the entry: the two words, then a jump to itself.
    const stuck = Uint8Array.from([...image.subarray(0, 8), 0x6f, 0, 0, 0]);
    expect(new Bench({ image: stuck, stackBottom: 0 }).machine.resets).toBeGreaterThan(0);
  });

  test("loses none of 1,016 bytes that come while it computes, and none of those it sends", () => {
    const bench = new Bench();
    const bytes = Array.from({ length: 1016 }, (_, index) => (index % 26) + 65);
    const answer = bench.ask(ESCAPE, "c".charCodeAt(0), 120, ...bytes);
    expect(answer).toEqual(["c".charCodeAt(0), ...bytes]);
  });

  test("tells what it is: time that passes, another word at each start, its address, its build", () => {
    const bench = new Bench();
    const words = new Uint32Array(Uint8Array.from(bench.ask(ESCAPE, "i".charCodeAt(0))).buffer);
    const [micros = 0, entropy, ...rest] = words;
    expect(micros).toBeGreaterThan(0);
    expect(entropy).not.toBe(0);
    expect(rest).toEqual([0x9a3c, 0x12345678, ...firmware.buildId, 5, 1, 921_600, 0, 0]);
  });

  test.each([
    ["a read of nowhere", "r", "read of 0x8000000, where nothing is"],
    ["an unaligned word", "u", "unaligned load from 0x20000001"],
    ["a write to where flash is on another chip", "w", "write to 0x10000100"],
    ["a stack that never ends", "s", "the stack overflowed"],
  ])("stops at %s", (_, command, cause) => {
    const bench = new Bench();
    bench.ask(ESCAPE, command.charCodeAt(0));
    expect(bench.machine.fault?.cause).toContain(cause);
  });

  test("comes back after a fault, as a program that was reset by software", () => {
    const bench = new Bench({ onFault: "handle" });
    bench.ask(ESCAPE, "r".charCodeAt(0));
    expect(bench.machine.resets).toBe(1);
    const words = new Uint32Array(Uint8Array.from(bench.ask(ESCAPE, "i".charCodeAt(0))).buffer);
    expect(words[7]).toBe(3);
    expect(words[9]).toBe(1);
    const poll = symbolNamed(elf, "echo_poll");
    expect(Math.abs((words[10] ?? 0) - poll.address)).toBeLessThan(1000);
  });

  test("is not there without the two words of direct boot", () => {
    expect(() => new Bench({ image: image.subarray(4) })).toThrow("direct boot");
  });
});

test("each compressed instruction is what the disassembler says that its full form is", async () => {
  const folder = await temporaryFolder();
  const disassemble = (name: string, words: Int32Array): string[] => {
    writeFileSync(join(folder, name), words);
    const args = ["-D", "-b", "binary", "-m", "riscv:rv32", "--no-show-raw-insn", join(folder, name)];
    const text = execFileSync("riscv64-unknown-elf-objdump", args, { encoding: "utf8", maxBuffer: 2 ** 28 });
    const found = new Map<number, string>();
    for (const [, address = "", instruction = ""] of text.matchAll(/^ *([0-9a-f]+):\t(.*)$/gm)) {
      found.set(Number.parseInt(address, 16), instruction.trim().replaceAll(/\s+/g, " "));
    }
    return Array.from(words, (_, index) => found.get(4 * index) ?? "");
  };
  // A compressed instruction and a no-operation fill the place of a full one, so that both are at one address.
  const NOP = 1;
  const compressed = Int32Array.from(EXPANDED, (full, half) => (full === 0 ? NOP | (NOP << 16) : half | (NOP << 16)));
  const [short, long] = [disassemble("short", compressed), disassemble("long", Int32Array.from(EXPANDED))];
  const differing = Array.from(EXPANDED, (full, half) => ({ half, full, short: short[half], long: long[half] })).filter(
    (one) => one.full !== 0 && !isHint(one.short) && spelled(one.short) !== spelled(one.long),
  );
  expect(differing).toEqual([]);
  // The rest is floating point, shifts by more than a word has bits, and what the specification keeps free.
  expect(EXPANDED.filter((full) => full !== 0)).toHaveLength(28_823);
});

/** What changes nothing, a write to the register that is always zero, keeps its own name. */
function isHint(text = ""): boolean {
  return text.startsWith("c.");
}

/** A register is moved in two ways, which have one name and two spellings; a comment names an address. */
function spelled(text = ""): string {
  const moved = text.replace(/ #.*$/, "").replace(/^mv (\w+),(\w+)$/, "add $1,zero,$2");
  return moved.replace(/^add (\w+),(\w+),0$/, "add $1,zero,$2");
}

describe("the chip's own USB port", () => {
  test.each([1, 2, 63, 64, 65, 128, 1000])("%i bytes come back", (count) => {
    const bytes = bytesWithoutEscape(count);
    expect(new Bench({ usb: true }).ask(...bytes)).toEqual([...bytes]);
  });

  test("a host that sends more than any ring holds waits, and nothing is lost", () => {
    const bench = new Bench({ usb: true });
    const bytes = bytesWithoutEscape(20_000);
    // Computes for a while first, and so takes nothing.
    expect(bench.ask(ESCAPE, "c".charCodeAt(0), 200, ...bytes)).toEqual(["c".charCodeAt(0), ...bytes]);
  });

  test("is the line once a byte has come there, until its host takes nothing any more", () => {
    const sent: number[] = [];
    const bench = new Bench({ onSent: (byte) => sent.push(byte) });
    bench.machine.line.write(Uint8Array.of(1));
    bench.run();
    expect(sent).toEqual([1]);
    bench.machine.usb.write(Uint8Array.of(2));
    bench.run();
    bench.machine.line.write(Uint8Array.of(3));
    bench.run();
    expect(sent).toEqual([1]);
    bench.machine.usb.isReading = false;
    bench.machine.usb.write(Uint8Array.of(4, 5));
    bench.run();
    bench.machine.line.write(Uint8Array.of(6, 7));
    bench.run();
    expect(sent).toEqual([1, 6, 7]);
  });
});

function bytesWithoutEscape(length: number): number[] {
  return Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0x7f).map((byte) =>
    byte === ESCAPE ? 0 : byte,
  );
}
