/**
 * What the programs in accept/ compile to is what lies beside them.
 *
 * After a change of a backend, look at the differences and then run with UPDATE_GOLDEN=1 to accept them.
 *
 * @packageDocumentation
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ACCEPT, goldenFiles, goldenPrograms, outputsOf, watOf } from "./golden.ts";

const isUpdate = process.env.UPDATE_GOLDEN === "1";

test.each(goldenPrograms())("%s", (program) => {
  for (const [path, text] of goldenOutputs(program)) {
    const file = join(ACCEPT, path);
    if (isUpdate) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    expect(text, `${path} (UPDATE_GOLDEN=1 accepts what is new)`).toBe(readFileSync(file, "utf8"));
  }
});

test("no output is left of a program that is gone", () => {
  const expected = new Set(goldenPrograms().flatMap((program) => [...goldenOutputs(program).keys()]));
  const stale = goldenFiles().filter((file) => !expected.has(file));
  if (isUpdate) for (const file of stale) rmSync(join(ACCEPT, file));
  expect(isUpdate ? [] : stale).toEqual([]);
});

test("the same program gives the same output", () => {
  for (const program of goldenPrograms()) expect(outputsOf(program)).toEqual(outputsOf(program));
});

function goldenOutputs(program: string): ReadonlyMap<string, string> {
  const texts = [...outputsOf(program)].filter(([path]) => path !== "ganglion.h");
  return new Map([...texts, [program.replace(/\.ts$/, ".wat"), watOf(program)]]);
}
