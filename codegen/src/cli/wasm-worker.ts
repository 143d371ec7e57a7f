/**
 * The other side of wasm-thread.ts: compiles a program to WebAssembly whenever it is told its entry.
 *
 * Nothing is proven here, since the thread that asks proves the same program at the same time.
 *
 * @packageDocumentation
 */
import { parentPort } from "node:worker_threads";
import { compile } from "../compile.ts";
import { readText } from "./build.ts";
import type { WasmAnswer, WasmQuestion } from "./wasm-thread.ts";

parentPort?.on("message", (question: WasmQuestion) => {
  parentPort?.postMessage(answerTo(question));
});
parentPort?.postMessage("ready");

/** Null if there is none: whoever asked finds out why. */
function answerTo({ entry, options }: WasmQuestion): WasmAnswer | null {
  try {
    const { program, outputs, sources } = compile({
      host: { read: readText },
      entry,
      targets: ["wasm"],
      options: { ...options, prove: "assumed" },
    });
    return program === null ? null : { outputs, sources };
  } catch {
    return null;
  }
}
