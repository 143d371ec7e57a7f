/**
 * What is no model, what the engine cannot do, and what is too large: each is refused with an error of its own that
 * names the node and says what to do. Damaged files never do more than that.
 *
 * @packageDocumentation
 */
import type { Group } from "h5wasm";
import { describe, expect, test, vi } from "vitest";
import { ArgumentError } from "../../errors.ts";
import * as errors from "../../nir/errors.ts";
import { importNir, type ImportOptions } from "../../nir/import-nir.ts";
import { type Model, type ModelNode, nirFile, writeModel } from "./nir-file.ts";

// Starting a thread for each of many small files takes longer than all the rest; damaged.board.test.ts does it.
vi.mock(import("../../nir/hdf5.ts"), async () => ({ readHdf5: (await import("../../nir/hdf5-tree.ts")).readTree }));

const INPUT: ModelNode = { type: "Input", shape: [2] };
const OUTPUT: ModelNode = { type: "Output", shape: [2] };
const LIF: ModelNode = { type: "LIF", tau: [0.01, 0.01], r: [1, 1], v_leak: [0, 0], v_threshold: [1, 1] };
const CUBA: ModelNode = { ...LIF, type: "CubaLIF", tau: undefined, tau_mem: [0.01, 0.01], tau_syn: [0.01, 0.01] };
const LI: ModelNode = { type: "LI", tau: [0.01, 0.01], r: [1, 1], v_leak: [0, 0] };

/** A chain of nodes: `input`, `a`, `b`... */
function chain(...nodes: readonly ModelNode[]): Model {
  const named = nodes.map((node, i): [string, ModelNode] => [String.fromCharCode(97 + i), node]);
  const names = ["input", ...named.map(([name]) => name)];
  return {
    nodes: { input: INPUT, ...Object.fromEntries(named) },
    edges: names.slice(1).map((name, i) => [names[i] ?? "", name] as const),
  };
}

/** A chain with one node; attributes that are undefined are not written. */
function one(node: ModelNode): Model {
  return chain(Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined)) as ModelNode);
}

const NODES: [what: string, model: Model, error: new (...args: never[]) => errors.NirError, message: string][] = [
  ["an unknown type", one({ type: "Conv2d" }), errors.NirNodeTypeError, 'node "a" (Conv2d): is not supported'],
  ["a type like a method", one({ type: "toString" }), errors.NirNodeTypeError, 'node "a" (toString): is not supported'],
  [
    "no tau",
    one({ ...LIF, tau: undefined }),
    errors.NirAttributeMissingError,
    'node "a" (LIF): attribute "tau" is missing',
  ],
  ["no weight", one({ type: "Linear" }), errors.NirAttributeMissingError, 'attribute "weight" is missing'],
  [
    "no bias",
    one({ type: "Affine", weight: [[1, 1]] }),
    errors.NirAttributeMissingError,
    'attribute "bias" is missing',
  ],
  ["no shape", chain({ type: "Output" }), errors.NirAttributeMissingError, 'attribute "shape" is missing'],
  ["a time constant of 0", one({ ...LIF, tau: [0.01, 0] }), errors.NirAttributeError, 'attribute "tau" is 0'],
  ["a negative one", one({ ...CUBA, tau_syn: [-1, 1] }), errors.NirAttributeError, 'attribute "tau_syn" is -1'],
  ["NaN", one({ ...LIF, r: [1, NaN] }), errors.NirAttributeError, 'attribute "r" is NaN at 1'],
  [
    "an infinite weight",
    one({ type: "Linear", weight: [[1, Infinity]] }),
    errors.NirAttributeError,
    "is Infinity at 1",
  ],
  ["words", one({ ...LIF, r: "much" }), errors.NirAttributeError, 'attribute "r" does not hold numbers'],
  ["nothing in it", one({ ...LIF, r: [] }), errors.NirAttributeError, 'attribute "r" is empty'],
  ["parameters of two shapes", one({ ...LIF, r: [1, 1, 1] }), errors.NirAttributeError, 'attribute "r" has shape [3]'],
  ["weights in one row", one({ type: "Linear", weight: [1, 1] }), errors.NirAttributeError, "has shape [2]"],
  [
    "too short a bias",
    one({
      type: "Affine",
      weight: [
        [1, 1],
        [1, 1],
      ],
      bias: [1],
    }),
    errors.NirAttributeError,
    "has shape [1]",
  ],
  [
    "a shape of halves",
    chain({ type: "Output", shape: [2, -1] }),
    errors.NirAttributeError,
    'attribute "shape" is [2, -1]',
  ],
  ["a negative delay", one({ type: "Delay", delay: [-0.1, 0] }), errors.NirAttributeError, 'attribute "delay" is -0.1'],
  [
    "an endless delay",
    one({ type: "Delay", delay: [1e9, 0] }),
    errors.NirAttributeError,
    'attribute "delay" is 1000000000',
  ],
  [
    "a negative resistance",
    one({ ...LIF, r: [1, -1] }),
    errors.NirAttributeError,
    "r becomes -1, and the engine holds 0 to",
  ],
  [
    "a huge weight",
    chain({ type: "Scale", scale: [1e9, 1] }, LIF),
    errors.NirAttributeError,
    "a weight becomes 1000000000",
  ],
  [
    "wrong columns",
    one({ type: "Linear", weight: [[1, 1, 1]] }),
    errors.NirShapeError,
    'takes shape [3], and "input" gives [2]',
  ],
  [
    "wrong neurons",
    chain({ ...LIF, tau: [1, 1, 1], r: 1, v_leak: 0, v_threshold: 1 }),
    errors.NirShapeError,
    "takes shape [3]",
  ],
  ["a wrong output", chain(LIF, { type: "Output", shape: [3] }), errors.NirShapeError, '"a" gives [2]'],
  ["rows for columns", chain({ type: "Output", shape: [1, 2, 2] }), errors.NirShapeError, "takes shape [1, 2, 2]"],
  [
    "potentials to a LIF",
    chain(LI, LIF),
    errors.NirSignalError,
    'node "b" (LIF): takes the membrane potentials of "a"',
  ],
  [
    "potentials to weights",
    chain(LI, { type: "Scale", scale: [1, 1] }, OUTPUT),
    errors.NirSignalError,
    'node "b" (Scale)',
  ],
];

