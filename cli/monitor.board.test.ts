/**
 * `ganglion monitor`, over a real pseudo-terminal whose far end sends what no board should.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { EVENT, LINE_BYTES_MAX, PAYLOAD, seal, writeHeader } from "../firmware-src/wire/frame.ts";
import { openPty } from "../hil-tests/boards/pty.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, type Ran } from "./test/ganglion.ts";

/** Sends the bytes again and again until the command has ended. */
async function monitored(bytes: Uint8Array, ...args: string[]): Promise<Ran> {
  const terminal = await openPty();
  const timer = setInterval(() => {
    terminal.write(bytes);
  }, 50);
  try {
    return await ganglion("monitor", "--port", terminal.path, ...args);
  } finally {
    clearInterval(timer);
    await terminal.close();
  }
}

test("lines of text, with what could steer the terminal escaped", async () => {
  const { code, out } = await monitored(Buffer.from("\nhello\x1b[2J\xff\r\n", "latin1"), "--count", "4", "--json");
  const lines = out.split("\n").map((line) => (JSON.parse(line) as { line: string }).line);
  expect(lines).toHaveLength(4);
  expect(lines).toContain("hello\\x1b[2J\\xff");
  expect(code).toBe(EXIT.ok);
});

test("a line that never ends is cut, and hexadecimal has 16 bytes a line", async () => {
  const text = await monitored(new Uint8Array(300).fill(0x61), "--count", "2");
  expect(text.out).toMatch(/^ *\d+\.\d{3} {2}a{120}\n *\d+\.\d{3} {2}a{120}$/);
  const hex = await monitored(Uint8Array.of(0, 10, 255, 10), "--hex", "--count", "1");
  expect(hex.out.split(" ").slice(-16).toSorted()).toEqual(
    ["00", "0a", "0a", "ff"].flatMap((byte) => Array<string>(4).fill(byte)),
  );
});

test("frames, and what is none", async () => {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, EVENT, 0x1a2b, 7, 1, 0);
  line.set([0, 255], PAYLOAD);
  const frame = line.subarray(0, seal(line, 2));
  const { code, out } = await monitored(Uint8Array.of(0, 1, 2, 3, 0, ...frame), "--frames", "--count", "6", "--json");
  const lines = new Set(out.split("\n").map((each) => (JSON.parse(each) as { line: string }).line));
  expect(lines).toContain("EVENT      session 1a2b  number 7      topic 1     00 ff");
  expect(lines).toContain("no frame: 3 bytes");
  expect(code).toBe(EXIT.ok);
  expect(await ganglion("monitor", "--port", "/dev/null", "--frames", "--hex")).toMatchObject({ code: EXIT.usage });
});

test("no port, and a port that is not there", async () => {
  expect(await ganglion("monitor")).toMatchObject({ code: EXIT.usage });
  expect(await ganglion("monitor", "--port", "/dev/ganglion-none")).toMatchObject({ code: EXIT.device });
});
