/**
 * What benchmarks use of the host's WebAssembly, whose types come with the DOM's.
 *
 * @packageDocumentation
 */
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: WasmExports };
};

/** Functions by name; results are numbers as WASM's i32 and f32 are, or undefined of a function that has none. */
export type WasmFunctions = Readonly<Record<string, ((...values: number[]) => number) | undefined>>;

/** What a module without imports exports. */
export type WasmExports = WasmFunctions & { readonly memory: { readonly buffer: ArrayBuffer } };

/** An instance of its own. */
export function instantiateWasm(binary: Uint8Array): WasmExports {
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
}
