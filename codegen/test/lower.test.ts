/**
 * Lowering: the order of evaluation, what is written, and what else the intermediate representation adds.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import type { Func, Program, Statement } from "../src/ir/ir.ts";
import { run } from "./interpreter.ts";
import { programOf, withVocabulary } from "./program.ts";

describe("order of evaluation", () => {
  /** State that every expression below can see and change. */
  const STATE = `
    let count: u32 = 0;
    const values = new Uint32Array(8);
    export function next(): u32 { count += 1; return count; }
    export function peek(): u32 { return count; }
    export function twice(x: u32): u32 { return x * 2; }
    export function odd(): bool { count += 3; return (count & 1) === 1; }
    export function add(a: u32, b: u32, c: u32): u32 { return a * 5 + b * 3 + c; }
    export function mark(i: u32): u32 { values[i & 7] += 1; return values[i & 7]; }
    export function state(): u32 {
      let hash: u32 = count;
      for (let i = 0; i < 8; i++) hash = (hash * 31 + values[i]) & 65535;
      return hash;
    }
  `;

  const { number, condition } = fc.letrec<{ number: string; condition: string }>((tie) => ({
    number: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.constantFrom("count", "next()", "peek()", "x", "twice(x)", "values[x & 7]"),
      fc
        .tuple(tie("number"), fc.constantFrom("+", "*", "^"), tie("number"))
        .map(([a, op, b]) => `((${a} ${op} ${b}) & 255)`),
      fc.tuple(tie("number"), tie("number"), tie("number")).map(([a, b, c]) => `(add(${a}, ${b}, ${c}) & 255)`),
      fc.tuple(tie("condition"), tie("number"), tie("number")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      tie("number").map((a) => `values[${a} & 7]`),
      tie("number").map((a) => `mark(${a})`),
    ),
    condition: fc.oneof(
      { depthSize: "medium" },
      fc.constantFrom("odd()", "flag", "count > 3"),
      fc
        .tuple(tie("condition"), fc.constantFrom("&&", "||", "===", "!=="), tie("condition"))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(tie("number"), fc.constantFrom("<", "!=="), tie("number")).map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie("condition").map((a) => `!(${a})`),
    ),
  }));

  const statement = fc.oneof(
    // The language refuses `count = count`, hence the sums and the filter.
    number.map((a) => `count = ${a} + 1;`),
    number.map((a) => `count += ${a};`),
    fc
      .tuple(number, number)
      .filter(([a, b]) => b !== `values[${a} & 7]`)
      .map(([a, b]) => `values[${a} & 7] = ${b};`),
    fc.tuple(number, number).map(([a, b]) => `values[${a} & 7] ^= ${b};`),
    fc.tuple(condition, number).map(([a, b]) => `if (${a}) count = ${b} + 1;`),
    fc
      .tuple(condition, number)
      .map(([a, b]) => `for (let i = 0; i < 3 && ${a}; i++) { if (i === 1) continue; count += ${b}; }`),
    condition.map((a) => `{ let i: u32 = 0; while (i < 3 && ${a}) { i += 1; if (i === 1) continue; count += i; } }`),
    condition.map(
      (a) => `{ let i: u32 = 0; do { i += 1; if (i === 1) continue; count += i; } while (i < 3 && ${a}); }`,
    ),
    fc
      .tuple(number, number)
      .map(([a, b]) => `switch (${a} & 1) { case 0: count = ${b} + 1; break; default: count += 2; }`),
    fc.tuple(number, number, number).map(([a, b, c]) => `count = add(${a}, ${b}, ${c}) & 255;`),
    number.map((a) => `count = add(next(), mark(${a}), next()) & 255;`),
  );

  test("is TypeScript's, whichever operand a compiler takes first", () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), fc.nat(1), fc.nat(9), (body, flag, x) => {
        const source = `${STATE} export function main(flag: bool, x: u32): u32 { ${body.join("\n")} return count; }`;
        const wanted = observe(runTypeScript(source), flag, x);
        const program = programOf(withVocabulary(source));
        expect(observe(run(program, "left-first").call, flag, x)).toEqual(wanted);
        expect(observe(run(program, "right-first").call, flag, x)).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  function observe(call: (name: string, ...values: readonly number[]) => unknown, flag: number, x: number) {
    return [call("main", flag, x), call("state")];
  }

  /** The numbers stay small, so plain JavaScript computes the same. */
  function runTypeScript(source: string) {
    const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    const exports: Record<string, (...values: unknown[]) => unknown> = {};
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- The test's own text.
    new Function("exports", outputText)(exports);
    // Only the interpreter has bools as numbers.
    return (name: string, flag = 0, x = 0) => exports[name]?.(flag === 1, x);
  }
});

