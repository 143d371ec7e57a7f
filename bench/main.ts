/**
 * `npm run bench`: how long compiling takes, how large the results are, and how fast the core searches beside the same
 * algorithm written by hand in C, as tables.
 *
 * Times are medians of several runs on this machine, so compare them with each other and not with another machine's.
 * Sizes, and the cycles of an emulated chip, are the same everywhere with the same C compiler.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table, thousands } from "../cli/terminal.ts";
import { Timings } from "../codegen/src/cli/timings.ts";
import { compile, type Compilation, type Stage } from "../codegen/src/compile.ts";
import { buildFirmware } from "../targets/build.ts";
import { RP2040 } from "../targets/rp2040/chip.ts";
import { ToolchainMissingError } from "../targets/toolchain.ts";
import { measureOnChip } from "./emulated-chip.ts";
import { ARITHMETIC, measureSteps } from "./spiking/emulated-chip.ts";
import { measureRebuilds } from "./rebuild.ts";
import { findBreadth, RECALL_CASES, type RecallCase } from "./recall/recall.ts";
import { loadHandwritten, loadJavaScript, loadWasm, searchTimes, type Engine } from "./search.ts";

const ROOT = join(import.meta.dirname, "..");
const RUNS = 5;

/** The programs of this project, smallest first; of these, the ones that can be a chip's main program. */
const PROGRAMS = ["hello", "core", "node"];
const MAIN_PROGRAMS = new Set(["node"]);

/** The stages that have a column of their own. */
const TIMED = ["prove", "c", "js", "wasm"] as const satisfies readonly Stage[];

const host = { read: (path: string): string => readFileSync(path, "utf8") };

heading("compile time, ms: the first run, a further one as after a change, and its stages; medians");
print(["program", "first", "again", "read", "prove", "to-c", "to-js", "to-wasm"], PROGRAMS.map(compileTimes));

heading(
  "the core to C, JavaScript and WASM, as a user waits for it, ms: a new process, and changes under --watch; medians",
);
print(["new process", "first change", "later changes"], [await rebuildRow()]);

const compilations = new Map(PROGRAMS.map((program) => [program, compileAll(program)]));
heading("sizes, bytes: sources, machine code, and RAM of the statics");
print(
  ["program", "C", "JavaScript", "WASM", "RP2040 flash", "RAM"],
  await Promise.all([...compilations].map(([program, compilation]) => sizes(program, compilation))),
);

heading("exact search of 32 vectors in 16 dimensions for the nearest 10, microseconds in Node; engines take turns");
print(["engine", "median", "least", "beside C"], await searchRows(required(compilations.get("core"))));

heading("the same on the emulated RP2040, cycles; and its distances in bare loops");
print(["work", "Ganglion", "C by hand", "ratio"], await chipRows());

heading("a step of 32 spiking neurons on the emulated RP2040, cycles: the median of 200, and the most");
print(["neurons", "median", "most"], await stepRows());

heading("search by the graph: what it takes to find 99 % of the ten nearest");
print(["vectors", "dimensions", "data", "breadth", "recall", "distances measured"], RECALL_CASES.map(recallRow));

/** The time of every stage. The first run is slower, since Node has not optimised the compiler yet. */
function compileTimes(program: string): string[] {
  const [first = [], ...others] = Array.from({ length: RUNS }, () => stageTimes(entryOf(program)));
  const medians = first.map((_, stage) => median(others.map((times) => times[stage] ?? NaN)));
  const total = (stages: readonly number[]): number => stages.reduce((sum, ms) => sum + ms, 0);
  const again = median(others.map(total));
  return [program, ...[total(first), again, ...medians].map((ms) => ms.toFixed(1))];
}

function stageTimes(entry: string): number[] {
  const { run, milliseconds } = new Timings();
  compile({ host, entry, targets: ["c", "js", "wasm"], options: { checks: false }, run });
  const sum = (stages: readonly Stage[]): number =>
    stages.reduce((ms, stage) => ms + (milliseconds.get(stage) ?? 0), 0);
  return [sum(["parse", "check", "lower", "evaluate", "fold"]), ...TIMED.map((stage) => sum([stage]))];
}

async function rebuildRow(): Promise<string[]> {
  const { cold, first, practised } = await inFolder(measureRebuilds);
  return [median(cold), first, median(practised)].map((ms) => ms.toFixed(0));
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
  const sources = new Map(
    [...outputs].flatMap(([path, text]) => (typeof text === "string" ? [[path, text] as const] : [])),
  );
  return inFolder(async (outDir) => {
    const firmware = await unlessMissing(buildFirmware({ program, sources, chip: RP2040, outDir }));
    if (typeof firmware === "string") return firmware;
    return firmware.sizes.flash === null ? "-" : thousands(firmware.sizes.flash.usedBytes);
  });
}

/** Every engine's time, and its ratio to the C's where there is a clang. */
async function searchRows(core: Compilation): Promise<string[][]> {
  const engines = new Map<string, Engine>();
  const handwritten = await unlessMissing(loadHandwritten());
  if (typeof handwritten !== "string") engines.set("C by hand, WASM", handwritten);
  engines.set("core, WASM", await loadWasm(core)).set("core, JavaScript", await loadJavaScript(core));
  const times = searchTimes([...engines.values()]);
  const ratio = (median: number): string =>
    typeof handwritten === "string" ? handwritten : (median / (times[0]?.median ?? NaN)).toFixed(3);
  return [...engines.keys()].map((engine, index) => {
    const { median = NaN, least = NaN } = times[index] ?? {};
    return [engine, median.toFixed(3), least.toFixed(3), ratio(median)];
  });
}

async function chipRows(): Promise<string[][]> {
  return inFolder(async (outDir) => {
    const measured = await unlessMissing(measureOnChip(outDir));
    if (typeof measured === "string") return [[measured]];
    return measured.pairs.map(({ work, ganglionCycles, handwrittenCycles }) => [
      work,
      thousands(ganglionCycles),
      thousands(handwrittenCycles),
      (ganglionCycles / handwrittenCycles).toFixed(3),
    ]);
  });
}

async function stepRows(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [name, arithmetic] of Object.entries(ARITHMETIC)) {
    const measured = await inFolder((outDir) => unlessMissing(measureSteps(arithmetic, outDir)));
    rows.push([name, ...(typeof measured === "string" ? [measured] : [measured.median, measured.most].map(thousands))]);
  }
  return rows;
}

/** Does something in a new folder, and removes it. */
async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "ganglion-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is to be told where there should be a figure, if the compiler for it is not installed. */
async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | string> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ToolchainMissingError) return `needs ${error.compiler.packages.join(", ")}`;
    throw error;
  }
}

function recallRow(measured: RecallCase): string[] {
  const { breadth, recall, evaluations } = findBreadth(measured);
  const { count, dimensions, data } = measured;
  const share = ((100 * evaluations) / count).toFixed(0);
  return [
    thousands(count),
    `${dimensions}`,
    data,
    `${breadth}`,
    recall.toFixed(4),
    `${evaluations.toFixed(0)} (${share} %)`,
  ];
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
