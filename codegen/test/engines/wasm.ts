/**
 * The WebAssembly backend as an engine, in this process.
 *
 * @packageDocumentation
 */
import type { Func } from "../../src/ir/ir.ts";
import type { WasmOptions } from "../../src/to-wasm/to-wasm.ts";
import { toWasm } from "../../src/to-wasm/to-wasm.ts";
import type { Call, Engine, Result } from "./engine.ts";
import { canonicalResult, publicFunctions, resultTypes } from "./engine.ts";

/** What these tests use of the host's WebAssembly, whose types come with the DOM's. */
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object, imports?: Imports) => { readonly exports: Readonly<Record<string, unknown>> };
};

export type Imports = Readonly<Record<string, Readonly<Record<string, (...values: number[]) => unknown>>>>;

export function wasmEngine(name = "wasm", options: WasmOptions = {}): Engine {
  return {
    name,
    run: (program, calls) => {
      const { exports } = instantiate(toWasm(program, options).binary);
      const functions = publicFunctions(program);
      return Promise.resolve(calls.map((call) => callExport(functions, exports, call)));
    },
  };
}

export function instantiate(binary: Uint8Array, imports: Imports = {}): { exports: Readonly<Record<string, unknown>> } {
  return new WebAssembly.Instance(new WebAssembly.Module(binary), imports);
}

function callExport(
  functions: ReadonlyMap<string, Func>,
  exports: Readonly<Record<string, unknown>>,
  { name, values }: Call,
): Result {
  const run = exports[name];
  const func = functions.get(name);
  if (typeof run !== "function" || func === undefined) throw new Error(`no function '${name}'`);
  const raw: unknown = Reflect.apply(run, undefined, values);
  // WebAssembly knows i32 and i64 alone: a u32 or u64 looks signed to JavaScript, and a bool is 0 or 1.
  const given: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const canonical = resultTypes(func).map((type, index) => {
    const value = given[index];
    if (type === "u64" && typeof value === "bigint") return BigInt.asUintN(64, value);
    return type === "u32" ? Number(value) >>> 0 : type === "bool" ? value === 1 : value;
  });
  return canonicalResult(func, typeof func.result === "string" ? canonical[0] : canonical);
}
