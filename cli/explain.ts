/**
 * `ganglion explain <code>`: what a diagnostic means, with a program that has the mistake and one that has not.
 *
 * @packageDocumentation
 */
import type { Command } from "commander";
import { DIAGNOSTIC_AREAS, DIAGNOSTICS } from "../codegen/src/diagnostics-table.ts";
import type { DiagnosticRow } from "../codegen/src/diagnostics/row.ts";
import { type Colors, type ExitCode, EXIT, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface ExplainOptions {
  readonly json?: true;
}

const WIDTH = 80;

const EXAMPLES = `
Examples:
  ganglion explain                 every code
  ganglion explain GN2005
  ganglion explain loop            the codes whose title has the word`;

/** Adds the command. */
export function addExplain(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description("tell what a diagnostic means, with examples")
    .argument("[code]", "a diagnostic's code, such as GN2005, or a word of its title; without it, all are listed")
    .option("--json", "a JSON list of the rows of the table")
    .addHelpText("after", EXAMPLES)
    .action((code: string | undefined, options: ExplainOptions) => {
      const rows = code === undefined ? [...DIAGNOSTICS] : rowsFor(code);
      if (options.json) terminal.print(JSON.stringify(rows.map(([name, row]) => ({ code: name, ...row }))));
      else for (const line of pageOf(rows, terminal.colors)) terminal.print(line);
      finish(EXIT.ok);
    });
}

type Row = readonly [code: string, row: DiagnosticRow];

function rowsFor(asked: string): readonly Row[] {
  const digits = /^(?:gn)?(\d+)$/i.exec(asked)?.[1];
  return digits === undefined ? rowsWithWord(asked) : [rowWithCode(`GN${digits}`)];
}

function rowWithCode(code: string): Row {
  const row = DIAGNOSTICS.get(code);
  if (row !== undefined) return [code, row];
  const distance = (other: string): number =>
    Math.abs(Number(other.slice(2)) - Number(code.slice(2))) + (areaOf(other) === areaOf(code) ? 0 : 10_000);
  const [nearest = ""] = [...DIAGNOSTICS.keys()].toSorted((left, right) => distance(left) - distance(right));
  throw new UsageError(
    `there is no diagnostic ${code}`,
    `The nearest is ${nearest}, ${DIAGNOSTICS.get(nearest)?.title ?? ""}; \`ganglion explain\` lists all.`,
  );
}

function areaOf(code: string): string {
  return code.slice(0, 3);
}

function rowsWithWord(word: string): readonly Row[] {
  const rows = [...DIAGNOSTICS].filter(([, { title }]) => title.toLowerCase().includes(word.toLowerCase()));
  if (rows.length > 0) return rows;
  throw new UsageError(`no diagnostic has '${word}' in its title`, "`ganglion explain` lists all.");
}

function pageOf(rows: readonly Row[], paint: Colors): readonly string[] {
  const [only, another] = rows;
  return only !== undefined && another === undefined ? explanationOf(only, paint) : listOf(rows, paint);
}

function listOf(rows: readonly Row[], paint: Colors): readonly string[] {
  return rows.flatMap(([code, { title }], index) => {
    const area = areaOf(code);
    const isFirst = index === 0 || areaOf(rows[index - 1]?.[0] ?? "") !== area;
    const head = isFirst ? [...(index === 0 ? [] : [""]), paint.bold(DIAGNOSTIC_AREAS.get(area) ?? area)] : [];
    return [...head, `  ${code}  ${title}`];
  });
}

function explanationOf([code, { title, explanation, bad, good }]: Row, paint: Colors): readonly string[] {
  const example = (name: string, text: string | null): readonly string[] =>
    text === null ? [] : ["", name, "", ...text.split("\n").map((line) => `    ${line}`.trimEnd())];
  return [
    paint.bold(`${code}: ${title}`),
    "",
    ...wrapped(explanation),
    ...example(paint.red("Refused:"), bad),
    ...example(paint.green("Accepted:"), good),
  ];
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
