/**
 * The spiking engine beside its equations in double precision, and what it does with its own means: delays, idle time,
 * the list of events, models from files, arguments out of range.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { beginModel, type Engine, enginePairs, enginesUnderTest, KIND, PARAMETER, setRule } from "./engines.ts";
import { DEFAULT_NEURON, type ModelNeuron, type ModelRule, type ModelSynapse, SpikingModel } from "./oracle/spiking.ts";

const ERROR = { ok: 0, full: 1, badArgument: 2, nonfinite: 3, badTimeStep: 4 };
const SYNAPSES = 256;
const EVENTS = 128;
const STEPS_MAX = 65536;
const OVERFLOW = 0x80000000;

/** Numbers in hundredths are the same to everyone but for their last bits. */
const hundredths = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(100 * least), max: Math.round(100 * most) }).map((n) => n / 100);

const neuron: fc.Arbitrary<ModelNeuron> = fc.record({
  tauMembrane: hundredths(5, 30),
  tauSynapse: fc.oneof(hundredths(1, 30), fc.constant(10), fc.constant(0)),
  rest: hundredths(-1, 1),
  resistance: hundredths(0.5, 2),
  threshold: hundredths(1.2, 2),
  reset: hundredths(-0.5, 0.5),
  refractory: fc.constantFrom(0, 0.5, 1, 2, 3.5),
  subtracts: fc.boolean(),
  direct: fc.boolean(),
  constant: hundredths(-0.2, 0.5),
});

const NEURONS = 6;

const synapse: fc.Arbitrary<ModelSynapse> = fc.record({
  pre: fc.nat(NEURONS - 1),
  post: fc.nat(NEURONS - 1),
  weight: hundredths(0, 0.9),
  delay: fc.nat(31),
  plastic: fc.boolean(),
});

const rule: fc.Arbitrary<ModelRule> = fc.record({
  mode: fc.constantFrom(0, 1, 2),
  up: hundredths(0, 0.1),
  down: hundredths(0, 0.1),
  tauUp: hundredths(5, 40),
  tauDown: hundredths(5, 40),
  most: hundredths(1, 2),
  exponent: hundredths(0, 2),
  tauEligibility: hundredths(50, 500),
  rate: hundredths(0, 2),
});

interface Run {
  readonly h: number;
  readonly neurons: readonly ModelNeuron[];
  readonly synapses: readonly ModelSynapse[];
  readonly rule: ModelRule;
  /** For each step the neurons that are forced to fire, and perhaps a reward after it. */
  readonly steps: readonly { readonly forced: readonly number[]; readonly reward: number | null }[];
}

const runs: fc.Arbitrary<Run> = fc.record({
  h: fc.constantFrom(0.5, 1),
  neurons: fc.array(neuron, { minLength: NEURONS, maxLength: NEURONS }),
  synapses: fc.array(synapse, { maxLength: 20, size: "max" }),
  rule,
  steps: fc.array(
    fc.record({
      forced: fc.oneof(
        { weight: 4, arbitrary: fc.constant<number[]>([]) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.nat(NEURONS - 1), { maxLength: 3 }) },
      ),
      reward: fc.oneof({ weight: 20, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hundredths(-1, 1) }),
    }),
    { minLength: 40, maxLength: 120, size: "max" },
  ),
});

