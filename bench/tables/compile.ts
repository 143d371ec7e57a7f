/**
 * How long the compiler takes for the programs of this project.
 *
 * @packageDocumentation
 */
import { Timings } from "../../codegen/src/cli/timings.ts";
import { compile, type Stage } from "../../codegen/src/compile.ts";
import { firmwareEntry, readSource } from "../programs.ts";
import { type BenchTable, type Cell, median } from "../table.ts";

const PROGRAMS = ["hello", "core", "node"];
const RUNS = 5;

/** The columns of stages, and which stages they sum up. */
const STAGES: readonly { readonly key: string; readonly head: string; readonly stages: readonly Stage[] }[] = [
  { key: "readMs", head: "read", stages: ["parse", "check", "lower", "evaluate", "fold"] },
  { key: "proveMs", head: "prove", stages: ["prove"] },
  { key: "cMs", head: "to-c", stages: ["c"] },
  { key: "jsMs", head: "to-js", stages: ["js"] },
  { key: "wasmMs", head: "to-wasm", stages: ["wasm"] },
];

/** Times of whole compilations and of their stages. */
export const COMPILE: BenchTable = {
  name: "compile",
  title: "compile time, ms: the first run, a further one as after a change, and its stages; medians",
  columns: [
    { key: "program", head: "program" },
    { key: "firstMs", head: "first", decimals: 1 },
    { key: "againMs", head: "again", decimals: 1 },
    ...STAGES.map(({ key, head }) => ({ key, head, decimals: 1 })),
  ],
  measure: (onStep) => {
    const rows = PROGRAMS.map((program) => {
      onStep(program);
      return compileTimes(program);
    });
    return Promise.resolve(rows);
  },
};

/** The time of every stage. The first run is slower, since Node has not optimised the compiler yet. */
function compileTimes(program: string): Cell[] {
  const [first = [], ...others] = Array.from({ length: RUNS }, () => stageTimes(firmwareEntry(program)));
  const medians = first.map((_, stage) => median(others.map((times) => times[stage] ?? NaN)));
  const total = (stages: readonly number[]): number => stages.reduce((sum, ms) => sum + ms, 0);
  return [program, total(first), median(others.map(total)), ...medians];
}

function stageTimes(entry: string): number[] {
  const { run, milliseconds } = new Timings();
  compile({ host: { read: readSource }, entry, targets: ["c", "js", "wasm"], options: { checks: false }, run });
  return STAGES.map(({ stages }) => stages.reduce((ms, stage) => ms + (milliseconds.get(stage) ?? 0), 0));
}
