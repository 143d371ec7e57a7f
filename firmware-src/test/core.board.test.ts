/**
 * The core in C agrees with the oracle: thousands of calls of random programs, run as a native process, under the
 * sanitizers and optimised with all warnings as errors, and fewer of them on emulated chips.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readProgram } from "../../codegen/src/front-end.ts";
import type { Call as EngineCall, Result } from "../../codegen/test/engines/engine.ts";
import { CHIP_ENGINES } from "../../codegen/test/engines/chips.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../../codegen/test/engines/native.ts";
import { CORE_ENTRY, sourceHost } from "./builds.ts";
import { Oracle } from "./oracle.ts";
import { type Call, callByName, perform, programs } from "./programs.ts";

const SEED = 2026;

/** Each with how many programs it runs: an emulator is slower. */
const ENGINES = [
  { engine: NATIVE_CHECKED, missing: null, programs: 150 },
  { engine: NATIVE_OPTIMISED, missing: null, programs: 150 },
  ...CHIP_ENGINES.map((engine) => ({ engine, missing: engine.missing, programs: 15 })),
].map((row) => ({ ...row, title: row.missing === null ? row.engine.name : `${row.engine.name} (${row.missing})` }));

/** The core, with its buffers within reach of functions that take and give scalars. */
const PROBE = `
/** The core for a process that can pass scalars only. @packageDocumentation */
import type { f32, u32 } from "./lib/types.ts";
import { exchanges } from "./search/buffers.ts";
import { indexOf } from "./search/result.ts";
export { ${Object.keys(new Oracle().functions).join(", ")} } from "./full.ts";
export function put_insert(i: u32, x: f32): void { if (i < 16) exchanges[0].insert.components[i] = x; }
export function put_delta(i: u32, x: f32): void { if (i < 16) exchanges[0].delta.components[i] = x; }
export function put_query(i: u32, x: f32): void { if (i < 16) exchanges[0].query.components[i] = x; }
export function found_index(rank: u32): u32 { return rank < 16 ? indexOf(exchanges[0].results.records[rank]) : 0; }
export function found_distance(rank: u32): f32 { return rank < 16 ? exchanges[0].results.records[rank].distance : 0; }
`;

test.for(ENGINES)("$title", async ({ engine, missing, programs: numRuns }, { skip }) => {
  skip(missing !== null);
  const entry = CORE_ENTRY.replace(/core\.ts$/, "probe.ts");
  const read = (path: string): string | null => (path === entry ? PROBE : sourceHost.read(path));
  const { program, diagnostics } = readProgram({ read }, entry);
  expect(diagnostics).toEqual([]);
  if (program === null) return;

  const calls: EngineCall[] = [];
  const expected: Result[] = [];
  for (const each of fc.sample(programs, { numRuns, seed: SEED })) record(each, calls, expected);
  const results = await engine.run(program, calls);
  const differing = calls.findIndex((_, i) => !Object.is(results[i], expected[i]));
  expect({ call: calls[differing], result: results[differing] }).toEqual({
    call: calls[differing],
    result: expected[differing],
  });
  expect(results).toHaveLength(expected.length);
  expect(calls.length).toBeGreaterThan(300 * numRuns);
});

/** Adds one program as scalar calls, and what the oracle answers to each. */
function record(program: readonly Call[], calls: EngineCall[], expected: Result[]): void {
  const oracle = new Oracle();
  const expectFrom = (name: string, values: readonly number[], result: unknown): void => {
    calls.push({ name, values });
    expected.push(typeof result === "number" ? result : null);
  };
  for (const call of program) {
    call.insert?.forEach((x, i) => {
      expectFrom("put_insert", [i, x], undefined);
    });
    call.query?.forEach((x, i) => {
      expectFrom("put_query", [i, x], undefined);
    });
    call.delta?.forEach((x, i) => {
      expectFrom("put_delta", [i, x], undefined);
    });
    const { answer, error } = perform(oracle, call);
    expectFrom(call.name, call.values, answer);
    expectFrom("last_error", [], error);
    oracle.results().forEach(({ index, distance }, rank) => {
      expectFrom("found_index", [rank], index);
      expectFrom("found_distance", [rank], distance);
    });
  }
  for (const name of [
    "snn_get_membrane",
    "get_edge_weight",
    "get_node_type",
    "get_spike_rate",
    "get_pattern",
  ] as const) {
    for (let index = 0; index < 32; index++) expectFrom(name, [index], callByName(oracle, name, [index]));
  }
  expectFrom("snn_get_time", [], oracle.functions.snn_get_time());
}
