/**
 * The spiking engine beside Brian2: spike for spike, and potentials and weights to a few millionths.
 *
 * data/brian2/ has what Brian2 did, and says how it was recorded. Neurons in fixed point fire at the same steps; their
 * potentials are known to a few of their own last bits only.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { beginModel, type Engine, enginesUnderTest, KIND, PARAMETER } from "./engines.ts";

const DT = 0.1;

interface Basic {
  readonly const: Readonly<Record<string, { readonly t: readonly number[]; readonly v_first300: readonly number[] }>>;
  readonly exp: {
    readonly input_times_ms: readonly number[];
    readonly spike_times_ms: readonly number[];
    readonly v_every_50: readonly number[];
  };
  readonly stdp: {
    readonly pre: readonly (readonly [number, number])[];
    readonly post: readonly (readonly [number, number])[];
    readonly w_final: readonly number[];
  };
}

/** A step and a neuron. */
type Spike = readonly [number, number];

interface Driven {
  readonly steps: number;
  readonly every: number;
  readonly inputs: readonly Spike[];
  readonly weights: readonly number[];
  readonly spikes: readonly number[];
  readonly v: readonly number[];
}

interface Learning {
  readonly steps: number;
  readonly pre: readonly Spike[];
  readonly post: readonly Spike[];
  readonly delays: readonly number[];
  readonly initial: readonly number[];
  readonly rewards: readonly (readonly [number, number])[];
  readonly weights: readonly (readonly number[])[];
}

interface More {
  readonly subtracting: Driven;
  readonly equal_times: Driven;
  readonly physical: Driven;
  readonly direct: Driven;
  readonly recurrent: {
    readonly steps: number;
    readonly every: number;
    readonly inputs: readonly Spike[];
    readonly kick: number;
    readonly synapses: readonly (readonly [number, number, number, number])[];
    readonly spikes: readonly Spike[];
    readonly v: readonly (readonly number[])[];
  };
  readonly delayed_learning: Learning;
  readonly soft_bounds: Learning;
  readonly rewarded: Learning;
}

/** A recording, the parameters of its neuron that are not the defaults, and the size of its potentials. */
interface DrivenCase {
  readonly name: "subtracting" | "equal_times" | "physical" | "direct";
  readonly settings: Readonly<Partial<Record<keyof typeof PARAMETER, number>>>;
  readonly scale?: number;
}

const basic = readJson("basic.json") as Basic;
const more = readJson("more.json") as More;

