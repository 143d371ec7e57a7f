/**
 * The core in this process, once as JavaScript and once as WASM, with a full store; and how long it searches.
 *
 * @packageDocumentation
 */
import type { Compilation } from "../codegen/src/compile.ts";

const VECTORS = 32;
const DIMENSIONS = 16;
const NEAREST = 10;
/** Searches in one sample, so that a sample is long beside the clock's resolution. */
const SEARCHES = 2000;
const SAMPLES = 25;

/** What the benchmark uses of the core: its functions by public name, and the arrays behind two of them. */
export interface Core {
  readonly call: (name: string, ...args: number[]) => unknown;
  readonly arrayOf: (name: string) => Float32Array;
}

/** What this benchmark uses of the host's WebAssembly, whose types come with the DOM's. */
declare const WebAssembly: {
  instantiate(binary: Uint8Array): Promise<{ readonly instance: { readonly exports: WasmExports } }>;
};

type Functions = Readonly<Record<string, ((...args: number[]) => unknown) | undefined>>;
type WasmExports = Functions & { readonly memory: { readonly buffer: ArrayBuffer } };

/** Both builds of a compiled core. */
export async function loadCores({ outputs }: Compilation): Promise<Record<"JavaScript" | "WASM", Core>> {
  const javascript = outputs.get("core.js");
  const wasm = outputs.get("core.wasm");
  if (typeof javascript !== "string" || wasm === undefined || typeof wasm === "string") {
    throw new Error("bench: the core was not compiled to JavaScript and WASM");
  }
  return { JavaScript: await loadJavaScript(javascript), WASM: await loadWasm(wasm) };
}

/** Microseconds of one search, as text: the median of the samples, and the least. */
export function searchMicroseconds(core: Core): [median: string, least: string] {
  fill(core);
  const samples = Array.from({ length: SAMPLES }, () => sample(core)).toSorted((a, b) => a - b);
  const [least = NaN] = samples;
  return [(samples[SAMPLES >> 1] ?? NaN).toFixed(2), least.toFixed(2)];
}

/** Vectors of a fixed pseudo-random sequence (Numerical Recipes' linear congruential generator). */
function fill(core: Core): void {
  let state = 1;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  core.call("init", DIMENSIONS, 0, 0);
  for (let vector = 0; vector < VECTORS; vector++) {
    core.arrayOf("get_insert_ptr").set(Array.from({ length: DIMENSIONS }, next));
    core.call("insert");
  }
  core.arrayOf("get_query_ptr").set(Array.from({ length: DIMENSIONS }, next));
  const found = core.call("search", NEAREST);
  if (found !== NEAREST) throw new Error(`bench: the core found ${String(found)} of ${NEAREST} vectors`);
}

function sample(core: Core): number {
  const start = performance.now();
  for (let search = 0; search < SEARCHES; search++) core.call("search", NEAREST);
  return ((performance.now() - start) * 1000) / SEARCHES;
}

async function loadJavaScript(source: string): Promise<Core> {
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  const { instantiate } = (await import(url)) as { instantiate: () => Functions };
  const call = caller(instantiate());
  return { call, arrayOf: (name) => call(name) as Float32Array };
}

async function loadWasm(binary: Uint8Array): Promise<Core> {
  const { exports } = (await WebAssembly.instantiate(binary)).instance;
  const call = caller(exports);
  return { call, arrayOf: (name) => new Float32Array(exports.memory.buffer, call(name) as number, DIMENSIONS) };
}

function caller(functions: Functions): Core["call"] {
  return (name, ...args) => {
    const called = functions[name];
    if (called === undefined) throw new Error(`bench: the core has no function ${name}`);
    return called(...args);
  };
}
