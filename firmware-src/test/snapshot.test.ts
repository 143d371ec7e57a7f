/**
 * Snapshots: what comes back is what was saved, to the last function, and what is no snapshot changes nothing.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { crc32 } from "../wire/crc.ts";
import { callExport, instantiateJavaScript, instantiateWasm, referenceCore, type TestCore, wasmCore } from "./cores.ts";
import { perform, programs, stateOf } from "./programs.ts";

const HEADER_BYTES = 24;
const BAD_ARGUMENT = 2;
const BAD_POINTER = 6;
const CORRUPT = 8;
const UNSUPPORTED = 9;

/** An instance that snapshots go through. Its memory behind the program's own is the host's. */
class Instance {
  readonly core: TestCore;
  private readonly exports: Readonly<Record<string, unknown>>;
  private readonly heap: number;

  constructor(set: Readonly<Record<string, number>> = {}) {
    this.exports = instantiateWasm(undefined, set);
    this.core = wasmCore(this.exports);
    this.heap = (this.exports.__heap_base as { value: number }).value;
  }

  call(name: string, ...values: number[]): number {
    return Number(callExport(this.exports, name, values)) >>> 0;
  }

  /** A copy of the host's memory. */
  bytes(length: number): Uint8Array {
    return this.memory().slice(this.heap, this.heap + length);
  }

  save(): Uint8Array {
    const size = this.call("snapshot_size");
    expect(this.call("snapshot", this.heap, size, 0)).toBe(size);
    return this.bytes(size);
  }

  savePart(offset: number, length: number): Uint8Array {
    return this.bytes(this.call("snapshot", this.heap, length, offset));
  }

  restore(bytes: Uint8Array): boolean {
    this.memory().set(bytes, this.heap);
    return this.call("restore", this.heap, bytes.length) === 1;
  }

  lastError(): number {
    return this.call("last_error");
  }

  private memory(): Uint8Array {
    return new Uint8Array((this.exports.memory as { buffer: ArrayBuffer }).buffer);
  }
}

/** The buffers are the host's, and in no snapshot. */
function copyBuffers(from: TestCore, to: TestCore): void {
  to.insertBuffer.set(from.insertBuffer);
  to.queryBuffer.set(from.queryBuffer);
  to.deltaBuffer.set(from.deltaBuffer);
}

const first = new Instance();
const second = new Instance();

test("a restored core goes on as the one that was saved", () => {
  fc.assert(
    fc.property(programs, programs, programs, (past, other, future) => {
      for (const call of past) perform(first.core, call);
      for (const call of other) perform(second.core, call);
      const saved = first.save();
      expect(second.restore(saved)).toBe(true);
      expect(second.save()).toEqual(saved);
      copyBuffers(first.core, second.core);
      for (const { core } of [first, second]) {
        core.functions.last_error();
        core.functions.search(16);
      }
      expect(stateOf(second.core)).toEqual(stateOf(first.core));
      for (const call of future.slice(1)) {
        expect({ call, ...perform(second.core, call) }).toEqual({ call, ...perform(first.core, call) });
      }
      expect(stateOf(second.core)).toEqual(stateOf(first.core));
    }),
    { seed: 5, numRuns: 60 },
  );
});

test("preferred phases come along, also to a core that knew none", () => {
  for (const { core } of [first, second]) core.functions.init(4, 0, 0);
  first.core.insertBuffer.fill(1);
  first.core.functions.insert();
  first.call("set_preferred_phase", 0, 0.25);
  expect(second.restore(first.save())).toBe(true);
  expect(second.core.functions.compute_resonance(0)).toBe(first.core.functions.compute_resonance(0));
  expect(second.core.functions.compute_resonance(0)).toBeCloseTo(0.5, 6);
});

test("a snapshot has the same bytes from every engine", async () => {
  const functions = await instantiateJavaScript();
  const inNode = referenceCore(functions);
  const bytes = first.save();
  expect(functions.restore(bytes)).toBe(true);
  copyBuffers(first.core, inNode);
  fc.assert(
    fc.property(programs, (program) => {
      for (const call of program) for (const core of [inNode, first.core]) perform(core, call);
      expect(functions.snapshot(bytes, 0)).toBe(bytes.length);
      expect(first.save()).toEqual(bytes);
      first.call("init", 3, 1, 9);
      expect(first.restore(bytes)).toBe(true);
      expect(first.save()).toEqual(bytes);
    }),
    { seed: 6, numRuns: 20 },
  );
});

