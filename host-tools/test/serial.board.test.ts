/**
 * The serial transport on a real pseudo-terminal: what the `serialport` package does badly, and the typed causes.
 *
 * @packageDocumentation
 */
import { chmod } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openPty, type PseudoTerminal } from "../../hil-tests/boards/pty.ts";
import { connect } from "../connect.ts";
import {
  BoardSilentError,
  NotANodeError,
  PortBusyError,
  PortLostError,
  PortPermissionError,
  TransportClosedError,
} from "../errors.ts";
import { openSerial } from "../transport/serial.ts";
import type { Transport } from "../transport/transport.ts";

let terminal: PseudoTerminal;
/** What the far end has heard. */
let heard: number[];
const opened: Transport[] = [];

beforeEach(async () => {
  terminal = await openPty();
  heard = [];
  terminal.onData((bytes) => heard.push(...bytes));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
  await terminal.close();
});

async function open(): Promise<Transport> {
  const transport = await openSerial(terminal.path, { baud: 115_200 });
  opened.push(transport);
  return transport;
}

describe("a serial port", () => {
  test("carries every byte value both ways", async () => {
    const transport = await open();
    const received: number[] = [];
    transport.onData((bytes) => received.push(...bytes));
    const all = Uint8Array.from({ length: 1024 }, (_, i) => i & 255);
    await transport.write(all);
    terminal.write(all);
    await vi.waitFor(() => {
      expect(heard).toEqual([...all]);
      expect(received).toEqual([...all]);
    });
  });

  test("belongs to one program at a time, and to the next one afterwards", async () => {
    const transport = await open();
    await expect(open()).rejects.toThrow(PortBusyError);
    await transport.close();
    await open();
  });

  test.skipIf(process.getuid?.() === 0)("needs permission (skipped for root, whom nothing is forbidden)", async () => {
    await chmod(terminal.path, 0);
    await expect(open()).rejects.toThrow(PortPermissionError);
  });

  test("that goes away ends the transport once, with PortLostError", async () => {
    const transport = await open();
    const ends: (Error | null)[] = [];
    transport.onClose((cause) => ends.push(cause));
    await terminal.close();
    await vi.waitFor(() => {
      expect(ends).toHaveLength(1);
    });
    expect(ends[0]).toBeInstanceOf(PortLostError);
    await expect(transport.write(Uint8Array.of(1))).rejects.toThrow(TransportClosedError);
    await transport.close();
    expect(ends).toHaveLength(1);
  });

  test("closed in the middle of a write tells the writer, and what was not sent is never sent", async () => {
    const transport = await open();
    const ends: (Error | null)[] = [];
    transport.onClose((cause) => ends.push(cause));
    const writes = [0, 1].map(() => transport.write(new Uint8Array(4_000_000).fill(0x55)));
    const results = Promise.allSettled(writes);
    const startMs = performance.now();
    await transport.close();
    expect(performance.now() - startMs).toBeLessThan(2000);
    expect(await results).toMatchObject([
      { reason: expect.any(TransportClosedError) as unknown },
      { status: "rejected" },
    ]);
    expect(ends).toEqual([null]);
    await expect(transport.write(Uint8Array.of(0xaa))).rejects.toThrow(TransportClosedError);
    const next = await open();
    await next.write(Uint8Array.of(0xbb));
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe(0xbb);
    });
    expect(heard.length).toBeLessThan(8_000_000);
    expect(heard).not.toContain(0xaa);
  });

  test("can be opened and closed many times and leaves nothing behind", async () => {
    const resources = (): number => process.getActiveResourcesInfo().length;
    await (await open()).close();
    const before = resources();
    for (let i = 0; i < 50; i++) await (await open()).close();
    await vi.waitFor(() => {
      expect(resources()).toBeLessThanOrEqual(before);
    });
  });
});

describe("connect", () => {
  test("to a port where nobody answers: BoardSilentError in the time allowed, and the port is free again", async () => {
    await expect(connect(terminal.path, { timeoutMs: 300 })).rejects.toThrow(BoardSilentError);
    expect(heard.length).toBeGreaterThan(20);
    await open();
  });

  test("to a port that echoes: NotANodeError", async () => {
    terminal.onData((bytes) => terminal.write(bytes));
    await expect(connect(terminal.path, { timeoutMs: 300 })).rejects.toThrow(NotANodeError);
  });

  test("to a port that goes away meanwhile: PortLostError", async () => {
    const connecting = expect(connect(terminal.path)).rejects.toThrow(PortLostError);
    await vi.waitFor(() => {
      expect(heard.length).toBeGreaterThan(0);
    });
    await terminal.close();
    await connecting;
  });

  test("aborted: the signal's reason, and the port is free again", async () => {
    const controller = new AbortController();
    const connecting = expect(connect(terminal.path, { signal: controller.signal })).rejects.toThrow("enough");
    await vi.waitFor(() => {
      expect(heard.length).toBeGreaterThan(0);
    });
    controller.abort(new Error("enough"));
    await connecting;
    await open();
  });
});
