/**
 * Vectors as JSON: one array of vectors, or a vector on each line. A vector is an array of numbers, or an object with
 * `vector` and, if it has one, `label`.
 *
 * Lines are read as they come. An array as a whole has to fit into memory, so it may be 64 MB long.
 *
 * @packageDocumentation
 */
import { VectorFileError } from "./errors.ts";
import type { LabelledVector, VectorSource } from "./source.ts";

/** Longest line, or longest array of vectors, in characters. */
const TEXT_LENGTH_MAX = 64_000_000;

/** See the file's comment. */
export async function* readJson({ name, bytes }: VectorSource): AsyncGenerator<LabelledVector, void, undefined> {
  let line = 0;
  let isFirst = true;
  /** An array over several lines, as far as it is read; null where each line is for itself. */
  let array: string | null = null;
  for await (const text of linesOf(bytes, name)) {
    line++;
    if (array !== null) {
      array += `\n${text}`;
      if (array.length > TEXT_LENGTH_MAX) throw tooLong(name);
    } else if (isFirst && text.trim().startsWith("[") && !isComplete(text)) {
      array = text;
    } else if (text.trim() !== "") {
      for (const value of vectorsIn(parsed(text, name, line))) yield vectorOf(value, `${name}, line ${line}`);
    }
    isFirst &&= text.trim() === "";
  }
  if (array === null) return;
  for (const [index, value] of vectorsIn(parsed(array, name, null)).entries()) {
    yield vectorOf(value, `${name}, vector ${index + 1}`);
  }
}

function isComplete(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string, name: string, line: number | null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = line === null ? name : `${name}, line ${line}`;
    const why = error instanceof Error ? error.message : String(error);
    throw new VectorFileError(`${place}: ${why}`, "Write an array of arrays, or a JSON array on each line.", error);
  }
}

/** An array of vectors, or one vector. */
function vectorsIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.every((each) => typeof each === "object") ? value : [value];
}

function vectorOf(value: unknown, place: string): LabelledVector {
  const { vector, label = null } = (Array.isArray(value) ? { vector: value } : (value ?? {})) as {
    readonly vector?: unknown;
    readonly label?: unknown;
  };
  const isVector = Array.isArray(vector) && vector.every((each): each is number => typeof each === "number");
  const isLabel = label === null || (typeof label === "number" && Number.isInteger(label) && label >= 0);
  if (isVector && isLabel) return { vector: Float32Array.from(vector), label };
  throw new VectorFileError(
    `${place}: ${JSON.stringify(value).slice(0, 60)} is no vector`,
    'Write [0.5, 1] or {"vector": [0.5, 1], "label": 3}.',
  );
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > TEXT_LENGTH_MAX) throw tooLong(name);
    yield* lines;
  }
  yield rest + decoder.decode();
}

function tooLong(name: string): VectorFileError {
  return new VectorFileError(
    `${name} is an array of more than ${TEXT_LENGTH_MAX / 1e6} million characters`,
    "Write one vector on each line, which is read piece by piece, or use .npy.",
  );
}
