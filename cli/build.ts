/**
 * `ganglion build <entry.ts>`: a firmware source to C, JavaScript, WebAssembly, or an image for a chip.
 *
 * Diagnostics go to standard error (with `--json`, to standard output), and nothing is written when there are any.
 * What was written, and how large it is, is the result.
 *
 * @packageDocumentation
 */
import { constants, existsSync, readFileSync } from "node:fs";
import { access, mkdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type Compilation, compile, type SourceTarget } from "../codegen/src/compile.ts";
import { renderDiagnostics, reportDiagnostic } from "../codegen/src/render.ts";
import { buildFirmware, type Firmware } from "../targets/build.ts";
import type { Chip } from "../targets/chip.ts";
import { CHIPS, chipNamed } from "../targets/chips.ts";
import { formatSizes } from "../targets/sizes.ts";
import { baudOption } from "./options.ts";
import { type ExitCode, EXIT, table, type Terminal, thousands } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface BuildOptions {
  readonly target: string;
  readonly out: string;
  readonly baud: number;
  readonly size?: true;
  readonly json?: true;
}

const SOURCE_TARGETS: ReadonlyMap<string, SourceTarget> = new Map([
  ["c", "c"],
  ["js", "js"],
  ["modules", "modules"],
  ["wasm", "wasm"],
]);

const CHIP_BAUD = 115_200;

const EXAMPLES = `
Targets:
  c         readable C99, a .c and a .h for each module
  js        one file with instantiate(externs), the reference semantics
  modules   an ES module for each source module
  wasm      a WebAssembly module
${CHIPS.map((chip) => `  ${chip.name.padEnd(10)}${chip.title}`).join("\n")}

A program for a chip exports boot() and poll().

Examples:
  ganglion build firmware-src/hello.ts --target c --out build/hello
  ganglion build firmware-src/node.ts --target rp2040 --out build/node`;

/** Adds the command. */
export function addBuild(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("build")
    .description("compile a firmware source")
    .argument("<entry.ts>", "the module where the program starts; its exports are the program's functions")
    .addOption(
      new Option("--target <target>", "what to make")
        .choices([...SOURCE_TARGETS.keys(), ...CHIPS.map(({ name }) => name)])
        .makeOptionMandatory(),
    )
    .requiredOption("--out <dir>", "folder for the outputs; made if it is not there")
    .addOption(baudOption(CHIP_BAUD))
    .option("--size", "optimise a chip's program for size, not speed")
    .option("--json", "one JSON object with diagnostics, files and sizes")
    .addHelpText("after", EXAMPLES)
    .action(async (entry: string, options: BuildOptions) => {
      finish(await build(entry, options, terminal));
    });
}

async function build(entry: string, options: BuildOptions, terminal: Terminal): Promise<ExitCode> {
  await requireEntry(entry);
  const chip = chipNamed(options.target);
  const target = SOURCE_TARGETS.get(options.target) ?? "c";
  const compilation = compile({ host: { read: readText }, entry: entry.replaceAll("\\", "/"), targets: [target] });
  if (compilation.program === null) return refuse(compilation, options, terminal);
  if (chip !== null) requireEntryPoints(compilation, chip, entry);
  if (chip === null) await writeSources(compilation, options, terminal);
  else await writeImage(compilation, compilation.program, chip, options, terminal);
  return EXIT.ok;
}

/** What is no program at all is a wrong argument, not a mistake in a program. */
async function requireEntry(entry: string): Promise<void> {
  if (!entry.endsWith(".ts") || entry.endsWith(".d.ts")) {
    throw new UsageError(
      `${entry} is not a TypeScript source`,
      "Name the module where the program starts, a file that ends in .ts.",
    );
  }
  const file = await stat(entry).catch(() => null);
  if (file?.isFile() !== true) {
    throw new UsageError(`there is no file ${entry}`, `Paths are relative to ${process.cwd()}.`);
  }
}

