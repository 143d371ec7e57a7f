/**
 * A few random programs in generated C, by several compilers and on several processors; `npm run fuzz` looks for more.
 *
 * @packageDocumentation
 */
import { expect, it } from "vitest";
import { toC } from "../../src/to-c/to-c.ts";
import { CLANG, complaints, WARNINGS_ON_RANDOM_PROGRAMS, withSources } from "../clean.ts";
import { describeCompiled } from "../engines/compiled.ts";
import { compareAll, compileRandom } from "./compare.ts";
import { createProgram } from "./generate.ts";

const PROGRAMS = Array.from({ length: 15 }, (_, index) => createProgram(1001 + index));

/** As many as the smallest chip's memory takes. */
const TOGETHER = 5;

describeCompiled((engine) => {
  it("agrees with the reference", async () => {
    const verdicts = await compareAll(PROGRAMS, [{ engine, together: TOGETHER }]);
    const failures = verdicts
      .map((verdict, index) => ({ seed: PROGRAMS[index]?.seed, ...verdict }))
      .filter(({ kind }) => kind !== "agree" && kind !== "refused");
    expect(failures).toEqual([]);
  });
});

it.each(PROGRAMS)("gives clang nothing to warn of, seed $seed", (random) => {
  const compiled = compileRandom(random);
  if (compiled.kind !== "program") return;
  const said = withSources(toC(compiled.program, { sources: new Map() }), (folder) =>
    complaints(CLANG, [...WARNINGS_ON_RANDOM_PROGRAMS, "-fsyntax-only", "main.c"], folder),
  );
  expect(said).toBe("");
});
