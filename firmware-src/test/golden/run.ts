/**
 * Runs golden scripts: all of them as one program's calls, so that an engine that has to be compiled is compiled once.
 *
 * @packageDocumentation
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../../../codegen/src/ir/ir.ts";
import type { Engine } from "../../../codegen/test/engines/engine.ts";
import { readScript, type Step } from "./script.ts";

/** A script, and its steps. */
export interface Script {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly steps: readonly Step[];
}

/** All scripts, by name. */
export function scripts(program: Program): readonly Script[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".golden"))
    .toSorted()
    .map((name) => {
      const path = join(import.meta.dirname, name);
      const text = readFileSync(path, "utf8");
      return { name, path, text, steps: readScript(text, program) };
    });
}

/** What each step of each script answers on an engine. */
export async function answersOf(
  engine: Engine,
  program: Program,
  all: readonly Script[],
): Promise<readonly ReadonlyMap<number, string | null>[]> {
  const results = await engine.run(
    program,
    all.flatMap(({ steps }) => steps.flatMap(({ calls }) => calls)),
  );
  let taken = 0;
  return all.map(({ steps }) => {
    return new Map(
      steps.map(({ line, calls, print }) => {
        const own = results.slice(taken, taken + calls.length);
        taken += calls.length;
        return [line, print(own)] as const;
      }),
    );
  });
}

/** The lines of a script whose answers are others, each with what they are. */
export function differences(
  { text, steps }: Script,
  answers: ReadonlyMap<number, string | null>,
): readonly (readonly [line: string, answer: string | null])[] {
  const lines = text.split("\n");
  return steps.flatMap(({ line, expected }) => {
    const answer = answers.get(line) ?? null;
    return answer === expected ? [] : [[`${line + 1}: ${lines[line] ?? ""}`, answer] as const];
  });
}
