/**
 * Byte stuffing: the vectors of the COBS paper's scheme, the round trip of any message, and that no bytes whatever
 * upset the way back.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MESSAGE_BYTES_MAX, stuff, unstuff } from "../wire/cobs.ts";

const ascending = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const VECTORS: readonly (readonly [message: readonly number[], stuffed: readonly number[]])[] = [
  [[], [0x01]],
  [[0x00], [0x01, 0x01]],
  [
    [0x00, 0x00],
    [0x01, 0x01, 0x01],
  ],
  [
    [0x00, 0x11, 0x00],
    [0x01, 0x02, 0x11, 0x01],
  ],
  [
    [0x11, 0x22, 0x00, 0x33],
    [0x03, 0x11, 0x22, 0x02, 0x33],
  ],
  [
    [0x11, 0x22, 0x33, 0x44],
    [0x05, 0x11, 0x22, 0x33, 0x44],
  ],
  [
    [0x11, 0x00, 0x00, 0x00],
    [0x02, 0x11, 0x01, 0x01, 0x01],
  ],
  // The start of an IP header, as in the paper's figure of a packet with many zeros.
  [
    [0x45, 0x00, 0x00, 0x2c, 0x4c, 0x79, 0x00, 0x00, 0x40, 0x06, 0x4f, 0x37],
    [0x02, 0x45, 0x01, 0x04, 0x2c, 0x4c, 0x79, 0x01, 0x05, 0x40, 0x06, 0x4f, 0x37],
  ],
  [ascending(1, 254), [0xff, ...ascending(1, 254)]],
  [
    [...ascending(1, 253), 0x00],
    [0xfe, ...ascending(1, 253), 0x01],
  ],
];

describe("stuff", () => {
  test.each(VECTORS)("vector %#", (message, stuffed) => {
    const bytes = Uint8Array.of(0xaa, ...message);
    expect(stuff(bytes)).toBe(true);
    expect([...bytes]).toEqual(stuffed);
    expect(unstuff(bytes)).toBe(true);
    expect([...bytes.subarray(1)]).toEqual(message);
  });

  test("refuses a message of 255 bytes and an empty array, and changes nothing", () => {
    const long = new Uint8Array(MESSAGE_BYTES_MAX + 2).fill(7);
    expect(stuff(long)).toBe(false);
    expect(long.every((byte) => byte === 7)).toBe(true);
    expect(stuff(new Uint8Array(0))).toBe(false);
  });

  test("leaves no zero and is undone by unstuff, for any message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: MESSAGE_BYTES_MAX }), fc.nat(255), (message, before) => {
        const bytes = Uint8Array.of(before, ...message);
        expect(stuff(bytes)).toBe(true);
        expect(bytes.includes(0)).toBe(false);
        expect(unstuff(bytes)).toBe(true);
        expect([...bytes.subarray(1)]).toEqual([...message]);
      }),
    );
  });
});

describe("unstuff", () => {
  test.each([
    ["nothing", []],
    ["a zero in front", [0, 1]],
    ["a zero inside", [3, 0, 1]],
    ["a code that points past the end", [5, 1, 1]],
    ["a code that stops short of the end", [2, 1, 9, 9]],
  ])("refuses %s", (_, bytes) => {
    expect(unstuff(Uint8Array.from(bytes))).toBe(false);
  });

  test("accepts exactly what stuff can give", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: MESSAGE_BYTES_MAX + 1 }), (bytes) => {
        const original = Uint8Array.from(bytes);
        if (!unstuff(bytes)) return;
        expect(stuff(bytes)).toBe(true);
        expect([...bytes]).toEqual([...original]);
      }),
      { numRuns: 1000 },
    );
  });
});
