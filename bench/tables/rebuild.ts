/**
 * How long somebody waits for the core: the times of a person, where those of compile.ts are a compiler's.
 *
 * @packageDocumentation
 */
import { inFolder } from "../programs.ts";
import { measureRebuilds } from "../rebuild.ts";
import { type BenchTable, median } from "../table.ts";

/** Times of a build, and of rebuilds under `--watch`, beside their aims. */
export const REBUILD: BenchTable = {
  name: "rebuild",
  title: "waiting for C, JavaScript and WASM of the core, ms: a new process, and after changes under --watch; medians",
  columns: [
    { key: "what", head: "what" },
    { key: "ms", head: "ms" },
    { key: "limitMs", head: "limit" },
  ],
  measure: async (onStep) => {
    onStep("builds and rebuilds");
    const { cold, first, practised } = await inFolder(measureRebuilds);
    return [
      ["a build, from the start of a process to its end", median(cold), 1_000],
      ["the first change, from saving to the end of the build", first, null],
      ["changes after practice", median(practised), 150],
    ];
  },
};