describe("temporaries", () => {
  const STATE = `
    let count: u32 = 0;
    export function next(): u32 { count += 1; return count; }
    export declare function receive(): u32;
    const table = new Uint32Array([1, 2, 4]);
    export function first(): u32 { return table[0]; }
  `;

  test("there are none where nothing is endangered", () => {
    expect(kindsOf("x = next(); x = next() + 1; return x + table[x] + next();")).toEqual([
      "let",
      "assign",
      "assign",
      "return",
    ]);
  });

  test("an index may call the board while a variable is read: the board cannot change it", () => {
    expect(kindsOf("x = count + receive(); return x;")).toEqual(["let", "assign", "return"]);
  });

  test("what comes first is named after what it holds", () => {
    const { body } = functionOf(
      `${STATE} export function main(): u32 { return count + next() + receive() + receive(); }`,
    );
    expect(body.map((one) => (one.kind === "let" ? one.local : one.kind))).toEqual([
      "countBefore",
      "before",
      "before2",
      "return",
    ]);
    const { body: calls } = functionOf(`${STATE} export function main(): u32 { return next() * next(); }`);
    expect(calls.map((one) => (one.kind === "let" ? one.local : one.kind))).toEqual(["nextResult", "return"]);
    const { body: loads } = functionOf(`${STATE} export function main(): u32 { return count * next(); }`);
    expect(loads.map((one) => (one.kind === "let" ? one.local : one.kind))).toEqual(["countBefore", "return"]);
  });

  test("their names are taken by nothing else", () => {
    const source = `${STATE} const countBefore: u32 = 3;
      export function main(): u32 { let countBefore2: u32 = countBefore; countBefore2 += count * next(); return countBefore2; }`;
    const names = functionOf(source).body.flatMap((one) => (one.kind === "let" ? [one.local] : []));
    expect(names).toEqual(["countBefore2", "countBefore3"]);
  });

  test("the comments of a statement stay above its temporaries", () => {
    const { body } = functionOf(`${STATE} export function main(): u32 {\n// Twice.\nreturn count * next();\n}`);
    expect(body.map((one) => one.comments)).toEqual([["Twice."], []]);
  });

  function kindsOf(body: string): readonly string[] {
    return functionOf(`${STATE} export function main(): u32 { let x: u32 = 0; ${body} }`).body.map((one) => one.kind);
  }
});

describe("compound assignments", () => {
  test("load and store one and the same place", () => {
    const source = ` const values = new Uint32Array(4);
      export function main(i: u32): void { values[i] += 2; }`;
    const [assign] = functionOf(source).body;
    if (assign?.kind !== "assign" || assign.value.kind !== "binary" || assign.value.left.kind !== "load") {
      throw new Error("not an assignment of a sum");
    }
    expect(assign.value.left.place).toBe(assign.place);
  });

  test("select a place by a call only once", () => {
    const source = ` const values = new Uint32Array(4);
      export function half(i: u32): u32 { return i >>> 1; }
      export function main(i: u32): void { values[half(i)] += 2; }`;
    expect(functionOf(source).body.map((one) => (one.kind === "let" ? one.local : one.kind))).toEqual([
      "halfResult",
      "assign",
    ]);
  });
});

