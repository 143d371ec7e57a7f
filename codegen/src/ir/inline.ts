/**
 * `@inline` in the doc comment of a function: where a loop calls it, its body is better put in place of the call.
 *
 * It changes no result. Compilers of C and engines of JavaScript judge that by themselves; engines of WebAssembly do
 * not, and the optimiser would do it everywhere or nowhere.
 *
 * @packageDocumentation
 */
import type { Func } from "./ir.ts";

/** Whether the author asks for it. */
export function isInline({ doc }: Func): boolean {
  return /^[ \t]*@inline[ \t]*$/m.test(doc);
}
