/**
 * The programs of run/ in generated C, without a warning, compiled as written and optimised.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "./native.ts";
import { programFiles, readProgramFile, unmetExpectations } from "./program-file.ts";

describe.each([NATIVE_CHECKED, NATIVE_OPTIMISED])("$name", (engine) => {
  it.each(programFiles())("does what %s says", async (name) => {
    expect(await unmetExpectations(engine, readProgramFile(name))).toEqual([]);
  });
});
