/**
 * The emulated RP2040 with real firmware: it boots, loses no byte, counts exactly, and stops where a chip would fault.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Firmware } from "../../targets/build.ts";
import { readElf, symbolNamed, type Elf } from "../../targets/elf.ts";
import { RP2040 } from "../../targets/rp2040/chip.ts";
import { buildEcho } from "../../targets/test/fixture.ts";
import { BoardFaultError } from "./fault.ts";
import { Machine, type MachineOptions } from "./machine.ts";

const ESCAPE = 0x1b;
const BAUD_RATES = [115_200, 921_600] as const;

interface Program {
  readonly firmware: Firmware;
  readonly elf: Elf;
  readonly image: Uint8Array;
}

const programs = new Map<number, Program>();
const cleanups: (() => PromiseLike<void>)[] = [];

beforeAll(async () => {
  for (const baud of BAUD_RATES) {
    const firmware = await buildEcho(RP2040, { baud });
    cleanups.push(() => firmware[Symbol.asyncDispose]());
    const image = new Uint8Array(readFileSync(firmware.files.bin ?? ""));
    programs.set(baud, { firmware, elf: readElf(readFileSync(firmware.files.elf)), image });
  }
});

afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
});

function program(baud: number = BAUD_RATES[0]): Program {
  const found = programs.get(baud);
  if (found === undefined) throw new Error(`no program for ${baud} baud`);
  return found;
}

/** A machine and what it sent, run until it sleeps. */
class Bench {
  readonly sent: number[] = [];
  readonly machine: Machine;

  constructor(options: Partial<MachineOptions> = {}) {
    const { image } = program(options.baud);
    const onSent = (byte: number): unknown => this.sent.push(byte);
    const defaults = { image, baud: BAUD_RATES[0], seed: 1, stackBottom: 0x20040000, onFault: "stop" as const };
    this.machine = new Machine({ ...defaults, ...options, onSent });
    this.run();
  }

  run(): string {
    let state = this.machine.run(1_000_000);
    for (let slice = 0; state === "running" && slice < 1000; slice++) state = this.machine.run(1_000_000);
    return state;
  }

  write(...bytes: number[]): string {
    this.machine.line.write(Uint8Array.from(bytes));
    return this.run();
  }
}

function bytesWithoutEscape(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff).map((byte) =>
    byte === ESCAPE ? 0 : byte,
  );
}

/** The receive ring of targets/rp2040/board.c. */
const RING_BYTES = 16_384;

describe("booting", () => {
  test("goes from the first byte of flash to sleep, within five milliseconds of the chip's time", () => {
    const { machine } = new Bench();
    expect(machine.run(1)).toBe("asleep");
    expect(machine.clock.nanos).toBeLessThan(5_000_000);
    expect(machine.clock.nanos).toBeGreaterThan(10_000);
  });

  test.for(BAUD_RATES)("sets %i baud to within a part in a thousand", (baud) => {
    const { machine } = new Bench({ baud });
    expect(Math.abs(machine.uartBaud / baud - 1)).toBeLessThan(0.001);
  });

  test("tells of itself what board.h promises", () => {
    const bench = new Bench();
    bench.write(ESCAPE, "i".charCodeAt(0));
    const words = new DataView(Uint8Array.from(bench.sent).buffer);
    const word = (index: number): number => words.getUint32(index * 4, true);
    expect(word(0)).toBeGreaterThan(500);
    expect([word(2), word(3)]).toEqual([0xe6611860, 0x4b4d5a21]);
    expect([word(4), word(5)]).toEqual(program().firmware.buildId);
    expect([word(6), word(7), word(8)]).toEqual([3, 1, 921_600]);
  });

  test("draws other random words from another seed, and the same from the same", () => {
    const entropy = (seed: number): number => {
      const bench = new Bench({ seed });
      bench.write(ESCAPE, "i".charCodeAt(0));
      return new DataView(Uint8Array.from(bench.sent).buffer).getUint32(4, true);
    };
    expect(entropy(1)).toBe(entropy(1));
    expect(new Set([1, 2, 3, 4].map(entropy)).size).toBe(4);
  });
});

describe("the serial line", () => {
  test.for(BAUD_RATES)("echoes 100 kB at %i baud without losing a byte, at the speed of the line", (baud) => {
    const bench = new Bench({ baud });
    const bytes = bytesWithoutEscape(100_000);
    const start = bench.machine.clock.nanos;
    bench.write(...bytes);
    expect(Buffer.compare(Buffer.from(bench.sent), Buffer.from(bytes))).toBe(0);
    expect(lostBytes(bench, baud)).toBe(0);
    const seconds = (bench.machine.clock.nanos - start) / 1e9;
    expect(seconds / ((bytes.length * 10) / baud)).toBeCloseTo(1, 2);
  });

  test.for(BAUD_RATES)("keeps 1016 bytes at %i baud that come while the program computes", (baud) => {
    const bench = new Bench({ baud });
    const bytes = bytesWithoutEscape(1016);
    bench.write(ESCAPE, "c".charCodeAt(0), 255, ...bytes);
    expect(bench.sent).toEqual(["c".charCodeAt(0), ...bytes]);
    expect(lostBytes(bench, baud)).toBe(0);
  });

  test("counts what comes beyond its ring while the program computes", () => {
    const baud = 921_600;
    const bench = new Bench({ baud });
    bench.write(ESCAPE, "c".charCodeAt(0), 255, ...bytesWithoutEscape(RING_BYTES + 76));
    expect(bench.sent.length).toBe(1 + RING_BYTES);
    expect(lostBytes(bench, baud)).toBe(76);
  });

  function lostBytes(bench: Bench, baud: number): number {
    const { address } = symbolNamed(program(baud).elf, "board_receive_lost");
    const bytes = bench.machine.readRam(address, 4);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  }
});

