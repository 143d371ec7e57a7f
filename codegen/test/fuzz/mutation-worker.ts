/**
 * The thread that compiles mutations: a seed comes in, and what the compiler made of its mutation goes out.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { compile } from "../../src/compile.ts";
import { renderDiagnostics } from "../../src/render.ts";
import { createMutation } from "./mutate.ts";

export type Answer = { readonly kind: "accepted" | "refused" } | { readonly kind: "crash"; readonly message: string };

const VOCABULARY = new URL("../../../firmware-src/lib/types.ts", import.meta.url);

parentPort?.on("message", (seed: number) => {
  parentPort?.postMessage(compileMutation(seed));
});
parentPort?.postMessage("ready");

function compileMutation(seed: number): Answer {
  const { file, text } = createMutation(seed);
  const read = (path: string): string | null => {
    if (path === file) return text;
    try {
      return readFileSync(path.endsWith("lib/types.ts") ? VOCABULARY : path, "utf8");
    } catch {
      return null;
    }
  };
  try {
    const { diagnostics, outputs } = compile({ host: { read }, entry: file, targets: ["c", "js", "wasm"] });
    if (diagnostics.length === 0) {
      return outputs.size > 0 ? { kind: "accepted" } : crash("neither diagnostics nor output");
    }
    return renderDiagnostics(diagnostics, read, { colour: true }) === "" ? crash("nothing said") : { kind: "refused" };
  } catch (error) {
    return crash(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function crash(message: string): Answer {
  return { kind: "crash", message };
}
