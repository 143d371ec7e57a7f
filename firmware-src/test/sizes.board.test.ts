/**
 * The core builds, proofs included, in every size that is promised, for C, JavaScript and WebAssembly.
 *
 * @packageDocumentation
 */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compile, type Settings } from "../../codegen/src/compile.ts";
import { sourceHost } from "./builds.ts";

const ENTRY = fileURLToPath(new URL("../full.ts", import.meta.url));

test.each<Settings>([
  { CAPACITY: 32, DIMENSIONS: 16 },
  { CAPACITY: 256, DIMENSIONS: 16 },
  { CAPACITY: 1024, DIMENSIONS: 16 },
  { CAPACITY: 1024, DIMENSIONS: 64 },
  { CAPACITY: 4096, DIMENSIONS: 16 },
  { CAPACITY: 8, DIMENSIONS: 4, LINKS: 4 },
  { CAPACITY: 8192, DIMENSIONS: 64, LINKS: 32 },
  { CORES: 256 },
])("%o", (set) => {
  const { outputs, diagnostics } = compile({
    host: sourceHost,
    entry: ENTRY,
    targets: ["c", "js", "wasm"],
    options: { set },
  });
  expect(diagnostics).toEqual([]);
  for (const name of ["search/graph.c", "full.js", "full.wasm"]) {
    expect(outputs.get(name)?.length).toBeGreaterThan(1000);
  }
});
