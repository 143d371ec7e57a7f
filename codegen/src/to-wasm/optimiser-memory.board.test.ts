/**
 * A module that is made with what others left is, byte for byte, the one that is made without.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProgram, sourceOf } from "../../test/fuzz/generate.ts";
import { hostOf, programOf, withVocabulary } from "../../test/program.ts";
import { fold } from "../fold/fold.ts";
import { readProgram } from "../front-end.ts";
import type { Program } from "../ir/ir.ts";
import { OptimiserMemory, toWasm } from "./to-wasm.ts";

const PATIENCE_MS = 60_000;

test("after changes of the core", { timeout: PATIENCE_MS }, () => {
  const folder = join(import.meta.dirname, "../../../firmware-src");
  const edits: readonly (readonly [file: string, from: string, to: string])[] = [
    ["neural/neuron.ts", "import ", "// another line\nimport "],
    ["neural/neuron.ts", "traceTau: f32 = 20", "traceTau: f32 = 21"],
    ["neural/neuron.ts", "SPIKE_COUNT_MAX = 0xffff", "SPIKE_COUNT_MAX = 0x7fff"],
    ["search/limits.ts", "CAPACITY = 32", "CAPACITY = 33"],
    ["core.ts", "export {", "export { step as another } from './neural/neuron.ts';\nexport {"],
    ["search/limits.ts", "CAPACITY = 32", "CAPACITY = 32"],
  ];
  const memory = new OptimiserMemory();
  for (const [file, from, to] of edits) {
    const read = (path: string): string => {
      const text = readFileSync(path, "utf8");
      return path.endsWith(file) ? text.replace(from, to) : text;
    };
    const { program } = readProgram({ read }, join(folder, "core.ts"));
    if (program === null) throw new Error(`${to} is not accepted`);
    expectSameBytes(program, memory, `${from} -> ${to}`);
  }
});

test("one random program after the other", { timeout: PATIENCE_MS }, () => {
  const memory = new OptimiserMemory();
  let compared = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const { program } = readProgram(hostOf(sourceOf(createProgram(seed).module, "./lib/types.ts")), "main.ts");
    if (program === null) continue;
    expectSameBytes(program, memory, `program ${seed}`);
    expectSameBytes(program, memory, `program ${seed} again`);
    compared++;
  }
  expect(compared).toBeGreaterThan(9);
});

test("calls of other functions at the same place in the file", () => {
  const text = (first: string, second: string): Program =>
    programOf(
      withVocabulary(`
        let n: u32 = 0;
        export function ${first}(): void { n = n * 3 + 1; }
        export function ${second}(): void { n = n * 5 + 2; }
        export function both(): void { one(); two(); one(); }`),
    );
  const memory = new OptimiserMemory();
  expectSameBytes(text("one", "two"), memory, "one, two");
  expectSameBytes(text("two", "one"), memory, "two, one");
});

function expectSameBytes(program: Program, memory: OptimiserMemory, what: string): void {
  const folded = fold(program, { isProven: true });
  expect(Buffer.from(toWasm(folded, { memory }).binary), what).toEqual(Buffer.from(toWasm(folded).binary));
}
