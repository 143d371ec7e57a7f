/**
 * The compiled core costs hardly more cycles than C that was written by hand. The emulator counts exactly, so this is
 * no matter of a busy machine.
 *
 * @packageDocumentation
 */
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../targets/test/fixture.ts";
import { measureKernels, WORK, type ChipMeasurement } from "./kernels.ts";

/** How much more the compiled program may cost. */
const RATIO_MAX = 1.05;

let folder = "";
let measured: ChipMeasurement;

beforeAll(async () => {
  folder = await temporaryFolder();
  measured = await measureKernels(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("both compute the same bytes", () => expect(measured.differentBytes).toBe(0));

test.for(WORK)("$work: at most 1.05 times the cycles of C by hand", ({ work }) => {
  const pair = measured.pairs.find((each) => each.work === work);
  expect(pair?.handwrittenCycles).toBeGreaterThan(1000);
  expect((pair?.ganglionCycles ?? NaN) / (pair?.handwrittenCycles ?? NaN)).toBeLessThanOrEqual(RATIO_MAX);
});
