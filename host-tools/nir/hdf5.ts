/**
 * Reads HDF5 files in a thread of their own.
 *
 * The library is C that trusts its files: a damaged one can make it fail for good, or never come back. So it lives in a
 * thread that reads one file and ends, at the latest when its time is over.
 *
 * @packageDocumentation
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { NirFileError } from "./errors.ts";
import { DAMAGED, type Hdf5Group } from "./hdf5-tree.ts";

/** What the thread says: what is in the file, or what is wrong with it. */
export type Hdf5Answer = { readonly root: Hdf5Group } | { readonly problem: string };

/** A file as large as is read at all takes a fifth of it. */
const READING_MS_MAX = 10_000;

/**
 * Reads all of a file but metadata.
 *
 * @throws {@link NirFileError} if it is no HDF5 file, is damaged, or is too large
 */
export async function readHdf5(bytes: Uint8Array): Promise<Hdf5Group> {
  const worker = startThread(bytes);
  try {
    const answer = await answerOf(worker);
    if ("problem" in answer) throw new NirFileError(answer.problem);
    return answer.root;
  } finally {
    await worker.terminate();
  }
}

function startThread(bytes: Uint8Array): Worker {
  // What the library prints when it fails is for its authors.
  const options = { workerData: bytes, stdout: true, stderr: true };
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const program = new URL(`./hdf5-worker${extension}`, import.meta.url);
  return extension === ".ts" ? sourceThread(program, options) : new Worker(program, options);
}

/** A thread that runs a source file. It is compiled as it is loaded, which a thread does not inherit. */
function sourceThread(program: URL, options: WorkerOptions): Worker {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const compiler = new URL("dist/esm/api/index.mjs", tsx);
  const text = `import("${compiler.href}").then(({ register }) => (register(), import("${program.href}")))`;
  return new Worker(text, { ...options, eval: true });
}

/** Its answer; a thread that ends without one, or takes too long, has found a damaged file. */
async function answerOf(worker: Worker): Promise<Hdf5Answer> {
  return await new Promise((resolve, reject) => {
    const giveUp = (): void => {
      resolve({ problem: DAMAGED });
    };
    const timer = setTimeout(giveUp, READING_MS_MAX);
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", () => {
      clearTimeout(timer);
      giveUp();
    });
  });
}
