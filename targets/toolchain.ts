/**
 * Runs C compilers and says plainly what went wrong: the compiler is not installed (and which package brings it), or
 * it refused a file (and what it said).
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import type { Compiler } from "./chip.ts";

/** The compiler for a chip is not installed. */
export class ToolchainMissingError extends Error {
  override readonly name = "ToolchainMissingError";
  readonly code = "TOOLCHAIN_MISSING";
  /** What to do next. */
  readonly remedy: string;
  readonly compiler: Compiler;

  constructor(compiler: Compiler) {
    super(`${compiler.command} is not installed`);
    this.compiler = compiler;
    this.remedy =
      `On Debian and Ubuntu: sudo apt-get install ${compiler.packages.join(" ")}. ` +
      `Elsewhere, put ${compiler.command} on the PATH.`;
  }
}

/** The compiler or the linker refused the program, or did not come to an end. */
export class CompilationError extends Error {
  override readonly name = "CompilationError";
  readonly code = "COMPILATION_FAILED";
  /** What to do next. */
  readonly remedy: string;
  /** What the compiler printed. */
  readonly output: string;

  constructor(what: string, remedy: string, output: string) {
    super(`${what}:\n${output.trimEnd()}`);
    this.remedy = remedy;
    this.output = output;
  }
}

/** Runs the compiler in a folder and returns what it printed (warnings). Rejects with one of the two errors above. */
export function runCompiler(compiler: Compiler, args: readonly string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      compiler.command,
      args,
      { cwd: folder, timeout: COMPILE_TIMEOUT_MS, maxBuffer: OUTPUT_BYTES_MAX, env: { ...process.env, LC_ALL: "C" } },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout + stderr);
        else reject(explain(compiler, args, error, stdout + stderr));
      },
    );
  });
}

/** Null if the compiler can be run; else a sentence or two that say what is missing and how to get it. */
export async function missingCompiler(compiler: Compiler): Promise<string | null> {
  try {
    await runCompiler(compiler, ["--version"], ".");
    return null;
  } catch (error) {
    if (error instanceof ToolchainMissingError) return `${error.message}. ${error.remedy}`;
    if (error instanceof CompilationError) return error.message;
    throw error;
  }
}

const COMPILE_TIMEOUT_MS = 120_000;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

function explain(compiler: Compiler, args: readonly string[], error: Error, output: string): Error {
  if ("code" in error && error.code === "ENOENT") return new ToolchainMissingError(compiler);
  const subject = args.at(-1) ?? "";
  if ("killed" in error && error.killed === true) {
    const remedy = "Run the command again by hand on this machine to see what it waits for.";
    return new CompilationError(`${compiler.command} did not finish with ${subject} in time`, remedy, output);
  }
  const remedy = "If the C came from this compiler, that is a mistake of ours: please report it with the source.";
  return new CompilationError(`${compiler.command} refused ${subject}`, remedy, output || error.message);
}
