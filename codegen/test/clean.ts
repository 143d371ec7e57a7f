/**
 * What judges generated C: compilers with all their warnings, and cppcheck.
 *
 * @packageDocumentation
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const TIMEOUT_MS = 120_000;

/** All warnings that the generated C promises to be free of. */
const WARNINGS = [
  "-std=c99",
  "-ffp-contract=off",
  "-Wall",
  "-Wextra",
  "-Wconversion",
  "-Wsign-conversion",
  "-Wpedantic",
  "-Werror",
];

/**
 * What a random program has for no reason of its own: comparisons whose sides are alike, or of which one is out of the
 * other's range; and functions that are called in such a comparison only, whose outcome stands in its place.
 */
export const WARNINGS_ON_RANDOM_PROGRAMS = [
  ...WARNINGS,
  "-Wno-tautological-compare",
  "-Wno-type-limits",
  "-Wno-unused-function",
];

const CPP_WARNINGS = ["-std=c++11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"];

/** Without it, cppcheck fails for nothing. */
const CPPCHECK = ["--std=c99", "--quiet", "--enable=warning,style,portability,performance", "--error-exitcode=1"];

/**
 * What cppcheck says of the shape of a program rather than of the C. Its author may have a condition that does not
 * depend on anything, two branches that are alike, or a value or a field that is not used; so do the programs of
 * accept/, which show what becomes of each construct.
 */
const ABOUT_THE_PROGRAM = [
  "knownConditionTrueFalse",
  "redundantInitialization",
  "unreadVariable",
  "duplicateBranch",
  "unusedStructMember",
];

/** clang, under whichever name it has. Debian's and Ubuntu's own is `clang`; newer ones carry their version. */
export const CLANG = firstOf("clang", "clang-22", "clang-21", "clang-20", "clang-19", "clang-18");
const CLANG_CPP = CLANG.replace("clang", "clang++");

/** What to run on the sources of a program; each says nothing if it is content. */
export const JUDGES: readonly (readonly [name: string, ...args: string[]])[] = [
  ["gcc", ...WARNINGS, "-ffreestanding", "-fsyntax-only", "-O2"],
  ["gcc", ...WARNINGS, "-fsyntax-only", "-O0"],
  [CLANG, ...WARNINGS, "-fsyntax-only", "-O2"],
  ["arm-none-eabi-gcc", "-mcpu=cortex-m0plus", "-mthumb", ...WARNINGS, "-ffreestanding", "-fsyntax-only", "-O2"],
  ["cppcheck", ...CPPCHECK, ...ABOUT_THE_PROGRAM.map((id) => `--suppress=${id}`)],
];

/** What to run on a C++ file that includes the headers of a program. */
export const CPP_JUDGES: readonly (readonly [name: string, ...args: string[]])[] = [
  ["g++", ...CPP_WARNINGS],
  [CLANG_CPP, ...CPP_WARNINGS],
];

/** A folder for one program's C, gone when `use` is done. */
export function withSources<Result>(files: ReadonlyMap<string, string>, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-clean-"));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a compiler or checker complains of; empty if it is content. */
export function complaints(tool: string, args: readonly string[], cwd: string): string {
  try {
    execFileSync(tool, args, { cwd, stdio: "pipe", timeout: TIMEOUT_MS });
    return "";
  } catch (error) {
    return error instanceof Error && "stderr" in error ? `${error.message}\n${String(error.stderr)}` : String(error);
  }
}

function firstOf(...names: readonly [string, ...string[]]): string {
  return names.find((name) => complaints(name, ["--version"], ".") === "") ?? names[0];
}
