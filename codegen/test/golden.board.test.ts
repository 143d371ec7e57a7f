/**
 * The C of the programs in accept/ compiles without a warning, freestanding, for this machine and for a
 * Cortex-M0+, and its public headers compile as C++.
 *
 * @packageDocumentation
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goldenPrograms, outputsOf } from "./golden.ts";

const FLAGS = ["-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Wpedantic", "-Werror", "-ffp-contract=off"];
const FREESTANDING = [...FLAGS, "-ffreestanding", "-fsyntax-only"];
const TIMEOUT_MS = 60_000;

const COMPILERS: readonly (readonly [name: string, ...args: string[]])[] = [
  ["gcc", ...FREESTANDING, "-O2"],
  ["gcc", ...FLAGS, "-fsyntax-only", "-O0"],
  ["arm-none-eabi-gcc", "-mcpu=cortex-m0plus", "-mthumb", ...FREESTANDING, "-O2"],
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ganglion-golden-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(goldenPrograms())("%s", (program) => {
  test.each(COMPILERS)("%s %s", (compiler, ...flags) => {
    const { root, files } = writeOutputs(program);
    const sources = files.filter((file) => file.endsWith(".c"));
    expect(messages(compiler, [...flags, ...sources], root)).toBe("");
  });

  test.skipIf(!hasCompiler("g++"))("g++ takes the public header (skipped where there is no g++)", () => {
    const { root } = writeOutputs(program);
    const header = program.replace(/\.ts$/, ".h");
    writeFileSync(join(root, "user.cpp"), `#include "${header}"\nint user;\n`);
    const flags = ["-std=c++11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"];
    expect(messages("g++", [...flags, "user.cpp"], root)).toBe("");
  });
});

function writeOutputs(program: string): { readonly root: string; readonly files: readonly string[] } {
  const root = join(folder, program);
  const outputs = outputsOf(program);
  for (const [path, text] of outputs) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, files: [...outputs.keys()] };
}

/** What the compiler complains of; empty if it is content. */
function messages(compiler: string, args: readonly string[], cwd: string): string {
  try {
    execFileSync(compiler, args, { cwd, stdio: "pipe", timeout: TIMEOUT_MS });
    return "";
  } catch (error) {
    return error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  }
}

function hasCompiler(name: string): boolean {
  return messages(name, ["--version"], ".") === "";
}
