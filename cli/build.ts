/**
 * `ganglion build <entry.ts>`: a firmware source to C, JavaScript, WebAssembly, or an image for a chip.
 *
 * Diagnostics go to standard error (with `--json`, to standard output), and nothing is written when there are any.
 * What was written, and how large it is, is the result.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  buildSources,
  compileFile,
  formatSizes as formatSourceSizes,
  makeOutputFolder,
  refused,
  type Refused,
  type Surroundings,
  writeOutput,
} from "../codegen/src/cli/build.ts";
import { Timings } from "../codegen/src/cli/timings.ts";
import { WasmThread } from "../codegen/src/cli/wasm-thread.ts";
import type { Watched } from "../codegen/src/cli/watch.ts";
import {
  type Compilation,
  type CompileOptions,
  CompilerMemory,
  type Settings,
  SOURCE_TARGETS,
} from "../codegen/src/pipeline.ts";
import { plural } from "../codegen/src/render.ts";
import { buildFirmware, buildIdOf, type Firmware } from "../targets/build.ts";
import type { Chip } from "../targets/chip.ts";
import { CHIPS, chipNamed } from "../targets/chips.ts";
import { componentFiles } from "../targets/esp-idf/component.ts";
import { packageFolder } from "../targets/package-folder.ts";
import { formatSizes } from "../targets/sizes.ts";
import { reportDiagnostics, showDiagnostics } from "./diagnostics.ts";
import { baudOption, settingsOption } from "./options.ts";
import { runRounds } from "./rounds.ts";
import { type ExitCode, EXIT, type Terminal, thousands } from "./terminal.ts";
import { showTimings, timingsReport } from "./timings.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

interface BuildOptions {
  readonly set: Settings;
  readonly target: string;
  readonly out: string;
  readonly baud: number;
  readonly size?: true;
  readonly timings?: true;
  readonly watch?: true;
  readonly json?: true;
  readonly lineDirectives?: true;
  readonly bareNames?: true;
  readonly names?: true;
  readonly simd?: true;
  readonly sourceMap?: true;
}

/** The target for Espressif's own tools. */
const COMPONENT = "esp-idf";

/** Options that change only some outputs, and the targets that have these. */
const OUTPUT_OPTIONS = [
  { flag: "--line-directives", name: "lineDirectives", targets: ["c", COMPONENT, ...CHIPS.map(({ name }) => name)] },
  { flag: "--bare-names", name: "bareNames", targets: ["c"] },
  { flag: "--names", name: "names", targets: ["wasm"] },
  { flag: "--simd", name: "simd", targets: ["wasm"] },
  { flag: "--source-map", name: "sourceMap", targets: ["wasm"] },
] as const;

const CHIP_BAUD = 115_200;

const EXAMPLES = `
Targets:
  c         readable C99, a .c and a .h for each module
  js        one file with instantiate(externs), the reference semantics
  modules   an ES module for each source module
  wasm      a WebAssembly module
${CHIPS.map((chip) => `  ${chip.name.padEnd(10)}${chip.title}`).join("\n")}
  ${COMPONENT.padEnd(10)}a component of ESP-IDF, for the ESP32 and its successors

A program for a chip exports boot() and poll(). As a component, others are libraries.

Examples:
  ganglion build firmware-src/hello.ts --target c --out build/hello
  ganglion build firmware-src/core.ts --target c,js,wasm --out build/core --watch
  ganglion build firmware-src/core.ts --target wasm --set CAPACITY=256 --set DIMENSIONS=64 --out build/large
  ganglion build firmware-src/node.ts --target rp2040 --out build/node
  ganglion build firmware-src/node.ts --target esp-idf --out my-application/components`;

