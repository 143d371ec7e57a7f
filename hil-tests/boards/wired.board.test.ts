/**
 * Boards behind pseudo-terminals, with a program that echoes: nothing is lost, nothing is left behind, and a board that
 * breaks down says so.
 *
 * @packageDocumentation
 */
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { openSerial } from "../../host-tools/transport/serial.ts";
import type { Transport } from "../../host-tools/transport/transport.ts";
import { HOST } from "../../targets/host/chip.ts";
import { buildEcho, temporaryFolder } from "../../targets/test/fixture.ts";
import type { Board, RunningBoard } from "../board.ts";
import { BoardFaultError } from "../emulator/fault.ts";
import { esp32c3Board } from "./esp32c3.ts";
import type { FirmwareSource } from "./firmware-source.ts";
import { plugIn } from "./plug-in.ts";
import { BoardProcessError, ProcessDevice } from "./process-device.ts";
import { processBoard } from "./process.ts";
import { missingPty, openPty } from "./pty.ts";
import { qemuRiscv32Board } from "./qemu-riscv32.ts";
import { rp2040jsBoard } from "./rp2040js.ts";

const ESCAPE = 0x1b;

const builds: Awaited<ReturnType<typeof buildEcho>>[] = [];
const echo: FirmwareSource = async (chip, options) => {
  const firmware = await buildEcho(chip, options);
  builds.push(firmware);
  return firmware;
};

const boards: readonly Board[] = [
  processBoard(echo),
  rp2040jsBoard(echo, { seed: 1 }),
  qemuRiscv32Board(echo),
  esp32c3Board(echo),
];
const running: RunningBoard[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((board) => board.stop()));
});

afterAll(async () => {
  for (const build of builds) await build[Symbol.asyncDispose]();
});

async function start(board: Board, baud = 115_200): Promise<RunningBoard> {
  const started = await board.start({ baud });
  running.push(started);
  return started;
}

/** Collects what a transport brings until there is enough of it. */
function collect(transport: Transport, count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const pieces: Uint8Array[] = [];
    transport.onData((bytes) => {
      pieces.push(bytes);
      if (pieces.reduce((sum, { length }) => sum + length, 0) >= count) resolve(Buffer.concat(pieces));
    });
  });
}

function bytesWithoutEscape(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff).map((byte) =>
    byte === ESCAPE ? 0 : byte,
  );
}

