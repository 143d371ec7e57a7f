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
import { hostOf, withVocabulary } from "../program.ts";
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

test("variables that are stepped and brought back, in all ways that come to mind", { timeout: PATIENCE_MS }, () => {
  let accepted = 0;
  for (let seed = 1; seed <= COUNT; seed++) {
    const random = new Random(seed);
    const { program } = readProgram(hostOf(withVocabulary(correctingProgram(random))), "main.ts");
    // Some assign a variable to itself.
    if (program === null) continue;
    const verdict = checkSoundness(program, random);
    expect(verdict.complaint, `program ${seed}`).toBeNull();
    if (verdict.accepted) accepted++;
  }
  expect(accepted).toBeGreaterThan(COUNT / 100);
});

/** One function that uses and steps a variable, one that steps another of the same kind, and what may come between. */
function correctingProgram(random: Random): string {
  const places = ["at", "rings[0].head", "ring.head"];
  const part = (): string => {
    const [place, other] = [random.pick(places), random.pick(places)];
    const step = random.pick([`${place}++;`, `${place} += 3;`, `${place} = ${other} + 1;`]);
    const test = random.pick([
      `${place} === 8`,
      `${place} >= 8`,
      `${place} >= 8`,
      `${place} > 7 && ${other} < 9`,
      `${other} === 8`,
    ]);
    const value = random.pick(["0", "0", "7", "7", `${place} - 8`, other, "look()"]);
    const between = random.pick(["", "", "", "look();", "table[at & 7] = 1;"]);
    return `table[${place}] = 1; ${step} ${between} if (${test}) ${place} = ${value};`;
  };
  return `
    class Ring { head: u32 = 0; }
    const rings = array(Ring, 2);
    const table = new Uint8Array(8);
    export let calls: u32 = 0;
    let at: u32 = 0;
    function look(): u32 { calls++; return at; }
    export function f(x: u32): u32 { const ring = rings[x & 1]; ${part()} return look() + ring.head; }
    export function g(x: u32): u32 { const ring = rings[x & 1]; ${part()} return at + ring.head; }
  `;
}
