/**
 * How a process of the compiler runs: once, or again and again. Nothing depends on it but the time.
 *
 * @packageDocumentation
 */
import module from "node:module";
import { setFlagsFromString } from "node:v8";

/** Node 22.8 and later keep what they compiled of the packages. To be called in each thread, before large imports. */
export function keepCompiledCode(): void {
  const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
  enableCompileCache?.();
}

/**
 * For a process that does its work once: optimised machine code takes longer to make, on other processors that are then
 * busy, than it saves. It halves the processor time of a build (of Binaryen, a fifth is left); a process that does the
 * same again and again is better off without it.
 */
export function runOnce(): void {
  for (const flag of ONCE_FLAGS) setFlagsFromString(flag);
}

/** For a process that does the same again and again: it is fast at the fourth time, not at the twelfth. */
export function runOften(): void {
  for (const flag of OFTEN_FLAGS) setFlagsFromString(flag);
}

const OFTEN_FLAGS = ["--always-sparkplug", "--interrupt-budget=30000"];

const ONCE_FLAGS = ["--interrupt-budget=500000", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];
