/**
 * The whole compiler: source text in, source text and bytes out.
 *
 * Pure: it reads through the host that it is given, writes nothing, and gives the same output for the same input.
 * A program with a mistake has no output at all. The stages are in pipeline.ts; here they run one after the other.
 *
 * @packageDocumentation
 */
import type { Compilation, CompileRequest } from "./pipeline.ts";
import { compileText, isText, withOutputs } from "./pipeline.ts";
import { runStage } from "./stages.ts";
import { wasmOutputs } from "./wasm-outputs.ts";

export type {
  Compilation,
  CompileOptions,
  CompileRequest,
  Diagnostic,
  ProofReport,
  RunStage,
  Settings,
  SizeRow,
  SourceHost,
  SourceTarget,
  Stage,
} from "./pipeline.ts";
export { SOURCE_TARGETS } from "./pipeline.ts";

/** Compiles a program. Mistakes of the user are diagnostics; a thrown error is a mistake of ours. */
export function compile(request: CompileRequest): Compilation {
  const { targets, options = {}, run = runStage } = request;
  const { compilation, folded } = compileText({ ...request, targets: targets.filter(isText) });
  if (folded === null || !targets.includes("wasm")) return compilation;
  const outputs = run("wasm", () => wasmOutputs(folded, compilation.sources, options));
  return withOutputs(compilation, outputs);
}
