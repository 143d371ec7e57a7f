/**
 * How long somebody waits for C, JavaScript and WebAssembly of the core: from the command line, and after a change that
 * is saved while `ganglion build --watch` runs.
 *
 * Both are measured from outside, on the program that users start, with a copy of the sources. Each change is one of
 * a number in a formula, so the code of a function and what is known of a variable are new each time.
 *
 * @packageDocumentation
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = join(import.meta.dirname, "..");
const GANGLION = join(ROOT, "dist/cli/main.js");

/** How often each is measured; of the changes, the first ones are practice, until Node has optimised what they run. */
const COLD_RUNS = 5;
const PRACTICE = 16;
const CHANGES = 16;

/** Milliseconds. */
export interface RebuildTimes {
  /** From the start of a process to its end. */
  readonly cold: readonly number[];
  /** From saving a file to the end of the build, for the first change and for those after practice. */
  readonly first: number;
  readonly practised: readonly number[];
}

/** Measures in a folder, which has to be empty. */
export async function measureRebuilds(folder: string): Promise<RebuildTimes> {
  bringUpToDate();
  cpSync(join(ROOT, "firmware-src"), folder, { recursive: true });
  const build = ["build", join(folder, "core.ts"), "--target", "c,js,wasm", "--out", join(folder, "out")];
  const cold = Array.from({ length: COLD_RUNS }, () => millisecondsOf(build));
  const [first = NaN, ...others] = await afterChanges(build, join(folder, "neural/neuron.ts"));
  return { cold, first, practised: others.slice(-CHANGES) };
}

function bringUpToDate(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "setup/build.mjs")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`bench: the command line could not be built: ${stderr}`);
}

function millisecondsOf(build: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [GANGLION, ...build], { encoding: "utf8" });
  if (status !== 0) throw new Error(`bench: the core could not be built: ${stderr}`);
  return performance.now() - start;
}

async function afterChanges(build: readonly string[], file: string): Promise<number[]> {
  const child = spawn(process.execPath, [GANGLION, ...build, "--watch"], { stdio: ["ignore", "ignore", "pipe"] });
  const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const buildIsOver = async (): Promise<void> => {
    for (let line = ""; !line.endsWith("waiting for a change");) {
      const next = await lines.next();
      if (next.done === true) throw new Error("bench: ganglion build --watch has ended");
      line = next.value;
    }
  };
  try {
    await buildIsOver();
    const times: number[] = [];
    for (let change = 0; change < PRACTICE + CHANGES; change++) {
      const text = withAnotherNumber(readFileSync(file, "utf8"), change);
      writeFileSync(`${file}~`, text);
      const start = performance.now();
      renameSync(`${file}~`, file);
      await buildIsOver();
      times.push(performance.now() - start);
    }
    return times;
  } finally {
    child.kill("SIGINT");
  }
}

function withAnotherNumber(text: string, change: number): string {
  const changed = text.replace(/(traceTau: f32 = )\d+/, (_, declaration: string) => `${declaration}${30 + change}`);
  if (changed === text) throw new Error("bench: neuron.ts has no trace time constant any more");
  return changed;
}
