/**
 * The table of sizes that a build prints.
 *
 * @packageDocumentation
 */
import type { SizeRow } from "../compile.ts";

/**
 * Sizes as lines of text, a row for each module or file and a column for each section, with a sum below. Columns that
 * would be empty are left out.
 */
export function formatSizes(sizes: readonly SizeRow[]): string {
  const sections = [...new Set(sizes.map((row) => row.section))];
  const parts = [...new Set(sizes.map((row) => row.part))];
  const bytesOf = (part: string, section: string): number | null =>
    sizes.find((row) => row.part === part && row.section === section)?.bytes ?? null;
  const total = (section: string): number =>
    sizes.filter((row) => row.section === section).reduce((sum, row) => sum + row.bytes, 0);
  return alignColumns([
    ["bytes", ...sections],
    ...parts.map((part) => [part, ...sections.map((section) => cell(bytesOf(part, section)))]),
    ["total", ...sections.map((section) => cell(total(section)))],
  ]);
}

function cell(bytes: number | null): string {
  return bytes === null ? "" : String(bytes);
}

/** The first column to the left, the numbers to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