describe("counting", () => {
  function account(pieces: number): readonly number[] {
    const bench = new Bench();
    const bytes = [ESCAPE, "c".charCodeAt(0), 3, ...bytesWithoutEscape(600)];
    const step = Math.ceil(bytes.length / pieces);
    for (let at = 0; at < bytes.length; at += step) {
      bench.machine.line.write(Uint8Array.from(bytes.slice(at, at + step)));
      // A piece may come at any moment of a run; what counts is that the line was not at rest.
      if (at > 3) bench.machine.run(50);
    }
    bench.run();
    const { busyCycles, cycles, clock } = bench.machine;
    return [busyCycles, cycles, clock.nanos, bench.sent.length];
  }

  test("gives the same cycles and the same time in every run", () => {
    const first = account(1);
    expect(first[3]).toBe(601);
    expect(account(1)).toEqual(first);
  });

  test("does not depend on the pieces in which bytes were handed over", () => {
    expect(account(100)).toEqual(account(1));
  });

  test("counts the cycles of one function, call by call, without the interrupts", () => {
    const { elf } = program();
    const { address } = symbolNamed(elf, "echo_compute");
    const quiet = new Bench();
    const watch = quiet.machine.watchFunctions([address]);
    for (const rounds of [1, 2, 2]) quiet.write(ESCAPE, "c".charCodeAt(0), rounds);
    const [one = 0, two = 0, again] = watch.callsOf(address);
    expect(again).toBe(two);
    expect(two - one).toBeGreaterThan(15_000 * 5);

    const noisy = new Bench();
    const noisyWatch = noisy.machine.watchFunctions([address]);
    noisy.write(ESCAPE, "c".charCodeAt(0), 2, ...bytesWithoutEscape(50));
    expect(noisyWatch.callsOf(address)).toEqual([two]);
  });

  test("adds sleep to the cycles that pass, not to those that the processor works", () => {
    const bench = new Bench();
    const { busyCycles, cycles } = bench.machine;
    bench.write(65);
    // A byte in, the receive timeout of 32 bits, a byte out: 52 bits, 451 us, 56,000 cycles, nearly all of it sleep.
    expect(bench.machine.cycles - cycles).toBeGreaterThan(50_000);
    expect(bench.machine.busyCycles - busyCycles).toBeLessThan(1_000);
  });
});

describe("faults", () => {
  test.for([
    ["r", "invalid memory address: 60000000"],
    ["u", "unaligned access to 0x20000001"],
    ["w", "write to read-only memory at 0x10000100"],
    ["b", "breakpoint"],
    ["x", "undefined instruction"],
    ["j", "breakpoint"],
    ["s", "the stack overflowed"],
  ] as const)("stop the board after escape %s, and name the cause and the function", ([command, cause]) => {
    const bench = new Bench();
    expect(bench.write(ESCAPE, command.charCodeAt(0))).toBe("faulted");
    const { fault } = bench.machine;
    if (fault === null) throw new Error("no fault");
    const error = new BoardFaultError("rp2040js", fault, program().elf);
    expect(error.message).toContain(cause);
    expect(error.message).toMatch(/echo_poll|obey|fail|recurse/);
    expect(bench.run()).toBe("faulted");
  });

  test("are recorded by the program's own handler, which resets the chip and comes back", () => {
    const bench = new Bench({ onFault: "handle" });
    expect(bench.write(ESCAPE, "r".charCodeAt(0))).toBe("asleep");
    expect(bench.machine.resets).toBe(1);
    bench.write(ESCAPE, "i".charCodeAt(0));
    const said = new DataView(Uint8Array.from(bench.sent).buffer);
    expect(said.getUint32(28, true)).toBe(3);
    expect(said.getUint32(36, true)).toBe(1);

    const { elf } = program();
    const record = bench.machine.readRam(symbolNamed(elf, "board_fault").address, 20);
    const words = new DataView(record.buffer, record.byteOffset);
    expect(words.getUint32(0, true)).toBe(0x6661756c);
    expect(words.getUint32(4, true)).toBe(3);
    const poll = symbolNamed(elf, "echo_poll");
    expect(words.getUint32(8, true) - poll.address).toBeLessThan(1000);
    expect(said.getUint32(40, true)).toBe(words.getUint32(8, true));
  });
});