/** Adds the command. */
export function addBuild(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command("build")
    .description("compile a firmware source")
    .argument("<entry.ts>", "the module where the program starts; its exports are the program's functions")
    .addOption(
      new Option("--target <target>", "what to make; c, js and wasm also together: c,js,wasm")
        .argParser(knownTarget)
        .makeOptionMandatory(),
    )
    .requiredOption("--out <dir>", "folder for the outputs; made if it is not there")
    .addOption(baudOption(CHIP_BAUD))
    .addOption(settingsOption())
    .option("--size", "optimise a chip's program for size, not speed")
    .option("--line-directives", "let C compilers and debuggers name the lines of the source (c, chips)")
    .option("--bare-names", "public names of C without the program's name: insert, not core_insert (c)")
    .option("--names", "keep the names of functions and locals (wasm)")
    .option("--simd", "compute four floats at once where the source has four stripes; the same bits (wasm)")
    .option("--source-map", "write a source map (wasm; js and modules always have one)")
    .option("--json", "one JSON object with diagnostics, files and sizes")
    .option("--timings", "what each stage of the compiler took")
    .option("--watch", "again after every change of a file that was read, until Ctrl-C")
    .addHelpText("after", EXAMPLES)
    .action(async (entry: string, options: BuildOptions) => {
      const chip = chipNamed(options.target);
      const isWatched = options.watch === true;
      // Times of the stages are those of one thread.
      const memory = isWatched ? new CompilerMemory() : null;
      const thread =
        !options.timings && options.target.includes("wasm") ? new WasmThread({ remembers: isWatched }) : null;
      const round = async (files: Watched): Promise<ExitCode> => {
        files.look(entry);
        const timings = options.timings ? new Timings() : null;
        const job: Job = { entry, options, terminal, files, timings, memory, thread };
        if (options.target === COMPONENT) return await buildComponent(job);
        return chip === null ? await build(job) : await buildImage(job, chip);
      };
      try {
        finish(await runRounds(round, isWatched, terminal));
      } finally {
        await thread?.close();
      }
    });
}

/** A target, or source targets between commas. */
function knownTarget(text: string): string {
  const all = [...SOURCE_TARGETS, ...CHIPS.map(({ name }) => name), COMPONENT];
  const isSource = (target: string): boolean => SOURCE_TARGETS.some((known) => known === target);
  if (all.includes(text) || text.split(",").every(isSource)) return text;
  throw new InvalidArgumentError(`Allowed choices are ${all.join(", ")}.`);
}

/** One round of a build. */
interface Job {
  readonly entry: string;
  readonly options: BuildOptions;
  readonly terminal: Terminal;
  readonly files: Watched;
  readonly timings: Timings | null;
  /** Null if the program is compiled once. */
  readonly memory: CompilerMemory | null;
  readonly thread: WasmThread | null;
}

async function build(job: Job): Promise<ExitCode> {
  const { entry, options, terminal, timings } = job;
  const { target, out: outDir } = options;
  const result = await buildSources({
    entry,
    target,
    outDir,
    options: outputOptionsOf(options),
    surroundings: surroundingsOf(job),
  });
  if (result.kind === "refused") return report(result, options, terminal);
  const { files, changed, sizes } = result;
  if (options.json) terminal.print(JSON.stringify({ ok: true, files, sizes, ...timingsReport(timings) }));
  else {
    // The table once is news; at every change it hides the news.
    terminal.print(options.watch ? writtenLine(changed, files.length) : formatSourceSizes(sizes));
    showTimings(timings, terminal);
  }
  return EXIT.ok;
}

function writtenLine(changed: number, all: number): string {
  return changed === all ? `wrote ${plural(all, "file")}` : `wrote ${changed} of ${plural(all, "file")}`;
}

function surroundingsOf({ files, timings, memory, thread }: Job): Surroundings {
  return {
    read: files.read,
    ...(timings && { run: timings.run }),
    ...(memory && { memory }),
    ...(thread && { wasm: thread }),
  };
}

