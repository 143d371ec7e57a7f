/**
 * The pipeline as a whole: what it gives for each target, and that it gives nothing for a program with mistakes.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import type { Files } from "../test/program.ts";
import { hostOf } from "../test/program.ts";
import type { Compilation, CompileOptions, SourceTarget } from "./compile.ts";
import { compile, SOURCE_TARGETS } from "./compile.ts";

const PROGRAM = {
  "main.ts": `import { scale } from "./math/scale.ts";
import type { u32 } from "./lib/types.ts";
const table = new Uint32Array([1, 2, 3]);
const state = new Uint8Array(10);
let last: u32 = 0;
export function next(index: u32): u32 {
  state[index % 10] = 1;
  last = scale(table[index % 3]) + state[index % 7];
  return last;
}
`,
  "math/scale.ts": `import type { u32 } from "../lib/types.ts";
export function scale(x: u32): u32 {
  return x * 10;
}
`,
};

function run(files: Files, targets: readonly SourceTarget[], options?: CompileOptions): Compilation {
  return compile({ host: hostOf(files), entry: "main.ts", targets, ...(options && { options }) });
}

test.each([
  ["c", ["math/scale.h", "math/scale.c", "main.h", "main.c"]],
  ["js", ["main.js", "main.js.map", "main.d.ts"]],
  ["modules", ["math/scale.js", "math/scale.js.map", "math/scale.d.ts", "main.js", "main.js.map", "main.d.ts"]],
  ["wasm", ["main.wasm", "main.wasm.d.ts"]],
] as const)("%s gives its files", (target, files) => {
  const { program, entry, outputs, diagnostics } = run(PROGRAM, [target]);
  expect({ program, entry, diagnostics }).toEqual({ program: "main", entry: "main", diagnostics: [] });
  expect([...outputs.keys()]).toEqual(files);
});

test("the same program gives the same bytes from any folder, with its targets in any order, time after time", () => {
  const options: CompileOptions = { lineDirectives: true, names: true, sourceMap: true };
  const from = (folder: string, targets: readonly SourceTarget[]): [string, string | Uint8Array][] => {
    const { read } = hostOf(PROGRAM);
    const host = { read: (path: string) => (path.startsWith(folder) ? read(path.slice(folder.length)) : null) };
    const { outputs } = compile({ host, entry: `${folder}main.ts`, targets, options });
    expect(outputs.size).toBeGreaterThan(0);
    return [...outputs].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const wanted = from("", ["c", "js", "wasm"]);
  expect(from("", ["c", "js", "wasm"])).toEqual(wanted);
  expect(from("/somewhere/else/", ["wasm", "js", "c"])).toEqual(wanted);
  expect(from("../elsewhere/", ["js", "c", "wasm"])).toEqual(wanted);
});

test("several targets come together, and the same input gives the same output", () => {
  const targets = SOURCE_TARGETS.filter((target) => target !== "modules");
  const { outputs } = run(PROGRAM, targets);
  expect(outputs.size).toBe(9);
  expect(run(PROGRAM, targets).outputs).toEqual(outputs);
});

test("sizes are those of the statics by module, and of each output", () => {
  const { sizes, outputs } = run(PROGRAM, ["c", "wasm"]);
  expect(sizes).toContainEqual({ part: "main", section: "constants", bytes: 12 });
  expect(sizes).toContainEqual({ part: "main", section: "ram", bytes: 14 });
  const bytesOf = (part: string): number =>
    sizes.filter((row) => row.part === part).reduce((sum, row) => sum + row.bytes, 0);
  for (const [path, content] of outputs) expect([path, bytesOf(path)]).toEqual([path, content.length]);
});

test("a mistake gives diagnostics and no output", () => {
  const { program, outputs, diagnostics, sizes } = run("export function f(): number {\n  return 1;\n}\n", [
    "c",
    "wasm",
  ]);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect([program, outputs.size, sizes.length]).toEqual([null, 0, 0]);
});

const UNPROVEN = `import type { u32 } from "./lib/types.ts";
const table = new Uint32Array(3);
export function get(index: u32): u32 {
  return table[index];
}
`;

test("what is not proven is refused, unless proofs are not asked for", () => {
  expect(run(UNPROVEN, ["c"]).diagnostics.map(({ code }) => code)).toEqual(["GN6001"]);
  const { diagnostics, proof, outputs } = run(UNPROVEN, ["js"], { prove: false });
  expect([diagnostics.length, proof, outputs.size]).toEqual([0, null, 3]);
  expect(run(PROGRAM, ["js"]).proof?.().functions.length).toBeGreaterThan(0);
});

test("checks in JavaScript can be left out", () => {
  expect(run(UNPROVEN, ["js"], { prove: false }).outputs.get("main.js")).toContain("RangeError");
  expect(run(UNPROVEN, ["js"], { prove: false, checks: false }).outputs.get("main.js")).not.toContain("RangeError");
});
