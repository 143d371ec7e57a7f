/**
 * `ganglion build` as far as the compiler goes: files in, files out. Nothing else in the compiler touches files.
 *
 * The command itself belongs to the command line, which joins this with the targets: `c`, `js`, `modules` and
 * `wasm` are written by {@link buildSources}; for a chip, {@link compileFile} gives the C that the target compiles
 * further.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type {
  Compilation,
  CompileOptions,
  CompilerMemory,
  Diagnostic,
  Outputs,
  RunStage,
  SizeRow,
  SourceTarget,
  TextRequest,
  TextTarget,
} from "../pipeline.ts";
import { compileText, isText, SOURCE_TARGETS, withOutputs } from "../pipeline.ts";
import { runStage } from "../stages.ts";
import { renderDiagnostics } from "../render.ts";
import { BuildUsageError, FileError } from "./errors.ts";
import type { WasmCompiler } from "./wasm-thread.ts";

export { formatSizes } from "./size-table.ts";

/** What to build, as the command line has it. */
export interface BuildRequest {
  /** Path of the entry module. */
  readonly entry: string;
  /** Some of {@link SOURCE_TARGETS}, between commas; anything else is an error that lists them. */
  readonly target: string;
  /** Made if it is not there; files of an earlier build are overwritten. */
  readonly outDir: string;
  readonly options?: CompileOptions;
  readonly surroundings?: Surroundings;
}

/** What a compilation of files may be given in place of the ordinary. */
export interface Surroundings {
  /** Reads a file, null if there is none. */
  readonly read?: (path: string) => string | null;
  /** Runs each stage, for measuring. */
  readonly run?: RunStage;
  /** What the compilation before left, for those that compile again and again. */
  readonly memory?: CompilerMemory;
  /** Who makes WebAssembly at the same time as the rest. */
  readonly wasm?: WasmCompiler;
}

/** The files were written. */
export interface Built {
  readonly kind: "built";
  readonly exitCode: 0;
  readonly program: string;
  /** Paths of the files, in order of writing. */
  readonly files: readonly string[];
  /** How many of them were not there with the same content. */
  readonly changed: number;
  readonly sizes: readonly SizeRow[];
}

/** The program has mistakes; nothing was written. */
export interface Refused {
  readonly kind: "refused";
  readonly exitCode: 1;
  readonly diagnostics: readonly Diagnostic[];
  /** Text of every file that was read, for showing them otherwise. */
  readonly sources: Compilation["sources"];
  /** The diagnostics as a person reads them. */
  render(options: { readonly colour: boolean }): string;
}

/**
 * Compiles a program and writes the files of its targets.
 *
 * @throws {@link BuildUsageError} for an unknown target or an entry that is no TypeScript module
 * @throws {@link FileError} for an entry that cannot be read or a folder that cannot be written
 */
export async function buildSources(request: BuildRequest): Promise<Built | Refused> {
  const { entry, options, surroundings } = request;
  const targets = knownTargets(request.target);
  const compilation = targets.includes("wasm")
    ? await compileWithWasm(entry, targets.filter(isText), options, surroundings)
    : compileFile(entry, targets.filter(isText), options, surroundings);
  if (compilation.program === null) return refused(compilation);
  const { program, outputs, sizes } = compilation;
  let changed = 0;
  for (const [path, content] of outputs) if (await writeOutput(join(request.outDir, path), content)) changed++;
  const files = [...outputs.keys()].map((path) => join(request.outDir, path));
  return { kind: "built", exitCode: 0, program, files, changed, sizes };
}

/**
 * Compiles the program that starts at a file. Paths in diagnostics are as the entry's is: relative to the current
 * folder if it is.
 *
 * @throws as {@link buildSources}
 */
export function compileFile(
  entry: string,
  targets: readonly TextTarget[],
  options: CompileOptions = {},
  { read = readText, run = runStage, memory }: Surroundings = {},
): Compilation {
  return compileText({ host: { read }, entry: entryPath(entry), targets, options, run, memory }).compilation;
}

/** The same and WebAssembly: elsewhere, it is begun before the program is proven. */
async function compileWithWasm(
  entry: string,
  targets: readonly TextTarget[],
  options: CompileOptions = {},
  { read = readText, run = runStage, memory, wasm }: Surroundings = {},
): Promise<Compilation> {
  const begun: Promise<Outputs>[] = [];
  const known: TextRequest["known"] = (folded, sources) => {
    if (wasm !== undefined) begun.push(wasm.compile(folded, sources, options));
  };
  const { compilation, folded } = compileText({
    host: { read },
    entry: entryPath(entry),
    targets,
    options,
    run,
    memory,
    known,
  });
  const [asked] = begun;
  if (folded === null) {
    // Nobody waits for what became of it.
    asked?.catch(() => undefined);
    return compilation;
  }
  if (asked !== undefined) return withOutputs(compilation, await asked);
  const { wasmOutputs } = await import("../wasm-outputs.ts");
  return withOutputs(
    compilation,
    run("wasm", () => wasmOutputs(folded, compilation.sources, options)),
  );
}

