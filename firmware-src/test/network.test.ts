/**
 * Neurons together: the neighbour graph, spikes along its links, what is learned from them, and what a search
 * drives.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { type Slot, stores } from "../search/store.ts";
import { activation } from "../neural/activation.ts";
import { coresUnderTest, referenceCore, type TestCore } from "./cores.ts";

const ERROR = { ok: 0, nonfinite: 3, empty: 5 };
const LINKS = 6;

describe("the neighbour graph", () => {
  const core = referenceCore();
  const component = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ noNaN: true, min: -10, max: 10 }));
  const vectors = fc.array(fc.array(component, { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 32,
    size: "max",
  });

  test("after each insertion is symmetric, of bounded degree, and in one piece", () => {
    fc.assert(
      fc.property(vectors, fc.nat(2), (all, metric) => {
        core.functions.init(4, metric, 0);
        for (const vector of all) {
          insert(core, vector);
          const lists = neighbours(core.functions.count());
          for (const [index, list] of lists.entries()) {
            expect(list.length).toBeLessThanOrEqual(LINKS);
            expect(new Set(list).size).toBe(list.length);
            expect(list).not.toContain(index);
            for (const other of list) expect(lists[other]).toContain(index);
          }
          expect(reachableFrom(0, lists).size).toBe(lists.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("of up to seven nodes links each to all, nearest first at the time of its insertion", () => {
    core.functions.init(4, 0, 0);
    for (const x of [0, 10, 11, 1, 30, 2, 20]) insert(core, [x, 0, 0, 0]);
    const lists = neighbours(7);
    for (const [index, list] of lists.entries()) {
      expect(list.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6].filter((other) => other !== index));
    }
    expect(lists[6]).toEqual([2, 1, 4, 5, 3, 0]);
  });

  test("reaches the node that v2.3 left alone: the eighth and all later ones", () => {
    core.functions.init(4, 0, 0);
    for (let i = 0; i < 32; i++) insert(core, [Math.cos(i), Math.sin(i), i % 5, i % 7]);
    expect(reachableFrom(0, neighbours(32)).size).toBe(32);
  });
});

describe.each(coresUnderTest())("$name", ({ create }) => {
  const core = create();
  const { functions } = core;

  beforeEach(() => {
    functions.init(4, 0, 0);
    for (const x of [0, 1, 2]) insert(core, [x, 0, 0, 0]);
    functions.last_error();
  });

  describe("propagation", () => {
    test("sends gain times weight/255 to every neighbour, each time anew", () => {
      functions.set_edge_weight(0, 51);
      fire(core, 0);
      functions.snn_propagate(0.5);
      expect([1, 2].map((i) => functions.snn_get_membrane(i))).toEqual([Math.fround(0.1), Math.fround(0.1)]);
      functions.snn_propagate(0.5);
      expect(functions.snn_get_membrane(1)).toBe(Math.fround(0.2));
      expect(functions.snn_get_membrane(0)).toBe(0);
    });

    test("with a negative gain inhibits", () => {
      fire(core, 0);
      functions.snn_propagate(-0.5);
      expect(functions.snn_get_membrane(1)).toBe(-0.5);
    });

    test.each([NaN, Infinity, -Infinity])("with a gain of %d does nothing", (gain) => {
      fire(core, 0);
      functions.snn_propagate(gain);
      expect(functions.last_error()).toBe(ERROR.nonfinite);
      expect(functions.snn_get_membrane(1)).toBe(0);
    });

    test("of a tick reaches the neighbours after the step, so they fire in the next", () => {
      functions.snn_set_membrane(0, 2);
      expect(functions.snn_tick(1, 2, 0)).toBe(1);
      expect(functions.snn_get_spikes()).toBe(0b001);
      expect(functions.snn_tick(1, 2, 0)).toBe(2);
      expect(functions.snn_get_spikes()).toBe(0b110);
    });
  });

  describe("plasticity", () => {
    test("leaves a neuron that never fired alone", () => {
      for (const i of [0, 1, 2]) functions.set_edge_weight(i, 128);
      for (let time = 0; time < 200; time++) {
        if (time % 20 === 1) functions.snn_set_membrane(1, 2);
        if (time % 20 === 4) functions.snn_set_membrane(0, 2);
        functions.snn_tick(1, 0, 1);
      }
      expect(functions.get_edge_weight(1)).toBeGreaterThan(128);
      expect(functions.get_edge_weight(0)).toBeLessThan(128);
      expect(functions.get_edge_weight(2)).toBe(128);
    });

    test("keeps weights within 0 and 255", () => {
      for (let times = 0; times < 400; times++) {
        functions.snn_reset();
        fire(core, 0);
        functions.snn_step(1);
        fire(core, 1);
        functions.snn_stdp();
      }
      expect([0, 1].map((i) => functions.get_edge_weight(i))).toEqual([255, 0]);
    });

    test("of a tick learns only if asked to", () => {
      functions.set_edge_weight(0, 100);
      fire(core, 0);
      functions.snn_set_membrane(1, 2);
      functions.snn_tick(1, 0, 0);
      expect(functions.get_edge_weight(0)).toBe(100);
    });
  });

  describe("activation by a search", () => {
    test("drives the nearest, the nearer the more", () => {
      core.queryBuffer.set([0, 0, 0, 0]);
      expect(functions.hnsw_to_snn(2, 0.5)).toBe(2);
      expect([0, 1, 2].map((i) => functions.snn_get_membrane(i))).toEqual([0.5, 0.25, 0]);
    });

    test("adds up over calls", () => {
      core.queryBuffer.set([0, 0, 0, 0]);
      functions.hnsw_to_snn(1, 0.5);
      functions.hnsw_to_snn(1, 0.5);
      expect(functions.snn_tick(0, 0, 0)).toBe(1);
      expect(functions.snn_get_spikes()).toBe(1);
    });

    test.each([NaN, Infinity])("with a gain of %d still searches", (gain) => {
      core.queryBuffer.set([0, 0, 0, 0]);
      expect(functions.hnsw_to_snn(2, gain)).toBe(2);
      expect(functions.last_error()).toBe(ERROR.nonfinite);
      expect(functions.snn_get_membrane(0)).toBe(0);
      expect(core.results()[1]?.index).toBe(1);
    });

    test("in an empty core drives nothing", () => {
      functions.init(4, 0, 0);
      expect(functions.hnsw_to_snn(5, 1)).toBe(0);
      expect(functions.last_error()).toBe(ERROR.empty);
    });

    test("with the dot metric stays finite and prefers who agrees more", () => {
      functions.init(1, 2, 0);
      for (const x of [1, 2, 0.5]) insert(core, [x]);
      core.queryBuffer.set([1]);
      functions.hnsw_to_snn(3, 1);
      const membranes = [0, 1, 2].map((i) => functions.snn_get_membrane(i));
      expect(membranes.map((v) => v.toFixed(3))).toEqual(["1.500", "1.667", "1.333"]);
    });
  });
});

describe("the curve of learning", () => {
  const core = referenceCore();

  test.each([
    [1, 2.43, -2.91],
    [5, 1.99, -2.38],
    [10, 1.55, -1.86],
    [20, 0.94, -1.13],
    [40, 0.35, -0.41],
  ])("after %d ms: sender %d, receiver %d", (delay, gain, loss) => {
    const { functions } = core;
    functions.init(4, 0, 0);
    for (const x of [0, 1]) insert(core, [x, 0, 0, 0]);
    for (const i of [0, 1]) functions.set_edge_weight(i, 128);
    functions.snn_set_membrane(0, 2);
    functions.snn_tick(0, 0, 1);
    for (let time = 1; time < delay; time++) functions.snn_tick(1, 0, 1);
    functions.snn_set_membrane(1, 2);
    functions.snn_tick(1, 0, 1);
    const [sender, receiver] = slots().map(({ weight }) => weight - 128);
    expect(sender).toBeCloseTo(gain, 2);
    expect(receiver).toBeCloseTo(loss, 1);
  });

  test("of two that fire together, both gain", () => {
    const { functions } = core;
    functions.init(4, 0, 0);
    for (const x of [0, 1]) insert(core, [x, 0, 0, 0]);
    for (const i of [0, 1]) {
      functions.set_edge_weight(i, 128);
      functions.snn_set_membrane(i, 2);
    }
    functions.snn_tick(1, 0, 1);
    expect(
      slots()
        .slice(0, 2)
        .map(({ weight }) => weight),
    ).toEqual([Math.fround(130.55), Math.fround(130.55)]);
  });
});

describe("the input current for a distance", () => {
  test.each([
    [0, 1],
    [1, 0.5],
    [-1, 1.5],
    [-2, 5 / 3],
    [-0.5, 4 / 3],
    [3e38, 0],
  ])("of %d is %d", (distance, current) => {
    expect(activation(distance)).toBeCloseTo(current, 6);
  });

  test("falls with the distance", () => {
    let former = 2;
    for (let distance = -50; distance < 50; distance += 0.25) {
      const current = activation(distance);
      expect(current).toBeLessThan(former);
      former = current;
    }
  });
});

function insert({ insertBuffer, functions }: TestCore, vector: readonly number[]): number {
  insertBuffer.set(vector);
  return functions.insert();
}

/** Makes one neuron fire, in no time. */
function fire({ functions }: TestCore, index: number): void {
  functions.snn_set_membrane(index, 10);
  functions.snn_step(0);
}

/** The slots of the only core. */
function slots(): readonly Slot[] {
  return stores.flatMap((store) => store.slots);
}

function neighbours(count: number): number[][] {
  return slots()
    .slice(0, count)
    .map(({ links, degree }) => [...links].slice(0, degree));
}

function reachableFrom(start: number, lists: readonly (readonly number[])[]): Set<number> {
  const reached = new Set([start]);
  for (const index of reached) for (const other of lists[index] ?? []) reached.add(other);
  return reached;
}
