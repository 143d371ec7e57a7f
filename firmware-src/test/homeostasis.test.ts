/**
 * Firing rates, and thresholds that follow them.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest } from "./cores.ts";

const ERROR = { ok: 0, badArgument: 2, badTimeStep: 4 };
const f = Math.fround;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    for (const x of [0, 1]) {
      core.insertBuffer.set([x, 0, 0, 0]);
      functions.insert();
    }
    functions.last_error();
  });

  test("a spike in 1 ms is a thousandth of the rate of one a millisecond", () => {
    fire(0);
    functions.homeostatic_update(1);
    expect(functions.get_spike_rate(0)).toBe(f(0.001));
    expect(functions.get_spike_rate(1)).toBe(0);
    expect(functions.get_network_activity()).toBe(f(0.001));
    expectThreshold(0, f(1 + f(f(f(0.001) - f(0.1)) * f(0.001))));
    expectThreshold(1, f(1 + f(f(-0.1) * f(0.001))));
  });

  test("each spike counts once", () => {
    fire(0);
    functions.homeostatic_update(1);
    functions.homeostatic_update(1);
    expect(functions.get_spike_rate(0)).toBe(f(f(0.001) * f(1 - f(0.001))));
  });

  test("a silent neuron needs nine seconds to the lowest threshold, 0.1", () => {
    let time = 0;
    while (!firesAt(1, f(0.1)) && time < 20_000) {
      functions.homeostatic_update(10);
      time += 10;
    }
    expect(time).toBeGreaterThanOrEqual(8_990);
    expect(time).toBeLessThanOrEqual(9_010);
  });

  test.each([0, -5, NaN, Infinity, -Infinity])("%d ms are refused, and the neuron fires as before", (dt) => {
    fire(0);
    functions.homeostatic_update(dt);
    expect(functions.last_error()).toBe(ERROR.badTimeStep);
    expect(functions.get_spike_rate(0)).toBe(0);
    functions.snn_step(3);
    fire(0);
    expect(functions.snn_spiked(0)).toBe(1);
  });

  test("more than a second is a second: the rate is that of the time since the last call", () => {
    fire(0);
    functions.homeostatic_update(4000);
    expect(functions.get_spike_rate(0)).toBe(f(1 / 4000));
  });

  test("thresholds are brought to 0.1 to 10, whatever they were", () => {
    functions.snn_set_threshold(0, 1e30);
    functions.snn_set_threshold(1, -1e30);
    functions.homeostatic_update(1);
    expectThreshold(0, 10);
    expectThreshold(1, f(0.1));
  });

  test("rates and thresholds stay in range for any number of spikes and any time", () => {
    const time = fc.float({ noNaN: true, noDefaultInfinity: true, min: 0, minExcluded: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), time), { maxLength: 20 }), (all) => {
        functions.snn_reset();
        for (const [spikes, dt] of all) {
          for (let each = 0; each < spikes; each++) {
            fire(0);
            functions.snn_step(3);
          }
          functions.homeostatic_update(dt);
          expect(functions.get_spike_rate(0)).toBeGreaterThanOrEqual(0);
          expect(functions.get_spike_rate(0)).toBeLessThan(1);
        }
        functions.snn_step(3);
        expect(firesAt(0, all.length === 0 ? 0.9 : below(f(0.1)))).toBe(false);
        expect(firesAt(0, 10)).toBe(true);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test("free slots have no part in it", () => {
    functions.snn_set_threshold(5, 3);
    functions.homeostatic_update(100);
    expect(functions.get_spike_rate(5)).toBe(0);
    expect(functions.get_spike_rate(32)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.badArgument);
  });

  function fire(index: number): void {
    functions.snn_set_membrane(index, 3e38);
    functions.snn_step(0);
  }

  /** Whether a neuron fires at a potential, which it then gives up; its refractory period is over. */
  function firesAt(index: number, potential: number): boolean {
    functions.snn_set_membrane(index, potential);
    functions.snn_step(0);
    functions.snn_set_membrane(index, 0);
    return functions.snn_spiked(index) === 1;
  }

  /** Tries the potential and the one below it. */
  function expectThreshold(index: number, expected: number): void {
    functions.snn_step(3);
    expect(firesAt(index, below(f(expected)))).toBe(false);
    expect(firesAt(index, expected)).toBe(true);
  }
});

/** The f32 before a positive one. */
function below(x: number): number {
  const bits = new Uint32Array(Float32Array.of(x).buffer);
  bits[0] = (bits[0] ?? 0) - 1;
  return new Float32Array(bits.buffer)[0] ?? NaN;
}