describe.each(enginesUnderTest())("$name", ({ create, potentialError }) => {
  const engine = create();

  test.each(["0.1", "0.5", "1.0"])("a constant current, in steps of %s ms", (dt) => {
    const recorded = basic.const[dt] ?? { t: [], v_first300: [] };
    const h = Number(dt);
    beginModel(engine, h, 1);
    engine.neu_current(0, 1.5);
    engine.neu_config(0, PARAMETER.refractory, 2 - h);
    const { spikes, potentials } = runDriven(engine, 1 + Math.round(200 / h), 1, () => undefined);
    expect(spikes).toEqual(recorded.t.map((ms) => Math.round(ms / h)));
    expectClose(potentials.slice(1, 1 + recorded.v_first300.length), recorded.v_first300, potentialError);
  });

  test("an exponential synapse", () => {
    const { input_times_ms, spike_times_ms, v_every_50 } = basic.exp;
    beginModel(engine, DT, 2);
    engine.neu_config(0, PARAMETER.refractory, 1.9);
    engine.syn_add(1, 0, 2, 0, 0);
    const inputs = new Set(input_times_ms.map((ms) => Math.round(ms / DT)));
    const { spikes, potentials } = runDriven(engine, 20000, 1, (step) => {
      if (inputs.has(step)) engine.net_input(1, KIND.spike, 0);
    });
    expect(spikes).toEqual(spike_times_ms.map((ms) => Math.round(ms / DT)));
    expectClose(
      v_every_50.map((_, i) => potentials[50 * i + 1] ?? NaN),
      v_every_50,
      potentialError,
    );
  });

  test("plasticity", () => {
    const { pre, post, w_final } = basic.stdp;
    beginModel(engine, DT, 12);
    const toSpikes = (pairs: typeof pre): Spike[] => pairs.map(([i, ms]) => [Math.round(ms / DT), i]);
    for (const i of w_final.keys()) engine.syn_add(i, 6 + i, 0.5, 0, 1);
    runLearning(engine, 50001, toSpikes(pre), toSpikes(post));
    expectClose(weightsOf(engine), w_final, 1e-6);
  });

  test.each<DrivenCase>([
    { name: "subtracting", settings: { subtracts: 1, refractory: 0 } },
    { name: "equal_times", settings: { membraneTime: 10, synapticTime: 10 } },
    {
      name: "physical",
      settings: {
        refractory: 5,
        membraneTime: 15,
        synapticTime: 3,
        rest: -70,
        threshold: -52,
        reset: -65,
        resistance: 100,
        current: 0.1,
      },
      scale: 18,
    },
    { name: "direct", settings: { refractory: 3, direct: 1 } },
  ])("$name", ({ name, settings, scale = 1 }) => {
    const { steps, every, inputs, weights, spikes: recorded, v } = more[name];
    beginModel(engine, DT, 1 + weights.length);
    for (const [parameter, value] of Object.entries(settings)) {
      engine.neu_config(0, PARAMETER[parameter as keyof typeof PARAMETER], value);
    }
    if (name === "physical") engine.net_input(0, KIND.potential, -70 - engine.net_get(0, KIND.potential));
    for (const [i, weight] of weights.entries()) engine.syn_add(1 + i, 0, weight, 0, 0);
    const events = bySteps(inputs);
    const { spikes, potentials } = runDriven(engine, steps, every, (step) => {
      for (const source of events.get(step) ?? []) engine.net_input(1 + source, KIND.spike, 0);
    });
    expect(spikes).toEqual(recorded);
    expectClose(potentials, v, potentialError * scale);
  });

  test("recurrent, with delays", () => {
    const { steps, every, inputs, kick, synapses, spikes: recorded, v } = more.recurrent;
    const size = v.length;
    beginModel(engine, DT, 2 * size);
    for (let i = 0; i < size; i++) engine.syn_add(size + i, i, kick, 0, 0);
    for (const [pre, post, weight, delay] of synapses) engine.syn_add(pre, post, weight, delay, 0);
    const events = bySteps(inputs);
    const spikes: Spike[] = [];
    for (let step = 0; step < steps; step++) {
      if (step % every === 0) {
        const potentials = v.map((_, i) => engine.net_get(i, KIND.potential));
        expectClose(potentials, v.map((row) => row[step / every] ?? NaN), potentialError); // prettier-ignore
      }
      for (const source of events.get(step) ?? []) engine.net_input(size + source, KIND.spike, 0);
      engine.net_step();
      spikes.push(...takeSpikes(engine).filter(([, neuron]) => neuron < size));
    }
    expect(spikes).toEqual(recorded);
    expect(spikes.length).toBeGreaterThan(100);
  });

  test.each([
    { name: "delayed_learning", rule: [] },
    { name: "soft_bounds", rule: [[0, 1], [6, 0.5]] }, // prettier-ignore
    { name: "rewarded", rule: [[0, 2], [7, 200], [8, 0.5]] }, // prettier-ignore
  ] as const)("$name", ({ name, rule }) => {
    const { steps, pre, post, delays, initial, rewards, weights } = more[name];
    beginModel(engine, DT, 2 * initial.length);
    for (const [parameter, value] of [[1, 0.03], [2, 0.025], [3, 20], [4, 30], ...rule] as const) {
      engine.syn_config(parameter, value);
    }
    for (const [i, weight] of initial.entries()) {
      engine.syn_add(i, initial.length + i, weight, delays[i] ?? 0, 1);
      engine.neu_config(initial.length + i, PARAMETER.threshold, 1e9);
    }
    let at = 0;
    const ends = [...rewards.map(([step]) => step), steps];
    for (const [i, end] of ends.entries()) {
      const inside = ([step]: Spike): boolean => step >= at && step < end;
      runLearning(engine, end, pre.filter(inside), post.filter(inside));
      const reward = rewards[i];
      if (reward !== undefined) engine.syn_reward(reward[1]);
      expectClose(weightsOf(engine), weights[i] ?? [], 1e-6);
      at = end;
    }
  });
});

/** Runs neuron 0 with others that drive it; the steps at which it fires, and its potential before every few steps. */
function runDriven(
  engine: Engine,
  steps: number,
  every: number,
  drive: (step: number) => void,
): { spikes: number[]; potentials: number[] } {
  const spikes: number[] = [];
  const potentials: number[] = [];
  for (let step = 0; step < steps; step++) {
    if (step % every === 0) potentials.push(engine.net_get(0, KIND.potential));
    drive(step);
    engine.net_step();
    for (const [at, neuron] of takeSpikes(engine)) if (neuron === 0) spikes.push(at);
  }
  return { spikes, potentials };
}

/** Runs until a step; sources fire as they are told, targets too, which come after all sources. */
function runLearning(engine: Engine, end: number, pre: readonly Spike[], post: readonly Spike[]): void {
  const sources = bySteps(pre);
  const targets = bySteps(post);
  const size = engine.syn_count();
  for (let step = engine.net_steps(); step < end; step++) {
    for (const i of sources.get(step) ?? []) engine.net_input(i, KIND.spike, 0);
    for (const i of targets.get(step) ?? []) engine.net_input(size + i, KIND.spike, 0);
    engine.net_step();
  }
  engine.events_take();
}

function bySteps(spikes: readonly Spike[]): ReadonlyMap<number, readonly number[]> {
  const map = new Map<number, number[]>();
  for (const [step, neuron] of spikes) map.set(step, [...(map.get(step) ?? []), neuron]);
  return map;
}

function takeSpikes(engine: Engine): Spike[] {
  return Array.from({ length: engine.events_take() }, (_, i) => {
    const { step, neuron } = engine.event(i);
    return [step, neuron];
  });
}

function weightsOf(engine: Engine): number[] {
  return Array.from({ length: engine.syn_count() }, (_, i) => engine.syn_get_weight(i));
}

function expectClose(actual: readonly number[], expected: readonly number[], error: number): void {
  expect(actual.length).toBe(expected.length);
  const worst = Math.max(...actual.map((value, i) => Math.abs(value - (expected[i] ?? NaN))));
  expect(worst).toBeLessThanOrEqual(error);
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`data/brian2/${name}`, import.meta.url), "utf8"));
}