describe("what is written", () => {
  const program = programOf(
    withVocabulary(`
    class Cell { v: u32 = 0; list = new Uint32Array(2) }
    const read = new Uint32Array([1, 2, 3, 4]);
    const direct = new Uint32Array(4);
    const passed = new Uint32Array(4);
    const aliased = new Uint32Array(4);
    const handed = new Uint32Array(4);
    const given = new Uint32Array(4);
    const cell = new Cell();
    export const offered = new Uint32Array(4);
    let never: u32 = 1;
    let counter: u32 = 0;
    declare function fill(values: Uint32Array): void;
    export function clear(values: Uint32Array, from: u32): void { from += 1; values[from & 3] = 0; }
    export function clearAll(values: Uint32Array): void { clear(values, 0); }
    export function sum(values: Uint32Array): u32 { const part = values.subarray(0, 2); return part[0] + read[0]; }
    export function change(one: Cell): void { const list = one.list; list[0] = 1; }
    export function keep(one: Cell): u32 { const list = one.list; return list[0]; }
    export function get(): Cell { return cell; }
    export function main(): u32 {
      direct[0] = 1;
      clearAll(passed);
      const view = aliased.subarray(1, 3);
      view[0] = 2;
      fill(handed);
      counter += never;
      return sum(given);
    }
  `),
  );

  test("statics: directly, through a callee, an alias or an extern, or from outside", () => {
    const writable = Object.fromEntries(
      program.modules.flatMap(({ statics }) => statics.map((one) => [one.name.replace("main.", ""), !one.readonly])),
    );
    expect(writable).toEqual({
      read: false,
      direct: true,
      passed: true,
      aliased: true,
      handed: true,
      given: false,
      cell: true,
      offered: true,
      never: false,
      counter: true,
    });
  });

  test("parameters and aliases", () => {
    const written = (name: string) => functionIn(program, name).parameters.map((one) => one.written);
    expect(written("clear")).toEqual([true, false]);
    expect(written("clearAll")).toEqual([true]);
    expect(written("sum")).toEqual([false]);
    expect(written("change")).toEqual([true]);
    expect(written("keep")).toEqual([false]);
    const aliases = (name: string) =>
      functionIn(program, name).body.flatMap((one: Statement) => (one.kind === "alias" ? [one.written] : []));
    expect(aliases("change")).toEqual([true]);
    expect(aliases("keep")).toEqual([false]);
    expect(program.modules.flatMap(({ externs }) => externs.map(({ parameters }) => parameters[0]?.written))).toEqual([
      true,
    ]);
  });
});

describe("effects", () => {
  const program = programOf(
    withVocabulary(`
    let count: u32 = 0;
    declare function send(byte: u32): void;
    export function pure(x: u32): u32 { return x * 2; }
    export function reads(): u32 { return count; }
    export function writes(): void { count = 1; }
    export function reaches(values: Uint32Array): u32 { return values[0]; }
    export function sends(): void { send(1); }
    export function all(): u32 { sends(); writes(); return pure(reads()); }
  `),
  );

  test.each([
    ["pure", false, false, false],
    ["reads", true, false, false],
    ["writes", false, true, false],
    ["reaches", true, false, false],
    ["sends", false, false, true],
    ["all", true, true, true],
  ])("%s", (name, readsState, writesState, callsExtern) => {
    expect(functionIn(program, name).effects).toEqual({ readsState, writesState, callsExtern });
  });
});

function functionIn(program: Program, name: string): Func {
  const found = program.modules.flatMap((module) => module.functions).find((one) => one.name.endsWith(`.${name}`));
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

/** The function `main` of a program. */
function functionOf(source: string): Func {
  return functionIn(programOf(withVocabulary(source)), "main");
}
