/**
 * Random sequences of calls of every function there is, with extreme arguments, on two engines: neither traps nor
 * throws, both answer the same, no answer and no state is without a number, and the graph stays whole.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Settings } from "../../codegen/src/compile.ts";
import { buildPair, type Engine, type ListName, type Signature, signaturesOf, takesNumbers } from "./pair.ts";

/** Functions that take references, and what stands for them here. */
const BY_REFERENCE: readonly string[] = ["merge", "snapshot", "restore"];

const LISTS: readonly ListName[] = ["get_result_ptr", "get_global_ptr", "get_merge_ptr"];
const F32_MAX = 3.4028234663852886e38;

/** A step: what the host writes, and the call. */
interface Step {
  readonly insert: readonly number[] | null;
  readonly query: readonly number[] | null;
  readonly delta: readonly number[] | null;
  readonly call: (engine: Engine) => unknown;
  readonly text: string;
}

const word = fc.oneof(
  { weight: 6, arbitrary: fc.nat(40) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 2, 3, 15, 16, 17, 31, 32, 255, 256, 0xffff) },
  { weight: 1, arbitrary: fc.constantFrom(0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff) },
);
const real = fc.oneof(
  { weight: 6, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true, min: -8, max: 8 }) },
  { weight: 3, arbitrary: fc.constantFrom(0, -0, 0.5, 1, 2, 5, 20, -1, 1000) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, F32_MAX, -F32_MAX, 2 ** -149) },
);
const component = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2) },
  { weight: 1, arbitrary: fc.constantFrom(1e18, -1e18, 1.1e18, 1e-30, NaN, Infinity, F32_MAX).map(Math.fround) },
);

const BUILDS: readonly Settings[] = [
  { CORES: 1 },
  { CORES: 3, CAPACITY: 40, DIMENSIONS: 8, LINKS: 5 },
  { CAPACITY: 8, DIMENSIONS: 4 },
];

describe.each(BUILDS)("%o", async (set) => {
  const signatures = signaturesOf(set);
  const engines = await buildPair(set);
  const [javascript, wasm] = engines;
  const dimensions = set.DIMENSIONS ?? 16;

  test("every function is called", () => {
    expect(signatures.filter((one) => !takesNumbers(one)).map(({ name }) => name)).toEqual(
      expect.arrayContaining([...BY_REFERENCE]),
    );
    expect(signatures.filter((one) => !takesNumbers(one))).toHaveLength(BY_REFERENCE.length);
    expect(signatures.length).toBeGreaterThanOrEqual(58);
  });

  test("any sequence of calls leaves both engines alike, finite and whole", () => {
    const steps = fc.array(stepOf(signatures, dimensions), { minLength: 30, maxLength: 120, size: "max" });
    fc.assert(
      fc.property(steps, (sequence) => {
        for (const engine of engines) begin(engine);
        for (const step of sequence) {
          const [one, other] = engines.map((engine) => perform(engine, step));
          expect({ call: step.text, outcome: other }).toEqual({ call: step.text, outcome: one });
        }
        for (let core = 0; core < (set.CORES ?? 1); core++) {
          for (const engine of engines) engine.call(named("core_select"), [core]);
          const state = javascript.snapshot();
          expect(wasm.snapshot()).toEqual(state);
          // A snapshot is accepted only if every number in it is finite and in its range.
          for (const engine of engines) {
            expect(engine.restore(state)).toBe(true);
            expect(engine.call(named("graph_check"), [])).toBe(engine.call(named("count"), []));
          }
          for (const list of LISTS) {
            expect(wasm.records(list)).toEqual(javascript.records(list));
            expect(javascript.records(list).flat().every(Number.isFinite)).toBe(true);
          }
        }
      }),
      { seed: 10, numRuns: 60 },
    );
  }, 120_000);

  function begin(engine: Engine): void {
    for (let core = (set.CORES ?? 1) - 1; core >= 0; core--) {
      engine.call(named("core_select"), [core]);
      engine.call(named("init"), [dimensions, core % 3, core]);
      engine.merge("get_result_ptr", 0);
    }
    engine.call(named("last_error"), []);
  }

  function perform(engine: Engine, step: Step): unknown {
    if (step.insert !== null) engine.put("get_insert_ptr", step.insert);
    if (step.query !== null) engine.put("get_query_ptr", step.query);
    if (step.delta !== null) engine.put("get_delta_ptr", step.delta);
    const answer = step.call(engine);
    if (typeof answer === "number") {
      expect({ call: step.text, isFinite: Number.isFinite(answer) }).toMatchObject({ isFinite: true });
    }
    return { answer, error: engine.call(named("last_error"), []) };
  }

  function named(name: string): Signature {
    const found = signatures.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no function '${name}'`);
    return found;
  }
});

/** Any function, insertions and searches often. */
function stepOf(signatures: readonly Signature[], dimensions: number): fc.Arbitrary<Step> {
  const scalar = signatures.filter(takesNumbers);
  const likely = scalar.filter(({ name }) =>
    ["insert", "insert_ex", "search", "hnsw_to_snn", "snn_tick"].includes(name),
  );
  // To begin again every few calls would leave little to find.
  const rare = scalar.filter(({ name }) => name === "init");
  const others = scalar.filter((one) => !rare.includes(one));
  const vector = fc.array(component, { minLength: dimensions, maxLength: dimensions });
  const maybe = fc.option(vector, { freq: 3 });
  const call = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...likely).chain(callOf) },
    { weight: 16, arbitrary: fc.constantFrom(...others).chain(callOf) },
    { weight: 1, arbitrary: fc.constantFrom(...rare).chain(callOf) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...LISTS), fc.nat(16)).map(([list, count]) => mergeOf(list, count)),
    },
    { weight: 1, arbitrary: fc.tuple(fc.nat(400), fc.nat(255)).map(([at, flip]) => restoreOf(at, flip)) },
  );
  return fc.tuple(maybe, maybe, maybe, call).map(([insert, query, delta, made]) => ({ insert, query, delta, ...made }));
}

type Made = Pick<Step, "call" | "text">;

function callOf(signature: Signature): fc.Arbitrary<Made> {
  const values = signature.parameters.map(({ type }) => (type === "f32" ? real : word));
  return fc.tuple(...values).map((drawn) => ({
    call: (engine: Engine) => engine.call(signature, drawn),
    text: `${signature.name}(${drawn.join(", ")})`,
  }));
}

function mergeOf(list: ListName, count: number): Made {
  return { call: (engine) => engine.merge(list, count), text: `merge(${list}, ${count})` };
}

/** A core restores its own snapshot, with a byte changed unless `flip` is 0. */
function restoreOf(at: number, flip: number): Made {
  const call = (engine: Engine): boolean => {
    const bytes = engine.snapshot();
    return engine.restore(bytes.map((byte, i) => (i === at ? byte ^ flip : byte)));
  };
  return { call, text: `restore with byte ${at} ^ ${flip}` };
}