describe.each(enginesUnderTest())("$name", ({ name, create, potentialError }) => {
  const engine = create();
  const isFloat = !name.includes("fixed");

  beforeEach(() => {
    beginModel(engine, 1, 0);
    engine.last_error();
  });

  test("does what the equations say: neurons, synapses, delays, resets, and all ways of learning", () => {
    fc.assert(
      fc.property(runs, (run) => {
        build(engine, run);
        const model = new SpikingModel(run.h, run.neurons, run.synapses, run.rule);
        for (const { forced, reward } of run.steps) {
          for (const i of forced) engine.net_input(i, KIND.spike, 0);
          const firing = model.advance(new Set(forced));
          // Two ways to round may differ where a potential ends on its threshold; nothing after that can be compared.
          const isClose = run.neurons.some(({ threshold }, i) => Math.abs(at(model.potentials, i) - threshold) < 1e-3);
          if (isClose) return;
          engine.net_step();
          expect(takeNeurons(engine)).toEqual(firing);
          if (reward !== null) {
            model.reward(reward);
            engine.syn_reward(reward);
          }
          for (const i of run.neurons.keys()) {
            const error = potentialError * 4;
            expect(Math.abs(engine.net_get(i, KIND.potential) - at(model.potentials, i))).toBeLessThan(error);
            expect(Math.abs(engine.net_get(i, KIND.current) - at(model.currents, i))).toBeLessThan(error);
          }
          for (const i of run.synapses.keys()) {
            expect(Math.abs(engine.syn_get_weight(i) - at(model.weights, i))).toBeLessThan(2e-5);
          }
        }
      }),
      { numRuns: isFloat ? 60 : 30, seed: 7 },
    );
  });

  test("a spike arrives after its delay, over every synapse", () => {
    const delays = [0, 1, 5, 31];
    for (const [i, delay] of delays.entries()) {
      engine.neu_config(1 + i, PARAMETER.direct, 1);
      engine.neu_config(1 + i, PARAMETER.membraneTime, 0);
      engine.syn_add(0, 1 + i, 0.25, delay, 0);
    }
    const arrived = delays.map(() => -1);
    engine.net_input(0, KIND.spike, 0);
    for (let step = 0; step < 40; step++) {
      engine.net_step();
      for (const i of delays.keys()) {
        if (at(arrived, i) < 0 && engine.net_get(1 + i, KIND.potential) === 0.25) arrived[i] = step;
      }
    }
    expect(arrived).toEqual(delays);
  });

  test("a neuron without leak sums what it gets", () => {
    engine.neu_config(0, PARAMETER.membraneTime, 0);
    engine.neu_config(0, PARAMETER.threshold, 100);
    engine.neu_config(0, PARAMETER.resistance, 0.5);
    engine.neu_current(0, 0.25);
    engine.net_run(16);
    expect(engine.net_get(0, KIND.potential)).toBeCloseTo(2, 4);
    engine.neu_current(0, 0);
    engine.net_input(0, KIND.current, 1);
    engine.net_run(100);
    expect(engine.net_get(0, KIND.potential)).toBeCloseTo(2 + 0.5 * 5, 3);
  });

  test("a synaptic time constant of 0 lets a current flow for one step", () => {
    for (const [i, tau] of [20, 0, 1e-35].entries()) {
      engine.neu_config(i, PARAMETER.membraneTime, tau);
      engine.neu_config(i, PARAMETER.synapticTime, 0);
      engine.neu_config(i, PARAMETER.threshold, 9);
      engine.neu_config(i, PARAMETER.resistance, 1.5);
      engine.net_input(i, KIND.current, 0.75);
    }
    expect(engine.net_advance_idle(10)).toBe(0);
    engine.net_step();
    const leaky = 1.5 * 0.75 * (1 - Math.exp(-1 / 20));
    expect(engine.net_get(0, KIND.potential)).toBeCloseTo(leaky, 4);
    expect([1, 2].map((i) => engine.net_get(i, KIND.potential))).toEqual([1.5 * 0.75, 1.5 * 0.75]);
    expect([0, 1, 2].map((i) => engine.net_get(i, KIND.current))).toEqual([0, 0, 0]);
    expect(engine.net_advance_idle(20)).toBe(20);
    expect(engine.net_get(0, KIND.potential)).toBeCloseTo(leaky / Math.E, 4);
    expect([1, 2].map((i) => engine.net_get(i, KIND.potential))).toEqual([1.5 * 0.75, 0]);
  });

  test("no time constant is too short", () => {
    engine.neu_config(0, PARAMETER.membraneTime, 1e-45);
    engine.neu_config(0, PARAMETER.synapticTime, 1e-45);
    engine.neu_config(0, PARAMETER.threshold, 9);
    engine.neu_current(0, 0.5);
    engine.net_input(0, KIND.current, 1);
    engine.net_run(2);
    expect([engine.net_get(0, KIND.potential), engine.net_get(0, KIND.current)]).toEqual([0.5, 0]);
  });

  test("time does not drift, and a run is bounded", () => {
    expect(engine.net_run(1000)).toBe(0);
    expect(engine.net_steps()).toBe(1000);
    expect([engine.net_run(0xffffffff), engine.last_error()]).toEqual([0, ERROR.badArgument]);
    expect(engine.net_steps()).toBe(1000 + STEPS_MAX);
  });

  test("a jump over idle time is as good as its steps, refractory period included", () => {
    const set = (): void => {
      beginModel(engine, 0.1, 0);
      engine.neu_config(0, PARAMETER.rest, 0.5);
      engine.neu_config(0, PARAMETER.threshold, 9);
      engine.neu_config(1, PARAMETER.refractory, 5);
      engine.neu_config(1, PARAMETER.threshold, 9);
      engine.syn_add(1, 0, 0.5, 0, 1);
      engine.neu_current(0, 0.25);
      engine.net_input(0, KIND.potential, 0.75);
      engine.net_input(1, KIND.current, 2);
      engine.net_input(1, KIND.spike, 0);
      engine.net_step();
    };
    const potentials = (): number[] =>
      [0, 1].flatMap((i) => [engine.net_get(i, KIND.potential), engine.net_get(i, KIND.current)]);
    for (const steps of [1, 20, 50, 51, 300]) {
      set();
      expect(engine.net_run(steps)).toBe(0);
      const stepped = potentials();
      set();
      expect(engine.net_advance_idle(steps)).toBe(steps);
      expect(engine.net_steps()).toBe(1 + steps);
      for (const [i, value] of potentials().entries()) expect(Math.abs(value - at(stepped, i))).toBeLessThan(2e-4);
    }
    expect(engine.net_advance_idle(0xffffffff) >>> 0).toBe(0xffffffff);
    expect(engine.net_get(0, KIND.potential)).toBeCloseTo(0.75, 4);
    expect(engine.net_get(1, KIND.potential)).toBeCloseTo(0, 4);
  });

  test("does not jump where something may happen", () => {
    engine.syn_add(0, 1, 0.5, 4, 0);
    engine.net_input(0, KIND.spike, 0);
    expect(engine.net_advance_idle(10)).toBe(0);
    engine.net_step();
    expect(engine.net_advance_idle(10)).toBe(0);
    engine.net_run(4);
    expect(engine.net_advance_idle(10)).toBe(10);
    engine.neu_current(0, 1.5);
    expect(engine.net_advance_idle(10)).toBe(0);
    engine.neu_current(0, 0);
    engine.net_input(0, KIND.current, 1.5);
    expect(engine.net_advance_idle(10)).toBe(0);
    expect([engine.net_steps(), engine.last_error()]).toEqual([15, ERROR.ok]);
  });

  test("lists spikes until they are taken, and tells that there was no room for more", () => {
    engine.neu_config(0, PARAMETER.threshold, -1);
    engine.neu_config(0, PARAMETER.refractory, 1);
    expect(engine.net_run(5)).toBe(3);
    expect(engine.events_take()).toBe(3);
    expect([0, 1, 2].map((i) => engine.event(i))).toEqual([0, 2, 4].map((step) => ({ step, neuron: 0 })));
    expect(engine.events_take()).toBe(0);
    engine.net_run(2 * EVENTS);
    expect(engine.events_take() >>> 0).toBe(EVENTS);
    engine.net_run(2 * EVENTS + 2);
    expect(engine.events_take() >>> 0).toBe((OVERFLOW | EVENTS) >>> 0);
    expect(engine.events_take()).toBe(0);
  });

  test("becomes the graph of the vectors", () => {
    engine.init(4, 0, 0);
    expect(engine.syn_from_graph(0.5, 1, 1)).toBe(0);
    for (const x of [0, 1, 3, 7]) {
      engine.insertBuffer.set([x, 0, 0, 0]);
      engine.insert();
    }
    expect(engine.syn_from_graph(0.5, 1, 1)).toBe(12);
    expect([engine.syn_count(), engine.syn_get_weight(11)]).toEqual([12, 0.5]);
    engine.net_input(0, KIND.spike, 0);
    engine.net_run(2);
    expect([1, 2, 3].map((i) => engine.net_get(i, KIND.current))).toEqual([0.5, 0.5, 0.5]);
  });

  test("removing synapses removes what is under way", () => {
    engine.syn_add(0, 1, 0.5, 3, 0);
    engine.net_input(0, KIND.spike, 0);
    engine.net_step();
    engine.syn_clear();
    expect([engine.syn_count(), engine.net_advance_idle(5)]).toEqual([0, 5]);
    engine.syn_add(0, 1, 0.5, 3, 0);
    engine.net_run(40);
    expect(engine.net_get(1, KIND.current)).toBe(0);
  });

  test("a reset puts neurons at rest and keeps weights and parameters", () => {
    engine.neu_config(1, PARAMETER.rest, -0.5);
    engine.syn_add(0, 1, 0.5, 3, 1);
    engine.syn_set_weight(0, 0.75);
    engine.net_input(0, KIND.spike, 0);
    engine.net_input(1, KIND.potential, 0.25);
    engine.net_run(2);
    engine.net_reset();
    expect([engine.net_steps(), engine.events_take()]).toEqual([0, 0]);
    expect([engine.net_get(1, KIND.potential), engine.syn_get_weight(0)]).toEqual([-0.5, 0.75]);
    engine.net_run(40);
    expect(engine.net_get(1, KIND.current)).toBe(0);
  });

  test("has room for so many synapses, and no more", () => {
    for (let i = 0; i < SYNAPSES; i++) expect(engine.syn_add(i % 32, (i + 1) % 32, 0.1, 0, 0)).toBe(i);
    expect([engine.syn_add(0, 1, 0.1, 0, 0), engine.last_error()]).toEqual([65535, ERROR.full]);
    expect(engine.syn_count()).toBe(SYNAPSES);
    engine.net_input(31, KIND.spike, 0);
    engine.net_step();
    expect(engine.net_get(0, KIND.current)).toBeCloseTo(0.8, 3);
  });

  test.each<[string, (engine: Engine) => unknown, number]>([
    ["neu_config of no neuron", (e) => e.neu_config(32, 0, 20), ERROR.badArgument],
    ["neu_config of no parameter", (e) => e.neu_config(0, 10, 20), ERROR.badArgument],
    ["neu_config out of range", (e) => e.neu_config(0, PARAMETER.synapticTime, -1), ERROR.badArgument],
    ["neu_config of NaN", (e) => e.neu_config(0, PARAMETER.threshold, NaN), ERROR.nonfinite],
    ["neu_current", (e) => e.neu_current(0, Infinity), ERROR.nonfinite],
    ["syn_add from no neuron", (e) => e.syn_add(32, 0, 1, 0, 0), ERROR.badArgument],
    ["syn_add to no neuron", (e) => e.syn_add(0, 0xffffffff, 1, 0, 0), ERROR.badArgument],
    ["syn_add with too long a delay", (e) => e.syn_add(0, 1, 1, 32, 0), ERROR.badArgument],
    ["syn_add of NaN", (e) => e.syn_add(0, 1, NaN, 0, 0), ERROR.nonfinite],
    ["syn_set_weight", (e) => e.syn_set_weight(0, 1), ERROR.badArgument],
    ["syn_get_weight", (e) => e.syn_get_weight(0), ERROR.badArgument],
    ["syn_config of no parameter", (e) => e.syn_config(9, 1), ERROR.badArgument],
    ["syn_config of no mode", (e) => e.syn_config(0, 3), ERROR.badArgument],
    ["syn_config out of range", (e) => e.syn_config(3, 0), ERROR.badArgument],
    ["syn_reward", (e) => e.syn_reward(-Infinity), ERROR.nonfinite],
    ["syn_from_graph", (e) => e.syn_from_graph(0.5, 32, 0), ERROR.badArgument],
    ["net_set_dt of 0", (e) => e.net_set_dt(0), ERROR.badTimeStep],
    ["net_set_dt of NaN", (e) => e.net_set_dt(NaN), ERROR.badTimeStep],
    ["net_set_dt of infinity", (e) => e.net_set_dt(Infinity), ERROR.badTimeStep],
    ["net_input of no neuron", (e) => e.net_input(32, 0, 1), ERROR.badArgument],
    ["net_input of no kind", (e) => e.net_input(0, 3, 1), ERROR.badArgument],
    ["net_input of NaN", (e) => e.net_input(0, 0, NaN), ERROR.nonfinite],
    ["net_input too large", (e) => e.net_input(0, 1, 1e7), ERROR.badArgument],
    ["net_get of a neuron not in use", (e) => e.net_get(0, 0), ERROR.badArgument],
    ["net_load of more than the buffer", (e) => e.net_load(252), ERROR.badArgument],
    ["net_load of half a record", (e) => e.net_load(6), ERROR.badArgument],
  ])("%s is refused", (_, call, error) => {
    call(engine);
    expect(engine.last_error()).toBe(error);
    engine.net_step();
    expect([engine.events_take(), engine.last_error(), engine.syn_count()]).toEqual([0, ERROR.ok, 0]);
  });

  test("loads a model record by record, up to the first that cannot be done", () => {
    const records = [
      [0x4d, 0x4e, 0x5249, 1, 4, 0.5],
      [1, PARAMETER.refractory, 0, 3, 0, 4],
      [1, PARAMETER.current, 2, 2, 0, 1.5],
      [2, 1, 2, 3, 7, 0.75],
      [3, 1, 0, 0, 0, 0.25],
    ] as const;
    expect(load(engine, records)).toBe(5);
    expect([engine.syn_count(), engine.syn_get_weight(0), engine.last_error()]).toEqual([1, 0.75, ERROR.ok]);
    engine.net_run(45);
    expect(takeNeurons(engine)).toEqual([2]);
    for (const bad of [
      [9, 0, 0, 0, 0, 0],
      [1, 10, 0, 0, 0, 0],
      [1, 0, 3, 2, 0, 20],
      [1, 0, 0, 32, 0, 20],
      [2, 0, 0, 1, 32, 1],
      [3, 9, 0, 0, 0, 1],
      [0x4d, 0x4e, 0x5249, 2, 4, 0.5],
      [0x4d, 0x4e, 0x5249, 1, 33, 0.5],
    ] as const) {
      expect(load(engine, [records[3], bad, records[3]])).toBe(1);
      expect(engine.last_error()).toBe(ERROR.badArgument);
    }
  });

  test("survives whatever it is called with", () => {
    const word = fc.oneof(fc.nat(40), fc.constantFrom(255, 256, 0x7fffffff, 0x80000000, 0xffffffff));
    const real = fc.oneof(fc.float(), fc.constantFrom(NaN, Infinity, -Infinity, 1e6, -1e6, 0, 3.4028234663852886e38));
    const calls = fc.oneof(
      fc.tuple(word, fc.nat(10), real).map((a) => () => engine.neu_config(...a)),
      fc.tuple(word, real).map((a) => () => engine.neu_current(...a)),
      fc.tuple(word, word, real, word, word).map((a) => () => engine.syn_add(...a)),
      fc.tuple(word, real).map((a) => () => engine.syn_set_weight(...a)),
      fc.tuple(fc.nat(9), real).map((a) => () => engine.syn_config(...a)),
      fc.tuple(real).map((a) => () => engine.syn_reward(...a)),
      fc.tuple(real).map((a) => () => engine.net_set_dt(...a)),
      fc.tuple(word, word, real).map((a) => () => engine.net_input(...a)),
      fc.tuple(fc.nat(40)).map((a) => () => engine.net_run(...a)),
      fc.tuple(word).map((a) => () => engine.net_advance_idle(...a)),
      fc.tuple(word).map((a) => () => engine.net_load(...a)),
      fc.constant(() => engine.net_reset()),
      fc.constant(() => engine.syn_clear()),
      fc.constant(() => engine.events_take()),
    );
    fc.assert(
      fc.property(fc.array(calls, { minLength: 20, maxLength: 80, size: "max" }), (program) => {
        for (const call of program) call();
        for (let i = 0; i < 32; i++) {
          expect(Number.isFinite(engine.net_get(i, KIND.potential))).toBe(true);
          expect(Number.isFinite(engine.net_get(i, KIND.current))).toBe(true);
        }
        for (let id = 0; id < engine.syn_count(); id++) expect(Number.isFinite(engine.syn_get_weight(id))).toBe(true);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe.each(await enginePairs())("JavaScript and WebAssembly in $name", ({ pair }) => {
  test("agree to the last bit", () => {
    fc.assert(
      fc.property(runs, (run) => {
        const [left, right] = pair.map((engine) => historyOf(engine, run));
        expect(right).toEqual(left);
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});

/** All that a host can see of a run. */
function historyOf(engine: Engine, run: Run): unknown[] {
  build(engine, run);
  const seen = run.steps.map(({ forced, reward }) => {
    for (const i of forced) engine.net_input(i, KIND.spike, 0);
    engine.net_step();
    if (reward !== null) engine.syn_reward(reward);
    return [
      takeNeurons(engine),
      run.neurons.map((_, i) => [engine.net_get(i, KIND.potential), engine.net_get(i, KIND.current)]),
      run.synapses.map((_, id) => engine.syn_get_weight(id)),
    ];
  });
  return [...seen, engine.net_advance_idle(1000), run.neurons.map((_, i) => engine.net_get(i, KIND.potential))];
}

/** Builds a network in an engine. */
function build(engine: Engine, { h, neurons, synapses, rule: learning }: Run): void {
  beginModel(engine, h, neurons.length);
  setRule(engine, learning);
  for (const [i, model] of neurons.entries()) {
    for (const [parameter, value] of neuronInOrder(model).entries()) engine.neu_config(i, parameter, value);
    engine.net_input(i, KIND.potential, model.rest - engine.net_get(i, KIND.potential));
  }
  for (const { pre, post, weight, delay, plastic } of synapses) {
    engine.syn_add(pre, post, weight, delay, plastic ? 1 : 0);
  }
}

/** The values of a neuron in the order of their numbers. */
function neuronInOrder(model: ModelNeuron): number[] {
  const { tauMembrane, tauSynapse, rest, resistance, threshold, reset, refractory } = { ...DEFAULT_NEURON, ...model };
  const flags = [model.subtracts, model.direct].map(Number);
  return [tauMembrane, tauSynapse, rest, resistance, threshold, reset, refractory, ...flags, model.constant];
}

type FileRecord = readonly [number, number, number, number, number, number];

function load(engine: Engine, records: readonly FileRecord[]): number {
  const view = new DataView(engine.loadBuffer.buffer, engine.loadBuffer.byteOffset, engine.loadBuffer.byteLength);
  for (const [i, [kind, parameter, first, second, third, value]] of records.entries()) {
    view.setUint8(12 * i, kind);
    view.setUint8(12 * i + 1, parameter);
    view.setUint16(12 * i + 2, first, true);
    view.setUint16(12 * i + 4, second, true);
    view.setUint16(12 * i + 6, third, true);
    view.setFloat32(12 * i + 8, value, true);
  }
  return engine.net_load(12 * records.length);
}

function takeNeurons(engine: Engine): number[] {
  return Array.from({ length: engine.events_take() }, (_, i) => engine.event(i).neuron);
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error(`there is no ${index}`);
  return value;
}
