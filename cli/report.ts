/**
 * `ganglion report <entry.ts>`: what a program takes, and what was proven of it, before it runs.
 *
 * Two sources meet here: the prover's report (checks, loops, calls), which needs no other tool, and a build for a
 * chip (flash, RAM, stack), which needs its C compiler. Without the compiler, the first part stands alone, and a
 * line says what is missing. A program without boot() and poll() is linked with empty ones, with all of its functions
 * kept.
 *
 * @packageDocumentation
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { compileFile } from "../codegen/src/cli/build.ts";
import type { Compilation, Settings } from "../codegen/src/compile.ts";
import { buildFirmware } from "../targets/build.ts";
import type { Chip } from "../targets/chip.ts";
import { CHIPS, chipNamed } from "../targets/chips.ts";
import { readElf } from "../targets/elf.ts";
import { measureStack } from "../targets/stack.ts";
import { ToolchainMissingError } from "../targets/toolchain.ts";
import { reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { settingsOption } from "./options.ts";
import { functionsOf, type Report } from "./report-data.ts";
import { reportLines } from "./report-lines.ts";
import { type ExitCode, EXIT, type Terminal } from "./terminal.ts";

interface ReportOptions {
  readonly set: Settings;
  readonly target?: string;
  readonly size?: true;
  readonly verbose?: true;
  readonly json?: true;
}

const EXAMPLES = `
Without a target, the report has what needs no C compiler: static memory, proofs, loop bounds.

Examples:
  ganglion report firmware-src/core.ts
  ganglion report firmware-src/node.ts --target rp2040
  ganglion report firmware-src/node.ts --target rp2040 --verbose          every loop and doubtful place
  ganglion report firmware-src/node.ts --target rp2040 --json | jq .stack.totalBytes`;

/** Adds the command. */
export function addReport(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("report")
    .description("say what a program takes: flash, RAM, worst-case stack, loop bounds, and what is proven")
    .argument("<entry.ts>", "the module where the program starts")
    .addOption(new Option("--target <chip>", "the chip to build for").choices(CHIPS.map(({ name }) => name)))
    .addOption(settingsOption())
    .option("--size", "optimise for size, not speed")
    .option("--verbose", "list every loop, and every shift or conversion that is not proven to lose nothing")
    .option("--json", "one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(async (entry: string, options: ReportOptions) => {
      finish(await report(entry, options, terminal));
    });
}

async function report(entry: string, options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  const chip = options.target === undefined ? null : chipNamed(options.target);
  const compilation = compileFile(entry, ["c"], { set: options.set });
  const { program, proof } = compilation;
  if (program === null || proof === null) {
    if (options.json) terminal.print(JSON.stringify({ ok: false, diagnostics: reportDiagnostics(compilation) }));
    else showDiagnostics(compilation, terminal);
    return EXIT.failed;
  }
  const build = chip === null ? NO_BUILD : await buildAndMeasure(program, compilation, chip, options);
  const result: Report = {
    version: 1,
    program,
    target: chip?.name ?? null,
    statics: compilation.sizes.filter(({ section }) => section === "ram" || section === "constants"),
    ...build,
    functions: functionsOf(proof(), compilation.sources),
  };
  if (options.json) terminal.print(JSON.stringify({ ok: true, ...result }));
  else for (const line of reportLines(result, chip, options.verbose === true)) terminal.print(line);
  return EXIT.ok;
}

type Build = Pick<Report, "sizes" | "stack" | "missing">;

const NO_BUILD: Build = { sizes: null, stack: null, missing: null };

async function buildAndMeasure(
  program: string,
  { outputs, functions }: Compilation,
  chip: Chip,
  options: ReportOptions,
): Promise<Build> {
  const outDir = await mkdtemp(join(tmpdir(), "ganglion-report-"));
  try {
    const names = functions.map((name) => `${program}_${name}`);
    const firmware = await buildFirmware({
      program,
      sources: new Map([...textsOf(outputs), ...entryPoints(program, functions)]),
      chip,
      outDir,
      options: { optimizeFor: options.size ? "size" : "speed", callGraph: true, keep: names },
    });
    const elf = readElf(new Uint8Array(await readFile(firmware.files.elf)));
    const stack = await measureStack({ chip, outDir, program, elf, functions: names });
    return { sizes: firmware.sizes, stack, missing: null };
  } catch (error) {
    if (!(error instanceof ToolchainMissingError)) throw error;
    return { ...NO_BUILD, missing: `${error.message}. ${error.remedy}` };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

function textsOf(outputs: Compilation["outputs"]): [string, string][] {
  return [...outputs].filter((output): output is [string, string] => typeof output[1] === "string");
}

/** What `main` calls and the program does not have. */
function entryPoints(program: string, functions: readonly string[]): [string, string][] {
  const missing = ["boot", "poll"].filter((name) => !functions.includes(name)).map((name) => `${program}_${name}`);
  const text = missing.map((name) => `void ${name}(void);\nvoid ${name}(void) {}\n`).join("");
  return missing.length === 0 ? [] : [[`${program}_entry.c`, text]];
}
