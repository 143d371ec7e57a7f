/**
 * Runs programs on all engines and says where they part.
 *
 * @packageDocumentation
 */
import type { Diagnostic } from "../../src/diagnostic.ts";
import { fold } from "../../src/fold/fold.ts";
import { readProgram } from "../../src/front-end.ts";
import type { Program } from "../../src/ir/ir.ts";
import type { Call, Engine, Result } from "../engines/engine.ts";
import { agree } from "../engines/engine.ts";
import { runTogether } from "../engines/merge.ts";
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

/** An engine, and how many programs it is given as one: its compiler and emulator take their time to start. */
export interface BatchEngine {
  readonly engine: Engine;
  readonly together: number;
}

export async function compare(random: RandomProgram, engines: readonly Engine[]): Promise<Verdict> {
  const [verdict] = await compareAll(
    [random],
    engines.map((engine) => ({ engine, together: 1 })),
  );
  if (verdict === undefined) throw new Error("fuzz: no verdict");
  return verdict;
}

/** What comes of each program. One that fails on an engine goes to no further ones. */
export async function compareAll(
  programs: readonly RandomProgram[],
  engines: readonly BatchEngine[],
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = programs.map(() => ({ kind: "agree" }));
  let left: Candidate[] = [];
  for (const [place, random] of programs.entries()) {
    const compiled = compileRandom(random);
    if (compiled.kind !== "program") verdicts[place] = compiled;
    else {
      const expected = runReference(random.module, random.calls);
      left.push({ place, program: compiled.program, calls: random.calls, expected });
    }
  }
  for (const { engine, together } of engines) {
    for (let start = 0; start < left.length; start += together) {
      const some = left.slice(start, start + together);
      for (const [index, verdict] of (await runOn(engine, some)).entries()) {
        const place = some[index]?.place;
        if (place !== undefined) verdicts[place] = verdict;
      }
    }
    left = left.filter(({ place }) => verdicts[place]?.kind === "agree");
  }
  return verdicts;
}

/** A program under comparison. */
interface Candidate {
  readonly place: number;
  readonly program: Program;
  readonly calls: readonly Call[];
  readonly expected: readonly Result[];
}

type Compiled =
  { readonly kind: "program"; readonly program: Program } | Extract<Verdict, { kind: "refused" | "crash" }>;

/** What the compiler makes of it. */
export function compileRandom({ module }: RandomProgram): Compiled {
  try {
    const { program, diagnostics } = readProgram(hostOf(sourceOf(module, "./lib/types.ts")), "main.ts");
    if (program === null) return { kind: "refused", diagnostics };
    return { kind: "program", program: fold(program, { isProven: false }) };
  } catch (error) {
    return { kind: "crash", stage: "front end", message: String(error) };
  }
}

/** If one of several programs breaks the engine, each is run by itself to see which. */
async function runOn(engine: Engine, candidates: readonly Candidate[]): Promise<readonly Verdict[]> {
  const [first] = candidates;
  if (first === undefined) return [];
  try {
    const results =
      candidates.length === 1 ? [await engine.run(first.program, first.calls)] : await runTogether(engine, candidates);
    return candidates.map((candidate, index) => judge(engine, candidate, results[index] ?? []));
  } catch (error) {
    if (candidates.length === 1) return [{ kind: "crash", stage: engine.name, message: String(error) }];
    const alone: Verdict[] = [];
    for (const candidate of candidates) alone.push(...(await runOn(engine, [candidate])));
    return alone;
  }
}

function judge(engine: Engine, { calls, expected }: Candidate, results: readonly Result[]): Verdict {
  for (const [index, call] of calls.entries()) {
    const [wanted = null, actual = null] = [expected[index], results[index]];
    if (!agree(wanted, actual)) {
      return { kind: "differ", engine: engine.name, call, index, expected: wanted, actual };
    }
  }
  return { kind: "agree" };
}
