/**
 * How long a search takes in Node, beside the same algorithm written by hand in C.
 *
 * Each engine is compared with the C of its own kind: code for four floats at once with C that clang compiled for them,
 * everything else with plain C.
 *
 * @packageDocumentation
 */
import { compileProgram, firmwareEntry } from "../programs.ts";
import { loadHandwritten, loadJavaScript, loadWasm, searchTimes } from "../search.ts";
import type { BenchTable, Cell } from "../table.ts";

const PLAIN_C = "C by hand, WASM";
const SIMD_C = "C by hand, WASM SIMD";

/** Microseconds of a search by each engine. */
export const SEARCH: BenchTable = {
  name: "search",
  title: "exact search of 32 vectors in 16 dimensions for the nearest 10, microseconds in Node; engines take turns",
  columns: [
    { key: "engine", head: "engine" },
    { key: "medianUs", head: "median", decimals: 3 },
    { key: "leastUs", head: "least", decimals: 3 },
    { key: "ratio", head: "beside C", decimals: 3 },
  ],
  measure: async (onStep) => {
    onStep("compile");
    const core = compileProgram(firmwareEntry("core"), ["js", "wasm"]);
    const simd = compileProgram(firmwareEntry("core"), ["wasm"], { simd: true });
    const engines = [
      { name: PLAIN_C, beside: PLAIN_C, engine: await loadHandwritten() },
      { name: "core, WASM", beside: PLAIN_C, engine: loadWasm(core) },
      { name: "core, JavaScript", beside: PLAIN_C, engine: await loadJavaScript(core) },
      { name: SIMD_C, beside: SIMD_C, engine: await loadHandwritten(["-msimd128"]) },
      { name: "core, WASM SIMD", beside: SIMD_C, engine: loadWasm(simd) },
    ];
    onStep("search");
    const times = searchTimes(engines.map(({ engine }) => engine));
    return engines.map(({ name, beside }, index): Cell[] => {
      const own = times[index];
      const other = times[engines.findIndex((each) => each.name === beside)];
      return [name, own?.median ?? NaN, own?.least ?? NaN, (own?.median ?? NaN) / (other?.median ?? NaN)];
    });
  },
};
