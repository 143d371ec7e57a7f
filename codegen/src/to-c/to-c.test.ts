/**
 * Single decisions of the C backend: names, casts, what is public. Whole files are compared by the golden tests, and
 * what they compute by the native engines.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import type { Files } from "../../test/program.ts";
import { hostOf, programOf } from "../../test/program.ts";
import { readProgram } from "../front-end.ts";
import { toC } from "./to-c.ts";

function filesOf(files: Files): ReadonlyMap<string, string> {
  const { program, sources, diagnostics } = readProgram(hostOf(files), "main.ts");
  if (program === null) throw new Error(JSON.stringify(diagnostics));
  return toC(program, { sources });
}

/** The body of the only function, line by line. */
function bodyOf(parameters: string, result: string, body: string, before = ""): string[] {
  const text = `${before}\nexport function f(${parameters}): ${result} {\n${body}\n}\n`;
  const used = ["bool", "f32", "i16", "i32", "i8", "u16", "u32", "u8"].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(text),
  );
  const names = used.map((name) => (new RegExp(`\\b${name}\\(`).test(text) ? name : `type ${name}`));
  const source = `import { ${names.join(", ")} } from "./lib/types.ts";\n${text}`;
  const lines = (filesOf(source).get("main.c") ?? "").split("\n");
  const start = lines.findIndex((line) => / main_f\(.*\{$/.test(line));
  return lines.slice(start + 1, lines.indexOf("}", start)).map((line) => line.trim());
}

describe("expressions", () => {
  test.each([
    ["a: u32, b: u32", "u32", "return a * b - (a + 1);", "return a * b - (a + 1);"],
    ["a: i32, b: i32", "i32", "return a + b;", "return i32_add(a, b);"],
    ["a: u8, b: i8", "i32", "return i32(a) - b;", "return a - b;"],
    ["a: u8, b: u8", "u32", "return a + b;", "return (uint32_t)a + b;"],
    ["a: u8", "u32", "return a & 0x0f;", "return a & 0x0fu;"],
    ["a: u8", "u32", "return a << 4;", "return (uint32_t)a << 4;"],
    ["a: u32, n: u32", "u32", "return a << n;", "return a << (n & 31);"],
    ["a: u32, n: u32", "u32", "return a << (n & 7);", "return a << (n & 7);"],
    ["a: u32", "u32", "return a / 10 + a % 8;", "return a / 10 + a % 8;"],
    ["a: u32, b: u32", "u32", "return a / b;", "return u32_divide(a, b);"],
    ["a: u32, b: u32", "u32", "return a / (b % 7 + 1);", "return a / (b % 7 + 1);"],
    ["a: i32", "i32", "return a / -1;", "return i32_divide(a, -1);"],
    ["a: u32", "bool", "return a >= 0;", "return true;"],
    ["a: u32, b: u32", "bool", "return (a & b) !== 0;", "return (a & b) != 0;"],
    ["a: f32", "u8", "return u8(a);", "return f32_to_u8(a);"],
    ["a: u32", "u8", "return u8(a + 1);", "return (uint8_t)(a + 1);"],
    ["a: i32", "u32", "return u32(a);", "return (uint32_t)a;"],
    ["a: f32", "f32", "return a * 0.1 + 1;", "return a * 0.1f + 1.0f;"],
    ["a: f32", "f32", "return Math.sqrt(a);", "return f32_sqrt(a);"],
    ["a: bool, b: bool", "bool", "return !a === b;", "return (!a) == b;"],
  ])("(%s): %s { %s }", (parameters, result, body, expected) => {
    expect(bodyOf(parameters, result, body).filter((line) => !line.startsWith("(void)"))).toEqual([expected]);
  });
});

describe("statements", () => {
  const STATE = `class S {\n  byte: u8 = 0;\n  word: u32 = 0;\n  real: f32 = 0;\n  level: i32 = 0;\n}\nconst s = new S();`;

  test.each([
    ["s.word = s.word + a;", "main_s.word += a;"],
    ["s.word += 1;", "main_s.word++;"],
    ["s.word -= 1;", "main_s.word--;"],
    ["s.word <<= a & 3;", "main_s.word <<= a & 3;"],
    ["s.real *= 2;", "main_s.real *= 2.0f;"],
    ["s.byte = u8(s.byte + 1);", "main_s.byte++;"],
    ["s.byte = u8(s.byte + a);", "main_s.byte = (uint8_t)(main_s.byte + a);"],
    ["s.level += 1;", "main_s.level = i32_add(main_s.level, 1);"],
    ["s.level |= 4;", "main_s.level |= 4;"],
    ["s.word = a + s.word;", "main_s.word = a + main_s.word;"],
  ])("%s", (body, expected) => {
    expect(
      bodyOf("a: u32", "void", `${body}\nif (a > 4294967290) s.word = s.byte + u32(s.level) + u32(s.real);`, STATE),
    ).toContain(expected);
  });

  test("what nothing reads is said to be so on purpose", () => {
    expect(bodyOf("a: u32, b: Float32Array, c: bool", "u32", "return a;")).toEqual([
      "(void)b;",
      "(void)bLength;",
      "(void)c;",
      "return a;",
    ]);
  });
});

describe("names", () => {
  const MODULES = {
    "main.ts": `import { value } from "./a/part.ts";\nimport { other } from "./b/part.ts";\nimport type { u32 } from "./lib/types.ts";
export { value as first_value, value as again } from "./a/part.ts";
export function sum(): u32 {\n  return value() + other();\n}\n`,
    "a/part.ts": `import type { u32 } from "../lib/types.ts";\n/** A value.\n * @param no - none\n */\nexport function value(): u32 {\n  return 1;\n}\n`,
    "b/part.ts": `import type { u32 } from "../lib/types.ts";\nconst ONE = 1;\nlet calls: u32 = 0;
export function other(): u32 {\n  calls += ONE;\n  return half();\n}\nexport function unreached(): void {\n  calls = 0;\n}
function half(): u32 {\n  return calls / 2;\n}\n`,
  };

  test("public functions carry the program's name, others their module's, by its path where segments clash", () => {
    const files = filesOf(MODULES);
    expect([...files.keys()].sort()).toEqual(["a/part.c", "b/part.c", "b/part.h", "main.c", "main.h"]);
    expect(files.get("main.h")).toContain("uint32_t main_first_value(void);");
    expect(files.get("a/part.c")).toContain("uint32_t main_first_value(void) {");
    expect(files.get("a/part.c")).toContain('#include "../main.h"');
    expect(files.get("b/part.h")).toContain("uint32_t b_part_other(void);");
    expect(files.get("b/part.c")).toContain("#define B_PART_ONE 1");
    expect(files.get("b/part.c")).toContain("static uint32_t b_part_calls;");
    expect(files.get("b/part.c")).toContain("static uint32_t b_part_half(void);");
  });

  test("a second public name calls the first", () => {
    expect(filesOf(MODULES).get("main.c")).toContain("uint32_t main_again(void) {\n    return main_first_value();\n}");
  });

  test("on request, public functions carry no program's name, unless C means something else by theirs", () => {
    const source = `import type { u32 } from "./lib/types.ts";\nexport const LIMIT = 4;
export function insert(x: u32): u32 {\n  return x % LIMIT;\n}\nexport function main(): u32 {\n  return half(3);\n}
function half(x: u32): u32 {\n  return x >>> 1;\n}\n`;
    const program = programOf(source);
    const text = toC(program, { sources: new Map(), bareNames: true }).get("main.c");
    expect(text).toContain("uint32_t insert(uint32_t x) {\n    return x % LIMIT;");
    expect(text).toContain("uint32_t main_main(void) {\n    return main_half(3);");
  });

  test("what is not reached is not there", () => {
    expect(filesOf(MODULES).get("b/part.c")).not.toContain("unreached");
  });

  test("doc comments become Doxygen's", () => {
    expect(filesOf(MODULES).get("main.h")).toContain("/**\n * A value.\n *\n * @param no none\n */");
  });

  test("a module of externs is a header", () => {
    const files = filesOf({
      "main.ts": `import { ticks } from "./clock.ts";\nimport type { u32 } from "./lib/types.ts";
export function poll(): u32 {\n  return ticks();\n}\n`,
      "clock.ts": `import type { u32 } from "./lib/types.ts";\n/** Ticks. */\nexport declare function ticks(): u32;\n`,
    });
    expect([...files.keys()]).toEqual(["clock.h", "main.h", "main.c"]);
    expect(files.get("clock.h")).toContain("/** Ticks. */\nuint32_t clock_ticks(void);");
  });
});

describe("ganglion.h", () => {
  test("has what is used and what that needs, and checks the compiler where floats are computed", () => {
    const float = filesOf(`import type { f32 } from "./lib/types.ts";
export function f(x: f32): f32 {\n  return Math.floor(x);\n}\n`).get("ganglion.h");
    expect(float).toContain("f32_trunc");
    expect(float).not.toContain("f32_ceil");
    expect(float).toContain("__FAST_MATH__");
    const whole = filesOf(`import type { i32 } from "./lib/types.ts";
export function f(x: i32): i32 {\n  return x + x;\n}\n`).get("ganglion.h");
    expect(whole).not.toContain("__FAST_MATH__");
  });

  test("is not there if nothing needs it", () => {
    const files = filesOf(
      `import type { u32 } from "./lib/types.ts";\nexport function f(x: u32): u32 {\n  return x + 1;\n}\n`,
    );
    expect([...files.keys()]).toEqual(["main.h", "main.c"]);
  });
});
