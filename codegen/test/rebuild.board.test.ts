/**
 * What a compiler makes that remembers the program of before is what one makes that knows nothing, byte for byte,
 * whatever has changed; also where the program goes through another thread's hands.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Packer, Unpacker } from "../src/cli/packed-program.ts";
import type { Func, Program } from "../src/ir/ir.ts";
import { CompilerMemory, compileText, type Outputs } from "../src/pipeline.ts";
import type { SourceTexts } from "../src/print/source.ts";
import { OptimiserMemory, wasmOutputs } from "../src/wasm-outputs.ts";
import { hostOf, withVocabulary } from "./program.ts";

const FIRMWARE = join(import.meta.dirname, "../../firmware-src");
const ENTRY = join(FIRMWARE, "core.ts");

/** Each stays for those that follow. */
const EDITS: readonly (readonly [what: string, file: string, from: RegExp, to: string])[] = [
  ["nothing", "core.ts", /^/, ""],
  ["a number in a function", "neural/neuron.ts", /traceTau: f32 = \d+/, "traceTau: f32 = 31"],
  ["a line above everything", "neural/neuron.ts", /^/, "// A line.\n"],
  ["a number that is spelled otherwise", "search/errors.ts", /BAD_ARGUMENT = 2;/, "BAD_ARGUMENT = 0x2;"],
  ["a doc comment that two headers have", "neural/tick.ts", /Nothing at all happens/, "Nothing whatever happens"],
  [
    "what writes a variable that was a constant",
    "core.ts",
    /$/,
    'export { configure as snn_config } from "./neural/config.ts";\n',
  ],
  ["a field of a struct", "neural/neuron.ts", /trace: f32 = 0;/, "trace: f32 = 0;\n  spare: f32 = 0;"],
  ["a zero to minus zero", "neural/neuron.ts", /membrane: f32 = 0;/, "membrane: f32 = -0;"],
  ["a size of arrays", "search/limits.ts", /CAPACITY = 32/, "CAPACITY = 33"],
  ["everything, to what it was", "", /^/, ""],
];

test("the core, after one change and another", { timeout: 120_000 }, () => {
  const memory = new CompilerMemory();
  const thread = new Thread();
  let texts = new Map<string, string>();
  let before: Program | null = null;
  for (const [what, file, from, to] of EDITS) {
    const read = (path: string): string => texts.get(path) ?? readFileSync(path, "utf8");
    const path = join(FIRMWARE, file);
    if (file === "") texts = new Map();
    else texts.set(path, replaced(read(path), from, to));
    const again = compileWith(read, memory, (program, sources) => thread.compile(program, sources));
    const anew = compileWith(read, undefined, (program, sources) => wasmOutputs(program, sources, {}));
    expect(again.outputs, what).toEqual(anew.outputs);
    if (before !== null && what !== "everything, to what it was") {
      const known = new Set(functionsOf(before));
      const kept = functionsOf(again.folded).filter((func) => known.has(func)).length;
      expect(kept, what).toBeGreaterThan(0.5 * functionsOf(again.folded).length);
    }
    before = again.folded;
  }
});

test("a number that is spelled otherwise in the same place", () => {
  const memory = new CompilerMemory();
  const texts = (number: string): Record<string, string> => ({
    "lib.ts": withVocabulary(`export function f(x: u32): u32 { return x & ${number}; }`),
    "main.ts": withVocabulary('import { f } from "./lib.ts";\nexport function g(x: u32): u32 { return f(x) ^ 1; }'),
  });
  for (const number of ["0x0f", "0o17", "15  "]) {
    const request = { host: hostOf(texts(number)), entry: "main.ts", targets: ["c"] as const };
    const { outputs, diagnostics } = compileText({ ...request, memory }).compilation;
    expect(diagnostics).toEqual([]);
    expect(outputs).toEqual(compileText(request).compilation.outputs);
  }
});

/** What a thread does that gets one program after the other. */
class Thread {
  readonly #packer = new Packer();
  readonly #unpacker = new Unpacker();
  readonly #memory = new OptimiserMemory();

  compile(program: Program, sources: SourceTexts): Outputs {
    return wasmOutputs(this.#unpacker.unpack(structuredClone(this.#packer.pack(program))), sources, {}, this.#memory);
  }
}

function compileWith(
  read: (path: string) => string,
  memory: CompilerMemory | undefined,
  toWasm: (program: Program, sources: SourceTexts) => Outputs,
): { readonly outputs: ReadonlyMap<string, unknown>; readonly folded: Program } {
  const { compilation, folded } = compileText({ host: { read }, entry: ENTRY, targets: ["c", "js"], memory });
  expect(compilation.diagnostics).toEqual([]);
  if (folded === null) throw new Error("the core is not accepted");
  return { outputs: new Map([...compilation.outputs, ...toWasm(folded, compilation.sources)]), folded };
}

function replaced(text: string, from: RegExp, to: string): string {
  expect(text).toMatch(from);
  return text.replace(from, to);
}

function functionsOf({ modules }: Program): readonly Func[] {
  return modules.flatMap(({ functions }) => functions);
}
