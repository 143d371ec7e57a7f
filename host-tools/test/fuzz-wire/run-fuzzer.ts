/**
 * Builds the fuzzer of harness.c and runs it.
 *
 * @packageDocumentation
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compileFile } from "../../../codegen/src/cli/build.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** What to run. */
export interface FuzzRequest {
  /** Executions. */
  readonly count: number;
  readonly seed: number;
  readonly onProgress?: (line: string) => void;
}

/** What came of it. */
export interface FuzzSummary {
  readonly executions: number;
  readonly seconds: number;
  /** What a sanitizer or the harness said; null if nothing was found. */
  readonly failure: string | null;
}

const CLANG = "clang";
const FLAGS = ["-g", "-O1", "-std=gnu11", "-ffp-contract=off", "-fsanitize=fuzzer,address,undefined"];
/** Longest input: a few frames. */
const INPUT_BYTES_MAX = 1024;

/** Null if clang has libFuzzer here; else a sentence that says what is missing. */
export function missingFuzzer(): string | null {
  const source = "int LLVMFuzzerTestOneInput(const char *data, unsigned long size) { return data == 0 && size > 0; }";
  const probe = spawnSync(CLANG, ["-fsanitize=fuzzer", "-xc", "-o", "/dev/null", "-"], { input: source });
  return probe.status === 0
    ? null
    : "there is no clang with libFuzzer: on Debian and Ubuntu, sudo apt-get install clang";
}

/** Runs the fuzzer to its end, or to what it finds. */
export async function fuzzWire({ count, seed, onProgress }: FuzzRequest): Promise<FuzzSummary> {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-fuzz-"));
  const found = join(ROOT, "build/fuzz-wire/");
  mkdirSync(found, { recursive: true });
  try {
    const corpus = join(folder, "corpus");
    mkdirSync(corpus);
    for (const [index, bytes] of SEEDS.entries()) writeFileSync(join(corpus, `seed-${index}`), bytes);
    const fuzzer = build(folder);
    const args = [
      `-runs=${count}`,
      `-seed=${seed}`,
      `-max_len=${INPUT_BYTES_MAX}`,
      `-artifact_prefix=${found}`,
      corpus,
    ];
    return await run(fuzzer, args, onProgress ?? (() => undefined));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Noise that has a delimiter, and a conversation: init, insert, search, subscribe, a free run, a step. */
const SEEDS: readonly Uint8Array[] = [
  Uint8Array.of(0, 1, 2, 3, 0, 255, 0),
  Uint8Array.of(
    1,
    ...[3, 1, 3, 2, 0, 7],
    ...[3, 2, 64, ...new Uint8Array(64).fill(63)],
    ...[3, 3, 65, ...new Uint8Array(64).fill(62), 4],
    ...[3, 16, 2, 6, 3],
    ...[3, 17, 11, 1, 0, 0, 0, 128, 63, 0, 0, 0, 0, 1],
    ...[3, 9, 4, 0, 0, 128, 63],
    ...[9, 0, 2, 1, 2],
  ),
];

/** The node's C with the harness, as a program. */
function build(folder: string): string {
  const { outputs } = compileFile(join(ROOT, "firmware-src/node.ts"), ["c"]);
  const sources: string[] = [];
  for (const [path, content] of outputs) {
    const file = join(folder, "c", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (path.endsWith(".c")) sources.push(file);
  }
  const fuzzer = join(folder, "fuzz-wire");
  const include = ["-I", join(folder, "c"), "-I", join(ROOT, "targets")];
  const all = [...FLAGS, ...include, join(import.meta.dirname, "harness.c"), ...sources, "-lm", "-o", fuzzer];
  const { status, stderr } = spawnSync(CLANG, all, { encoding: "utf8" });
  if (status !== 0) throw new Error(`fuzz-wire: the fuzzer does not compile:\n${stderr}`);
  return fuzzer;
}

async function run(fuzzer: string, args: readonly string[], onProgress: (line: string) => void): Promise<FuzzSummary> {
  const begin = performance.now();
  const child = spawn(fuzzer, args, { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  let executions = 0;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    // What matters of a failure stands in the last lines.
    told = (told + text).slice(-20_000);
    for (const [, number = ""] of text.matchAll(/^#(\d+)\s/gm)) executions = Math.max(executions, Number(number));
    for (const [line] of text.matchAll(/^#\d+\s+pulse.*$/gm)) onProgress(line);
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  executions = Number(/^Done (\d+) runs/m.exec(told)?.[1] ?? executions);
  return { executions, seconds: (performance.now() - begin) / 1000, failure: code === 0 ? null : told };
}
