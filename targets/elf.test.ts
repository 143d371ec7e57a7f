/**
 * What the reader of ELF files refuses, and how it names addresses. Real files are read in test/build.board.test.ts.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { describeAddress, flatten, readElf, symbolNamed, type Elf } from "./elf.ts";

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];

function header(...rest: number[]): Uint8Array {
  const bytes = new Uint8Array(0x40);
  bytes.set([...MAGIC, ...rest]);
  return bytes;
}

describe("reading", () => {
  test("refuses what is no ELF file", () => {
    expect(() => readElf(new Uint8Array(0))).toThrow("not an ELF file");
    expect(() => readElf(new TextEncoder().encode("#!/bin/sh\n".repeat(20)))).toThrow("not an ELF file");
  });

  test("refuses the other byte order", () => {
    expect(() => readElf(header(1, 2))).toThrow("Big-endian");
  });

  test("refuses a file that is cut short, in either word size", () => {
    for (const wordSize of [1, 2]) {
      const bytes = header(wordSize, 1);
      new DataView(bytes.buffer).setUint32(wordSize === 1 ? 0x20 : 0x28, 0x1000, true);
      expect(() => readElf(bytes)).toThrow("cut short");
    }
  });
});

describe("a program", () => {
  const elf: Elf = {
    machine: 40,
    entry: 0x1000,
    sections: [],
    segments: [
      { address: 0x1000, loadAddress: 0x1000, offset: 0, data: Uint8Array.of(1, 2), memorySize: 2 },
      { address: 0x2000, loadAddress: 0x1004, offset: 0, data: Uint8Array.of(3), memorySize: 1 },
      { address: 0x2004, loadAddress: 0x2004, offset: 0, data: new Uint8Array(), memorySize: 100 },
    ],
    symbols: [{ name: "main", address: 0x1000, size: 8, kind: "function" }],
  };

  test("becomes an image by where its pieces are loaded, with erased flash between", () => {
    expect([...flatten(elf, 0x1000, 0x100)]).toEqual([1, 2, 0xff, 0xff, 3]);
  });

  test("names an address by its function, or not at all", () => {
    expect(describeAddress(elf, 0x1006)).toBe("0x00001006 (main+0x6)");
    expect(describeAddress(elf, 0x1008)).toBe("0x00001008");
  });

  test("says what may have become of a symbol that it has not", () => {
    expect(symbolNamed(elf, "main").address).toBe(0x1000);
    expect(() => symbolNamed(elf, "poll")).toThrow('no symbol "poll": it was inlined');
  });
});
