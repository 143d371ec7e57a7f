/**
 * `ganglion flash` as far as it goes without a board: images, options, and where no board is. Every command line names
 * a port that does not exist, so that no real board is ever written.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeUf2 } from "../targets/uf2.ts";
import { readEspImage, readRp2040Image } from "./flash-image.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const folder = scratchFolder();
const path = (name: string): string => join(folder, name);
const NOWHERE = ["--port", "/dev/ganglion-none"];

const PROGRAM = Uint8Array.from({ length: 600 }, (_, index) => index & 255);

/** A 32-bit little-endian ELF file with one segment. */
function elf(machine: number, loadAddress: number): Uint8Array {
  const bytes = new Uint8Array(0x34 + 0x20 + PROGRAM.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  view.setUint16(0x12, machine, true);
  view.setUint32(0x1c, 0x34, true);
  view.setUint16(0x2a, 0x20, true);
  view.setUint16(0x2c, 1, true);
  [1, 0x54, 0x20000000, loadAddress, PROGRAM.length, PROGRAM.length].forEach((word, index) => {
    view.setUint32(0x34 + 4 * index, word, true);
  });
  bytes.set(PROGRAM, 0x54);
  return bytes;
}

beforeAll(() => {
  const write = (name: string, content: string | Uint8Array): void => {
    writeFileSync(path(name), content);
  };
  const header = new Uint8Array(64);
  header.set([0xe9]);
  write("app.uf2", encodeUf2(PROGRAM, 0x10000000, 0xe48bff56));
  write("pico2.uf2", encodeUf2(PROGRAM, 0x10000000, 0xe48bff59));
  write("text.uf2", "no blocks\n");
  write("app.elf", elf(40, 0x10000000));
  write("ram.elf", elf(40, 0x20000000));
  write("riscv.elf", elf(243, 0x10000000));
  write("text.elf", "no ELF\n");
  write("app.bin", PROGRAM);
  write("empty.bin", "");
  write("esp32.bin", header);
  write("wrong.ts", "export function f(x: number): void {}\n");
  write("library.ts", "export function f(): void {}\n");
  write("notes.txt", "hello\n");
});

describe("an image", () => {
  test.each(["app.uf2", "app.elf", "app.bin", "app.bin@0x10000000"])("is read from %s", async (name) => {
    const read = await readRp2040Image([path(name)], 115_200);
    if (read.kind !== "image") throw new Error("refused");
    const bytes = Buffer.concat(read.image.pieces.map(({ data }) => data));
    expect(bytes.subarray(0, PROGRAM.length)).toEqual(Buffer.from(PROGRAM));
    expect(read.image.pieces[0]?.address).toBe(0x10000000);
    expect(Buffer.compare(read.uf2(), encodeUf2(PROGRAM, 0x10000000, 0xe48bff56))).toBe(0);
  });

  test("of several files has each at its address", async () => {
    const read = await readEspImage([`${path("app.bin")}@0x1000`, `${path("app.bin")}@65536`], "esp32", 115_200);
    if (read.kind !== "image") throw new Error("refused");
    const { image } = read;
    expect(image.name).toBe("app.bin, app.bin");
    expect(image.pieces.map(({ address }) => address)).toEqual([0x1000, 0x10000]);
  });

  test.each([
    ["rp2040", "none.uf2", EXIT.usage, "there is no file"],
    ["rp2040", "", EXIT.usage, "is no image"],
    ["rp2040", "text.uf2", EXIT.usage, "is no UF2 file"],
    ["rp2040", "pico2.uf2", EXIT.usage, "made for the RP2350 (Arm, secure), not for the RP2040"],
    ["rp2040", "text.elf", EXIT.usage, "This is not an ELF file"],
    ["rp2040", "riscv.elf", EXIT.usage, "made for another processor"],
    ["rp2040", "ram.elf", EXIT.usage, "has bytes at 0x20000000, outside the 16384 KB of flash"],
    ["rp2040", "app.bin@0x10fffff0", EXIT.usage, "has bytes at 0x11000000, outside"],
    ["rp2040", "app.elf@0x10000000", EXIT.usage, "has its addresses inside"],
    ["rp2040", "empty.bin", EXIT.usage, "not a single byte"],
    ["rp2040", "notes.txt", EXIT.usage, "cannot be told from its name"],
    ["rp2040", "wrong.ts", EXIT.failed, "error GN1031"],
    ["rp2040", "library.ts", EXIT.usage, "exports no boot() and no poll()"],
    ["esp32c3", "wrong.ts", EXIT.failed, "error GN1031"],
    ["esp32c3", "library.ts", EXIT.usage, "exports no boot() and no poll()"],
    ["esp32c3", "app.bin", EXIT.usage, "needs an address"],
    ["esp32c3", "app.elf", EXIT.usage, "is an ELF file"],
    ["esp32c3", "esp32.bin@0x10000", EXIT.usage, "made for the ESP32, not for the ESP32-C3"],
    ["esp32", "library.ts", EXIT.usage, "programs are not built for esp32 yet"],
    ["esp32", "app.bin@0xffffff", EXIT.usage, "outside the 16384 KB of flash"],
  ])("for %s from '%s' is refused", async (target, name, code, sentence) => {
    const result = await ganglion("flash", path(name), "--target", target, ...NOWHERE);
    expect(result.err).toContain(sentence);
    expect(result.code).toBe(code);
  });

  test("of a program with mistakes is refused in JSON, too", async () => {
    const { code, out } = await ganglion("flash", path("wrong.ts"), "--target", "rp2040", "--json", ...NOWHERE);
    expect(JSON.parse(out)).toMatchObject({ ok: false, diagnostics: [{ code: "GN1031" }] });
    expect(code).toBe(EXIT.failed);
  });

  test("two of which want the same bytes are refused", async () => {
    const file = path("app.bin");
    const { err } = await ganglion("flash", `${file}@0x1000`, `${file}@0x1100`, "--target", "esp32", ...NOWHERE);
    expect(err).toContain("has bytes at 0x00001100, where another part of the image has some already");
  });
});

test.each([
  [["--target", "esp32", "--method", "uf2"], "--method changes nothing for esp32"],
  [["--target", "rp2040", "--no-reset"], "--no-reset changes nothing for rp2040"],
  [["--target", "rp2040", "--baud", "9600"], "--baud changes nothing for rp2040"],
  [["--target", "rp2350"], "Allowed choices are rp2040, esp32, esp32c3"],
  [["--target", "rp2040", "--serial-number", "E66"], "both say which board"],
  [[], "required option"],
])("flash %j is a wrong command line", async (args, sentence) => {
  const { code, err } = await ganglion("flash", path("app.uf2"), ...args, ...NOWHERE);
  expect(err).toContain(sentence);
  expect(code).toBe(EXIT.usage);
});

test.each([
  ["rp2040", "app.uf2"],
  ["esp32c3", "app.bin@0x10000"],
])("without a board for %s, says what to do", async (target, name) => {
  const { code, err } = await ganglion("flash", path(name), "--target", target, ...NOWHERE);
  expect(code).toBe(EXIT.device);
  expect(err).toMatch(/^error: .+\n {2}.+/);
});
