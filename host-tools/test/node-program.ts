/**
 * The node program as the compiler makes it, in JavaScript: out-of-bounds accesses throw.
 *
 * @packageDocumentation
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { compile } from "../../codegen/src/compile.ts";
import type { BoardExterns, BoardProgram } from "../transport/in-process.ts";

/** What the node program offers: its counters, too. */
export interface NodeProgram extends BoardProgram {
  /** See firmware-src/node.ts. */
  counter(index: number): number;
}

/** The node program's main file. */
export const NODE_ENTRY = fileURLToPath(new URL("../../firmware-src/node.ts", import.meta.url));

/** Reads sources from disk. */
export const sourceHost = { read: (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : null) };

/** A fresh node, with statics of its own. */
export function instantiateNode(board: BoardExterns): NodeProgram {
  return instantiate({ board });
}

const instantiate = compileNode();

function compileNode(): (externs: { board: BoardExterns }) => NodeProgram {
  const { outputs, diagnostics } = compile({ host: sourceHost, entry: NODE_ENTRY, targets: ["js"] });
  const javascript = outputs.get("node.js");
  if (typeof javascript !== "string") throw new Error(`node.ts does not compile: ${JSON.stringify(diagnostics)}`);
  const script = `(() => {\n${javascript.replace(/^export /gm, "")}\nreturn instantiate;\n})()`;
  return runInThisContext(script) as (externs: { board: BoardExterns }) => NodeProgram;
}
