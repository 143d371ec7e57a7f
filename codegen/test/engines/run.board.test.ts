/**
 * The programs of run/ and fuzz/found/ in generated C, by several compilers and on several processors.
 *
 * @packageDocumentation
 */
import { beforeAll, expect, it } from "vitest";
import { describeCompiled } from "./compiled.ts";
import type { Result } from "./engine.ts";
import { runTogether } from "./merge.ts";
import { programFiles, readProgramFile, unmetExpectations } from "./program-file.ts";

/** Each program as it is compiled, and as it was written. */
const FILES = programFiles()
  .map(readProgramFile)
  .flatMap((file) => [
    { ...file, program: file.folded },
    { ...file, name: `${file.name}, not folded,` },
  ]);

describeCompiled((engine) => {
  let results: readonly (readonly Result[])[] = [];
  beforeAll(async () => {
    results = await runTogether(
      engine,
      FILES.map(({ program, expectations }) => ({ program, calls: expectations })),
    );
  });

  it.each(FILES.map((file, place) => ({ name: file.name, file, place })))("does what $name says", ({ file, place }) => {
    expect(unmetExpectations(file, results[place] ?? [])).toEqual([]);
  });
});
