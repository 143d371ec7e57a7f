/**
 * What the checker makes of programs that are right: types of constants, conversions that it adds, and what runs in the
 * end. Mistakes and their diagnostics are tested by the reject tests.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { run } from "../../test/interpreter.ts";
import { diagnosticsOf, programOf, withVocabulary } from "../../test/program.ts";
import type { Expression, Program } from "../ir/ir.ts";
import { prove } from "../prove/prove.ts";
import { closest } from "./spelling.ts";

function program(text: string): Program {
  return programOf(withVocabulary(text));
}

/** The value of a constant `X`, by the type that it has in the program. */
function constant(text: string): unknown {
  const [last] = program(text).modules.flatMap(({ constants }) => constants.filter(({ name }) => name === "main.X"));
  return [last?.type, last?.value];
}

/** What a function `f` returns, as an expression. */
function returned(text: string): Expression {
  const last = program(text)
    .modules.flatMap(({ functions }) => functions)
    .find(({ name }) => name === "main.f")
    ?.body.at(-1);
  if (
    last?.kind !== "return" ||
    last.value === null ||
    last.value.kind === "reference" ||
    last.value.kind === "slice"
  ) {
    throw new Error("f does not end in a value");
  }
  return last.value;
}

describe("constants", () => {
  test.each([
    ["1 / 2", "f32", 0.5],
    ["7 % 4", "i32", 3],
    ["0xffffffff", "u32", 0xffffffff],
    ["-1", "i32", -1],
    ["1 << 31", "u32", 0x80000000],
    ["~0", "i32", -1],
    ["-8 >> 1", "i32", -4],
    ["0xf0 >>> 4", "i32", 15],
    ["(1 << 31) | 1", "u32", 0x80000001],
    ["-1 | 0", "i32", -1],
    ["0.1 + 0.2", "f32", Math.fround(0.1 + 0.2)],
    ["Math.PI", "f32", Math.fround(Math.PI)],
    ["Math.sqrt(16)", "i32", 4],
    ["Math.max(1, 2, 3)", "i32", 3],
    ["2 > 1", "bool", true],
    ["!(2 > 1) || 1 === 1", "bool", true],
    ["u8(300)", "u32", 44],
    ["u32(-1)", "u32", 0xffffffff],
    ["i32(2.9)", "i32", 2],
    ["u32(1e20)", "u32", 0xffffffff],
    ["f32(16777217)", "f32", 16777216],
    ["bitsOf(1)", "u32", 0x3f800000],
    ["popcount(0xff)", "u32", 8],
    ["Infinity", "f32", Infinity],
    ["1e3", "i32", 1000],
    ["1_000", "i32", 1000],
    ["0.1 * 3 === 0.1 + 0.2", "bool", true],
  ])("const X = %s is %s %s", (text, type, value) => {
    expect(constant(`export const X = ${text};`)).toEqual([type, value]);
  });

  test("typed constants have the arithmetic of their type", () => {
    expect(constant("const A: f32 = 0.1; const B: f32 = 0.2; export const X = A + B;")).toEqual([
      "f32",
      Math.fround(Math.fround(0.1) + Math.fround(0.2)),
    ]);
    expect(constant("const A: u32 = 0xffffffff; export const X = A + 1;")).toEqual(["u32", 0]);
    expect(constant("const A: i32 = 7; export const X = A / -2;")).toEqual(["i32", -3]);
  });

  test("take the type of where they are used, and keep their names there", () => {
    expect(returned("export const N = 4; export function f(x: f32): f32 { return x * N; }")).toMatchObject({
      kind: "binary",
      right: { kind: "const", type: "f32", value: 4, name: "main.N" },
    });
    expect(returned("export const N = 4; export function f(x: i32): i32 { return x - N * 2; }")).toMatchObject({
      right: { kind: "const", type: "i32", value: 8, name: null },
    });
    expect(returned("export function f(x: f32): f32 { const half = 1 / 2; return x * half; }")).toMatchObject({
      right: { kind: "const", type: "f32", value: 0.5, name: null },
    });
  });

  test("an integer constant has no negative zero, a float has", () => {
    expect(returned("export function f(): i32 { return -0; }")).toMatchObject({ value: 0 });
    const float = returned("export function f(): f32 { return -0; }");
    expect(float.kind === "const" && Object.is(float.value, -0)).toBe(true);
  });
});

