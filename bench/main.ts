/**
 * `npm run bench`: how long compiling takes, how large the results are, and how fast the core searches, as tables.
 *
 * Times are medians of several runs on this machine, so compare them with each other and not with another machine's.
 * Sizes are the same everywhere. What an emulated chip needs is not here: `ganglion demo` counts its cycles.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { table, thousands } from "../cli/terminal.ts";
import { compile, type Compilation } from "../codegen/src/compile.ts";
import { readProgram } from "../codegen/src/front-end.ts";
import { prove } from "../codegen/src/prove/prove.ts";
import { toC } from "../codegen/src/to-c/to-c.ts";
import { toProgram } from "../codegen/src/to-js/to-js.ts";
import { toWasm } from "../codegen/src/to-wasm/to-wasm.ts";
import { buildFirmware } from "../targets/build.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";
import { ToolchainMissingError } from "../targets/toolchain.ts";
import { loadCores, searchMicroseconds } from "./search.ts";

const ROOT = join(import.meta.dirname, "..");
const RUNS = 5;

/** The programs of this project, smallest first; of these, the ones that can be a chip's main program. */
const PROGRAMS = ["hello", "core", "node"];
const MAIN_PROGRAMS = new Set(["node"]);

const host = { read: (path: string): string => readFileSync(path, "utf8") };

heading("compile time, ms: the first run, a further one as after a change, and its stages; medians");
print(["program", "first", "again", "read", "prove", "to-c", "to-js", "to-wasm"], PROGRAMS.map(compileTimes));

const compilations = new Map(PROGRAMS.map((program) => [program, compileAll(program)]));
heading("sizes, bytes: sources, machine code, and RAM of the statics");
print(
  ["program", "C", "JavaScript", "WASM", "RP2040 flash", "RAM"],
  await Promise.all([...compilations].map(([program, compilation]) => sizes(program, compilation))),
);

heading("exact search of 32 vectors in 16 dimensions for the nearest 10, microseconds in Node");
const cores = await loadCores(required(compilations.get("core")));
print(
  ["engine", "median", "least"],
  Object.entries(cores).map(([engine, core]) => [engine, ...searchMicroseconds(core)]),
);

/** The time of every stage. The first run is slower, since Node has not optimised the compiler yet. */
function compileTimes(program: string): string[] {
  const [first = [], ...others] = Array.from({ length: RUNS }, () => stageTimes(entryOf(program)));
  const medians = first.map((_, stage) => median(others.map((times) => times[stage] ?? NaN)));
  const total = (stages: readonly number[]): number => stages.reduce((sum, ms) => sum + ms, 0);
  const again = median(others.map(total));
  return [program, ...[total(first), again, ...medians].map((ms) => ms.toFixed(1))];
}

function stageTimes(entry: string): number[] {
  const [read, { program, sources }] = timed(() => readProgram(host, entry));
  if (program === null) throw new Error(`${entry} does not compile`);
  const [proof] = timed(() => prove(program));
  const [c] = timed(() => toC(program, { sources }));
  const [javascript] = timed(() => toProgram(program, { checks: false, sources }));
  const [wasm] = timed(() => toWasm(program));
  return [read, proof, c, javascript, wasm];
}

function compileAll(program: string): Compilation {
  return compile({ host, entry: entryOf(program), targets: ["c", "js", "wasm"], options: { checks: false } });
}

async function sizes(program: string, { outputs, sizes: rows }: Compilation): Promise<string[]> {
  const bytesOf = (ending: RegExp): number =>
    rows.filter(({ part }) => ending.test(part)).reduce((sum, { bytes }) => sum + bytes, 0);
  const ram = rows.filter(({ section }) => section === "ram").reduce((sum, { bytes }) => sum + bytes, 0);
  const flash = MAIN_PROGRAMS.has(program) ? await flashBytes(program, outputs) : "-";
  return [program, ...[bytesOf(/\.[ch]$/), bytesOf(/\.js$/), bytesOf(/\.wasm$/)].map(thousands), flash, thousands(ram)];
}

/** What the linked program takes of the chip's flash, if its compiler is here. */
async function flashBytes(program: string, outputs: Compilation["outputs"]): Promise<string> {
  const outDir = join(ROOT, "build", "bench");
  const sources = new Map(
    [...outputs].flatMap(([path, text]) => (typeof text === "string" ? [[path, text] as const] : [])),
  );
  await mkdir(outDir, { recursive: true });
  try {
    const { sizes: report } = await buildFirmware({ program, sources, chip: RP2040, outDir });
    return report.flash === null ? "-" : thousands(report.flash.usedBytes);
  } catch (error) {
    if (error instanceof ToolchainMissingError) return `needs ${error.compiler.command}`;
    throw error;
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

function timed<Result>(work: () => Result): [ms: number, result: Result] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("bench: a program is missing from the list");
  return value;
}

function entryOf(program: string): string {
  return join(ROOT, "firmware-src", `${program}.ts`);
}

function heading(title: string): void {
  console.log(`\n${title}`);
}

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(table(head, rows));
}
