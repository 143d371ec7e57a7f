/**
 * Vectors as rows of comma- or tab-separated values.
 *
 * The first row is a heading if one of its values is no number. A heading may call one column `label`, or `class`, or
 * `target`: that one is the vector's label. Without a heading every column is a component.
 *
 * @packageDocumentation
 */
import { CsvError, parse } from "csv-parse";
import { Readable } from "node:stream";
import { VectorFileError } from "./errors.ts";
import type { LabelledVector, VectorSource } from "./source.ts";

/** See the file's comment. */
export async function* readCsv({ name, bytes }: VectorSource): AsyncGenerator<LabelledVector, void, undefined> {
  const parser = Readable.from(bytes).pipe(
    parse({ bom: true, trim: true, skip_empty_lines: true, delimiter: [",", "\t", ";"], comment: "#", info: true }),
  );
  let labelColumn = -1;
  let isFirst = true;
  try {
    for await (const parsed of parser) {
      const { record, info } = parsed as {
        readonly record: readonly string[];
        readonly info: { readonly lines: number };
      };
      if (isFirst && record.some((text) => !isNumber(text))) {
        labelColumn = record.findIndex((text) => LABEL_COLUMNS.test(text));
        isFirst = false;
        continue;
      }
      isFirst = false;
      const numbers = record.map((text, column) => numberAt(text, name, info.lines, column));
      const label = labelColumn < 0 ? null : labelOf(numbers[labelColumn], name, info.lines);
      yield { vector: Float32Array.from(numbers.filter((_, column) => column !== labelColumn)), label };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new VectorFileError(
      `${name} is no CSV: ${error.message}`,
      "Give every row the same number of values.",
      error,
    );
  }
}

const LABEL_COLUMNS = /^(label|class|target)$/i;

function isNumber(text: string): boolean {
  return text !== "" && !Number.isNaN(Number(text));
}

function numberAt(text: string, name: string, line: number, column: number): number {
  if (isNumber(text) || /^nan$/i.test(text)) return Number(text);
  throw new VectorFileError(
    `${name}, line ${line}, column ${column + 1}: ${JSON.stringify(text)} is no number`,
    "Leave out what is no component of a vector; a heading in the first line may name a column label.",
  );
}

function labelOf(value: number | undefined, name: string, line: number): number {
  if (value !== undefined && Number.isInteger(value) && value >= 0) return value;
  throw new VectorFileError(`${name}, line ${line}: the label is ${value}`, "Labels are whole numbers, 0 or more.");
}
