/**
 * Imported models beside a numerical integration of NIR's equations: each type of node, both methods, both resets, and
 * networks of all of them; in JavaScript, in WebAssembly, and with neurons in fixed point.
 *
 * @packageDocumentation
 */
import { describe, expect, test, vi } from "vitest";
import { enginesUnderTest, KIND } from "../../../firmware-src/test/engines.ts";
import { importNir, type ImportOptions } from "../../nir/import-nir.ts";
import { compare, load, stepEngine } from "./drive.ts";
import { type Model, type ModelNode, nirFile } from "./nir-file.ts";
import { randomNumbers, randomSpikes } from "./random.ts";

// Starting a thread for each of many small files takes longer than all the rest; damaged.board.test.ts does it.
vi.mock(import("../../nir/hdf5.ts"), async () => ({ readHdf5: (await import("../../nir/hdf5-tree.ts")).readTree }));

/** Input, weights, the node, Output: two neurons that get three sources. */
function chain(node: ModelNode): Model {
  return {
    nodes: {
      input: { type: "Input", shape: [3] },
      weights: {
        type: "Linear",
        weight: [
          [0.9, 0.4, -0.3],
          [0.7, -0.2, 1.1],
        ],
      },
      node,
      output: { type: "Output", shape: [2] },
    },
    edges: [
      ["input", "weights"],
      ["weights", "node"],
      ["node", "output"],
    ],
  };
}

const LIF = { type: "LIF", tau: [0.01, 0.02], r: [20, 25], v_leak: [0, -0.1], v_threshold: [0.3, 0.4] };
const CUBA = { tau_syn: [0.005, 0.008], tau_mem: [0.01, 0.02], r: [12, 18], v_leak: [0.1, 0] };

/** Each type of node, with how many spikes there are at least in the test's steps. */
const NODES: [what: string, node: ModelNode, spikesLeast: number, options?: ImportOptions][] = [
  ["LIF", LIF, 20],
  ["LIF with v_reset", { ...LIF, v_reset: [-0.2, 0.1] }, 20],
  ["LIF, reset by subtraction", { ...LIF, v_reset: [-0.2, 0.1] }, 20, { reset: "subtract" }],
  ["LIF, Euler", LIF, 20, { method: "euler" }],
  ["LIF in milliseconds", { ...LIF, tau: [10, 20] }, 20, { timeUnit: "ms" }],
  ["LIF in long steps", { ...LIF, r: [2, 2.5] }, 20, { stepMs: 2 }],
  ["CubaLIF", { type: "CubaLIF", ...CUBA, v_threshold: [0.2, 0.2] }, 10],
  ["CubaLIF with w_in", { type: "CubaLIF", ...CUBA, v_threshold: [0.2, 0.2], w_in: [1.5, 2] }, 15],
  ["CubaLIF with one w_in", { type: "CubaLIF", ...CUBA, v_threshold: [0.2, 0.2], w_in: 1.5 }, 15],
  ["CubaLIF, equal times", { type: "CubaLIF", ...CUBA, tau_syn: [0.01, 0.02], v_threshold: [0.2, 0.15] }, 5],
  ["CubaLIF, Euler", { type: "CubaLIF", ...CUBA, v_threshold: [0.2, 0.2] }, 10, { method: "euler" }],
  ["IF", { type: "IF", r: [1200, 900], v_threshold: [0.5, 0.4] }, 20],
  ["IF, reset by subtraction", { type: "IF", r: [1234.5, 917.3], v_threshold: [0.5, 0.4] }, 20, { reset: "subtract" }],
  ["LI", { type: "LI", tau: [0.01, 0.02], r: [1, 2], v_leak: [0.5, -0.5] }, 0],
  ["LI, Euler", { type: "LI", tau: [0.01, 0.02], r: [1, 2], v_leak: [0.5, -0.5] }, 0, { method: "euler" }],
  ["CubaLI", { type: "CubaLI", ...CUBA }, 0],
  ["I", { type: "I", r: [100, 200] }, 0],
  ["Threshold", { type: "Threshold", threshold: [0.85, 0.75] }, 20],
];

