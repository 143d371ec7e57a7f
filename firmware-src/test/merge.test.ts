/**
 * Results of several cores in one list: by merging records, and by searching all cores of an instance.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callExport, instantiateWasm } from "./cores.ts";

const RECORD_BYTES = 8;
const RESULTS = 16;
const F32_MAX = 3.4028234663852886e38;
const BAD_POINTER = 6;

interface Found {
  readonly core: number;
  readonly index: number;
  readonly distance: number;
}

/** An instance, through its memory. */
class Instance {
  private readonly exports: Readonly<Record<string, unknown>>;

  constructor(cores: number) {
    this.exports = instantiateWasm(undefined, { CORES: cores });
  }

  get memory(): ArrayBuffer {
    return (this.exports.memory as { buffer: ArrayBuffer }).buffer;
  }

  call(name: string, ...values: number[]): number {
    return Number(callExport(this.exports, name, values)) >>> 0;
  }

  put(buffer: string, vector: readonly number[]): void {
    new Float32Array(this.memory, this.call(buffer), 16).set(vector);
  }

  /** Writes records to the merge buffer and merges them. */
  merge(records: readonly Found[]): number {
    const address = this.call("get_merge_ptr");
    const view = new DataView(this.memory, address, RESULTS * RECORD_BYTES);
    for (const [rank, { index, core, distance }] of records.entries()) {
      view.setUint32(rank * RECORD_BYTES, index | (core << 8), true);
      view.setFloat32(rank * RECORD_BYTES + 4, distance, true);
    }
    return this.call("merge", address, records.length);
  }

  /** The filled records of the global list, which come first. */
  global(): Found[] {
    const view = new DataView(this.memory, this.call("get_global_ptr"), RESULTS * RECORD_BYTES);
    const records = Array.from({ length: RESULTS }, (_, rank) => ({
      core: view.getUint8(rank * RECORD_BYTES + 1),
      index: view.getUint8(rank * RECORD_BYTES),
      distance: view.getFloat32(rank * RECORD_BYTES + 4, true),
    }));
    const size = records.findIndex(({ index }) => index === 255);
    const rest = size < 0 ? [] : records.slice(size);
    for (const record of rest) expect(record).toEqual({ core: 0, index: 255, distance: F32_MAX });
    return size < 0 ? records : records.slice(0, size);
  }
}