describe.for(boards)("$name", (board) => {
  test("can run here", async () => expect(await board.unavailable()).toBeNull());

  test.for([115_200, 921_600])("echoes every byte through its port at %i baud", async (baud) => {
    const started = await start(board, baud);
    const { transport, port } = started;
    expect(transport.name).toBe(port);
    const bytes = bytesWithoutEscape(20_000);
    const heard = collect(transport, bytes.length);
    await transport.write(bytes);
    expect(Buffer.compare(await heard, Buffer.from(bytes))).toBe(0);
    expect(started.counters()).toMatchObject({ bytesToBoard: bytes.length, bytesFromBoard: bytes.length });
  });

  test("can be opened again after a host has left", async () => {
    const { transport, port } = await start(board);
    await transport.close();
    const again = await openSerial(port ?? "", { baud: 115_200 });
    const heard = collect(again, 3);
    await again.write(Uint8Array.of(1, 2, 3));
    expect([...(await heard)]).toEqual([1, 2, 3]);
    await again.close();
  });

  test("leaves nothing behind when it stops, however often", async () => {
    const folder = await temporaryFolder();
    vi.stubEnv("TMPDIR", folder);
    try {
      const started = await start(board);
      expect(dirname(dirname(started.port ?? ""))).toBe(folder);
      await Promise.all([started.stop(), started.stop()]);
      await started.stop();
      // Only firmware may be there, which belongs to the tests.
      expect(readdirSync(folder).filter((name) => !name.startsWith("ganglion-test-"))).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("refuses to be written to after it stopped", async () => {
    const started = await start(board);
    await started.stop();
    await expect(started.transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
  });
});

async function failureOf(board: Board, command: string): Promise<Error | null> {
  const { transport } = await start(board);
  const ended = new Promise<Error | null>((resolve) => transport.onClose(resolve));
  // The board may break down before the system says that it took the bytes.
  await transport.write(Uint8Array.of(ESCAPE, command.charCodeAt(0))).catch(() => undefined);
  const cause = await ended;
  await expect(transport.write(Uint8Array.of(1))).rejects.toBe(cause);
  return cause;
}

describe("a board that breaks down", () => {
  test("ends its transport with the fault, the function and the place, if it is emulated", async () => {
    const cause = await failureOf(rp2040jsBoard(echo), "r");
    expect(cause).toBeInstanceOf(BoardFaultError);
    expect(cause?.message).toMatch(/rp2040js faulted: .*60000000.* at 0x1000.* \(echo_poll\+0x/);
  });

  test("ends its transport with the sanitizer's report, if it is a process", async () => {
    const cause = await failureOf(processBoard(echo), "r");
    expect(cause).toBeInstanceOf(BoardProcessError);
    expect(cause?.message).toMatch(/AddressSanitizer: SEGV[^]*echo\.c/);
  });
});

describe("the machine on QEMU", () => {
  test("ends its transport with the cause and the place of a trap", async () => {
    const cause = await failureOf(qemuRiscv32Board(echo), "r");
    expect(cause).toBeInstanceOf(BoardProcessError);
    expect(cause?.message).toMatch(/status 1:\nfault: mcause 00000005, mepc 8000[0-9a-f]{4}, ra/);
  });
});

describe("the process", () => {
  test("sends no faster than its line", async () => {
    const { transport } = await start(processBoard(echo), 115_200);
    const bytes = bytesWithoutEscape(2_304);
    const startMs = performance.now();
    const heard = collect(transport, bytes.length);
    await transport.write(bytes);
    await heard;
    // Two directions of 200 ms each, one behind the other but for the bytes that overlap.
    expect(performance.now() - startMs).toBeGreaterThan(200);
  });

  test("that is not there is a failure, not a crash", async () => {
    const device = new ProcessDevice({ command: "/no/such/program", baud: 115_200 });
    const failure = await new Promise((resolve) => device.onFailure(resolve));
    expect(String(failure)).toContain("could not be started");
    await device.stop();
  });

  test("ends by itself when its input ends", async () => {
    const { files } = await echo(HOST, {});
    const device = new ProcessDevice({ command: files.elf, baud: 115_200 });
    const startMs = performance.now();
    await device.stop();
    // It would be killed after 2 s.
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});

describe("the emulated chip", () => {
  test("measures a function, exactly and always the same", async () => {
    const cycles = async (): Promise<readonly number[]> => {
      const board = await rp2040jsBoard(echo, { seed: 7 }).start({ baud: 115_200 });
      running.push(board);
      const calls = board.measureFunctions(["echo_compute"]);
      const heard = collect(board.transport, 2);
      await board.transport.write(Uint8Array.of(ESCAPE, "c".charCodeAt(0), 1, ESCAPE, "c".charCodeAt(0), 2));
      await heard;
      return calls("echo_compute");
    };
    const first = await cycles();
    expect(first.length).toBe(2);
    expect(await cycles()).toEqual(first);
  });

  test("keeps the event loop alive while it works", async () => {
    const { transport } = await start(rp2040jsBoard(echo));
    const heard = collect(transport, 1);
    await transport.write(Uint8Array.of(ESCAPE, "c".charCodeAt(0), 255));
    // 50 million cycles: half a second at least, and a turn every few milliseconds on an idle machine.
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await heard;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
  });
});

describe("a pseudo-terminal", () => {
  test("names the package if socat is missing", async () => {
    vi.stubEnv("PATH", "/nowhere");
    try {
      expect(await missingPty()).toContain("apt-get install socat");
      await expect(openPty()).rejects.toThrow(/socat|shell/);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("tells a device whose port is taken away, and stops cleanly all the same", async () => {
    const { files } = await echo(HOST, {});
    const plugged = await plugIn(new ProcessDevice({ command: files.elf, baud: 115_200 }));
    await rm(dirname(plugged.path), { recursive: true, force: true });
    await plugged.stop();
    expect(existsSync(plugged.path)).toBe(false);
  });
});
