/**
 * Every operator and conversion in generated C, by several compilers and on several processors, against the table of
 * operators.
 *
 * @packageDocumentation
 */
import { beforeAll, expect, it } from "vitest";
import { describeCompiled } from "./compiled.ts";
import type { Result } from "./engine.ts";
import { matrix, wrongResults } from "./matrix.ts";
import { runTogether } from "./merge.ts";

const BATCHES = matrix();

describeCompiled((engine) => {
  let results: readonly (readonly Result[])[] = [];
  beforeAll(async () => {
    results = await runTogether(engine, BATCHES);
  });

  it.each(BATCHES.map((batch, place) => ({ name: batch.name, batch, place })))(
    "computes $name as the table says",
    ({ batch, place }) => {
      expect(wrongResults(batch, results[place] ?? [])).toEqual([]);
    },
  );
});
