/**
 * Packed numbers, the checksum, and the frame: known values, and that what was sealed is read back and any damage is
 * noticed.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readF32, readU16, readU32, writeF32, writeU16, writeU32 } from "../wire/bytes.ts";
import { crc32 } from "../wire/crc.ts";
import {
  CORRUPT,
  GOOD,
  LINE_BYTES_MAX,
  MALFORMED,
  OVERHEAD_BYTES,
  PAYLOAD,
  PAYLOAD_BYTES_MAX,
  REQUEST,
  creditOf,
  flagsOf,
  methodOf,
  seal,
  sequenceOf,
  sessionOf,
  typeOf,
  unseal,
  versionOf,
  writeHeader,
} from "../wire/frame.ts";

describe("bytes", () => {
  test("numbers are little-endian and unsigned", () => {
    const bytes = new Uint8Array(9);
    writeU32(bytes, 1, 0xfedcba98);
    expect([...bytes]).toEqual([0, 0x98, 0xba, 0xdc, 0xfe, 0, 0, 0, 0]);
    expect(readU32(bytes, 1)).toBe(0xfedcba98);
    writeU16(bytes, 7, 0x1fffe);
    expect(readU16(bytes, 7)).toBe(0xfffe);
    writeF32(bytes, 2, -0.15625);
    expect([...bytes.subarray(2, 6)]).toEqual([0, 0, 0x20, 0xbe]);
    expect(readF32(bytes, 2)).toBe(-0.15625);
  });

  test("outside of the array is 0 to read and nothing to write", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5);
    for (const offset of [2, 5, 0x7fffffff, 0xfffffffd, 0xffffffff]) {
      expect(readU32(bytes, offset)).toBe(0);
      writeU32(bytes, offset, 0xffffffff);
    }
    expect(readU16(bytes, 4)).toBe(0);
    writeU16(bytes, 4, 0xffff);
    writeU32(bytes.subarray(0, 3), 0, 0xffffffff);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5]);
    expect(readU32(bytes, 1)).toBe(0x05040302);
  });
});

describe("crc32", () => {
  const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

  test.each([
    ["", 0x00000000],
    ["a", 0xe8b7be43],
    ["123456789", 0xcbf43926],
    ["The quick brown fox jumps over the lazy dog", 0x414fa339],
  ])("of %j", (text, expected) => {
    expect(crc32(ascii(text))).toBe(expected);
  });
});

/** A sealed request without its delimiter. */
function sealed(payload: Uint8Array): Uint8Array {
  const line = new Uint8Array(LINE_BYTES_MAX);
  writeHeader(line, REQUEST, 0xbeef, 0x1234, 14, 200);
  line.set(payload, PAYLOAD);
  const length = seal(line, payload.length);
  expect(length).toBe(payload.length + OVERHEAD_BYTES);
  expect(line.subarray(0, length).indexOf(0)).toBe(length - 1);
  return line.slice(0, length - 1);
}

describe("frame", () => {
  test("an empty request, byte for byte", () => {
    const stuffed = [0x02, 0x13, 0x0b, 0xef, 0xbe, 0x34, 0x12, 0x0e, 0xc8];
    const checksum = [0x67, 0x89, 0x24, 0xb4];
    expect([...sealed(new Uint8Array(0))]).toEqual([...stuffed, ...checksum]);
  });

  test("what was sealed is read back, for any payload", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: PAYLOAD_BYTES_MAX }), (payload) => {
        const line = sealed(payload);
        expect(unseal(line)).toBe(GOOD);
        expect([...line.subarray(PAYLOAD, PAYLOAD + payload.length)]).toEqual([...payload]);
        const header = [versionOf, typeOf, flagsOf, sessionOf, sequenceOf, methodOf, creditOf].map((field) =>
          field(line),
        );
        expect(header).toEqual([1, REQUEST, 0, 0xbeef, 0x1234, 14, 200]);
      }),
    );
  });

  test("a payload of 241 bytes is refused", () => {
    expect(seal(new Uint8Array(LINE_BYTES_MAX), PAYLOAD_BYTES_MAX + 1)).toBe(0);
    expect(seal(new Uint8Array(LINE_BYTES_MAX), 0xffffffff)).toBe(0);
  });

  test("every single flipped bit is noticed", () => {
    const line = sealed(Uint8Array.from({ length: 24 }, (_, i) => (i * 37) & 0xff));
    for (let bit = 0; bit < 8 * line.length; bit++) {
      const damaged = Uint8Array.from(line);
      writeBit(damaged, bit);
      expect([MALFORMED, CORRUPT]).toContain(unseal(damaged));
    }
  });

  test("every truncation is noticed", () => {
    const line = sealed(new Uint8Array(40));
    for (let length = 0; length < line.length; length++) {
      expect(unseal(line.slice(0, length))).not.toBe(GOOD);
    }
  });
});

function writeBit(bytes: Uint8Array, bit: number): void {
  const index = bit >>> 3;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7));
}
