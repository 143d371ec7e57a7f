/**
 * `npm run bench` as a function: arguments in, exit code out.
 *
 * Tables are measured one after the other, as timings would disturb each other. A table whose compiler is not installed
 * says so in its place, and the exit code tells.
 *
 * @packageDocumentation
 */
import { Argument, Command } from "commander";
import { explainFailure } from "../cli/failure.ts";
import { EXIT, type ExitCode, type Terminal } from "../cli/terminal.ts";
import { ToolchainMissingError } from "../targets/toolchain.ts";
import { type BenchTable, type Cell, formatTable, tableRecords } from "./table.ts";
import { ACCURACY } from "./tables/accuracy.ts";
import { CHIP } from "./tables/chip.ts";
import { COMPILE } from "./tables/compile.ts";
import { LIMITS } from "./tables/limits.ts";
import { REBUILD } from "./tables/rebuild.ts";
import { LINE } from "./tables/line.ts";
import { PORT } from "./tables/port.ts";
import { RECALL } from "./tables/recall.ts";
import { SEARCH } from "./tables/search.ts";
import { SIZES } from "./tables/sizes.ts";
import { SPIKING } from "./tables/spiking.ts";

/** All tables, in the order in which they are printed. */
const TABLES: readonly BenchTable[] = [
  COMPILE,
  REBUILD,
  SIZES,
  LIMITS,
  SEARCH,
  CHIP,
  SPIKING,
  RECALL,
  ACCURACY,
  LINE,
  PORT,
];

const EXAMPLES = `
Tables:
${TABLES.map(({ name, title }) => `  ${name.padEnd(9)} ${title}`).join("\n")}

Examples:
  npm run bench                          every table, in about a minute
  npm run bench -- sizes limits          only these
  npm run --silent bench -- search --json | jq '.search[1].ratio'

Times are medians of several runs on this machine, so compare them with each other and not with another machine's.
Sizes, and the cycles of an emulated chip, are the same everywhere with the same C compiler.

Exit codes: ${EXIT.ok} done, ${EXIT.usage} wrong usage, ${EXIT.device} a compiler is missing.`;

/** Runs one command line (without the program's own name). Never rejects. */
export async function runBench(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const names = TABLES.map(({ name }) => name);
  const program = new Command("bench")
    .description("Measures the compiler and what it makes, beside C written by hand.")
    .addArgument(new Argument("[tables...]", "which to measure; without any, all").choices(names))
    .option("--json", "one JSON object, with an array of rows for each table")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(--help shows the tables and examples)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.report(text.trimEnd());
      },
    })
    .action(async (chosen: readonly string[], { json = false }: { readonly json?: boolean }) => {
      const tables = TABLES.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
      code = await (json ? printJson(tables, terminal) : printTables(tables, terminal));
    });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

/** What came of one table: its rows, or the error that says which compiler is missing. */
type Measured = readonly (readonly Cell[])[] | ToolchainMissingError;

async function printTables(tables: readonly BenchTable[], terminal: Terminal): Promise<ExitCode> {
  return measureAll(tables, terminal, ({ title, columns }, measured) => {
    terminal.print(title);
    if (measured instanceof ToolchainMissingError) terminal.print(`${measured.message}. ${measured.remedy}\n`);
    else terminal.print(`${formatTable(columns, measured)}\n`);
  });
}

async function printJson(tables: readonly BenchTable[], terminal: Terminal): Promise<ExitCode> {
  const report: Record<string, unknown> = {};
  const code = await measureAll(tables, terminal, ({ name, columns }, measured) => {
    report[name] =
      measured instanceof ToolchainMissingError
        ? { missing: measured.compiler.command, remedy: measured.remedy }
        : tableRecords(columns, measured);
  });
  terminal.print(JSON.stringify(report, null, 2));
  return code;
}

async function measureAll(
  tables: readonly BenchTable[],
  terminal: Terminal,
  onTable: (table: BenchTable, measured: Measured) => void,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for (const [index, table] of tables.entries()) {
    const progress = terminal.progress(tables.length, "tables");
    const measured = await measure(table, (what) => {
      progress.update(index, `${table.name}: ${what}`);
    });
    progress.stop();
    if (measured instanceof ToolchainMissingError) code = EXIT.device;
    onTable(table, measured);
  }
  return code;
}

async function measure(table: BenchTable, onStep: (what: string) => void): Promise<Measured> {
  try {
    return await table.measure(onStep);
  } catch (error) {
    if (error instanceof ToolchainMissingError) return error;
    throw error;
  }
}
