/**
 * The C backend as an engine: a process of this machine, compiled by gcc or clang.
 *
 * @packageDocumentation
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WARNINGS_ON_RANDOM_PROGRAMS } from "../clean.ts";
import { CALLS_SOURCE, decodeResults, encodeCalls, PROGRAM_SOURCE, writeProgram } from "./c-program.ts";
import { runChild, works } from "./child.ts";
import type { Engine, OptionalEngine } from "./engine.ts";

const FLAGS = ["-std=c99", "-ffp-contract=off"];

/** As written, and told to stop at whatever C leaves undefined. (With sanitizers, gcc warns of what is not there.) */
export const NATIVE_CHECKED = nativeEngine("gcc -O0, sanitized", "gcc", [
  "-O0",
  "-fsanitize=address,undefined",
  "-fno-sanitize-recover=all",
]);

/** As written, and quick to compile. */
export const NATIVE_PLAIN = nativeEngine("gcc -O0", "gcc", ["-O0"]);

/** Most of what an optimiser does, for a third of the time: what many programs are tried with. */
export const NATIVE_QUICK = nativeEngine("gcc -O1", "gcc", ["-O1"]);

/** As most builds have it; it must compile without a warning. */
export const NATIVE_OPTIMISED = nativeEngine("gcc -O2", "gcc", ["-O2", ...WARNINGS_ON_RANDOM_PROGRAMS]);

/** With everything that gcc knows, vectors included. */
export const NATIVE_AGGRESSIVE = nativeEngine("gcc -O3", "gcc", ["-O3"]);

const CLANGS = ["clang", "clang-22", "clang-19", "clang-18", "clang-16", "clang-15", "clang-14"];

/** Whichever clang is installed. */
export const CLANG = clangEngine();

function clangEngine(): OptionalEngine {
  const compiler = CLANGS.find((command) => works([command, "--version"]));
  const missing = compiler === undefined ? "no clang is installed" : null;
  return { ...nativeEngine("clang -O2", compiler ?? "clang", ["-O2", ...WARNINGS_ON_RANDOM_PROGRAMS]), missing };
}

const CHIPS = join(import.meta.dirname, "chips");

function nativeEngine(name: string, compiler: string, flags: readonly string[]): Engine {
  return {
    name,
    run: async (program, calls) => {
      const folder = mkdtempSync(join(tmpdir(), "ganglion-native-"));
      try {
        writeProgram(program, folder);
        await build(compiler, flags, folder);
        const answer = await runChild([join(folder, "program")], folder, encodeCalls(program, calls));
        return decodeResults(program, calls, answer);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/**
 * Only the program itself is compiled as the flags say. What makes the calls is as large, and not under test: it is
 * compiled beside it, as fast as it can be.
 */
async function build(compiler: string, flags: readonly string[], folder: string): Promise<void> {
  const basics = [...FLAGS, "-I.", `-I${CHIPS}`];
  const host = join(CHIPS, "host.c");
  const compiled = await Promise.allSettled([
    runChild([compiler, ...basics, ...flags, "-c", PROGRAM_SOURCE], folder),
    runChild([compiler, ...basics, "-O0", "-c", CALLS_SOURCE, host], folder),
  ]);
  for (const one of compiled) if (one.status === "rejected") throw one.reason;
  await runChild([compiler, ...flags, "-o", "program", "program.o", "calls.o", "host.o", "-lm"], folder);
}
