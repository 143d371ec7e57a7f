/**
 * The smallest program does what its README says.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { inject, step } from "../hello.ts";

test("the neuron fires when what was injected outlasts the leak, and then begins anew", () => {
  const spikes = Array.from({ length: 8 }, () => {
    inject(0.4);
    return step();
  });
  expect(spikes).toEqual([false, false, true, false, false, true, false, false]);
});

test("a constant input below the leak never makes it fire", () => {
  for (let i = 0; i < 1000; i++) {
    inject(0.05);
    expect(step()).toBe(false);
  }
});
