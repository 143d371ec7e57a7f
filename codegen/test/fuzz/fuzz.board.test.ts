/**
 * A few random programs in generated C; `fuzz.ts --native` looks for more.
 *
 * @packageDocumentation
 */
import { expect, it } from "vitest";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../engines/native.ts";
import { compare } from "./compare.ts";
import { createProgram } from "./generate.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => 1001 + index);

it.each(SEEDS)("agrees with the reference, seed %i", async (seed) => {
  expect((await compare(createProgram(seed), [NATIVE_CHECKED, NATIVE_OPTIMISED])).kind).toMatch(/^(agree|refused)$/);
});
