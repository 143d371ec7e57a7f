/**
 * Runs a program on all engines and says where they part.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../../src/diagnostic.ts";
import { readProgram } from "../../src/front-end.ts";
import type { Program } from "../../src/ir/ir.ts";
import type { Call, Engine, Result } from "../engines/engine.ts";
import { agree } from "../engines/engine.ts";
import { hostOf } from "../program.ts";
import type { RandomProgram } from "./generate.ts";
import { sourceOf } from "./generate.ts";
import { runReference } from "./reference.ts";

export type Verdict =
  | { readonly kind: "agree" }
  /** The compiler refuses the program, as it may: the generator cannot see every constant. */
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] }
  /** An engine gives another result than the reference. */
  | {
      readonly kind: "differ";
      readonly engine: string;
      readonly call: Call;
      readonly index: number;
      readonly expected: Result;
      readonly actual: Result;
    }
  /** A stage of the compiler or an engine threw. */
  | { readonly kind: "crash"; readonly stage: string; readonly message: string };

export async function compare(random: RandomProgram, engines: readonly Engine[]): Promise<Verdict> {
  const compiled = compileRandom(random);
  if (compiled.kind !== "program") return compiled;
  const expected = runReference(random.module, random.calls);
  for (const engine of engines) {
    const verdict = await runOn(engine, compiled.program, random.calls, expected);
    if (verdict.kind !== "agree") return verdict;
  }
  return { kind: "agree" };
}

type Compiled =
  { readonly kind: "program"; readonly program: Program } | Extract<Verdict, { kind: "refused" | "crash" }>;

/** What the compiler makes of it. */
export function compileRandom({ module }: RandomProgram): Compiled {
  try {
    const { program, diagnostics } = readProgram(hostOf(sourceOf(module, "./lib/types.ts")), "main.ts");
    return program === null ? { kind: "refused", diagnostics } : { kind: "program", program };
  } catch (error) {
    return { kind: "crash", stage: "front end", message: String(error) };
  }
}

async function runOn(
  engine: Engine,
  program: Program,
  calls: readonly Call[],
  expected: readonly Result[],
): Promise<Verdict> {
  let results: readonly Result[];
  try {
    results = await engine.run(program, calls);
  } catch (error) {
    return { kind: "crash", stage: engine.name, message: String(error) };
  }
  for (const [index, call] of calls.entries()) {
    const [wanted = null, actual = null] = [expected[index], results[index]];
    if (!agree(wanted, actual)) {
      return { kind: "differ", engine: engine.name, call, index, expected: wanted, actual };
    }
  }
  return { kind: "agree" };
}
