/**
 * What the compiler makes of our programs, made once: many tests want the same WebAssembly, and the files of tests that
 * a process runs share what is here.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile, type Settings } from "../../codegen/src/compile.ts";

/** The program of the functions of v2.3, and the one of all functions. */
export const CORE_ENTRY = fileURLToPath(new URL("../core.ts", import.meta.url));
export const FULL_ENTRY = fileURLToPath(new URL("../full.ts", import.meta.url));

/** Reads sources from disk. */
export const sourceHost = { read: (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : null) };

const built = new Map<string, string | Uint8Array>();

/** A program's WebAssembly. Nobody may write to it. */
export function wasmOf(entry: string, set: Settings = {}, simd = false): Uint8Array<ArrayBuffer> {
  return outputOf("wasm", entry, set, simd) as Uint8Array<ArrayBuffer>;
}

/** A program's JavaScript. */
export function javascriptOf(entry: string, set: Settings = {}): string {
  return outputOf("js", entry, set, false) as string;
}

function outputOf(target: "wasm" | "js", entry: string, set: Settings, simd: boolean): string | Uint8Array {
  const key = JSON.stringify([target, entry, set, simd]);
  const known = built.get(key);
  if (known !== undefined) return known;
  const options = { set, simd };
  const { program, outputs, diagnostics } = compile({ host: sourceHost, entry, targets: [target], options });
  const output = outputs.get(`${program ?? ""}.${target}`);
  if (output === undefined) throw new Error(`${entry} does not compile: ${JSON.stringify(diagnostics)}`);
  built.set(key, output);
  return output;
}