describe("a saved core", () => {
  let good: Uint8Array;
  let state: Record<string, unknown>;

  beforeAll(() => {
    for (const call of fc.sample(programs, { seed: 8, numRuns: 1 }).flat()) perform(first.core, call);
    good = first.save();
    for (const call of fc.sample(programs, { seed: 9, numRuns: 1 }).flat()) perform(second.core, call);
    second.lastError();
    state = stateOf(second.core);
  });

  function expectRefused(bytes: Uint8Array, errors: readonly number[]): void {
    expect(second.restore(bytes)).toBe(false);
    expect(errors).toContain(second.lastError());
  }

  function expectUntouched(): void {
    expect(stateOf(second.core)).toEqual(state);
  }

  test("is fetched in pieces of any length", () => {
    for (const length of [1, 7, 64, 256, good.length - 1, good.length, good.length + 100]) {
      const pieces: number[] = [];
      while (pieces.length < good.length) pieces.push(...first.savePart(pieces.length, length));
      expect(Uint8Array.from(pieces)).toEqual(good);
    }
    expect([first.call("snapshot", 64, 10, good.length), first.lastError()]).toEqual([0, BAD_ARGUMENT]);
    expect([first.call("snapshot", -8, 100, 0), first.lastError()]).toEqual([0, BAD_POINTER]);
  });

  test("is refused with any byte changed, and the core untouched", () => {
    const places = Array.from(good.keys()).filter((i) => i < 64 || i > good.length - 16 || i % 29 === 0);
    for (const place of places) {
      for (const flip of [1, 0x80, 0xff]) {
        const errors = place >= 4 && place < HEADER_BYTES ? [UNSUPPORTED, BAD_ARGUMENT] : [CORRUPT];
        expectRefused(
          good.map((byte, i) => (i === place ? byte ^ flip : byte)),
          errors,
        );
      }
    }
    expectUntouched();
  });

  test("is refused when it is cut off, and the core untouched", () => {
    for (let length = 0; length < good.length; length += length < 40 ? 1 : 101) {
      expectRefused(good.subarray(0, length), [CORRUPT]);
    }
    expect([second.call("restore", 0x7fffffff, good.length), second.lastError()]).toEqual([0, CORRUPT]);
    expect([second.call("restore", 0, -1), second.lastError()]).toEqual([0, CORRUPT]);
    expectUntouched();
  });

  test("is refused when it is forged: numbers out of their ranges under a right checksum", () => {
    const forge = (offset: number, ...bytes: number[]): Uint8Array => {
      const forged = good.slice();
      forged.set(bytes, offset);
      const body = forged.subarray(0, -4);
      new DataView(forged.buffer).setUint32(body.length, crc32(body), true);
      return forged;
    };
    expect(second.restore(forge(0))).toBe(true);
    state = stateOf(second.core);
    // Dimensions, metric and id come first.
    for (const bytes of [forge(24, 17), forge(28, 3), forge(32, 0, 1)]) expectRefused(bytes, [CORRUPT]);
    expectUntouched();

    let refusals = 0;
    for (let offset = HEADER_BYTES; offset < good.length - 8; offset += 3) {
      if (second.restore(forge(offset, 0, 0, 0xc0, 0x7f))) expect(notFinite(stateOf(second.core))).toEqual([]);
      else refusals++;
    }
    expect(refusals).toBeGreaterThan(400);
  });

  function notFinite(value: unknown): unknown[] {
    if (typeof value === "number") return Number.isFinite(value) ? [] : [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(notFinite) : [];
  }

  test("does not fit a core of another geometry", () => {
    for (const name of ["CAPACITY", "DIMENSIONS", "LINKS"]) {
      const other = new Instance({ [name]: 8 });
      expect(other.restore(good)).toBe(false);
      expect(other.lastError()).toBe(BAD_ARGUMENT);
    }
  });
});
