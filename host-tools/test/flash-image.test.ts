/**
 * What is to be in flash: sectors of any image, and UF2 files, whole and broken.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeUf2 } from "../../targets/uf2.ts";
import { ImageFormatError, ImageOverlapError, ImageRangeError, WrongImageError } from "../flash/errors.ts";
import { ERASED, type FlashRange, runsOf, sectorsOf } from "../flash/image.ts";
import { readUf2 } from "../flash/uf2.ts";

const FLASH: FlashRange = { start: 0x1000, bytes: 0x10000, sectorBytes: 0x400 };

/** Pieces that do not overlap, anywhere in the flash, in any order. */
const pieces = fc
  .array(fc.tuple(fc.nat(700), fc.uint8Array({ maxLength: 3000 })), { maxLength: 12 })
  .map((gaps) => {
    let address = FLASH.start;
    return gaps.flatMap(([gap, data]) => {
      const piece = { address: address + gap, data };
      address += gap + data.length;
      return address <= FLASH.start + FLASH.bytes ? [piece] : [];
    });
  })
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));

describe("sectors", () => {
  test("hold every byte of an image at its place, and are otherwise erased", () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const expected = new Uint8Array(FLASH.bytes).fill(ERASED);
        const touched = new Set<number>();
        for (const { address, data } of list) {
          expected.set(data, address - FLASH.start);
          data.forEach((_, at) => touched.add(Math.floor((address - FLASH.start + at) / FLASH.sectorBytes)));
        }
        const sectors = sectorsOf({ name: "x", pieces: list }, FLASH);
        const flash = new Uint8Array(FLASH.bytes).fill(ERASED);
        for (const { address, data } of sectors) {
          expect(data).toHaveLength(FLASH.sectorBytes);
          flash.set(data, address - FLASH.start);
        }
        expect(Buffer.compare(flash, expected)).toBe(0);
        const numbers = sectors.map(({ address }) => (address - FLASH.start) / FLASH.sectorBytes);
        expect(numbers).toEqual([...touched].toSorted((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });

  test("joined to runs are the same bytes at the same places, once each", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 8 }), (list, sectorsMax) => {
        const sectors = sectorsOf({ name: "x", pieces: list }, FLASH);
        const runs = runsOf(sectors, sectorsMax * FLASH.sectorBytes);
        const again = runs.flatMap(({ address, data }) =>
          Array.from({ length: data.length / FLASH.sectorBytes }, (_, index) => ({
            address: address + index * FLASH.sectorBytes,
            data: Uint8Array.from(data.subarray(index * FLASH.sectorBytes, (index + 1) * FLASH.sectorBytes)),
          })),
        );
        expect(again).toEqual(sectors);
        for (const [index, { address, data }] of runs.entries()) {
          expect(data.length).toBeLessThanOrEqual(sectorsMax * FLASH.sectorBytes);
          const next = runs[index + 1];
          const isFull = data.length === sectorsMax * FLASH.sectorBytes;
          if (next !== undefined && !isFull) expect(next.address).toBeGreaterThan(address + data.length);
        }
      }),
      { seed: 2 },
    );
  });

  test.each([
    ["before the flash", 0xfff, 2, 0xfff],
    ["behind its end", 0x10fff, 2, 0x11000],
    ["far away", 0x20000000, 1, 0x20000000],
  ])("are refused %s, with the address", (_, address, length, first) => {
    const image = { name: "app.bin", pieces: [{ address, data: new Uint8Array(length) }] };
    expect(() => sectorsOf(image, FLASH)).toThrow(ImageRangeError);
    expect(() => sectorsOf(image, FLASH)).toThrow(`bytes at 0x${first.toString(16).padStart(8, "0")}`);
  });

  test("reach to the last byte of the flash", () => {
    const image = { name: "app.bin", pieces: [{ address: 0x10fff, data: Uint8Array.of(1) }] };
    expect(sectorsOf(image, FLASH)).toHaveLength(1);
  });

  test("refuse two bytes with one address", () => {
    const [a, b] = [
      { address: 0x1000, data: new Uint8Array(10) },
      { address: 0x1009, data: new Uint8Array(1) },
    ];
    expect(() => sectorsOf({ name: "a", pieces: [b, a] }, FLASH)).toThrow(ImageOverlapError);
  });
});

describe("a UF2 file", () => {
  const FAMILY = { id: 0xe48bff56, name: "the RP2040" };
  const PROGRAM = Uint8Array.from({ length: 1000 }, (_, index) => index & 255);
  const FILE = encodeUf2(PROGRAM, 0x10000000, FAMILY.id);

  test("comes back as it was packed, whatever the order of its blocks", () => {
    const blocks = Array.from({ length: FILE.length / 512 }, (_, index) => FILE.slice(index * 512, (index + 1) * 512));
    for (const file of [FILE, new Uint8Array(Buffer.concat(blocks.toReversed()))]) {
      const list = readUf2("app.uf2", file, FAMILY).toSorted((a, b) => a.address - b.address);
      expect(list.map(({ address }) => address)).toEqual([0x10000000, 0x10000100, 0x10000200, 0x10000300]);
      expect(Buffer.concat(list.map(({ data }) => data)).subarray(0, 1000)).toEqual(Buffer.from(PROGRAM));
    }
  });

  test("for two families gives the wanted one", () => {
    const other = encodeUf2(PROGRAM, 0x10000000, 0xe48bff59);
    expect(readUf2("app.uf2", new Uint8Array(Buffer.concat([other, FILE])), FAMILY)).toHaveLength(4);
  });

  test("without the wanted family is named for what it is", () => {
    const rp2350 = encodeUf2(PROGRAM, 0x10000000, 0xe48bff59);
    expect(() => readUf2("app.uf2", rp2350, FAMILY)).toThrow(WrongImageError);
    expect(() => readUf2("app.uf2", rp2350, FAMILY)).toThrow("made for the RP2350 (Arm, secure), not for the RP2040");
    expect(() => readUf2("app.uf2", encodeUf2(PROGRAM, 0, 0x12345678), FAMILY)).toThrow("the family 0x12345678");
  });

  test.each([
    ["is empty", new Uint8Array(0), "is no UF2 file"],
    ["is something else", new TextEncoder().encode("x".repeat(600)), "is no UF2 file"],
    ["is cut in a block", FILE.slice(0, 1000), "is damaged from byte 512"],
    ["is cut between blocks", FILE.slice(0, 1024), "lacks block 2 of 4"],
    ["lacks the mark at a block's end", FILE.with(1023, 0), "is damaged from byte 512"],
    ["claims too many bytes", FILE.with(17, 0xff), "is damaged from byte 0"],
  ])("that %s is refused", (_, file, sentence) => {
    expect(() => readUf2("app.uf2", file, FAMILY)).toThrow(ImageFormatError);
    expect(() => readUf2("app.uf2", file, FAMILY)).toThrow(sentence);
  });

  test("of any bytes never throws anything else", () => {
    const spoil = fc.array(fc.tuple(fc.nat(FILE.length - 1), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(spoil, fc.nat(FILE.length), (changes, length) => {
        const file = FILE.slice(0, length);
        for (const [at, byte] of changes) if (at < length) file[at] = byte;
        try {
          readUf2("app.uf2", file, FAMILY);
        } catch (error) {
          expect(error).toHaveProperty("remedy");
        }
      }),
      { seed: 3 },
    );
  });
});
