/**
 * What v3 adds to the tick model: exact integration, parameters, and more ways to see and drive the network.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { coresUnderTest } from "./cores.ts";
import { activation, expNegative } from "./oracle/arithmetic.ts";
import { codeOf } from "./oracle/codes.ts";

const ERROR = { ok: 0, badArgument: 2, nonfinite: 3, empty: 5, notLive: 7 };
const MODE = { tick: 0, exact: 1, crossing: 2 };
const PARAMETER = { tau: 0, refractory: 1, threshold: 2, reset: 3, floor: 4, gain: 5, loss: 6, gainTau: 7, lossTau: 8 };
const MORE = { target: 9, averaging: 10, frequency: 11, inhibition: 12, drive: 13 };
const DEFAULTS = [20, 2, 1, 0, -1e6, 0.01, 0.012, 20, 20, 0.1, 1000, 40, 0.8, 0];
const f = Math.fround;

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    for (const x of [0, 1, 2]) insert([x, 0, 0, 0]);
    functions.last_error();
  });

  afterEach(() => {
    for (const [parameter, value] of DEFAULTS.entries()) functions.snn_config(parameter, value);
    functions.snn_set_mode(MODE.tick);
    functions.neuro_config(0, 0, 0.2, 0.2);
  });

  describe("exact integration", () => {
    test.each([0.1, 1, 5, 10, 40])("leaks in %d ms by e^(-h/tau)", (dt) => {
      functions.snn_set_mode(MODE.exact);
      functions.snn_set_membrane(0, 0.9);
      functions.snn_step(dt);
      expect(functions.snn_get_membrane(0)).toBe(f(f(0.9) * expNegative(f(-f(dt) / 20))));
    });

    test("gives the same in one step as in many", () => {
      functions.snn_set_mode(MODE.exact);
      for (const i of [0, 1]) functions.snn_set_membrane(i, 0.9);
      functions.snn_step(32);
      const once = functions.snn_get_membrane(0);
      functions.snn_set_membrane(0, 0.9);
      for (let times = 0; times < 128; times++) functions.snn_step(0.25);
      expect(functions.snn_get_membrane(0)).toBeCloseTo(once, 6);
    });

    test.each([0.1, 0.5, 1])("under a constant drive fires at the steps of the closed form, at %d ms", (dt) => {
      functions.snn_set_mode(MODE.exact);
      functions.snn_config(MORE.drive, 1.5);
      const steps = Math.round(200 / dt);
      expect(firingSteps(dt, steps)).toEqual(closedForm(dt, steps));
    });

    test("to the moment of the crossing keeps the true rate at any step", () => {
      const period = 2 + 20 * Math.log(3);
      functions.snn_config(MORE.drive, 1.5);
      for (const dt of [0.5, 1, 1.75]) {
        functions.snn_reset();
        functions.snn_set_mode(MODE.crossing);
        const fired = firingSteps(dt, Math.ceil((100 * period) / dt));
        const last = ((fired.at(-1) ?? 0) + 1) * dt;
        const crossings = fired.length * period - 2;
        expect(last).toBeGreaterThanOrEqual(crossings - 0.01);
        expect(last - crossings).toBeLessThan(dt + 0.01);
        expect(fired.length).toBeGreaterThan(98);
      }
    });

    test("a spike that outlasts its refractory period within the step goes on from the reset", () => {
      functions.snn_set_mode(MODE.crossing);
      functions.snn_config(MORE.drive, 1.5);
      functions.snn_step(40);
      const since = 40 - 20 * Math.log(3) - 2;
      expect(functions.snn_spiked(0)).toBe(1);
      expect(functions.snn_get_membrane(0)).toBeCloseTo(1.5 * (1 - Math.exp(-since / 20)), 5);
    });

    test("there is no fourth mode", () => {
      functions.snn_set_mode(3);
      expect(functions.last_error()).toBe(ERROR.badArgument);
      functions.snn_set_membrane(0, 0.5);
      functions.snn_step(1);
      expect(functions.snn_get_membrane(0)).toBe(f(0.475));
    });
  });

  describe("parameters", () => {
    test("begin as v2's constants, and are read back", () => {
      const names = [...Object.values(PARAMETER), ...Object.values(MORE)];
      expect(names.filter((each) => each !== PARAMETER.floor).map((each) => functions.snn_get_config(each))).toEqual(
        DEFAULTS.filter((_, each) => each !== PARAMETER.floor).map((value) => expect.closeTo(value, 6) as unknown),
      );
      for (const each of names) {
        expect(Number(functions.snn_config(each, 0.75))).toBe(1);
        expect(functions.snn_get_config(each)).toBeCloseTo(0.75, 6);
      }
    });

    test.each([
      [14, 1, ERROR.badArgument],
      [0xffffffff, 1, ERROR.badArgument],
      [PARAMETER.tau, 0, ERROR.badArgument],
      [PARAMETER.tau, -1, ERROR.badArgument],
      [PARAMETER.tau, NaN, ERROR.nonfinite],
      [PARAMETER.threshold, 0, ERROR.badArgument],
      [MORE.frequency, 1000, ERROR.badArgument],
      [MORE.drive, Infinity, ERROR.nonfinite],
    ])("parameter %d is not set to %d", (parameter, value, error) => {
      expect(Number(functions.snn_config(parameter, value))).toBe(0);
      expect(functions.last_error()).toBe(error);
      expect(functions.snn_get_config(PARAMETER.tau)).toBe(20);
    });

    test("tau, threshold, reset, refractory period and floor do what they say", () => {
      functions.snn_config(PARAMETER.tau, 10);
      functions.snn_set_membrane(0, 0.5);
      functions.snn_step(1);
      expect(functions.snn_get_membrane(0)).toBe(f(0.5 * f(0.9)));
      functions.snn_config(PARAMETER.threshold, 3);
      functions.snn_config(PARAMETER.reset, -0.5);
      functions.snn_config(PARAMETER.refractory, 4);
      functions.snn_set_membrane(0, 2.5);
      expect(functions.snn_step(0)).toBe(0);
      functions.snn_set_membrane(0, 3);
      expect(functions.snn_step(0)).toBe(1);
      expect(functions.snn_get_membrane(0)).toBe(-0.5);
      functions.snn_set_membrane(0, 9);
      expect([1, 1, 1, 1, 1].map((dt) => functions.snn_step(dt))).toEqual([0, 0, 0, 0, 1]);
      functions.snn_config(PARAMETER.floor, -1);
      functions.snn_inject(1, -7);
      expect(functions.snn_get_membrane(1)).toBe(-1);
    });

    test("traces with time constants of their own decay apart, from where they were together", () => {
      fire(0);
      functions.snn_step(20);
      expect([0, 1].map((which) => functions.snn_get_trace(0, which))).toEqual([expNegative(-1), expNegative(-1)]);
      functions.snn_config(PARAMETER.lossTau, 40);
      functions.snn_step(20);
      expect(functions.snn_get_trace(0, 0)).toBe(f(expNegative(-1) * expNegative(-1)));
      expect(functions.snn_get_trace(0, 1)).toBe(f(expNegative(-1) * expNegative(-0.5)));
      expect(functions.snn_get_trace(0, 2)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    });

    test("gain and loss are parts of the whole range of weights", () => {
      functions.snn_config(PARAMETER.gain, 0.1);
      functions.snn_config(PARAMETER.loss, 0.2);
      for (const i of [0, 1]) functions.set_edge_weight(i, 100);
      fire(0);
      fire(1);
      functions.snn_stdp();
      expect(functions.get_edge_weight(0)).toBe(126);
      expect(functions.get_edge_weight(1)).toBe(49);
    });

    test("the oscillator runs at another frequency, without drift where it is a sum of powers of two", () => {
      functions.snn_config(MORE.frequency, 62.5);
      for (let times = 0; times < 10_001; times++) functions.oscillator_step(4);
      expect(functions.oscillator_get_phase()).toBeCloseTo(Math.PI / 2, 6);
      functions.oscillator_step(-4);
      functions.snn_config(MORE.frequency, 10);
      functions.oscillator_step(25);
      expect(functions.oscillator_get_phase()).toBeCloseTo(Math.PI / 2, 6);
      functions.snn_config(MORE.frequency, 0);
      functions.oscillator_step(7);
      expect(functions.oscillator_get_phase()).toBeCloseTo(Math.PI / 2, 6);
    });
  });

  test("words of spikes: those of 32 neurons each", () => {
    fire(1);
    expect(functions.snn_get_spikes_word(0)).toBe(0b010);
    expect(functions.snn_get_spikes_word(1)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.badArgument);
  });

  test("all neurons are driven by their distances to the query", () => {
    core.queryBuffer.set([1, 0, 0, 0]);
    expect(functions.snn_activate_all(0.5)).toBe(3);
    expect([0, 1, 2].map((i) => functions.snn_get_membrane(i))).toEqual([0.25, 0.5, 0.25]);
    expect(functions.snn_activate_all(NaN)).toBe(3);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    core.queryBuffer.set([1, 0, NaN, 0]);
    expect(functions.snn_activate_all(1)).toBe(0);
    expect(activation(1)).toBe(0.5);
  });

  test("a mean by weights is one of vectors, whatever the weights", () => {
    functions.set_edge_weight(1, 51);
    functions.set_edge_weight(2, 102);
    functions.aggregate_ex(0, 1);
    expect(core.deltaBuffer[0]).toBe(f((51 + 204) / 153));
    functions.aggregate_ex(0, 0);
    expect(core.deltaBuffer[0]).toBe(0.5);
    for (const i of [1, 2]) functions.set_edge_weight(i, 0);
    functions.aggregate_ex(0, 1);
    expect(core.deltaBuffer[0]).toBe(0);
    functions.aggregate_ex(0, 2);
    expect(functions.last_error()).toBe(ERROR.badArgument);
  });

  test("a blend goes a part of the way, and twenty sweeps of it do not grow", () => {
    for (let sweep = 0; sweep < 20; sweep++) {
      for (const index of [0, 1, 2]) {
        functions.aggregate_neighbors(index);
        functions.blend_vector(index, 0.5);
      }
    }
    functions.aggregate_neighbors(0);
    expect(core.deltaBuffer[0]).toBeLessThanOrEqual(2);
    core.deltaBuffer.set([7, 7, 7, 7]);
    functions.blend_vector(0, 1);
    core.queryBuffer.set([7, 7, 7, 7]);
    functions.search(1);
    expect(core.results()[0]).toMatchObject({ index: 0, distance: 0 });
    functions.blend_vector(0, NaN);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
  });

  test("the query has a code, too", () => {
    core.queryBuffer.set([1, -2, 0.5, 0]);
    expect(functions.encode_query_to_spikes()).toBe(codeOf([1, -2, 0.5, 0]));
    core.queryBuffer.set([1, Infinity, 0.5, 0]);
    expect(functions.encode_query_to_spikes()).toBe(0);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
  });

  test("histories are searched, and correlate without the silent", () => {
    for (const i of [1, 2]) functions.snn_set_membrane(i, 2);
    functions.snn_step(0);
    functions.pattern_record();
    expect(functions.spike_search_history(1, 3)).toBe(3);
    expect(core.results().slice(0, 3)).toMatchObject([
      { index: 1, distance: 0 },
      { index: 2, distance: 0 },
      { index: 0, distance: 1 },
    ]);
    expect(functions.pattern_correlate_active(1, 32)).toBe(0b100);
    expect(functions.pattern_correlate_active(0, 32)).toBe(0);
    functions.init(4, 0, 0);
    expect(functions.spike_search_history(1, 3)).toBe(0);
    expect(functions.last_error()).toBe(ERROR.empty);
  });

  test("a preferred phase takes the place of the index's, until init", () => {
    functions.oscillator_step(6.25);
    functions.set_preferred_phase(0, 3.25);
    expect(functions.compute_resonance(0)).toBe(1);
    functions.set_preferred_phase(0, -0.25);
    expect(functions.compute_resonance(0)).toBe(0);
    for (const [index, turns, error] of [
      [32, 0, ERROR.badArgument],
      [0, NaN, ERROR.nonfinite],
    ] as const) {
      functions.set_preferred_phase(index, turns);
      expect(functions.last_error()).toBe(error);
    }
    functions.init(4, 0, 0);
    insert([0, 0, 0, 0]);
    functions.oscillator_step(6.25);
    expect(functions.compute_resonance(0)).toBe(0.5);
  });

  test("the winner's inhibition can be read; softmax hands out what there is", () => {
    functions.snn_set_membrane(0, 0.5);
    functions.snn_set_membrane(1, 1);
    functions.snn_set_membrane(2, -3);
    functions.wta_softmax(0.5);
    const [low, high, inhibited] = [0, 1, 2].map((i) => functions.snn_get_membrane(i));
    expect(low).toBeCloseTo(1.5 / (1 + Math.E), 6);
    expect(high).toBeCloseTo(1.5 - 1.5 / (1 + Math.E), 6);
    expect(inhibited).toBe(-3);
    functions.wta_softmax(1e-30);
    expect(functions.snn_get_membrane(1)).toBeCloseTo(1.5, 6);
    expect(functions.snn_get_membrane(0)).toBe(0);
    for (const temperature of [0, -1, NaN, Infinity]) {
      functions.wta_softmax(temperature);
      expect(functions.last_error()).toBe(ERROR.badArgument);
    }
    for (const i of [0, 1]) functions.snn_set_membrane(i, 3e38);
    functions.wta_softmax(1);
    expect(functions.last_error()).toBe(ERROR.nonfinite);
    functions.snn_set_membrane(1, 1);
    functions.snn_set_membrane(0, 0);
    functions.wta_compete();
    expect(functions.wta_get_inhibition()).toBe(f(0.8));
    functions.wta_reset();
    expect(functions.wta_get_inhibition()).toBe(0);
  });

  test("resonance and propagation have a say in a race if they are given one", () => {
    core.queryBuffer.set([0, 0, 0, 0]);
    functions.neuro_config(100, 0, 0.2, 0.2);
    functions.oscillator_step((25 * 2) / 32);
    functions.neuromorphic_search(3, 1, 0);
    expect(core.results()[0]?.index).toBe(2);
    functions.neuro_config(0, 1000, 0.2, 0.2);
    functions.neuromorphic_search(3, 1, 50);
    const withSpread = core.results()[2]?.distance ?? 0;
    functions.neuro_config(0, 0, 0.2, 0.2);
    functions.neuromorphic_search(3, 1, 50);
    expect(withSpread).toBeLessThan((core.results()[2]?.distance ?? 0) - 1);
    for (const [resonance, inhibition, gating, error] of [
      [NaN, 0, 0, ERROR.nonfinite],
      [2e6, 0, 0, ERROR.badArgument],
      [0, -1, 0, ERROR.badArgument],
      [0, 0, 1.5, ERROR.badArgument],
    ] as const) {
      functions.neuro_config(resonance, 0, inhibition, gating);
      expect(functions.last_error()).toBe(error);
    }
  });

  function insert(vector: readonly number[]): void {
    core.insertBuffer.set(vector);
    functions.insert();
  }

  function fire(index: number): void {
    functions.snn_set_membrane(index, 10);
    functions.snn_step(0);
  }

  /** The steps in which neuron 0 fires. */
  function firingSteps(dt: number, steps: number): number[] {
    return Array.from({ length: steps }, (_, step) => step).filter(() => {
      functions.snn_step(dt);
      return functions.snn_spiked(0) === 1;
    });
  }
});

/** Of v = 1.5 (1 - e^(-t/20)) from rest, again and again 2 ms after it has come to 1, seen at the ends of steps. */
function closedForm(dt: number, steps: number): number[] {
  const stepsToFire = Math.ceil((20 * Math.log(3)) / dt - 1e-9);
  const first = stepsToFire - 1;
  const interval = stepsToFire + Math.round(2 / dt);
  return Array.from({ length: steps }, (_, step) => step).filter(
    (step) => step >= first && (step - first) % interval === 0,
  );
}
