/**
 * The C, JavaScript and WebAssembly (as text) of the programs in accept/, each beside its source, so that a change of a
 * backend shows in review as what it does to real output.
 *
 * `ganglion.h` is not among them: its pieces are the same for all, and tests of their own compare what they compute.
 *
 * @packageDocumentation
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { compile } from "../src/compile.ts";
import { fold } from "../src/fold/fold.ts";
import { readProgram } from "../src/front-end.ts";
import { toWasm } from "../src/to-wasm/to-wasm.ts";

/** Where the programs are. */
export const ACCEPT = join(import.meta.dirname, "accept");

const VOCABULARY = join(import.meta.dirname, "../../firmware-src/lib/types.ts");
const GENERATED = /\.(?:c|h|js|wat|d\.ts)$/;

/** File names of the programs. */
export function goldenPrograms(): string[] {
  return readdirSync(ACCEPT).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
}

/** What a program compiles to, by path below accept/. */
export function outputsOf(program: string): ReadonlyMap<string, string> {
  const { outputs, diagnostics } = compile({
    host: { read: readAccepted },
    entry: program,
    targets: ["c", "js"],
    // What a program means does not depend on its proof, and these have loops of all kinds.
    options: { prove: false },
  });
  if (diagnostics.length > 0) throw new Error(`${program} is not accepted: ${JSON.stringify(diagnostics[0])}`);
  const texts = [...outputs].filter((each): each is [string, string] => typeof each[1] === "string");
  // A source map is for no one to read; it has tests of its own.
  return new Map(texts.filter(([path]) => !path.endsWith(".map")));
}

/** The WebAssembly of a program as text, optimised as it is shipped, but with the names that it had. */
export function watOf(program: string): string {
  const { program: parsed } = readProgram({ read: readAccepted }, program);
  if (parsed === null) throw new Error(`${program} is not accepted`);
  return toWasm(fold(parsed, { isProven: false })).text();
}

function readAccepted(path: string): string {
  return readFileSync(path.endsWith("lib/types.ts") ? VOCABULARY : join(ACCEPT, path), "utf8");
}

/** Paths below accept/ of all files that look generated. */
export function goldenFiles(): string[] {
  return readdirSync(ACCEPT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && GENERATED.test(entry.name))
    .map((entry) => relative(ACCEPT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}