/** All types of nodes in circles, with delays, a subgraph and several ends; weights by chance. */
function everything(seed: number): Model {
  const random = randomNumbers(seed);
  const numbers = (length: number, least: number, most: number): number[] =>
    Array.from({ length }, () => least + (most - least) * random());
  const matrix = (rows: number, columns: number, most: number): number[][] =>
    Array.from({ length: rows }, () => numbers(columns, -0.5 * most, most));
  return {
    nodes: {
      left: { type: "Input", shape: [3] },
      right: { type: "Input", shape: [2, 2] },
      flat: { type: "Flatten", start_dim: 0, end_dim: -1, input_type: [2, 2] },
      a: { type: "Affine", weight: matrix(4, 3, 1), bias: numbers(4, -0.1, 0.2) },
      b: { type: "Linear", weight: matrix(4, 4, 1) },
      lif: {
        type: "LIF",
        tau: numbers(4, 0.005, 0.02),
        r: numbers(4, 8, 16),
        v_leak: 0,
        v_threshold: numbers(4, 0.2, 0.4),
      },
      back: { type: "Linear", weight: matrix(4, 4, 0.5) },
      late: { type: "Delay", delay: [0.0003, 0.001, 0, 0.0025] },
      scale: { type: "Scale", scale: numbers(4, 0.5, 1.5) },
      c: { type: "Affine", weight: matrix(3, 4, 1), bias: numbers(3, 0, 0.1) },
      later: { type: "Delay", delay: [0.0004, 0.0001, 0.0002] },
      cuba: {
        type: "CubaLIF",
        tau_syn: numbers(3, 0.002, 0.008),
        tau_mem: numbers(3, 0.005, 0.02),
        r: numbers(3, 15, 25),
        v_leak: numbers(3, -0.05, 0.05),
        v_threshold: numbers(3, 0.1, 0.2),
        v_reset: numbers(3, -0.05, 0.05),
        w_in: numbers(3, 0.8, 2),
      },
      whole: { type: "IF", r: numbers(3, 500, 1500), v_threshold: numbers(3, 0.3, 0.6) },
      mix: { type: "Linear", weight: matrix(2, 3, 1) },
      sum: { type: "CubaLI", tau_syn: 0.003, tau_mem: numbers(2, 0.01, 0.02), r: 5, v_leak: numbers(2, -0.1, 0.1) },
      level: { type: "Threshold", threshold: numbers(2, 0.01, 0.05) },
      gate: { type: "Threshold", threshold: numbers(2, 0.3, 0.6) },
      spikes: { type: "Output", shape: [3] },
      total: { type: "Output", shape: [2] },
    },
    edges: [
      ...[
        ["left", "a"],
        ["a", "lif"],
        ["right", "flat"],
        ["flat", "b"],
        ["b", "lif"],
        ["b", "scale"],
      ],
      ...[
        ["lif", "back"],
        ["back", "late"],
        ["late", "lif"],
        ["lif", "scale"],
        ["scale", "c"],
        ["c", "later"],
      ],
      ...[
        ["later", "cuba"],
        ["cuba", "whole"],
        ["cuba", "mix"],
        ["mix", "sum"],
        ["sum", "level"],
        ["mix", "gate"],
      ],
      ...[
        ["gate", "total"],
        ["level", "total"],
        ["whole", "spikes"],
      ],
    ].map(([from = "", to = ""]) => [from, to] as const),
  };
}