/** What targets/main.c calls. */
function requireEntryPoints({ functions }: Compilation, chip: Chip, entry: string): void {
  const missing = ["boot", "poll"].filter((name) => !functions.includes(name));
  if (missing.length === 0) return;
  throw new UsageError(
    `${entry} is no program for a chip: it exports no ${missing.map((name) => `${name}()`).join(" and no ")}`,
    `A chip calls boot() once and poll() for ever. To use ${entry} in a program of your own, build it with --target c.`,
  );
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function refuse({ diagnostics, sources }: Compilation, options: BuildOptions, terminal: Terminal): ExitCode {
  const read = (file: string): string | null => sources.get(file) ?? null;
  if (options.json) {
    terminal.print(JSON.stringify({ ok: false, diagnostics: diagnostics.map((one) => reportDiagnostic(one, read)) }));
  } else terminal.report(renderDiagnostics(diagnostics, read, { colour: terminal.colors.isColorSupported }));
  return EXIT.failed;
}

async function writeSources({ outputs, sizes }: Compilation, options: BuildOptions, terminal: Terminal): Promise<void> {
  const files = [...outputs.keys()].map((path) => join(options.out, path));
  await requireWritable(options.out);
  await writeOutputs(options.out, outputs);
  if (options.json) terminal.print(JSON.stringify({ ok: true, files, sizes }));
  else {
    terminal.print(
      table(
        ["part", "section", "bytes"],
        sizes.map((row) => [row.part, row.section, thousands(row.bytes)]),
      ),
    );
  }
}

async function writeOutputs(folder: string, outputs: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  try {
    for (const [path, content] of outputs) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

async function writeImage(
  { outputs }: Compilation,
  program: string,
  chip: Chip,
  options: BuildOptions,
  terminal: Terminal,
): Promise<void> {
  const sources = new Map([...outputs].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  await requireWritable(options.out);
  const optimizeFor = options.size ? "size" : "speed";
  const firmware = await buildFirmware({
    program,
    sources,
    chip,
    outDir: resolve(options.out),
    options: { baud: options.baud, optimizeFor },
  });
  if (options.json) terminal.print(JSON.stringify({ ok: true, ...imageReport(firmware) }));
  else for (const line of imageLines(firmware)) terminal.print(line);
}

/**
 * Makes the folder, or says why not. The nearest folder that exists is asked first: on file systems that deny new
 * folders with "no such file", Node's recursive mkdir would go round for ever.
 */
async function requireWritable(folder: string): Promise<void> {
  try {
    let above = resolve(folder);
    while (!existsSync(above)) above = dirname(above);
    await access(above, constants.W_OK);
    for (const missing of foldersBelow(above, resolve(folder))) await mkdir(missing);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

function foldersBelow(above: string, folder: string): string[] {
  return folder === above ? [] : [...foldersBelow(above, dirname(folder)), folder];
}

function cannotWrite(folder: string, error: unknown): UsageError {
  const why = error instanceof Error ? error.message : String(error);
  return new UsageError(`cannot write to ${folder}: ${why}`, "Choose a folder that you may write to with --out.");
}

function imageReport({ chip, program, baud, buildId, files, sizes }: Firmware): object {
  return { chip: chip.name, program, baud, buildId: buildIdText(buildId), files, sizes };
}

function imageLines({ chip, program, baud, buildId, files, sizes, warnings }: Firmware): string[] {
  const made = [files.elf, files.map, files.bin, files.uf2].filter((file) => file !== null);
  return [
    ...(warnings === "" ? [] : [warnings.trimEnd(), ""]),
    formatSizes(sizes).trimEnd(),
    "",
    `${program} for ${chip.title}, ${thousands(baud)} baud, build ${buildIdText(buildId)}`,
    ...made.map((file) => `  ${relative(process.cwd(), file) || basename(file)}`),
  ];
}

function buildIdText(buildId: readonly [number, number]): string {
  return buildId.map((word) => word.toString(16).padStart(8, "0")).join("");
}
