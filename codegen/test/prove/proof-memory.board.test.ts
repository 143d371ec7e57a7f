/**
 * A proof that remembers another comes to the result that it comes to without: the same diagnostics, the same report,
 * and the same runs of the same functions on the way.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readProgram } from "../../src/front-end.ts";
import type { Expression, Func, Program } from "../../src/ir/ir.ts";
import { convert } from "../../src/ir/operators.ts";
import { rewrite } from "../../src/ir/rewrite.ts";
import { walk } from "../../src/ir/walk.ts";
import { NOTHING_PROVEN, prove, type ProofMemory } from "../../src/prove/prove.ts";
import { Random } from "../fuzz/random.ts";
import { programOf, withVocabulary } from "../program.ts";
import { createProgram } from "./programs.ts";

const PROGRAMS = 16;
const EDITS = 4;

test(`${PROGRAMS} programs full of indices, each after ${EDITS} changes`, { timeout: 60_000 }, () => {
  const counts = { accepted: 0, refused: 0, followed: 0, made: 0 };
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const random = new Random(seed);
    let program = createProgram(random);
    let memory = memoryOf(program, NOTHING_PROVEN);
    for (let edit = 1; edit <= EDITS; edit++) {
      program = withAnotherConstant(program, random);
      const next = expectSameProof(program, memory, `program ${seed}, edit ${edit}`);
      counts[prove(program).diagnostics.length === 0 ? "accepted" : "refused"]++;
      for (const [name, { runs }] of next.functions) {
        const before = new Set(memory.functions.get(name)?.runs);
        for (const run of runs) counts[before.has(run) ? "followed" : "made"]++;
      }
      memory = next;
    }
  }
  // Else the test would say nothing.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(PROGRAMS / 4);
});

describe("the core", { timeout: 60_000 }, () => {
  const folder = join(import.meta.dirname, "../../../firmware-src");
  const edits: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
    ["a comment", "neural/neuron.ts", "import ", "// another line\nimport "],
    [
      "the range of a counter that is stored",
      "neural/neuron.ts",
      "SPIKE_COUNT_MAX = 0xffff",
      "SPIKE_COUNT_MAX = 0x7fff",
    ],
    ["an option that sizes arrays", "search/limits.ts", "CAPACITY = 32", "CAPACITY = 33"],
  ];

  test.each(edits)("after a change of %s", (_, file, from, to) => {
    const read = (path: string): string => readFileSync(path, "utf8");
    const entry = join(folder, "core.ts");
    const before = memoryOf(programAt(read, entry), NOTHING_PROVEN);
    const edited = (path: string): string => (path.endsWith(file) ? read(path).replace(from, to) : read(path));
    expect(edited(join(folder, file))).toContain(to);
    expectSameProof(programAt(edited, entry), before, "core");
  });
});

test("what nobody calls any more, and what is called for the first time", () => {
  const text = (body: string): Program =>
    programOf(
      withVocabulary(`
        const table = new Uint32Array(8);
        let place: Below<8> = 0;
        export function low(i: u32): u32 { return i & 3; }
        export function high(i: u32): u32 { return i & 7; }
        function least(i: u32, j: u32): u32 { return Math.min(i, j); }
        export function f(i: u32): u32 { ${body} return table[least(place, 7)]; }`),
    );
  const bodies = ["place = low(i);", "place = high(i);", "place = high(i) + 1;", "place = least(high(i), 9);", ""];
  let memory: ProofMemory = NOTHING_PROVEN;
  for (const body of bodies) memory = expectSameProof(text(body), memory, body);
});

test("the same function in a program whose structs are others", () => {
  const text = (length: number): Program =>
    programOf(
      withVocabulary(`
        class Ring { at: Below<4> = 0; bytes = new Uint8Array(${length}); }
        const ring = new Ring();
        export function f(): u32 { ring.at = (ring.at + 1) & 3; return ring.bytes[ring.at]; }`),
    );
  const memory = expectSameProof(text(4), NOTHING_PROVEN, "four");
  expect(prove(text(3), memory).diagnostics).toHaveLength(1);
  expectSameProof(text(3), memory, "three");
});

/** Gives the memory of the proof, after everything that it says was compared with a proof without memory. */
function expectSameProof(program: Program, before: ProofMemory, what: string): ProofMemory {
  const alone = prove(program, NOTHING_PROVEN);
  const { diagnostics, report, memory } = prove(program, before);
  expect(diagnostics, what).toEqual(alone.diagnostics);
  expect(report(), what).toEqual(alone.report());
  if (memory === null || alone.memory === null) throw new Error("nothing is remembered");
  expect(runsOf(memory), what).toEqual(runsOf(alone.memory));
  expect(prove(program).diagnostics, what).toEqual(diagnostics);
  return memory;
}

/** What each function was given and gave, in order. */
function runsOf({ functions }: ProofMemory): unknown {
  return [...functions].map(([name, { runs }]) => [
    name,
    runs.map(({ purpose, given, outcome }) => ({ purpose, given, outcome })),
  ]);
}

function memoryOf(program: Program, before: ProofMemory): ProofMemory {
  return prove(program, before).memory ?? NOTHING_PROVEN;
}

function programAt(read: (path: string) => string, entry: string): Program {
  const { program } = readProgram({ read }, entry);
  if (program === null) throw new Error("the program is not accepted");
  return program;
}

/** The same program with one constant of one function one greater or smaller. */
function withAnotherConstant(program: Program, random: Random): Program {
  const [module] = program.modules;
  if (module === undefined) throw new Error("there is no module");
  const chosen = random.pick(module.functions);
  const change = (func: Func): Func => (func === chosen ? { ...func, body: withAnother(func.body, random) } : func);
  return { ...program, modules: [{ ...module, functions: module.functions.map(change) }] };
}

function withAnother(body: Func["body"], random: Random): Func["body"] {
  const constants: Expression[] = [];
  walk(body, {
    expression: (expression) => {
      if (isInteger(expression)) constants.push(expression);
    },
  });
  if (constants.length === 0) return body;
  const chosen = random.pick(constants);
  const step = random.pick([-1, 1]);
  return rewrite(body, (expression) =>
    expression === chosen && isInteger(expression)
      ? { ...expression, value: convert(expression.value + step, "i32", expression.type) }
      : expression,
  );
}

function isInteger(expression: Expression): expression is Constant & { readonly value: number } {
  return expression.kind === "const" && typeof expression.value === "number" && expression.type !== "f32";
}

type Constant = Extract<Expression, { kind: "const" }>;