/** What the compiler is to know of the options. One that would change nothing is a mistake. */
function outputOptionsOf(options: BuildOptions): CompileOptions {
  const chosen = OUTPUT_OPTIONS.filter(({ name }) => options[name] === true);
  for (const { flag, targets } of chosen) {
    if (options.target.split(",").some((target) => targets.some((each) => each === target))) continue;
    throw new UsageError(
      `${flag} changes nothing for ${options.target}`,
      `It is for ${targets.join(", ")}: leave it out.`,
    );
  }
  return { ...Object.fromEntries(chosen.map(({ name }) => [name, true])), set: options.set };
}

async function buildImage(job: Job, chip: Chip): Promise<ExitCode> {
  const { entry, options, terminal, timings } = job;
  const compilation = compileFile(entry, ["c"], outputOptionsOf(options), surroundingsOf(job));
  const { program } = compilation;
  if (program === null) return report(refused(compilation), options, terminal);
  requireEntryPoints(compilation, chip, entry);
  await makeOutputFolder(options.out);
  const firmware = await buildFirmware({
    program,
    sources: textsOf(compilation),
    chip,
    outDir: resolve(options.out),
    options: { baud: options.baud, optimizeFor: options.size ? "size" : "speed" },
  });
  if (options.json) terminal.print(JSON.stringify({ ok: true, ...imageReport(firmware), ...timingsReport(timings) }));
  else {
    for (const line of imageLines(firmware)) terminal.print(line);
    showTimings(timings, terminal);
  }
  return EXIT.ok;
}

async function buildComponent(job: Job): Promise<ExitCode> {
  const { entry, options, terminal, timings } = job;
  const compilation = compileFile(entry, ["c"], outputOptionsOf(options), surroundingsOf(job));
  const { program, functions } = compilation;
  if (program === null) return report(refused(compilation), options, terminal);
  const sources = textsOf(compilation);
  const isBoard = ["boot", "poll"].every((name) => functions.includes(name));
  const read = (path: string): string => readFileSync(join(packageFolder("targets"), path), "utf8");
  const files = componentFiles({
    program,
    sources,
    buildId: buildIdOf(sources),
    version: version(),
    board: isBoard ? { baud: options.baud, read } : null,
  });
  const folder = join(options.out, program);
  const written = await Promise.all([...files].map(([path, text]) => writeOutput(join(options.out, path), text)));
  if (options.json) {
    terminal.print(JSON.stringify({ ok: true, program, folder, files: [...files.keys()], ...timingsReport(timings) }));
  } else {
    const changed = written.filter((isNew) => isNew).length;
    terminal.print(`${folder}: ${writtenLine(changed, files.size)}, a component of ESP-IDF`);
    if (isBoard && !options.watch) {
      terminal.print(`\n  cd ${join(folder, "examples", program)}\n  idf.py set-target esp32\n  idf.py build flash`);
    }
    showTimings(timings, terminal);
  }
  return EXIT.ok;
}

/** The outputs that are text, as C is. */
function textsOf({ outputs }: Compilation): ReadonlyMap<string, string> {
  return new Map([...outputs].filter((output): output is [string, string] => typeof output[1] === "string"));
}

function report(refusal: Refused, options: BuildOptions, terminal: Terminal): ExitCode {
  if (options.json) terminal.print(JSON.stringify({ ok: false, diagnostics: reportDiagnostics(refusal) }));
  else showDiagnostics(refusal, terminal);
  return EXIT.failed;
}

/** Refuses a program that lacks what targets/main.c calls. */
export function requireEntryPoints({ functions }: Compilation, chip: Chip, entry: string): void {
  const missing = ["boot", "poll"].filter((name) => !functions.includes(name));
  if (missing.length === 0) return;
  throw new UsageError(
    `${entry} is no program for a chip: it exports no ${missing.map((name) => `${name}()`).join(" and no ")}`,
    `A chip calls boot() once and poll() for ever. To use ${entry} in a program of your own, build it with --target c.`,
  );
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