const EDGES: typeof NODES = [
  [
    "an edge to nowhere",
    { ...chain(LIF), edges: [["a", "z"]] },
    errors.NirEdgeError,
    'names a node that is not there: "z"',
  ],
  [
    "a circle without a neuron",
    {
      ...chain({ type: "Scale", scale: [1, 1] }, { type: "Delay", delay: [0.001, 0] }, OUTPUT),
      edges: [
        ["a", "b"],
        ["b", "a"],
        ["b", "c"],
      ],
    },
    errors.NirCycleError,
    'the nodes "b", "a" feed each other with no neuron between them',
  ],
  [
    "a subgraph with two inputs",
    chain({ type: "NIRGraph", model: { nodes: { x: INPUT, y: INPUT }, edges: [] } }),
    errors.NirEdgeError,
    "leads to a subgraph with several ends, or none",
  ],
  [
    "a second threshold",
    {
      nodes: {
        input: INPUT,
        li: LI,
        one: { type: "Threshold", threshold: [1, 1] },
        two: { type: "Threshold", threshold: [2, 2] },
      },
      edges: [
        ["input", "li"],
        ["li", "one"],
        ["li", "two"],
      ],
    },
    errors.NirSignalError,
    'node "one" (Threshold): takes the membrane potentials of "li"',
  ],
];

test.each([...NODES, ...EDGES])("%s", async (_, model, error, message) => {
  const thrown = await refusal(await nirFile(model));
  expect(thrown).toBeInstanceOf(error);
  expect(thrown.message).toContain(message);
  expect(thrown.remedy).toMatch(/^[A-Z].*\.$/);
});

test("an error of a node names it in fields, too", async () => {
  const thrown = await refusal(await nirFile(one({ ...LIF, r: [1, NaN] })));
  expect(thrown).toBeInstanceOf(errors.NirNodeError);
  expect(thrown).toMatchObject({ code: "NIR_ATTRIBUTE", node: "a", nodeType: "LIF", attribute: "r" });
});

