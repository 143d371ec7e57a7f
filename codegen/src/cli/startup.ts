/**
 * How a process of the compiler runs: once, or again and again. Nothing depends on it but the time.
 *
 * @packageDocumentation
 */
import module from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { keepCompiledCodeIn } from "../packages/compiled-code.ts";

/** How often a process does its work. */
export type Manner = "once" | "often";

/**
 * For a process that does its work once, optimised machine code takes longer to make, on other processors that are then
 * busy, than it saves. It halves the processor time of a build (of Binaryen, a fifth is left); a process that does the
 * same again and again is better off without it, but should be fast at the fourth time, not at the twelfth.
 */
const FLAGS: Readonly<Record<Manner, readonly string[]>> = {
  once: ["--interrupt-budget=500000", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"],
  often: ["--always-sparkplug", "--interrupt-budget=30000"],
};

/** To be called before large imports. */
export function startProcess(manner: Manner): void {
  for (const flag of FLAGS[manner]) setFlagsFromString(flag);
  const folder = keepCompiledCode() ? null : cacheFolder();
  if (folder !== null) keepCompiledCodeIn(join(folder, "ganglion", manner));
}

/** The same for a thread. */
export function startThread(): void {
  keepCompiledCode();
}

/** Node 22.8 and later can keep what they compiled of all packages; in earlier ones we do so with the largest. */
function keepCompiledCode(): boolean {
  const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
  enableCompileCache?.();
  return enableCompileCache !== undefined;
}

/** The user's own, as the XDG base directory specification has it; null for a user who has no home. */
function cacheFolder(): string | null {
  const { XDG_CACHE_HOME } = process.env;
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  try {
    return join(homedir(), ".cache");
  } catch {
    return null;
  }
}
