/**
 * Vectors in files: read one at a time whatever the size of the file, and written as NumPy reads them.
 *
 * | format | ending            | what it holds                                                                    |
 * |--------|-------------------|----------------------------------------------------------------------------------|
 * | `json` | `.json`, `.jsonl` | one array of arrays, or an array or `{"vector": [...], "label": 3}` on each line   |
 * | `csv`  | `.csv`, `.tsv`    | a row a vector; a heading is skipped, its column `label` holds labels             |
 * | `npy`  | `.npy`            | a matrix of numbers, a row a vector (or one vector); see npy.ts                   |
 * | `f32`  | `.f32`            | binary32, little-endian, without anything else; the number of dimensions is given |
 *
 * A number that is not finite is refused with its place, since no distance to it means anything.
 *
 * @packageDocumentation
 */
import { readCsv } from "./csv.ts";
import { VectorFileError } from "./errors.ts";
import { readJson } from "./json.ts";
import { readNpy } from "./npy.ts";
import { readRaw } from "./raw.ts";
import type { LabelledVector, VectorFormat, VectorSource } from "./source.ts";

export type { LabelledVector, VectorFormat, VectorSource } from "./source.ts";

/** All formats, for lists and options. */
export const VECTOR_FORMATS: readonly VectorFormat[] = ["json", "csv", "npy", "f32"];

/** The format that the ending of a path tells; null if it tells none. */
export function formatOf(path: string): VectorFormat | null {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return ENDINGS[ending] ?? null;
}

const ENDINGS: Readonly<Record<string, VectorFormat>> = {
  json: "json",
  jsonl: "json",
  ndjson: "json",
  csv: "csv",
  tsv: "csv",
  npy: "npy",
  f32: "f32",
};

/**
 * The vectors of a file, in its order. All have as many dimensions as the first.
 *
 * @throws {@link VectorFileError} that names the file, the vector and what was expected
 */
export async function* readVectors(source: VectorSource): AsyncGenerator<LabelledVector, void, undefined> {
  let { dimensions } = source;
  let row = 0;
  for await (const each of READERS[source.format](source)) {
    row++;
    const { vector } = each;
    dimensions ??= vector.length;
    if (vector.length !== dimensions || vector.length === 0) {
      throw new VectorFileError(
        `${source.name}, vector ${row}: it has ${vector.length} numbers, and ${dimensions} are wanted`,
        "Give all vectors the same number of dimensions.",
      );
    }
    const column = vector.findIndex((value) => !Number.isFinite(value));
    if (column >= 0) {
      throw new VectorFileError(
        `${source.name}, vector ${row}: number ${column + 1} is ${vector[column]}`,
        "Distances need finite numbers that binary32 can hold: leave the vector out or mend it.",
      );
    }
    yield each;
  }
}

const READERS: Readonly<Record<VectorFormat, (source: VectorSource) => AsyncIterable<LabelledVector>>> = {
  json: readJson,
  csv: readCsv,
  npy: readNpy,
  f32: readRaw,
};
