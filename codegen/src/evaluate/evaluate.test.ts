/**
 * Evaluation: what is computed, with which values, and that nothing else is left of it.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostOf, programOf, withVocabulary } from "../../test/program.ts";
import { compile } from "../compile.ts";
import { BINARY, convert } from "../ir/operators.ts";

describe("values", () => {
  const integer = fc.integer({ min: -0x80000000, max: 0x7fffffff });

  test("are those of the table of operators", () => {
    fc.assert(
      fc.property(integer, integer, fc.constantFrom("add", "subtract", "multiply", "bit-xor"), (a, b, operator) => {
        const spelling = { add: "+", subtract: "-", multiply: "*", "bit-xor": "^" }[operator];
        const text = `
          function f(a: i32, b: i32): i32 { return a ${spelling} b; }
          export const X = f(${a}, ${b});
        `;
        expect(constantsOf(text).get("X")).toBe(BINARY[operator].i32?.(a, b));
      }),
      { numRuns: 50 },
    );
  });

  test("of a table are stored as the array stores them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (factor) => {
        const text = `
          function f(index: u32): i8 { return i8(index * ${factor}); }
          export const T = tabulate(Int8Array, 7, f);
        `;
        const wanted = [0, 1, 2, 3, 4, 5, 6].map((index) => convert(Math.imul(index, factor) >>> 0, "u32", "i8"));
        expect(tablesOf(text).get("T")).toEqual(wanted);
      }),
      { numRuns: 50 },
    );
  });

  test("are bools, floats and negative zero, too", () => {
    const constants = constantsOf(`
      function minus(x: f32): f32 { return -x; }
      function isSmall(x: f32): bool { return x < 1; }
      export const ZERO = minus(0);
      export const THIRD = minus(-1) / 3;
      export const SMALL = isSmall(THIRD);
    `);
    expect(Object.is(constants.get("ZERO"), -0)).toBe(true);
    expect(constants.get("THIRD")).toBe(Math.fround(1 / 3));
    expect(constants.get("SMALL")).toBe(true);
  });

  test("come from constants, tables and functions above, of other modules, too", () => {
    const program = programOf({
      "main.ts": `
        import type { u32 } from "./lib/types.ts";
        import { T, f } from "./table.ts";
        function sum(values: Uint8Array): u32 {
          let sum: u32 = 0;
          for (let i = 0; i < values.length; i++) sum += values[i];
          return sum;
        }
        const PART = sum(T.subarray(1, 3));
        export const ALL = sum(T) * 100 + PART + f(7);
      `,
      "table.ts": withVocabulary(`
        export function f(index: u32): u8 { return u8(index + 1); }
        export const T = tabulate(Uint8Array, 4, f);
      `),
    });
    const constants = program.modules.flatMap((module) => module.constants);
    expect(constants.find(({ name }) => name === "main.ALL")?.value).toBe(1013);
  });
});

describe("what is left", () => {
  const SOURCE = withVocabulary(`
    function square(index: u32): u32 { return index * index; }
    const SQUARES = tabulate(Uint32Array, 4, square);
    const USED_BY_CONSTANT = tabulate(Uint32Array, 4, square);
    function first(values: Uint32Array): u32 { return values[0] + values[1]; }
    const FIRST = first(USED_BY_CONSTANT);
    export function get(index: u32): u32 { return SQUARES[index & 3] + FIRST; }
  `);

  test("has none of the functions and tables that only the compiler used", () => {
    const { outputs, diagnostics } = compile({ host: hostOf(SOURCE), entry: "main.ts", targets: ["c", "js"] });
    expect(diagnostics).toEqual([]);
    for (const path of ["main.c", "main.js"]) {
      const text = String(outputs.get(path));
      expect(text).not.toMatch(/square|first|USED_BY_CONSTANT/);
      expect(text).toMatch(/\{0, 1, 4, 9\}|\[0, 1, 4, 9\]/);
    }
  });

  test("is in flash", () => {
    const [{ statics } = { statics: [] }] = programOf(SOURCE).modules;
    expect(statics.map(({ readonly }) => readonly)).toEqual([true, true]);
  });

  test("a large variable costs nothing that no one reads", () => {
    const text = `
      const large = array(Cell, 1000000);
      class Cell { a: f32 = 0; b: f32 = 0; c: u32 = 0; }
      function one(): u32 { return 1; }
      export const ONE = one();
      export function get(index: u32): f32 { return large[index % 1000000].a; }
    `;
    const begin = performance.now();
    expect(constantsOf(text).get("ONE")).toBe(1);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

/** Constants of a module by name. */
function constantsOf(text: string): ReadonlyMap<string, unknown> {
  const [module] = programOf(withVocabulary(text)).modules;
  return new Map(module?.constants.map(({ name, value }) => [name.replace(/^main\./, ""), value]));
}

function tablesOf(text: string): ReadonlyMap<string, unknown> {
  const [module] = programOf(withVocabulary(text)).modules;
  return new Map(module?.statics.map(({ name, initial }) => [name.replace(/^main\./, ""), initial]));
}
