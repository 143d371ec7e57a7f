/**
 * The files of the target `wasm`.
 *
 * @packageDocumentation
 */
import type { Program } from "./ir/ir.ts";
import type { CompileOptions, Outputs } from "./pipeline.ts";
import { lastSegment } from "./print/names.ts";
import type { SourceTexts } from "./print/source.ts";
import { type OptimiserMemory, toWasm } from "./to-wasm/to-wasm.ts";

export { OptimiserMemory } from "./to-wasm/to-wasm.ts";

/** Makes them of a program that has been folded. */
export function wasmOutputs(
  program: Program,
  sources: SourceTexts,
  options: CompileOptions,
  memory?: OptimiserMemory,
): Outputs {
  const name = lastSegment(program.entry);
  const url = `${name}.wasm.map`;
  const request = options.sourceMap === true ? { sourceMap: { url, sources } } : {};
  const { names = false, simd = false } = options;
  const { binary, sourceMap, dts } = toWasm(program, { names, simd, memory, ...request });
  const outputs = new Map<string, string | Uint8Array>([[`${name}.wasm`, binary]]);
  if (sourceMap !== null) outputs.set(url, sourceMap);
  return outputs.set(`${name}.wasm.d.ts`, dts);
}