describe("types", () => {
  test("bytes are read as u32, stored as they are, and narrowed in writing", () => {
    const text = `const bytes = new Uint8Array(4); const shorts = new Int16Array(4);
      export function f(i: u32): u32 { bytes[0] = bytes[1]; shorts[0] = i16(shorts[1] + 1); return bytes[i]; }`;
    expect(returned(text)).toMatchObject({ kind: "convert", type: "u32", operand: { kind: "load", type: "u8" } });
    const [copy, step] = program(text).modules[0]?.functions[0]?.body ?? [];
    expect(copy).toMatchObject({ value: { kind: "load", type: "u8" } });
    expect(step).toMatchObject({ value: { kind: "convert", type: "i16", operand: { kind: "binary", type: "i32" } } });
  });

  test("a number without a type waits for one, through operators and choices", () => {
    const shift = "export function f(n: u32, x: i32): i32 { return x & ~(1 << n); }";
    expect(returned(shift)).toMatchObject({ right: { kind: "unary", type: "i32", operand: { type: "i32" } } });
    const choice = "export function f(flag: bool, x: f32): f32 { return x * (flag ? 1 : 2); }";
    expect(returned(choice)).toMatchObject({ right: { kind: "conditional", type: "f32", then: { type: "f32" } } });
  });

  test.each([
    ["let i = 0; i < values.length; i++", "u32"],
    ["let i = 0; i < n; i++", "i32"],
    ["let i = 0; n > i; i++", "i32"],
    ["let i = 0; i < 8; i++", "u32"],
    ["let i = 7; i >= 0; i--", "i32"],
    ["let i = -3; i < 3; i++", "i32"],
    ["let i = 0; 8 > i; i++", "u32"],
    ["let i = 0; i < b; i++", "u32"],
    ["let i = 0; i < x; i++", "f32"],
    ["let i = LIMIT - 1; i > 0 && n > 2; i--", "i32"],
    ["let i: i32 = 0; i < 8; i++", "i32"],
  ])("for (%s) counts in %s", (header, type) => {
    const { modules } = program(
      `export const LIMIT = 4;
       export function f(values: Float32Array, n: i32, b: u8, x: f32): void { for (${header}) {} }`,
    );
    expect(modules[0]?.functions[0]?.body[0]).toMatchObject({ kind: "for", initial: [{ type }] });
  });

  test("arrays, structs and their nesting", () => {
    const { modules } = program(`
      const N = 2;
      class Inner { list = new Uint16Array(N * 2); flag: bool = true }
      class Outer { inner = new Inner(); many = array(Inner, 3); count: i8 = -1 }
      export const outer = new Outer();
      export const zero = array(Inner, N);
      export const table = new Float32Array([1, 0.5, N]);
      export function f(one: Outer, list: Inner[], fixed: Fixed<Inner[], 2>): u32 { return one.inner.list[0] + list.length + fixed.length; }
    `);
    const inner = { kind: "struct", name: "main.Inner" };
    const [first] = modules;
    expect(first?.structs.map(({ fields }) => fields.map(({ type, initial }) => [type, initial]))).toEqual([
      [
        [{ kind: "array", element: "u16", length: 4 }, "zero"],
        ["bool", true],
      ],
      [
        [inner, ["zero", true]],
        [{ kind: "array", element: inner, length: 3 }, Array(3).fill(["zero", true])],
        ["i8", -1],
      ],
    ]);
    expect(first?.statics.map(({ type, initial }) => [type, initial])).toEqual([
      [{ kind: "struct", name: "main.Outer" }, [["zero", true], Array(3).fill(["zero", true]), -1]],
      [{ kind: "array", element: inner, length: 2 }, Array(2).fill(["zero", true])],
      [{ kind: "array", element: "f32", length: 3 }, [1, 0.5, 2]],
    ]);
    expect(first?.functions[0]?.parameters.map(({ type }) => type)).toEqual([
      { kind: "struct", name: "main.Outer" },
      { kind: "slice", element: inner },
      { kind: "array", element: inner, length: 2 },
    ]);
  });
});

