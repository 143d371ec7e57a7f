/**
 * Exact search of 32 vectors in 16 dimensions for the nearest 10, in this process: the core as JavaScript and as WASM,
 * and hand-written C that clang compiled to WASM.
 *
 * All engines answer the same query first, and must find the same. Then they take turns, a short sample
 * each, so that whatever else this machine does slows all of them down alike.
 *
 * @packageDocumentation
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Compilation } from "../codegen/src/compile.ts";
import { runCompiler } from "../targets/toolchain.ts";
import { inFolder, wasmOutput } from "./programs.ts";
import { instantiateWasm } from "./web-assembly.ts";

const VECTORS = 32;
const DIMENSIONS = 16;
const NEAREST = 10;
const RECORD_BYTES = 8;
/** Searches in one sample, so that a sample is long beside the clock's resolution. */
const SEARCHES = 2000;
const SAMPLES = 101;

/** An index that can be filled and searched: its functions by the core's names, and what some of them point to. */
export interface Engine {
  readonly call: (name: string, ...args: number[]) => unknown;
  /** The search itself, with nothing of ours before it. */
  readonly search: (k: number) => unknown;
  readonly buffer: (name: "get_insert_ptr" | "get_query_ptr") => Float32Array;
  readonly results: () => readonly Found[];
}

/** One found vector. */
interface Found {
  readonly index: number;
  readonly distance: number;
}

/** Microseconds of one search. */
export interface SearchTime {
  readonly median: number;
  readonly least: number;
}

type Functions = Readonly<Record<string, ((...args: number[]) => unknown) | undefined>>;

/** The JavaScript of a compiled core. */
export async function loadJavaScript({ outputs }: Compilation): Promise<Engine> {
  const source = outputs.get("core.js");
  if (typeof source !== "string") throw new Error("bench: the core was not compiled to JavaScript");
  // Its source map lies beside a file, and this is none.
  const url = `data:text/javascript,${encodeURIComponent(source.replace(/^\/\/# sourceMappingURL=.*$/m, ""))}`;
  const { instantiate } = (await import(url)) as { instantiate: () => Functions };
  const functions = instantiate();
  const call: Engine["call"] = (name, ...args) => required(functions, name)(...args);
  return {
    call,
    search: required(functions, "search"),
    buffer: (name) => call(name) as Float32Array,
    results: () => (call("get_result_ptr") as { readonly records: Found[] }).records.slice(0, NEAREST),
  };
}

/** The WASM of a compiled core. */
export function loadWasm(compilation: Compilation): Engine {
  return engineOf(wasmOutput(compilation), (name) => name);
}

/** The same in C by hand (bench/c/exact.c). Rejects with `ToolchainMissingError` if there is no clang. */
export async function loadHandwritten(flags: readonly string[] = []): Promise<Engine> {
  return inFolder(async (folder) => {
    const file = join(folder, "exact.wasm");
    await runCompiler(CLANG, [...CLANG_FLAGS, ...flags, "-o", file, "exact.c"], join(import.meta.dirname, "c"));
    return engineOf(new Uint8Array(await readFile(file)), handwrittenName);
  });
}

/** How long every engine takes, in the same order. Throws if one of them finds something else than the first. */
export function searchTimes(engines: readonly Engine[]): SearchTime[] {
  const found = new Set(engines.map((engine) => describe(fillAndSearch(engine))));
  if (found.size > 1) throw new Error(`bench: the engines differ: ${[...found].join(" / ")}`);
  const samples = engines.map((): number[] => []);
  for (let round = 0; round < SAMPLES; round++) {
    engines.forEach((engine, index) => samples[index]?.push(sample(engine)));
  }
  return samples.map((times) => {
    const sorted = times.toSorted((a, b) => a - b);
    return { median: sorted[SAMPLES >> 1] ?? NaN, least: sorted[0] ?? NaN };
  });
}

const CLANG = { command: "clang", packages: ["clang", "lld"] };
const HANDWRITTEN_FUNCTIONS = ["init", "insert_buffer", "query_buffer", "results", "insert", "search"];
const CLANG_FLAGS = [
  "--target=wasm32",
  "-O3",
  "-ffp-contract=off",
  "-ffreestanding",
  "-fno-math-errno",
  "-nostdlib",
  "-Wl,--no-entry",
  ...HANDWRITTEN_FUNCTIONS.map((name) => `-Wl,--export=exact_${name}`),
];

/** `get_query_ptr` of the core is `exact_query_buffer` in C. */
function handwrittenName(name: string): string {
  const buffer = /^get_(\w+)_ptr$/.exec(name)?.[1];
  if (buffer === undefined) return `exact_${name}`;
  return buffer === "result" ? "exact_results" : `exact_${buffer}_buffer`;
}

function engineOf(binary: Uint8Array, rename: (name: string) => string): Engine {
  const exports = instantiateWasm(binary);
  const call: Engine["call"] = (name, ...args) => required(exports, rename(name))(...args);
  return {
    call,
    search: required(exports, rename("search")),
    buffer: (buffer) => new Float32Array(exports.memory.buffer, call(buffer) as number, DIMENSIONS),
    results: () => {
      const records = new DataView(exports.memory.buffer, call("get_result_ptr") as number);
      return Array.from({ length: NEAREST }, (_, rank) => ({
        index: records.getUint8(rank * RECORD_BYTES),
        distance: records.getFloat32(rank * RECORD_BYTES + 4, true),
      }));
    },
  };
}

/** Fills an index with a fixed pseudo-random sequence (Numerical Recipes' linear congruential generator). */
function fillAndSearch(engine: Engine): readonly Found[] {
  let state = 1;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const write: Engine["buffer"] = (name) => {
    const buffer = engine.buffer(name);
    buffer.set(Array.from(buffer, next));
    return buffer;
  };
  engine.call("init", DIMENSIONS, 0, 0);
  for (let vector = 0; vector < VECTORS; vector++) {
    write("get_insert_ptr");
    engine.call("insert");
  }
  write("get_query_ptr");
  const found = engine.search(NEAREST);
  if (found !== NEAREST) throw new Error(`bench: an engine found ${String(found)} of ${NEAREST} vectors`);
  return engine.results();
}

function describe(found: readonly Found[]): string {
  return found.map(({ index, distance }) => `${index} at ${distance}`).join(", ");
}

function sample(engine: Engine): number {
  const start = performance.now();
  for (let count = 0; count < SEARCHES; count++) engine.search(NEAREST);
  return ((performance.now() - start) * 1000) / SEARCHES;
}

function required(functions: Functions, name: string): (...args: number[]) => unknown {
  const called = functions[name];
  if (called === undefined) throw new Error(`bench: an engine has no function ${name}`);
  return called;
}