describe("room", () => {
  const dense = (rows: number, columns: number): ModelNode => ({
    type: "Linear",
    weight: Array.from({ length: rows }, () => new Array<number>(columns).fill(1)),
  });
  const many = (count: number): ModelNode => ({
    ...LIF,
    tau: new Array<number>(count).fill(1),
    r: 1,
    v_leak: 0,
    v_threshold: 1,
  });

  const hidden = chain(dense(30, 2), many(30), dense(30, 30));
  const recurrent = { ...hidden, edges: [...hidden.edges, ["c", "b"] as const] };

  test.each<[string, Model, string, string]>([
    ["too many neurons", chain(dense(31, 2), many(31)), "needs 33 neurons where there are 32", "`--set NEURONS=33`"],
    ["too many synapses", recurrent, "needs 960 synapses where there are 256", "`--set SYNAPSES=960`"],
    [
      "too long a delay",
      chain({ type: "Delay", delay: [0.0032, 0] }, LIF),
      "33 steps of delay",
      "`--set DELAY_SLOTS=33`",
    ],
    [
      "more than any build",
      chain({ type: "Delay", delay: [0.05, 0] }, LIF),
      "501 steps of delay",
      "no build has more than",
    ],
  ])("%s", async (_, model, problem, remedy) => {
    const thrown = await refusal(await nirFile(model));
    expect(thrown).toBeInstanceOf(errors.NirLimitError);
    expect(thrown.message).toContain(problem);
    expect(thrown.remedy).toContain(remedy);
  });
});

test.each([NaN, 0, -1, 0.0001, 1001])("a step of %d ms", async (stepMs) => {
  await expect(importNir(await nirFile(chain(LIF)), { stepMs })).rejects.toThrow(ArgumentError);
});

test("Euler's method in a step longer than a time constant", async () => {
  const thrown = await refusal(await nirFile(chain(LIF)), { stepMs: 20, method: "euler" });
  expect(thrown.message).toContain("is 10 ms, less than a step of 20 ms");
});

/** What may be in a file that is HDF5 and no model. */
const FILES: [what: string, content: Uint8Array | ((root: Group) => void), message: string][] = [
  ["nothing", new Uint8Array(), "is no HDF5 file"],
  ["text", new TextEncoder().encode("Dear reader, this is no model.\n"), "is no HDF5 file"],
  ["other data", (root) => root.create_group("data"), "has no group `node`"],
  ["a number for the node", (root) => root.create_dataset({ name: "node", data: 1 }), "has no group `node`"],
  ["a node without type", (root) => root.create_group("node"), "holds no node, not a graph"],
  ["a lone node", (root) => typed(root.create_group("node"), "LIF"), "holds a node of type LIF, not a graph"],
  ["a graph without nodes", (root) => typed(root.create_group("node"), "NIRGraph"), "has a graph without `nodes`"],
  [
    "a graph without edges",
    (root) => typed(root.create_group("node"), "NIRGraph").create_group("nodes"),
    "has a graph without `edges`",
  ],
  [
    "edges of numbers",
    (root) => {
      const node = typed(root.create_group("node"), "NIRGraph");
      node.create_group("nodes");
      node.create_dataset({ name: "edges", data: Float64Array.of(1, 2), shape: [1, 2] });
    },
    "has `edges` that are not pairs of names",
  ],
  [
    "a graph that is its own node",
    (root) => {
      writeModel(root.create_group("node"), chain(LIF));
      root.create_hard_link("/node", "node/nodes/inner");
    },
    "nests groups more than 16 deep",
  ],
  [
    "more weights than there are bytes",
    (root) => {
      writeModel(root.create_group("node"), chain(LIF));
      const member = root.get("node/nodes/a") as Group;
      const all = { name: "more", data: Float32Array.of(1), maxshape: [null], chunks: [1024] };
      member.create_dataset(all).resize([1e9]);
    },
    "has more than 8388608 numbers",
  ],
];

function typed(group: Group, type: string): Group {
  group.create_dataset({ name: "type", data: type });
  return group;
}

test.each(FILES)("%s", async (_, content, message) => {
  const said = vi.spyOn(console, "error");
  const thrown = await refusal(content instanceof Uint8Array ? content : await nirFile(content));
  expect(thrown).toBeInstanceOf(errors.NirFileError);
  expect(thrown.message).toContain(message);
  expect(said).not.toHaveBeenCalled();
});

async function refusal(bytes: Uint8Array, options: ImportOptions = {}): Promise<errors.NirError> {
  try {
    await importNir(bytes, options);
  } catch (error) {
    if (error instanceof errors.NirError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
