/**
 * What the prover reports and how it explains itself: bounds of loops, counts, depths, and messages word for word.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readProgram } from "../../src/front-end.ts";
import type { Proof } from "../../src/prove/prove.ts";
import { prove } from "../../src/prove/prove.ts";
import type { FunctionProof } from "../../src/prove/report.ts";
import { programOf, withVocabulary } from "../program.ts";

function proofOf(text: string): Proof {
  return prove(programOf(withVocabulary(text)));
}

/** The proof of the function `f` of a program that is accepted. */
function functionOf(text: string): FunctionProof {
  const { diagnostics, report } = proofOf(text);
  expect(diagnostics).toEqual([]);
  const found = report().functions.find(({ name }) => name === "main.f");
  if (found === undefined) throw new Error("there is no f");
  return found;
}

describe("bounds of loops", () => {
  const rows: readonly (readonly [loop: string, bound: number, symbol?: string])[] = [
    ["for (let i: u32 = 0; i < 32; i++) n += i;", 32],
    ["for (let i: u32 = 0; i <= 32; i++) n += i;", 33],
    ["for (let i: u32 = 0; i < 32; i += 5) n += i;", 7],
    ["for (let i: u32 = 32; i > 0; i--) n += i;", 32],
    ["for (let i: i32 = 31; i >= 0; i--) n += 1;", 32],
    ["for (let i: u32 = 3; i !== 32; i++) n += i;", 29],
    ["for (let i: u32 = 0; i < byte; i++) n += i;", 255],
    ["for (let i: u32 = 0; i < Math.min(n, 100) && n !== 7; i++) n += i;", 100],
    ["let i: u32 = 0; do { i++; } while (i < 10);", 10],
    // The last iteration begins and leaves.
    ["let i: u32 = 0; while (true) { if (i >= 10) break; i++; }", 11],
    ["let x: u32 = n; while (x > 0) x = x >>> 1;", 32],
    ["let x: u32 = n; while (x >= 10) x = x / 10;", 29],
    ["let x: u32 = 1; while (x < 1000) x = x * 2;", 10],
    ["for (let i: u32 = 0; i < s.length; i++) n += s[i];", 0x7fffffff, "s.length"],
    ["for (let i: u32 = 2; i < s.length; i++) n += s[i];", 0x7ffffffd, "s.length - 2"],
    ["for (let i: u32 = 0; i < s.length / 4; i++) n += s[4 * i + 3];", 0x1fffffff, "s.length / 4"],
    ["const end = Math.min(n, s.length); for (let i: u32 = 0; i < end; i++) n += s[i];", 0x7fffffff, "s.length"],
    ["for (let i: u32 = s.length; i > 0; i--) n += s[i - 1];", 0x7fffffff, "s.length"],
  ];

  test.each(rows)("%s", (loop, bound, symbol) => {
    const { loops } = functionOf(`export function f(m: u32, byte: u8, s: Uint8Array): u32 {
      let n: u32 = m; if (byte > 0 && s.length > 0) n++; ${loop} return n; }`);
    expect(loops).toMatchObject([{ origin: "derived", bound, symbol: symbol ?? null }]);
  });

  test("a declared bound is enforced, and says so", () => {
    const text = (bound: number): string =>
      `export function f(n: u32): u32 { let x: u32 = n;\n/** @bound ${bound} */\nwhile (x > 0) x = x >>> 1;\nreturn x; }`;
    expect(functionOf(text(5)).loops).toMatchObject([{ origin: "enforced", bound: 5 }]);
    expect(functionOf(text(99)).loops).toMatchObject([{ origin: "enforced", bound: 32 }]);
  });
});