describe("names", () => {
  test("locals keep theirs; beside each other, another type gets a number", () => {
    const { modules } = program(`export function f(flag: bool): void {
      if (flag) { const v: u32 = 1; g(v); } else { const v: i32 = 2; h(v); }
      { const v: u32 = 3; g(v); }
    }
    declare function g(x: u32): void; declare function h(x: i32): void;`);
    const text = JSON.stringify(modules[0]?.functions[0]?.body);
    expect([...text.matchAll(/"local":"(\w+)"/g)].map(([, name]) => name)).toEqual(["v", "v2", "v"]);
  });

  test("a local may hide a name of the module", () => {
    const source =
      "let count: u32 = 1; export function f(): u32 { return count; } export function g(count: u32): u32 { return count; }";
    expect(run(program(source), "left-first").call("g", 5)).toBe(5);
  });

  test.each([
    ["treshold", "threshold"],
    ["lenght", "length"],
    ["Thershold", "threshold"],
    ["x", null],
    ["entirely", null],
  ])("%s may have meant %s", (name, meant) => {
    expect(closest(name, ["threshold", "length", "membrane", "ab"])).toBe(meant);
  });
});

describe("exports", () => {
  test("public names: as exported, as renamed, or as the doc comment says", () => {
    const files = {
      "main.ts": `export { step as snn_step, reset } from "./neuron.ts";
        import { LIMIT, table } from "./neuron.ts";
        export { LIMIT as limit, table };
        /** @export get_limit */ export function getLimit(): void {}
        export class Unseen { v = true }
        export type Seen = Unseen;`,
      "neuron.ts": `export function step(): void {}
        /** @export snn_reset */
        export function reset(): void {}
        export const LIMIT = 3;
        export const table = new Uint8Array(4);`,
    };
    expect(programOf(files).exports).toEqual([
      { name: "snn_step", target: "neuron.step", kind: "function" },
      { name: "snn_reset", target: "neuron.reset", kind: "function" },
      { name: "limit", target: "neuron.LIMIT", kind: "constant" },
      { name: "table", target: "neuron.table", kind: "static" },
      { name: "get_limit", target: "main.getLimit", kind: "function" },
    ]);
  });
});

describe("several mistakes", () => {
  test("are all found, each once, in all modules", () => {
    const files = {
      "main.ts": withVocabulary(
        'import { a } from "./a.ts";\nexport function f(x: u32): u32 {\n  const y = x + z;\n  const w = y * 2;\n  return w + a + 1.5;\n}\nexport function g(): u32 { return "text"; }\nexport function h(): f32 { return f(1); }',
      ),
      "a.ts": withVocabulary("export const a: u32 = -1;"),
    };
    const found = diagnosticsOf(files).map(({ code, span }) => [span?.file, code]);
    expect(found).toEqual([
      ["main.ts", "GN1003"],
      ["a.ts", "GN2008"],
      ["main.ts", "GN2001"],
      ["main.ts", "GN2006"],
    ]);
  });
});

describe("remedies", () => {
  test.each([
    ["++", "bytes[1]++;"],
    ["+= of a sum", "bytes[1] *= x + 1;"],
  ])("for narrowing by %s are programs", (_, statement) => {
    const text = (line: string): string =>
      withVocabulary(
        `const bytes = new Uint8Array(4);\nexport function f(x: u32): u32 { ${line} return bytes[1] + x; }`,
      );
    const [found, ...others] = diagnosticsOf(text(statement));
    const remedy = /^write `(.*)`$/.exec(found?.remedy ?? "")?.[1] ?? "";
    expect([found?.code, others]).toEqual(["GN2007", []]);
    expect(diagnosticsOf(text(`${remedy};`))).toEqual([]);
  });
});

test("a proof in a method calls the object `this`", () => {
  const { diagnostics } = prove(
    program(`
      class Ring {
        head: u32 = 0;
        items = new Uint32Array(8);
        put(x: u32): void { this.items[this.head] = x; this.head = x; }
      }
      export const ring = new Ring();
      export function f(self: u32): void { ring.put(self); }
    `),
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining("index `this.head` is in")]);
});
