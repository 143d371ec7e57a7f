/**
 * Damages accepted sources and sees to it that the compiler answers, with diagnostics or output, and in time.
 *
 * The compiler runs in a thread of its own, since what hangs cannot be stopped otherwise.
 *
 * @packageDocumentation
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Worker } from "node:worker_threads";
import { createMutation } from "./mutate.ts";
import type { Answer } from "./mutation-worker.ts";
import type { Summary } from "./progress.ts";
import { duration, Progress } from "./progress.ts";

const LIMIT_MS = 60_000;

/** To load the compiler takes a while on a machine that is busy. */
const START_LIMIT_MS = 300_000;

const FAILURES_MAX = 10;
const FOLDER = join(import.meta.dirname, "../../../build/fuzz");

/** Tries the mutations of a range of seeds. */
export async function searchMutations(count: number, seed: number): Promise<Summary> {
  const progress = new Progress(count);
  const tally = { accepted: 0, refused: 0, crash: 0, hang: 0 };
  let compiler = await Compiler.start();
  for (let own = seed; own < seed + count && tally.crash + tally.hang < FAILURES_MAX; own++) {
    const answer = await compiler.compile(own);
    tally[answer.kind]++;
    if (answer.kind === "hang") {
      await compiler.stop();
      compiler = await Compiler.start();
    }
    if (answer.kind === "hang" || answer.kind === "crash") {
      progress.clear();
      explain(own, answer);
    }
    progress.add(1);
  }
  await compiler.stop();
  progress.clear();
  const { accepted, refused, crash, hang } = tally;
  return {
    failures: crash + hang,
    text: `${accepted} mutations accepted, ${refused} refused, ${crash} crash, ${hang} hang: seeds ${seed} to ${seed + count - 1} in ${duration(progress.seconds)}`,
    data: { seed, count, ...tally, seconds: Math.round(progress.seconds) },
  };
}

type Outcome = Answer | { readonly kind: "hang" };

/** A thread does not inherit the loader of TypeScript. */
const START = `import("tsx/esm/api").then(({ tsImport }) =>
  tsImport(${JSON.stringify(new URL("mutation-worker.ts", import.meta.url).href)}, ${JSON.stringify(import.meta.url)}))`;

/** The thread that compiles. */
class Compiler {
  readonly #worker = new Worker(START, { eval: true });

  /** Starts a thread and waits until it is ready. */
  static async start(): Promise<Compiler> {
    const compiler = new Compiler();
    const first = await compiler.#next(START_LIMIT_MS);
    if (first !== "ready") throw new Error("the compiler did not load in time");
    return compiler;
  }

  /** Compiles the mutation of a seed. */
  async compile(seed: number): Promise<Outcome> {
    this.#worker.postMessage(seed);
    const answer = await this.#next(LIMIT_MS);
    return answer === null || answer === "ready" ? { kind: "hang" } : answer;
  }

  /** The thread's next message; null if none comes in time. */
  #next(limitMs: number): Promise<Answer | "ready" | null> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        resolve(null);
      }, limitMs);
      this.#worker.removeAllListeners();
      this.#worker.once("message", (message: Answer | "ready") => {
        clearTimeout(timer);
        resolve(message);
      });
      this.#worker.once("error", (error) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

function explain(seed: number, outcome: Outcome): void {
  const { file, text } = createMutation(seed);
  const path = join(FOLDER, `mutation${seed}-${basename(file)}`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, text);
  const said = outcome.kind === "crash" ? outcome.message : `no answer within ${LIMIT_MS / 1000} s`;
  process.stderr.write(`\nmutation ${seed} of ${file}: ${said}\n(written to ${path})\n`);
}