describe("the report", () => {
  const text = `
    const table = new Uint8Array(8);
    export function f(a: u32, b: u32): u32 {
      if (b === 0) return 0;
      for (let i: u32 = 0; i < 3; i++) {
        for (let j: u32 = 0; j < 4; j++) fill(j);
      }
      const part = table.subarray(0, a & 7);
      return a / b + part.length + (a << b);
    }
    function fill(x: u32): void { for (let i: u32 = 0; i < 8; i++) table[i] = u8(x); }
    export function g(s: Uint8Array): u32 {
      let sum: u32 = 0;
      for (let i: u32 = 0; i < s.length; i++) sum += s[i];
      return sum;
    }`;

  test("counts checks, calls and iterations", () => {
    const [f, fill, g] = proofOf(text).report().functions;
    expect(f).toMatchObject({
      name: "main.f",
      exported: true,
      checks: { indices: 0, subarrays: 1, divisors: 1, unproven: 0 },
      publicNames: ["f"],
      doubts: [{ kind: "masked-shift", text: "b", range: "1..4294967295" }],
      calls: ["main.fill"],
      callDepth: 2,
      iterationsMax: 3 * (1 + 4 * (1 + 8)),
    });
    expect(fill).toMatchObject({ exported: false, callDepth: 1, iterationsMax: 8, checks: { indices: 1 } });
    expect(g).toMatchObject({ iterationsMax: null, loops: [{ symbol: "s.length" }] });
  });

  test("of two branches, the longer counts", () => {
    const { iterationsMax } = functionOf(`export function f(c: bool): u32 { let n: u32 = 0;
      if (c) { for (let i: u32 = 0; i < 3; i++) n++; } else { for (let i: u32 = 0; i < 5; i++) n++; }
      return n; }`);
    expect(iterationsMax).toBe(5);
  });

  test("names what no public function reaches", () => {
    const files = {
      "main.ts": 'import { used } from "./other.ts"; export function f(): void { used(); }',
      "other.ts":
        "export function used(): void {} export function unused(): void { unused2(); } function unused2(): void {}",
    };
    const { unreached } = prove(programOf(files)).report();
    expect(unreached).toEqual(["other.unused", "other.unused2"]);
  });
});

describe("messages", () => {
  const rows: readonly (readonly [body: string, message: string, remedy: string])[] = [
    [
      "if (i <= 40) w[i] = 0;",
      "index `i` is in 0..40, but `w` has 32 elements",
      "write `if (i >= 32) return ...` before, or index with `Math.min(i, 31)`",
    ],
    [
      "if (k < 32) w[k] = 0;",
      "index `k` is in -2147483648..31, but `w` has 32 elements",
      "write `if (k < 0 || k >= 32) return ...` before, or index with `Math.max(0, Math.min(k, 31))`",
    ],
    [
      "if (i < 33) w[i - 1] = 0;",
      "index `i - 1` is in 0..4294967295, but `w` has 32 elements; `i - 1` may wrap",
      "write `if (i - 1 >= 32) return ...` before, or index with `Math.min(i - 1, 31)`",
    ],
    [
      "if (i <= s.length) s[i] = 0;",
      "index `i` is in 0..2147483647 (known: i <= s.length), and nothing says that it is less than `s.length` (0..2147483647)",
      "write `if (i >= s.length) return ...` before",
    ],
    [
      "if (i < 9) w[0] = w[1] / f32(1); if (12 % i > 1) w[i & 31] = 0;",
      "divisor `i` is in 0..4294967295, so it can be 0",
      "write `if (i === 0) return ...` before, or divide by `Math.max(i, 1)`",
    ],
    [
      "const part = w.subarray(i, 32); part[0] = 0;",
      "`w.subarray(i, 32)` needs i <= 32 <= 32, but `i` is in 0..4294967295",
      "write `if (i > 32) return ...` before",
    ],
  ];

  test.each(rows)("%s", (body, message, remedy) => {
    const text = `const w = new Float32Array(32); export function f(i: u32, k: i32, s: Float32Array): u32 {
      if (k > 5 && s.length > 5) w[0] = 1; ${body} return i; }`;
    const [first] = proofOf(text).diagnostics;
    expect(first).toMatchObject({ message, remedy });
  });

  test("one mistake is told once", () => {
    const { diagnostics } = proofOf(`const w = new Float32Array(32);
      export function f(i: u32): f32 { w[i] = 1; w[i] = 2; return w[i]; }`);
    expect(diagnostics).toHaveLength(1);
  });
});

describe("firmware", () => {
  test.each(["core", "node", "hello"])("%s is proven in full", (name) => {
    const entry = new URL(`../../../firmware-src/${name}.ts`, import.meta.url).pathname;
    const { program } = readProgram({ read: (path) => readFileSync(path, "utf8") }, entry);
    if (program === null) throw new Error(`${entry} is not accepted`);
    const { diagnostics, report } = prove(program);
    expect(diagnostics).toEqual([]);
    for (const { loops, iterationsMax } of report().functions) {
      expect(loops.map(({ origin }) => origin)).not.toContain("none");
      expect(iterationsMax).not.toBeNull();
    }
  });
});
