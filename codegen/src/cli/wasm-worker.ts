/**
 * The other side of wasm-thread.ts.
 *
 * @packageDocumentation
 */
import { parentPort } from "node:worker_threads";
import { keepCompiledCode } from "./startup.ts";
import type { WasmAnswer, WasmQuestion } from "./wasm-thread.ts";

keepCompiledCode();
const { wasmOutputs } = await import("../wasm-outputs.ts");

parentPort?.on("message", (question: WasmQuestion) => {
  parentPort?.postMessage(answerTo(question));
});

function answerTo(question: WasmQuestion): WasmAnswer {
  try {
    return { outputs: wasmOutputs(...question) };
  } catch (error) {
    return { mistake: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
