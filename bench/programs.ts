/**
 * Programs that are measured, compiled in this process.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, type Compilation, type Settings, type SourceTarget } from "../codegen/src/compile.ts";

/** Where a program of the firmware begins. */
export function firmwareEntry(program: string): string {
  return join(import.meta.dirname, "../firmware-src", `${program}.ts`);
}

/** Reads sources, as the compiler asks for them. */
export function readSource(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/** Compiles a program without checks at run time. Throws if it has a mistake. */
export function compileProgram(
  entry: string,
  targets: readonly SourceTarget[],
  options: ProgramOptions = {},
): Compilation {
  const compilation = compile({ host: { read: readSource }, entry, targets, options: { checks: false, ...options } });
  const [mistake] = compilation.diagnostics;
  if (mistake !== undefined) throw new Error(`bench: ${entry} does not compile: ${mistake.message}`);
  return compilation;
}

/** What can be chosen for a program. */
export interface ProgramOptions {
  /** Values of its options. */
  readonly set?: Settings;
  /** Whether its WASM uses vectors of four f32. */
  readonly simd?: boolean;
}

/** The outputs that are text: sources for a C compiler. */
export function textOutputs({ outputs }: Compilation): Map<string, string> {
  return new Map([...outputs].flatMap(([path, text]) => (typeof text === "string" ? [[path, text] as const] : [])));
}

/** The program as WASM. */
export function wasmOutput({ outputs }: Compilation): Uint8Array {
  const binary = [...outputs].find(([path]) => path.endsWith(".wasm"))?.[1];
  if (!(binary instanceof Uint8Array)) throw new Error("bench: the program was not compiled to WASM");
  return binary;
}

/** Does something in a new folder, and removes it. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "ganglion-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