/** What a compilation with diagnostics is to a command. */
export function refused(compilation: Compilation): Refused {
  const { diagnostics, sources } = compilation;
  return {
    kind: "refused",
    exitCode: 1,
    diagnostics,
    sources,
    render: (options) => renderDiagnostics(diagnostics, (file) => sources.get(file) ?? null, options),
  };
}

function knownTargets(list: string): readonly SourceTarget[] {
  const targets = [...new Set(list.split(",").map(knownTarget))];
  if (targets.includes("js") && targets.includes("modules")) {
    const why = "the targets js and modules write files of the same names";
    throw new BuildUsageError(why, "build them one after the other, into folders of their own");
  }
  return targets;
}

function knownTarget(target: string): SourceTarget {
  const found = SOURCE_TARGETS.find((each) => each === target);
  if (found === undefined) {
    throw new BuildUsageError(`there is no target '${target}'`, `choose one of ${SOURCE_TARGETS.join(", ")}`);
  }
  return found;
}

/**
 * The path of an entry module as the compiler takes it.
 *
 * @throws as {@link buildSources}
 */
export function entryPath(entry: string): string {
  if (!entry.endsWith(".ts") || entry.endsWith(".d.ts")) {
    throw new BuildUsageError(`'${entry}' is not a TypeScript module`, "name the .ts file that exports the program");
  }
  if (!isFile(entry)) throw new FileError(`there is no file '${entry}'`, "check the path of the entry module");
  return entry.replaceAll("\\", "/");
}

/** Largest file that is read at all: four bytes for each character that the compiler accepts, and some. */
const FILE_BYTES_MAX = 10_000_000;

/**
 * The text of a file; null if there is none.
 *
 * @throws {@link FileError} for a file that is there and cannot be read as text
 */
export function readText(path: string): string | null {
  if (!isFile(path)) return null;
  const bytes = orCannotRead(path, () => readFileSync(path));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new FileError(`'${path}' is not UTF-8 text`, "save it with the encoding UTF-8", error);
  }
}

/**
 * Whether there is a file that can be read to its end. What has no end, such as a pipe or a device, is an error, since
 * reading it would wait for ever.
 */
function isFile(path: string): boolean {
  const stats = orCannotRead(path, () => {
    try {
      return statSync(path);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
  if (stats === null) return false;
  if (!stats.isFile()) throw new FileError(`'${path}' is not a file`, "name a .ts file");
  if (stats.size > FILE_BYTES_MAX) {
    throw new FileError(`'${path}' is ${stats.size} bytes long, more than ${FILE_BYTES_MAX}`, "split it into modules");
  }
  return true;
}

function orCannotRead<Result>(path: string, reading: () => Result): Result {
  try {
    return reading();
  } catch (error) {
    const why = `cannot read '${path}': ${reason(error)}`;
    throw new FileError(why, "check that it is a file and its permissions", error);
  }
}

/**
 * Makes a folder for outputs, and those above it.
 *
 * @throws {@link FileError}
 */
export async function makeOutputFolder(path: string): Promise<void> {
  await orCannotWrite(path, makeFolder(path));
}

/**
 * Writes a file, its folders first. One that has the content already is left alone, so that whatever depends on it need
 * not be made again; then gives false.
 *
 * @throws {@link FileError}
 */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<boolean> {
  if (hasContent(file, Buffer.from(content))) return false;
  await makeOutputFolder(dirname(file));
  await orCannotWrite(file, writeFile(file, content));
  return true;
}

function hasContent(file: string, content: Buffer): boolean {
  try {
    return statSync(file).size === content.length && readFileSync(file).equals(content);
  } catch {
    // Whatever is wrong with it, writing will tell.
    return false;
  }
}

async function orCannotWrite(path: string, writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    const why = `cannot write '${path}': ${reason(error)}`;
    throw new FileError(why, "choose a folder that can be written", error);
  }
}

/** Node's own recursive `mkdir` never returns where a folder cannot be made below one that exists, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** Node's message without its code and the path, which are said already: `permission denied`. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /^[A-Z]+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
}
