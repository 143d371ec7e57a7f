/**
 * The source map of a WASM module: from offsets in the binary to statements of the source.
 *
 * @packageDocumentation
 */
import type { SourceMapPayload } from "node:module";
import { SourceMap } from "node:module";
import { expect, test } from "vitest";
import { hostOf } from "../../test/program.ts";
import { compile } from "../compile.ts";

const FILES = {
  "main.ts": `import { scale } from "./math/scale.ts";
import type { u32 } from "./lib/types.ts";
let total: u32 = 0;

export function add(x: u32): u32 {
  total += scale(x);
  if (total > 1000) {
    total = 0;
  }
  return total;
}
`,
  "math/scale.ts": `import type { u32 } from "../lib/types.ts";
let calls: u32 = 0;
export function scale(x: u32): u32 {
  calls += 1;
  return x * calls;
}
`,
};

function outputs(sourceMap: boolean): ReadonlyMap<string, string | Uint8Array> {
  return compile({ host: hostOf(FILES), entry: "main.ts", targets: ["wasm"], options: { sourceMap } }).outputs;
}

test("leads to every statement, carries the sources, and is named in the binary", () => {
  const binary = outputs(true).get("main.wasm");
  const text = outputs(true).get("main.wasm.map");
  if (typeof text !== "string" || !(binary instanceof Uint8Array)) throw new Error("no map");
  expect(Buffer.from(binary).toString("latin1")).toContain("sourceMappingURL\x0dmain.wasm.map");
  const map = JSON.parse(text) as SourceMapPayload & { readonly sourcesContent: readonly string[] };
  expect(Object.fromEntries(map.sources.map((name, index) => [name, map.sourcesContent[index]]))).toEqual(FILES);
  expect(placesIn(map, binary.length)).toEqual([
    "main.ts:6:3",
    "main.ts:7:3",
    "main.ts:8:5",
    "main.ts:10:3",
    "math/scale.ts:4:3",
    "math/scale.ts:5:3",
  ]);
});

test("is not there unless it is asked for", () => {
  expect([...outputs(false).keys()]).toEqual(["main.wasm", "main.wasm.d.ts"]);
});

/** All places of sources that offsets of the binary lead to. */
function placesIn(map: SourceMapPayload, length: number): string[] {
  const decoded = new SourceMap(map);
  const places = Array.from({ length }, (_, offset) => decoded.findEntry(0, offset)).flatMap((entry) =>
    "originalLine" in entry && Number.isFinite(entry.originalLine)
      ? [`${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`]
      : [],
  );
  return [...new Set(places)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
