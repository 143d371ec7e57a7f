/**
 * A thread that compiles to WebAssembly while the main one does the rest.
 *
 * Binaryen's optimiser takes as long as all other stages together, so where a program is compiled again and again, two
 * processors halve the wait. An answer counts only for the texts that it was made from; whoever asks compares them, and
 * compiles by itself where there is no answer. So nothing depends on the thread but the time.
 *
 * @packageDocumentation
 */
import { Worker } from "node:worker_threads";
import type { CompileOptions } from "../compile.ts";

/** What the thread is asked for. */
export interface WasmQuestion {
  readonly entry: string;
  readonly options: CompileOptions;
}

/** What the thread made of the files that it found. */
export interface WasmAnswer {
  /** Files by path. */
  readonly outputs: ReadonlyMap<string, string | Uint8Array>;
  /** The texts that they were made from. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The thread. It starts at once and is used as soon as it is there. */
export class WasmThread {
  readonly #worker: Worker;
  #isReady = false;
  /** Who waits for the answer that comes next. */
  #resolve: ((answer: WasmAnswer | null) => void) | null = null;

  constructor() {
    const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
    this.#worker = new Worker(new URL(`./wasm-worker${extension}`, import.meta.url));
    this.#worker.on("message", (message: "ready" | WasmAnswer | null) => {
      if (message === "ready") this.#isReady = true;
      else this.#answer(message);
    });
    const stop = (): void => {
      this.#isReady = false;
      this.#answer(null);
    };
    this.#worker.on("error", stop);
    this.#worker.on("exit", stop);
  }

  /** Whether an answer can be had now. */
  get isReady(): boolean {
    return this.#isReady && this.#resolve === null;
  }

  /** Compiles a program; null if the thread is not there (yet), is busy, or has no answer. */
  async compile(question: WasmQuestion): Promise<WasmAnswer | null> {
    if (!this.isReady) return null;
    return await new Promise((resolve) => {
      this.#resolve = resolve;
      this.#worker.postMessage(question);
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(answer: WasmAnswer | null): void {
    this.#resolve?.(answer);
    this.#resolve = null;
  }
}
