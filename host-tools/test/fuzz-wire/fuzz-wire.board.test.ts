/**
 * A short run of the fuzzer; `npm run fuzz:wire` has longer ones.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { fuzzWire, missingFuzzer } from "./run-fuzzer.ts";

const COUNT = 20_000;

test.skipIf(missingFuzzer() !== null)(`${COUNT} inputs of all kinds`, { timeout: 120_000 }, async () => {
  const { executions, failure } = await fuzzWire({ count: COUNT, seed: 1 });
  expect(failure).toBeNull();
  expect(executions).toBeGreaterThanOrEqual(COUNT);
});
