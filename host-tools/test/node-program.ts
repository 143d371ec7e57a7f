/**
 * The node program as the compiler makes it, in JavaScript: out-of-bounds accesses throw.
 *
 * @packageDocumentation
 */
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { javascriptOf } from "../../firmware-src/test/builds.ts";
import type { BoardExterns, BoardProgram } from "../transport/in-process.ts";

/** What the node program offers: its counters, too. */
export interface NodeProgram extends BoardProgram {
  /** See firmware-src/node.ts. */
  counter(index: number): number;
}

/** The node program's main file. */
export const NODE_ENTRY = fileURLToPath(new URL("../../firmware-src/node.ts", import.meta.url));

/** A fresh node, with statics of its own. */
export function instantiateNode(board: BoardExterns): NodeProgram {
  return instantiate({ board });
}

const instantiate = compileNode();

function compileNode(): (externs: { board: BoardExterns }) => NodeProgram {
  const script = `(() => {\n${javascriptOf(NODE_ENTRY).replace(/^export /gm, "")}\nreturn instantiate;\n})()`;
  return runInThisContext(script) as (externs: { board: BoardExterns }) => NodeProgram;
}