describe.each(enginesUnderTest())("$name", ({ name, create }) => {
  const engine = create();
  const isFloat = !name.includes("fixed");
  const error = isFloat ? 2e-5 : 2e-3;

  test.each(NODES)("%s", async (...[, node, spikesLeast, options]) => {
    const steps = randomSpikes(400, { input: 3 }, 0.3);
    const compared = await compare(engine, chain(node), steps, { ...options, error });
    // Neurons in fixed point may come to be on the other side of a threshold sooner or later.
    expect(compared.steps).toBeGreaterThanOrEqual(isFloat ? 400 : 20);
    if (isFloat) expect(compared.spikes).toBeGreaterThanOrEqual(spikesLeast);
  });

  test("all types of nodes together", async () => {
    let compared = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const method = seed % 2 === 0 ? "exact" : "euler";
      const steps = randomSpikes(200, { left: 3, right: 4 }, 0.2, seed);
      compared += (await compare(engine, everything(seed), steps, { method, error, limits: null })).spikes;
    }
    expect(compared).toBeGreaterThan(isFloat ? 2000 : 200);
  });

  test("an output of sums is a neuron that has them a step later", async () => {
    const model: Model = {
      nodes: {
        input: { type: "Input", shape: [2] },
        weights: {
          type: "Affine",
          weight: [
            [0.5, 0.25],
            [-1, 2],
          ],
          bias: [0.125, 0],
        },
        output: { type: "Output", shape: [2] },
      },
      edges: [
        ["input", "weights"],
        ["weights", "output"],
      ],
    };
    const imported = await importNir(await nirFile(model));
    expect(imported.outputs).toEqual([{ name: "output", read: "potential", neurons: [2, 3] }]);
    load(engine, imported);
    const values = [
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 0],
      [0, 0],
    ].map((input) => {
      stepEngine(engine, imported, { input });
      return [2, 3].map((i) => engine.net_get(i, KIND.potential));
    });
    expect(values).toEqual([
      [0.125, 0],
      [0.625, -1],
      [0.375, 2],
      [0.875, 1],
      [0.125, 0],
    ]);
  });

  test("a neuron fires above its threshold, and not at it", async () => {
    const node = { type: "IF", r: [5000, 5000], v_threshold: [0.5, 0.4375] };
    const model = {
      ...chain(node),
      nodes: {
        ...chain(node).nodes,
        weights: {
          type: "Linear",
          weight: [
            [1, 0, 0],
            [1, 0, 0],
          ],
        },
      },
    };
    const imported = await importNir(await nirFile(model));
    load(engine, imported);
    const fired = [0, 1, 2].map(() => [...stepEngine(engine, imported, { input: [1, 0, 0] })].filter((i) => i > 2));
    expect(fired).toEqual([[], [4], [3, 4]]);
  });
});

test("subgraphs are taken apart", async () => {
  const inner: Model = {
    nodes: {
      input: { type: "Input", shape: [2] },
      lif: { type: "LIF", tau: [0.01, 0.01], r: [1, 1], v_leak: [0, 0], v_threshold: [1, 1] },
      w_rec: {
        type: "Linear",
        weight: [
          [0, 1],
          [1, 0],
        ],
      },
      output: { type: "Output", shape: [2] },
    },
    edges: [
      ["input", "lif"],
      ["lif", "w_rec"],
      ["w_rec", "lif"],
      ["lif", "output"],
    ],
  };
  const model: Model = {
    nodes: {
      input: { type: "Input", shape: [2] },
      rnn: { type: "NIRGraph", model: inner },
      output: { type: "Output", shape: [2] },
    },
    edges: [
      ["input", "rnn"],
      ["rnn", "output"],
    ],
  };
  const { nodes, needs, outputs } = await importNir(await nirFile(model));
  expect(nodes.map(({ name }) => name)).toEqual(["input", "rnn.input", "rnn.lif", "rnn.w_rec", "rnn.output", "output"]);
  expect(needs).toEqual({ neurons: 4, synapses: 4, delaySlots: 1 });
  expect(outputs).toEqual([{ name: "output", read: "spikes", neurons: [2, 3] }]);
});
