/**
 * Ranges of expressions and loop counters: narrow where they may be, and never too narrow.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { programOf } from "../../test/program.ts";
import type { For, Func, Statement } from "../ir/ir.ts";
import { walk } from "../ir/walk.ts";
import { plainStepOf, rangesOfLocals } from "./range.ts";

/** The only function of a program with this body. */
function functionOf(body: string): Func {
  const source = `import { i32, u32, u8 } from "./lib/types.ts";
export function f(n: u32, m: i32, b: u8): u32 {\n${body}\nreturn n;\n}`;
  const func = programOf(source).modules.at(-1)?.functions[0];
  if (func === undefined) throw new Error("no function");
  return func;
}

function rangeOfLocal(body: string, local: string): readonly [number, number] {
  const range = rangesOfLocals(functionOf(body)).get(local);
  if (range === undefined) throw new Error(`'${local}' has no range`);
  return [range.least, range.most];
}

test.each([
  ["const x = n & 15;", [0, 15]],
  ["const x = n % 10;", [0, 9]],
  ["const x = b + 1;", [1, 256]],
  ["const x = m;", [-0x80000000, 0x7fffffff]],
  ["const x = (n & 7) * 4 + 3;", [3, 31]],
  ["const x = u32(Math.clz32(n));", [0, 32]],
  ["let x: u32 = 3; x = n;", [0, 0xffffffff]],
  ["let x: u32 = 3; if (n > 2) x += 1;", [0, 0xffffffff]],
])("%s", (body, range) => {
  expect(rangeOfLocal(`${body} n += u32(x);`, "x")).toEqual(range);
});

test.each([
  ["for (let x: u32 = 0; x < 16; x++) n += x;", [0, 15]],
  ["for (let x: u32 = 2; x <= 16; x++) n += x;", [2, 16]],
  ["for (let x: u32 = 0; x < 16 && n > 2; x++) n += x;", [0, 15]],
  ["for (let x: i32 = 15; x >= 0; x--) n += u32(x);", [0, 15]],
  ["for (let x: i32 = 15; x > -3; x--) n += u32(x);", [-2, 15]],
  ["for (let x: u32 = 0; n > 2 && x < 16; x++) n += x;", [0, 0xffffffff]],
  ["for (let x: u32 = 0; x < 16; x++) { if (n > 3) x = n; }", [0, 0xffffffff]],
  ["for (let x: u32 = 0; x < 16; x += 2) n += x;", [0, 0xffffffff]],
])("%s", (body, range) => {
  expect(rangeOfLocal(body, "x")).toEqual(range);
});

test("a name that two blocks share has the values of both", () => {
  const loops = "for (let x: u32 = 0; x < 4; x++) n += x; for (let x: u32 = 9; x < 40; x++) n += x;";
  expect(rangeOfLocal(loops, "x")).toEqual([0, 39]);
  expect(rangeOfLocal(`${loops} { let x: u32 = 0; x = n; n += x; }`, "x")).toEqual([0, 0xffffffff]);
});

test.each([
  ["for (let x: u32 = 0; x < n; x++) m += 1;", "++"],
  ["for (let x: i32 = 0; x < m; x++) n += 1;", "++"],
  ["for (let x: i32 = m; x >= 0; x--) n += 1;", "--"],
  ["for (let x: u32 = 0; x <= n; x++) m += 1;", null],
  ["for (let x: i32 = 0; x >= m; x--) n += 1;", null],
  ["for (let x: i32 = 0; x < m; x--) n += 1;", null],
  ["for (let x: i32 = 0; x < m; x += 2) n += 1;", null],
])("the step of %s is plain: %s", (body, step) => {
  const func = functionOf(body);
  expect(plainStepOf(loopIn(func.body), rangesOfLocals(func))).toBe(step);
});

function loopIn(body: readonly Statement[]): For {
  const loops: For[] = [];
  walk(body, {
    statement: (statement) => {
      if (statement.kind === "for") loops.push(statement);
    },
  });
  const [loop] = loops;
  if (loop === undefined) throw new Error("no loop");
  return loop;
}
