/**
 * Every operator and conversion in generated C, compiled as written and optimised, against the table of operators.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { matrix, wrongResults } from "./matrix.ts";
import { checkedNativeEngine, optimisedNativeEngine } from "./native.ts";

// gcc does not see a use in `x < 0`, which no program of a person has.
const UNUSED = "-Wno-unused-parameter";

describe.each([checkedNativeEngine(UNUSED), optimisedNativeEngine(UNUSED)])("$name", (engine) => {
  it.each(matrix())("computes $name as the table says", async (batch) => {
    expect(await wrongResults(engine, batch)).toEqual([]);
  });
});
