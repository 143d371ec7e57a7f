/**
 * A few random programs in generated C; `fuzz.ts --native` looks for more.
 *
 * @packageDocumentation
 */
import { expect, it } from "vitest";
import { toC } from "../../src/to-c/to-c.ts";
import { CLANG, complaints, WARNINGS_ON_RANDOM_PROGRAMS, withSources } from "../clean.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../engines/native.ts";
import { compare, compileRandom } from "./compare.ts";
import { createProgram } from "./generate.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => 1001 + index);

it.each(SEEDS)("agrees with the reference, seed %i", async (seed) => {
  expect((await compare(createProgram(seed), [NATIVE_CHECKED, NATIVE_OPTIMISED])).kind).toMatch(/^(agree|refused)$/);
});

it.each(SEEDS)("gives clang nothing to warn of, seed %i", (seed) => {
  const compiled = compileRandom(createProgram(seed));
  if (compiled.kind !== "program") return;
  const said = withSources(toC(compiled.program, { sources: new Map() }), (folder) =>
    complaints(CLANG, [...WARNINGS_ON_RANDOM_PROGRAMS, "-fsyntax-only", "main.c"], folder),
  );
  expect(said).toBe("");
});
