/**
 * A core large enough to link and search by walks does the same to the last bit as JavaScript with every access
 * checked, as WebAssembly, and as C under the sanitizers and optimised with all warnings as errors.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { readProgram } from "../../codegen/src/front-end.ts";
import { javascriptEngine } from "../../codegen/test/engines/javascript.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../../codegen/test/engines/native.ts";
import { wasmEngine } from "../../codegen/test/engines/wasm.ts";
import { CORE_ENTRY, sourceHost } from "./builds.ts";

const SETTINGS = { CAPACITY: 400, DIMENSIONS: 8, LINKS: 8 };

/** Exchanges random vectors of a full core, and gives a hash of all links and of what searches find. */
const PROBE = `
/** A churn of vectors, for a process that can pass scalars only. @packageDocumentation */
import { f32, u32 } from "./lib/types.ts";
import { exchanges } from "./search/buffers.ts";
import { rebuild, relink, remove, replace } from "./search/changes.ts";
import { insertAnywhere } from "./search/insert.ts";
import { check, degree, neighbour } from "./search/inspection.ts";
import { CAPACITY } from "./search/limits.ts";
import { setMode } from "./search/mode.ts";
import { indexOf } from "./search/result.ts";
import { lastEvaluations, search } from "./search/search.ts";
import { count } from "./search/store.ts";
export { init } from "./neural/reset.ts";

let state: u32 = 1;
let flaws: u32 = 0;
let hash: u32 = 0;

/** The number of changes after which the graph was not sound. */
export function flawed(): u32 { return flaws; }

/** Stores, removes and replaces; the hash of the graph. */
export function churn(seed: u32, steps: u32): u32 {
  state = seed;
  hash = 0;
  for (let step: u32 = 0; step < Math.min(steps, 4000); step++) change(step);
  mixLinks();
  rebuild();
  mixLinks();
  return hash;
}

function mixLinks(): void {
  for (let index: u32 = 0; index < CAPACITY; index++) {
    for (let branch: u32 = 0; branch < Math.min(degree(index), 32); branch++) mix(u32(neighbour(index, branch)));
  }
}

/** The hash of what walks find. */
export function walk(seed: u32): u32 {
  state = seed;
  hash = 0;
  setMode(2);
  for (let query: u32 = 0; query < 100; query++) {
    for (let i: u32 = 0; i < 8; i++) exchanges[0].query.components[i] = random();
    mix(search(16));
    mix(lastEvaluations());
    for (let rank: u32 = 0; rank < 16; rank++) mix(indexOf(exchanges[0].results.records[rank]));
  }
  return hash;
}

function change(step: u32): void {
  for (let i: u32 = 0; i < 8; i++) exchanges[0].insert.components[i] = random();
  if (step >= CAPACITY) {
    if (step % 5 === 0) replace(state % CAPACITY);
    else if (step % 5 === 1) relink(state % CAPACITY);
    else remove(state % CAPACITY);
  }
  insertAnywhere();
  if (check() !== count()) flaws++;
}

function random(): f32 {
  state = state * 1664525 + 1013904223;
  return f32(state >>> 8) / 16777216;
}

function mix(value: u32): void {
  hash = (hash ^ value) * 16777619;
}
`;

test("JavaScript, WebAssembly and C build the same graph and walk the same ways", async () => {
  const entry = CORE_ENTRY.replace(/core\.ts$/, "probe.ts");
  const read = (path: string): string | null => (path === entry ? PROBE : sourceHost.read(path));
  const { program, diagnostics } = readProgram({ read }, entry, { settings: SETTINGS });
  expect(diagnostics).toEqual([]);
  if (program === null) return;
  const calls = [0, 1, 2].flatMap((metric) => [
    { name: "init", values: [8, metric, 0] },
    { name: "churn", values: [metric + 1, 1200] },
    { name: "walk", values: [metric + 7] },
    { name: "flawed", values: [] },
  ]);
  const expected = await javascriptEngine("checked", true).run(program, calls);
  expect(new Set(expected).size).toBe(8);
  expect(expected.filter((_, i) => i % 4 === 3)).toEqual([0, 0, 0]);
  for (const engine of [wasmEngine(), NATIVE_CHECKED, NATIVE_OPTIMISED]) {
    expect(await engine.run(program, calls), engine.name).toEqual(expected);
  }
});
