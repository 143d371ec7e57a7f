/**
 * The few forms of Markdown that the pages need.
 *
 * @packageDocumentation
 */

/** A table; cells may hold anything but bars, which are escaped, and line breaks, which become blanks. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}

/** A block of source. */
export function source(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

/** Parts with a blank line between them and a line break at the end; empty ones are left out. */
export function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
