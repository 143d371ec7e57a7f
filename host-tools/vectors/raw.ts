/**
 * Vectors as bare binary32 numbers, little-endian, one after the other; and cutting a stream of bytes into rows, which
 * NumPy's files need, too.
 *
 * @packageDocumentation
 */
import { VectorFileError } from "./errors.ts";
import type { LabelledVector, VectorSource } from "./source.ts";

/** See the file's comment. */
export async function* readRaw(source: VectorSource): AsyncGenerator<LabelledVector, void, undefined> {
  const { dimensions } = source;
  if (dimensions === undefined) {
    throw new VectorFileError(
      `${source.name} does not say how long its vectors are`,
      "Give --dims, such as --dims 16.",
    );
  }
  for await (const row of rowsOf(source.bytes, 4 * dimensions, source.name)) {
    const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
    yield { vector: Float32Array.from({ length: dimensions }, (_, i) => view.getFloat32(4 * i, true)), label: null };
  }
}

/** Rows of so many bytes; a file that ends within one is refused. */
export async function* rowsOf(
  bytes: AsyncIterable<Uint8Array>,
  rowBytes: number,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let rest: Uint8Array = new Uint8Array();
  let rows = 0;
  for await (const chunk of bytes) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (; start + rowBytes <= all.length; start += rowBytes, rows++) yield all.subarray(start, start + rowBytes);
    rest = all.slice(start);
  }
  if (rest.length === 0) return;
  throw new VectorFileError(
    `${name} ends in the middle of vector ${rows + 1}: ${rest.length} of its ${rowBytes} bytes are there`,
    "Check that the file is complete, and the number of dimensions.",
  );
}
