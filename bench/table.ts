/**
 * What each table of `npm run bench` is: a name, columns, and rows of plain values, so that the same rows are printed
 * for people and given to scripts as JSON.
 *
 * @packageDocumentation
 */
import { table, thousands } from "../cli/terminal.ts";

/** A value in a table; null where there is none to give. */
export type Cell = string | number | null;

/** A column of a table. */
export interface Column {
  /** Name in JSON, with the unit last. */
  readonly key: string;
  /** Name above the column. */
  readonly head: string;
  /** Digits behind the point of its numbers; 0 if not given. */
  readonly decimals?: number;
}

/** A table that can be measured. */
export interface BenchTable {
  /** Name on the command line. */
  readonly name: string;
  /** What it tells, as a heading: with units, and how it is measured. */
  readonly title: string;
  readonly columns: readonly Column[];
  /**
   * Measures every row; `onStep` is told what is measured next. Rejects with `ToolchainMissingError` if a compiler is
   * needed that is not here.
   */
  readonly measure: (onStep: (what: string) => void) => Promise<readonly (readonly Cell[])[]>;
}

/** Rows as lines of text. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  return table(
    columns.map(({ head }) => head),
    rows.map((row) => row.map((cell, index) => formatCell(cell, columns[index]?.decimals ?? 0))),
  );
}

/** Rows as objects whose members have the names of the columns. */
export function tableRecords(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly Readonly<Record<string, Cell>>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])));
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function formatCell(cell: Cell, decimals: number): string {
  if (cell === null) return "-";
  if (typeof cell === "string") return cell;
  return decimals === 0 ? thousands(cell) : cell.toFixed(decimals);
}
