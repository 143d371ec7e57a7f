/**
 * Vectors in files: what is written in each format is read as it was, however the bytes are cut, and what is wrong is
 * told with its place.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VectorFileError } from "../vectors/errors.ts";
import { npyBytes } from "../vectors/npy.ts";
import { formatOf, readVectors, type LabelledVector, type VectorFormat } from "../vectors/vectors.ts";

const number = fc.float({ noNaN: true, noDefaultInfinity: true });
const matrix = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(number, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 9 }),
  );

function flat(rows: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(rows.flat());
}

/** Each format as somebody else would write it. */
const WRITERS: Readonly<Record<VectorFormat, readonly ((rows: readonly (readonly number[])[]) => Uint8Array)[]>> = {
  json: [
    (rows) => Buffer.from(JSON.stringify(rows)),
    (rows) => Buffer.from(JSON.stringify(rows, null, 2)),
    (rows) => Buffer.from(rows.map((row) => JSON.stringify(row)).join("\r\n")),
    (rows) => Buffer.from(rows.map((row) => `${JSON.stringify({ vector: row })}\n`).join("")),
  ],
  csv: [
    (rows) => Buffer.from(rows.map((row) => row.join()).join("\n")),
    (rows) =>
      Buffer.from(
        `\uFEFFa${",b".repeat((rows[0]?.length ?? 1) - 1)}\r\n${rows.map((row) => `${row.join()}\r\n`).join("")}`,
      ),
    (rows) => Buffer.from(rows.map((row) => row.map((value) => `"${value}"`).join("\t")).join("\n\n")),
  ],
  npy: [(rows) => npyBytes(flat(rows), [rows.length, rows[0]?.length ?? 0])],
  f32: [(rows) => new Uint8Array(flat(rows).buffer)],
};

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function all(vectors: AsyncIterable<LabelledVector>): Promise<LabelledVector[]> {
  const found: LabelledVector[] = [];
  for await (const vector of vectors) found.push(vector);
  return found;
}

async function read(bytes: Uint8Array | string, format: VectorFormat, dimensions?: number): Promise<LabelledVector[]> {
  const source = { name: "file", bytes: cut(Buffer.from(bytes), 7), format, dimensions };
  return await all(readVectors(source));
}

describe.each(Object.entries(WRITERS))("%s", (name, writers) => {
  const format = name as VectorFormat;

  test.each(writers.map((write) => [write] as const))("what is written is read", async (write) => {
    await fc.assert(
      fc.asyncProperty(matrix, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const dimensions = format === "f32" ? rows[0]?.length : undefined;
        const source = { name: "file", bytes: cut(write(rows), size), format, dimensions };
        const found = await all(readVectors(source));
        // JSON and CSV have no negative zero.
        expect(found.map(({ vector }) => Array.from(vector, (value) => value + 0))).toEqual(
          rows.map((row) => row.map((value) => value + 0)),
        );
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

test("labels", async () => {
  const wanted = [
    { vector: Float32Array.of(1, 2), label: 3 },
    { vector: Float32Array.of(4, 5), label: 6 },
  ];
  expect(await read("x,Label,y\n1,3,2\n4,6,5\n", "csv")).toEqual(wanted);
  expect(await read('{"vector":[1,2],"label":3}\n{"vector":[4,5],"label":6}\n', "json")).toEqual(wanted);
  expect(await read('[{"vector":[1,2],"label":3},{"vector":[4,5],"label":6}]', "json")).toEqual(wanted);
});

test("NumPy's other numbers", async () => {
  const file = (type: string, numbers: Uint8Array, shape = "2,"): Uint8Array => {
    const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape}), }\n`;
    return Buffer.concat([
      Buffer.from("\x93NUMPY\x01\x00", "latin1"),
      Buffer.of(header.length, 0),
      Buffer.from(header),
      numbers,
    ]);
  };
  const vectorOf = async (type: string, bytes: ArrayBufferView): Promise<number[]> => {
    const numbers = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return (await read(file(type, numbers), "npy")).flatMap(({ vector }) => [...vector]);
  };
  expect(await vectorOf("|i1", Int8Array.of(-3, 127))).toEqual([-3, 127]);
  expect(await vectorOf("<i8", BigInt64Array.of(-3n, 9n))).toEqual([-3, 9]);
  expect(await vectorOf(">u2", Uint8Array.of(1, 2, 0, 3))).toEqual([258, 3]);
  expect(await vectorOf("<f8", Float64Array.of(0.5, -2))).toEqual([0.5, -2]);
  expect(await vectorOf("<f2", Uint16Array.of(0x3c00, 0xc100))).toEqual([1, -2.5]);
  expect(await vectorOf("|b1", Uint8Array.of(1, 0))).toEqual([1, 0]);
});

describe("what is wrong is told with its place", () => {
  test.each<readonly [what: string, bytes: Uint8Array | string, format: VectorFormat, message: string]>([
    ["a word in CSV", "1,2\n3,four\n", "csv", 'file, line 2, column 2: "four" is no number'],
    ["a short row in CSV", "1,2\n3\n", "csv", "file is no CSV"],
    ["a label that is none", "label,x\n-1,2\n", "csv", "file, line 2: the label is -1"],
    ["a short vector", "[1,2]\n[3]\n", "json", "file, vector 2: it has 1 numbers, and 2 are wanted"],
    ["a line that is no JSON", "[1,2]\n[3,\n", "json", "file, line 2:"],
    ["an array that does not end", "[[1,2],\n[3,4]\n", "json", "file: "],
    ["no vector", '[1,2]\n"three"\n', "json", 'file, line 2: "three" is no vector'],
    ["no numbers at all", "[[]]\n", "json", "file, vector 1: it has 0 numbers"],
    ["what is not finite", "1,2\n3,nan\n", "csv", "file, vector 2: number 2 is NaN"],
    ["what binary32 cannot hold", "[1e39]", "json", "file, vector 1: number 1 is Infinity"],
    ["no .npy", "PK\x03\x04, a zip and no matrix", "npy", "file is no .npy file"],
    [
      "a .npy without an end",
      npyBytes(Float32Array.of(1, 2, 3, 4), [2, 2]).subarray(0, -3),
      "npy",
      "ends in the middle of vector 2",
    ],
    ["a .npy of fewer rows", npyBytes(Float32Array.of(1, 2), [2, 2]), "npy", "promises 2 vectors and holds 1"],
    ["a .npy of three axes", npyBytes(Float32Array.of(1, 2), [1, 1, 2]), "npy", "shape (1, 1, 2)"],
    ["a .npy of nothing", npyBytes(new Float32Array(), [2, 0]), "npy", "shape (2, 0)"],
    ["bare numbers without dimensions", "....", "f32", "does not say how long"],
  ])("%s", async (_, bytes, format, message) => {
    const failure = await read(bytes, format).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(VectorFileError);
    expect(String(failure)).toContain(message);
  });

  test("bare numbers that end in the middle", async () => {
    await expect(read(new Uint8Array(10), "f32", 2)).rejects.toThrow(
      "ends in the middle of vector 2: 2 of its 8 bytes",
    );
  });
});

test("endings", () => {
  expect(["a.csv", "b.TSV", "c.npy", "d.f32", "e.jsonl", "f.json", "g.bin", "h"].map(formatOf)).toEqual([
    "csv",
    "csv",
    "npy",
    "f32",
    "json",
    "json",
    null,
    null,
  ]);
});
