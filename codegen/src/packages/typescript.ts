/**
 * The `typescript` package, of which only the parser is used.
 *
 * Before Node gives an ES module what a CommonJS package exports, it searches the whole text of the package for names:
 * of this one's nine megabytes, a quarter of a second at every start. So where there is `require`, that is used.
 *
 * @packageDocumentation
 */
import type ts from "typescript";
import { requireCompiled } from "./compiled-code.ts";

/** The package. What its types are called, modules take from it with `import type`. */
export const typescript: typeof ts = await load();

async function load(): Promise<typeof ts> {
  // A browser has no `process`, and old versions of Node have no such function.
  const { process } = globalThis as { readonly process?: Partial<NodeJS.Process> };
  const builtin = process?.getBuiltinModule;
  if (builtin === undefined) return (await import("typescript")).default;
  const node = {
    fs: builtin("node:fs"),
    module: builtin("node:module"),
    path: builtin("node:path"),
    vm: builtin("node:vm"),
    process: builtin("node:process"),
  };
  return requireCompiled("typescript", import.meta.url, node) as typeof ts;
}
