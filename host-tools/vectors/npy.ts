/**
 * NumPy's `.npy` files: a magic number, a Python dictionary as text, then the numbers.
 *
 * Read: versions 1 to 3, C order, one or two axes, floats, integers and booleans of 1 to 8 bytes in either byte order;
 * they become binary32. Not read: Fortran order, structures, objects. Format: numpy.lib.format of the NumPy manual.
 *
 * @packageDocumentation
 */
import { VectorFileError } from "./errors.ts";
import { rowsOf } from "./raw.ts";
import type { LabelledVector, VectorSource } from "./source.ts";

/** See the file's comment. */
export async function* readNpy({ name, bytes }: VectorSource): AsyncGenerator<LabelledVector, void, undefined> {
  const chunks = bytes[Symbol.asyncIterator]();
  const { header, rest } = await readHeader(chunks, name);
  const { read, size, littleEndian, rows, columns } = header;
  const numbers = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    if (rest.length > 0) yield rest;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  let count = 0;
  for await (const row of rowsOf(numbers(), size * columns, name)) {
    const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
    yield { vector: Float32Array.from({ length: columns }, (_, i) => read(view, i * size, littleEndian)), label: null };
    count++;
  }
  if (count === rows) return;
  throw new VectorFileError(`${name} promises ${rows} vectors and holds ${count}`, "Check that the file is complete.");
}

/** A matrix as a `.npy` file of version 1.0. `data` holds the rows one after the other. */
export function npyBytes(data: Float32Array | Uint32Array | Int32Array, shape: readonly number[]): Uint8Array {
  const type = data instanceof Float32Array ? "<f4" : data instanceof Uint32Array ? "<u4" : "<i4";
  const list = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${list}), }`;
  // Header and all before it are a multiple of 64 bytes, so that the numbers can be mapped into memory.
  const before = MAGIC.length + 4;
  const padded = text.padEnd(Math.ceil((before + text.length + 1) / 64) * 64 - before - 1) + "\n";
  const bytes = new Uint8Array(before + padded.length + data.byteLength);
  bytes.set([...MAGIC, 1, 0, padded.length & 255, padded.length >> 8]);
  bytes.set(new TextEncoder().encode(padded), before);
  const view = new DataView(bytes.buffer, before + padded.length);
  for (const [index, value] of data.entries()) {
    if (data instanceof Float32Array) view.setFloat32(4 * index, value, true);
    else view.setUint32(4 * index, value >>> 0, true);
  }
  return bytes;
}

const MAGIC: readonly number[] = [0x93, ...Buffer.from("NUMPY")];
/** Headers of more are no matrices of numbers. */
const HEADER_BYTES_MAX = 65_536;

interface Header {
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
  readonly size: number;
  readonly littleEndian: boolean;
  readonly rows: number;
  readonly columns: number;
}

async function readHeader(
  chunks: AsyncIterator<Uint8Array>,
  name: string,
): Promise<{ readonly header: Header; readonly rest: Uint8Array }> {
  let bytes: Uint8Array = new Uint8Array();
  const need = async (count: number): Promise<void> => {
    while (bytes.length < count) {
      const next = await chunks.next();
      if (next.done === true) throw notNpy(name, "it ends before its heading does");
      bytes = Buffer.concat([bytes, next.value]);
    }
  };
  await need(12);
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) throw notNpy(name, "it does not begin as one");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const isFirstVersion = bytes[6] === 1;
  const start = isFirstVersion ? 10 : 12;
  const length = isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > HEADER_BYTES_MAX) throw notNpy(name, `its heading is ${length} bytes long`);
  await need(start + length);
  const text = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  return { header: headerOf(text, name), rest: bytes.subarray(start + length) };
}

function headerOf(text: string, name: string): Header {
  const type = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1] ?? "";
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (order === undefined || shape === undefined) throw notNpy(name, "its heading has no order or no shape");
  const axes = shape
    .split(",")
    .filter((axis) => axis.trim() !== "")
    .map(Number);
  const [, end = "", kind = ""] = /^([<>|=]?)([a-z]\d|\?)$/.exec(type) ?? [];
  const number = NUMBERS[kind];
  if (number === undefined) {
    throw new VectorFileError(
      `${name} holds ${type === "" ? "structures" : `numbers of the type ${type}`}`,
      "Save it as numbers: numpy.save(path, matrix.astype('float32')).",
    );
  }
  if (
    order === "True" ||
    axes.length < 1 ||
    axes.length > 2 ||
    !axes.every((axis) => Number.isSafeInteger(axis) && axis > 0)
  ) {
    throw new VectorFileError(
      `${name} is an array of the shape (${shape})${order === "True" ? " in Fortran order" : ""}`,
      "Save a matrix with a row for each vector: numpy.save(path, numpy.ascontiguousarray(matrix)).",
    );
  }
  const [rows = 0, columns = 0] = axes.length === 1 ? [1, ...axes] : axes;
  return { ...number, littleEndian: end !== ">", rows, columns };
}

type Reader = Pick<Header, "read" | "size">;

const NUMBERS: Readonly<Record<string, Reader>> = {
  "?": { size: 1, read: (view, at) => view.getUint8(at) },
  b1: { size: 1, read: (view, at) => view.getUint8(at) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
  i1: { size: 1, read: (view, at) => view.getInt8(at) },
  u2: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  i2: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  u4: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  i4: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  u8: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  i8: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  f2: { size: 2, read: (view, at, little) => halfOf(view.getUint16(at, little)) },
  f4: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
};

/** A binary16 number, IEEE 754. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function notNpy(name: string, why: string): VectorFileError {
  return new VectorFileError(`${name} is no .npy file: ${why}`, "Save it with numpy.save, or name the right format.");
}
