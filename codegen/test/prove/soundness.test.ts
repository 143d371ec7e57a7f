/**
 * The prover is right about random programs: whatever it says of values, facts and loops holds when they run,
 * and what it accepts fails no check. `PROVE_PROGRAMS=50000` runs as many.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { readProgram } from "../../src/front-end.ts";
import { createProgram as createTypedProgram, sourceOf } from "../fuzz/generate.ts";
import { Random } from "../fuzz/random.ts";
import { hostOf } from "../program.ts";
import { createProgram } from "./programs.ts";
import { checkSoundness } from "./soundness.ts";

const COUNT = Number(process.env.PROVE_PROGRAMS ?? 60);
const PATIENCE_MS = 20_000 + COUNT * 200;

test(`${COUNT} programs full of indices`, { timeout: PATIENCE_MS }, () => {
  let accepted = 0;
  let completed = 0;
  for (let seed = 1; seed <= COUNT; seed++) {
    const random = new Random(seed);
    const verdict = checkSoundness(createProgram(random), random);
    expect(verdict.complaint, `program ${seed}`).toBeNull();
    if (verdict.accepted) accepted++;
    completed += verdict.completed;
  }
  // Else the test would say nothing.
  expect(accepted).toBeGreaterThan(COUNT / 20);
  expect(completed).toBeGreaterThan(COUNT);
});

test("programs that use the whole language, which are made to be accepted", { timeout: PATIENCE_MS }, () => {
  let completed = 0;
  for (let seed = 1; seed <= COUNT / 5; seed++) {
    const text = sourceOf(createTypedProgram(seed).module, "./lib/types.ts");
    const { program } = readProgram(hostOf(text), "main.ts");
    // A few say what the front end refuses as meaningless, such as that something equals NaN.
    if (program === null) continue;
    const verdict = checkSoundness(program, new Random(seed));
    expect(verdict.complaint, `program ${seed}`).toBeNull();
    completed += verdict.completed;
  }
  expect(completed).toBeGreaterThan(COUNT / 5);
});