describe("merging", () => {
  const instance = new Instance(1);
  const record = fc.record({
    core: fc.integer({ min: 0, max: 3 }),
    index: fc.integer({ min: 0, max: 9 }),
    distance: fc.constantFrom(-1, 0, 0.5, 1, 2, 3, 4),
  });

  test("keeps the nearest 16 of all that came, each slot once, in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.array(record, { maxLength: RESULTS }), { maxLength: 6 }), (lists) => {
        instance.call("init", 4, 0, 0);
        const nearest = new Map<string, Found>();
        for (const list of lists) {
          for (const one of list) {
            const before = nearest.get(`${one.core} ${one.index}`);
            if (before === undefined || one.distance < before.distance) nearest.set(`${one.core} ${one.index}`, one);
          }
          instance.merge(list);
        }
        // What fell out of the list is never nearer than what is in it, so the whole past need not be remembered.
        expect(instance.global()).toEqual([...nearest.values()].toSorted(inOrder).slice(0, RESULTS));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("answers the size, adds nothing twice, and clears", () => {
    instance.call("init", 4, 0, 0);
    const records = [
      { core: 1, index: 3, distance: 2 },
      { core: 2, index: 3, distance: 1 },
    ];
    expect([instance.merge(records), instance.merge(records)]).toEqual([2, 2]);
    const global = instance.call("get_global_ptr");
    expect(instance.call("merge", global, RESULTS)).toBe(2);
    expect(instance.global().map(({ core }) => core)).toEqual([2, 1]);
    instance.call("clear_global");
    expect(instance.global()).toEqual([]);
  });

  test("passes over empty records and those that are no distance", () => {
    instance.call("init", 4, 0, 0);
    const distances = [NaN, Infinity, -Infinity, 1];
    const records = distances.map((distance, index) => ({ core: 1, index, distance }));
    expect(instance.merge([...records, { core: 0, index: 255, distance: 0 }])).toBe(1);
    expect(instance.call("last_error")).toBe(3);
  });

  test.each([
    ["beyond memory", 0x7fff0000, 3],
    ["at the end of memory", 0x10000, 1],
    ["at the last address", -1, 16],
    ["of no records", 64, 0],
  ])("refuses an address %s", (_, address, count) => {
    instance.call("init", 4, 0, 0);
    instance.merge([{ core: 1, index: 3, distance: 2 }]);
    expect(instance.call("merge", address, count)).toBe(1);
    expect(instance.call("last_error")).toBe(BAD_POINTER);
  });

  test("takes 16 of more", () => {
    instance.call("init", 4, 0, 0);
    instance.merge(Array.from({ length: RESULTS }, (_, index) => ({ core: 1, index, distance: index })));
    instance.call("clear_global");
    expect(instance.call("merge", instance.call("get_merge_ptr"), -1)).toBe(RESULTS);
  });
});

describe("256 cores in one instance", () => {
  const instance = new Instance(256);
  const vectors = randomVectors(256 * 32);

  test("hold 8192 vectors in less than 1.5 MiB of memory", () => {
    expect(instance.call("core_count")).toBe(256);
    for (let core = 0; core < 256; core++) {
      expect(instance.call("core_select", core)).toBe(1);
      instance.call("init", 16, 0, core);
      for (let slot = 0; slot < 32; slot++) {
        instance.put("get_insert_ptr", vectors[core * 32 + slot] ?? []);
        instance.call("insert");
      }
      expect(instance.call("count")).toBe(32);
    }
    expect(instance.memory.byteLength).toBeLessThan(1.5 * 2 ** 20);
    expect(instance.call("core_select", 256)).toBe(0);
    expect(instance.call("last_error")).toBe(2);
  });

  test.each([0, 1, 7, 16, 99])("search_all_cores(%d) is brute force over all of them", (k) => {
    for (const [round, query] of randomVectors(20, 7).entries()) {
      instance.call("core_select", round * 11);
      instance.put("get_query_ptr", query);
      const nearest = vectors
        .map((vector, i) => ({ core: i >> 5, index: i & 31, distance: squaredL2(vector, query) }))
        .toSorted(inOrder);
      const expected = nearest.slice(0, Math.min(k, RESULTS));
      expect(instance.call("search_all_cores", k)).toBe(expected.length);
      expect(instance.global()).toEqual(expected);
    }
  });

  test("each have their own network, buffers and results", () => {
    instance.call("core_select", 3);
    instance.call("snn_set_membrane", 5, 1.5);
    instance.call("core_select", 4);
    expect(instance.call("snn_step", 1)).toBe(0);
    instance.call("core_select", 3);
    expect(instance.call("snn_step", 1)).toBe(1);
    const addresses = [3, 4].map((core) => [instance.call("core_select", core), instance.call("get_query_ptr")]);
    expect(new Set(addresses.map(String)).size).toBe(2);
  });

  test("answer nothing while all are empty", () => {
    const empty = new Instance(2);
    empty.call("init", 4, 0, 0);
    expect(empty.call("search_all_cores", 3)).toBe(0);
    expect(empty.call("last_error")).toBe(5);
  });
});

function inOrder(left: Found, right: Found): number {
  return left.distance - right.distance || left.core - right.core || left.index - right.index;
}

/** Striped as the core does it, rounded at each step. */
function squaredL2(a: readonly number[], b: readonly number[]): number {
  const f = Math.fround;
  const sums = [0, 0, 0, 0];
  for (const [i, x] of a.entries()) {
    const difference = f(x - (b[i] ?? 0));
    sums[i % 4] = f((sums[i % 4] ?? 0) + f(difference * difference));
  }
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0] = sums;
  return f(f(p0 + p2) + f(p1 + p3));
}

function randomVectors(count: number, seed = 1): number[][] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround(state / 2 ** 31 - 1);
  };
  return Array.from({ length: count }, () => Array.from({ length: 16 }, next));
}
