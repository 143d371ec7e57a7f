/**
 * The other side of hdf5.ts.
 *
 * @packageDocumentation
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Hdf5Answer } from "./hdf5.ts";
import { NirFileError } from "./errors.ts";
import { readTree } from "./hdf5-tree.ts";

const say = (answer: Hdf5Answer): void => parentPort?.postMessage(answer);

try {
  say({ root: await readTree(workerData as Uint8Array) });
} catch (error) {
  if (!(error instanceof NirFileError)) throw error;
  say({ problem: error.problem });
}
