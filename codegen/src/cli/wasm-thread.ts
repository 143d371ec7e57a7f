/**
 * A thread that makes WebAssembly while the main one does the rest.
 *
 * Binaryen takes as long to load and to run as all other stages together, so with two processors the wait is halved:
 * it is loaded while the main thread reads the program, and runs while the main thread proves it. The program goes over
 * as it is, so nothing is done twice. Where there is no thread (any more), the main one does the work.
 *
 * @packageDocumentation
 */
import { Worker } from "node:worker_threads";
import type { Program } from "../ir/ir.ts";
import type { CompileOptions, Outputs } from "../pipeline.ts";
import type { SourceTexts } from "../print/source.ts";
import { Packer, type PackedProgram } from "./packed-program.ts";

/** Makes the files of the target `wasm` of a program that has been folded. */
export interface WasmCompiler {
  compile(program: Program, sources: SourceTexts, options: CompileOptions): Promise<Outputs>;
}

/** What the thread is told when it starts. */
export interface WasmThreadSetting {
  readonly remembers: boolean;
}

/** What the thread is asked. */
export interface WasmQuestion {
  readonly program: PackedProgram;
  readonly sources: SourceTexts;
  readonly options: CompileOptions;
}

/** What the thread answers, to one question after the other: the files, or the message of our own mistake. */
export type WasmAnswer = { readonly outputs: Outputs } | { readonly mistake: string };

/** The thread. It starts at once. */
export class WasmThread implements WasmCompiler {
  readonly #worker: Worker;
  readonly #packer = new Packer();
  #isThere = true;
  /** Who waits for answers, the first for the next one; null is for a thread that has ended. */
  readonly #waiting: ((answer: WasmAnswer | null) => void)[] = [];

  /** Told that there will be more than one question, it remembers what it did for those before. */
  constructor(setting: WasmThreadSetting) {
    const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
    this.#worker = new Worker(new URL(`./wasm-worker${extension}`, import.meta.url), { workerData: setting });
    this.#worker.on("message", (answer: WasmAnswer) => this.#waiting.shift()?.(answer));
    const stop = (): void => {
      this.#isThere = false;
      for (const resolve of this.#waiting.splice(0)) resolve(null);
    };
    this.#worker.on("error", stop);
    this.#worker.on("exit", stop);
  }

  async compile(program: Program, sources: SourceTexts, options: CompileOptions): Promise<Outputs> {
    // Copying takes time. The texts are only for the source map.
    const needed: SourceTexts = options.sourceMap === true ? sources : new Map();
    const answer = this.#isThere
      ? await this.#ask({ program: this.#packer.pack(program), sources: needed, options })
      : null;
    if (answer === null) return (await import("../wasm-outputs.ts")).wasmOutputs(program, sources, options);
    if ("mistake" in answer) throw new Error(answer.mistake);
    return answer.outputs;
  }

  async #ask(question: WasmQuestion): Promise<WasmAnswer | null> {
    return await new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#worker.postMessage(question);
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
