/**
 * Every operator and conversion in generated C, compiled as written and optimised, against the table of operators.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { matrix, wrongResults } from "./matrix.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "./native.ts";

describe.each([NATIVE_CHECKED, NATIVE_OPTIMISED])("$name", (engine) => {
  it.each(matrix())("computes $name as the table says", async (batch) => {
    expect(await wrongResults(engine, batch)).toEqual([]);
  });
});
