/**
 * Files of vectors as arguments of commands: `digits.csv`, or `-` for what is piped in.
 *
 * @packageDocumentation
 */
import { createReadStream, statSync } from "node:fs";
import { type Command, Option } from "commander";
import {
  formatOf,
  type LabelledVector,
  readVectors,
  VECTOR_FORMATS,
  type VectorFormat,
} from "../host-tools/vectors/vectors.ts";
import { wholeNumber } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** How the vectors of a file are to be read. */
export interface VectorOptions {
  readonly format?: VectorFormat;
  readonly dims?: number;
}

/** What a file of vectors may be, for `--help`. */
export const VECTOR_HELP = `Vectors: .csv (a column label is the vector's label), .json (an array of arrays, or one on each line), .npy, or .f32
(bare binary32, with --dims). - reads standard input, with --format.`;

/** Adds `--format` and `--dims`. */
export function withVectorOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how the file holds its vectors").choices(VECTOR_FORMATS))
    .addOption(new Option("--dims <count>", "numbers in a vector").argParser((text) => wholeNumber(text, 1, 16)));
}

/** The vectors of a file. Refuses a file that cannot be read, or whose format is not known, before the first one. */
export function vectorsIn(path: string, options: VectorOptions): AsyncGenerator<LabelledVector, void, undefined> {
  const isPiped = path === "-";
  const format = options.format ?? formatOf(path);
  if (format === null) {
    const problem = isPiped
      ? "what is piped in has no ending that tells its format"
      : `the ending of ${path} tells no format`;
    throw new UsageError(problem, `Give --format, one of ${VECTOR_FORMATS.join(", ")}.`);
  }
  if (!isPiped) requireFile(path);
  const bytes = isPiped ? process.stdin : createReadStream(path);
  const name = isPiped ? "standard input" : path;
  return readVectors({ name, bytes: bytes as AsyncIterable<Uint8Array>, format, dimensions: options.dims });
}

function requireFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`there is no file ${path}`, "Check the path.");
  if (stats.isDirectory()) throw new UsageError(`${path} is a folder`, "Name a file of vectors.");
}
