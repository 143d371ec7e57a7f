/**
 * Addresses of statics: alignment, order and initial bytes.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { program, struct, variable } from "../../test/engines/build.ts";
import type { Initial, Static, Struct } from "../ir/ir.ts";
import type { ElementType } from "../ir/types.ts";
import { layOutMemory } from "./layout.ts";

describe("layOutMemory", () => {
  it("aligns scalars to their size and arrays to 16", () => {
    const { statics, dataEnd, heapBase } = layOut([
      variable("flag", "bool"),
      variable("count", "u32"),
      variable("half", "i16"),
      variable("bytes", arrayOf("u8", 3)),
      variable("last", "u8"),
    ]);
    expect(statics.map(({ name, address, size }) => [name, address, size])).toEqual([
      ["test.flag", 16, 1],
      ["test.count", 20, 4],
      ["test.half", 24, 2],
      ["test.bytes", 32, 3],
      ["test.last", 35, 1],
    ]);
    expect([dataEnd, heapBase]).toEqual([36, 48]);
  });

  it("lays structs out as C does, in whatever order they are declared", () => {
    const outer = struct("Outer", { tag: "u8", inner: { kind: "struct", name: "test.Inner" }, end: "u8" });
    const inner = struct("Inner", { a: "u16", b: arrayOf("f32", 2), c: "bool" });
    const layout = layOut([], [outer, inner]);
    expect(["a", "b", "c"].map((field) => layout.offsetOf("test.Inner", field))).toEqual([0, 4, 12]);
    expect(["tag", "inner", "end"].map((field) => layout.offsetOf("test.Outer", field))).toEqual([0, 4, 20]);
    expect(layout.sizeOf({ kind: "struct", name: "test.Outer" })).toBe(24);
    expect(layout.sizeOf(arrayOf({ kind: "struct", name: "test.Inner" }, 3))).toBe(48);
  });

  it("takes no more pages than the statics need", () => {
    const pages = (bytes: number): number => layOut([variable("bytes", arrayOf("u8", bytes))]).pages;
    expect([0x10000 - 16, 0x10000 - 15, 0x20000 - 16].map(pages)).toEqual([1, 2, 2]);
    expect(layOut([]).pages).toBe(1);
  });

  it.each<[ElementType, Initial, number[]]>([
    ["bool", true, [1]],
    ["i8", -2, [0xfe]],
    ["u16", 0x1234, [0x34, 0x12]],
    ["i32", -2, [0xfe, 0xff, 0xff, 0xff]],
    ["u32", 0xdeadbeef, [0xef, 0xbe, 0xad, 0xde]],
    ["f32", -0, [0, 0, 0, 0x80]],
    [arrayOf(arrayOf("u8", 2), 2), ["zero", [1, 2]], [0, 0, 1, 2]],
  ])("writes an initial %o", (type, initial, bytes) => {
    const { data } = layOut([variable("value", type, initial)]);
    expect(data).toEqual([{ address: 16, bytes: Uint8Array.from(bytes) }]);
  });

  it("writes the fields of a struct at their offsets, and nothing for zeros", () => {
    const pair = struct("Pair", { tag: "u8", value: "u16" });
    const type = arrayOf({ kind: "struct", name: "test.Pair" }, 2);
    const { data } = layOut([variable("zeros", "u32", 0), variable("pairs", type, [[1, 0x0302], "zero"])], [pair]);
    expect(data).toEqual([{ address: 32, bytes: Uint8Array.from([1, 0, 2, 3, 0, 0, 0, 0]) }]);
  });
});

function layOut(statics: Static[], structs: Struct[] = []): ReturnType<typeof layOutMemory> {
  return layOutMemory(program({ statics, structs, functions: [] }));
}

function arrayOf(element: ElementType, length: number): ElementType {
  return { kind: "array", element, length };
}
