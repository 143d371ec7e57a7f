/**
 * The other side of wasm-thread.ts.
 *
 * @packageDocumentation
 */
import { parentPort, workerData } from "node:worker_threads";
import { Unpacker } from "./packed-program.ts";
import { startThread } from "./startup.ts";
import type { WasmAnswer, WasmQuestion, WasmThreadSetting } from "./wasm-thread.ts";

startThread();
const { OptimiserMemory, wasmOutputs } = await import("../wasm-outputs.ts");
const { remembers } = workerData as WasmThreadSetting;
const memory = remembers ? new OptimiserMemory() : undefined;
const unpacker = new Unpacker();

parentPort?.on("message", (question: WasmQuestion) => {
  parentPort?.postMessage(answerTo(question));
});

function answerTo({ program, sources, options }: WasmQuestion): WasmAnswer {
  try {
    return { outputs: wasmOutputs(unpacker.unpack(program), sources, options, memory) };
  } catch (error) {
    return { mistake: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
