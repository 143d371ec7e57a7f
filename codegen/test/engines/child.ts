/**
 * Runs a compiler, a program or an emulator, none of which may run for ever or outlive the tests.
 *
 * @packageDocumentation
 */
import type { ChildProcess } from "node:child_process";
import { execFile, spawnSync } from "node:child_process";

const TIMEOUT_MS = 120_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** What to run: a command, and its arguments. */
export type Command = readonly [file: string, ...args: readonly string[]];

/** Runs a command in a folder and gives its standard output. Rejects if it fails or takes too long. */
export function runChild([file, ...args]: Command, cwd: string, input?: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd, timeout: TIMEOUT_MS, killSignal: "SIGKILL", maxBuffer: OUTPUT_BYTES_MAX } as const;
    const child = execFile(file, args, { ...options, encoding: "buffer" }, (error, stdout, stderr) => {
      running.delete(child);
      if (error === null) resolve(stdout);
      else if (error.killed === true) reject(new Error(`${file} did not end within ${TIMEOUT_MS / 1000} s`));
      else reject(new Error(`${error.message}\n${stderr.toString()}`));
    });
    running.add(child);
    // A program that ends before it has read everything says why by its exit code.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Whether a command can be run here. */
export function works([file, ...args]: Command, input = ""): boolean {
  return spawnSync(file, args, { input, stdio: ["pipe", "ignore", "ignore"], timeout: TIMEOUT_MS }).status === 0;
}
