/**
 * Whatever a file holds, the front end answers with diagnostics or a program, and never with an exception.
 *
 * @packageDocumentation
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../src/diagnostic.ts";
import { readProgram } from "../src/front-end.ts";
import { renderDiagnostics, reportDiagnostic } from "../src/render.ts";
import { diagnosticsOf, hostOf, programOf, withVocabulary } from "./program.ts";
import type { Files } from "./program.ts";

const SOURCES = ["accept", "reject", "../../firmware-src/search", "../../firmware-src/wire"].flatMap((folder) => {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(path, file), "utf8"));
});

/** Runs the whole front end and shows what it says; throws only if the front end does. */
function compile(files: Files): readonly Diagnostic[] {
  const host = hostOf(files);
  const { program, diagnostics: all } = readProgram(host, "main.ts");
  expect(program === null).toBe(all.length > 0);
  renderDiagnostics(all, host.read, { colour: true });
  for (const one of all) {
    const { line, column, endLine, endColumn } = reportDiagnostic(one, host.read);
    expect([line, column, endLine, endColumn].every((number) => number === null || number >= 1)).toBe(true);
  }
  return all;
}

describe("damaged sources", () => {
  const source = fc.constantFrom(...SOURCES);
  const position = fc.double({ min: 0, max: 1, noNaN: true });
  /** Pieces that change how what follows is read. */
  const piece = fc.constantFrom(
    ..."( ) { } [ ] < > ; , . : ? => = == === ++ -- + - ! ~ ` ' \" / /* */ // # @ \\ 0x 1e 1n".split(" "),
    ..." class function const let var new this export default import from as return if for while switch case do".split(
      " ",
    ),
    "\u0000",
    "\uFFFD",
    "\u2028",
    "\uD800",
    "\n",
  );

  test("cut off anywhere", () => {
    const property = fc.property(source, position, (text, where) => {
      compile(text.slice(0, Math.floor(where * text.length)));
    });
    fc.assert(property, { numRuns: 150 });
  });

  test("with a piece put in, or a stretch taken out, anywhere", () => {
    const property = fc.property(source, position, piece, fc.nat(20), (text, where, inserted, taken) => {
      const start = Math.floor(where * text.length);
      compile(`${text.slice(0, start)} ${inserted} ${text.slice(start + taken)}`);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test("with one word in another's place", () => {
    const property = fc.property(source, position, position, (text, from, to) => {
      const words = [...text.matchAll(/[A-Za-z_]\w*|\d+|[^\s\w]+/g)];
      const word = words[Math.floor(from * (words.length - 1))];
      const place = words[Math.floor(to * (words.length - 1))];
      if (word === undefined || place === undefined) return;
      compile(text.slice(0, place.index) + word[0] + text.slice(place.index + place[0].length));
    });
    fc.assert(property, { numRuns: 300 });
  });

  test("made of anything", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        compile(text);
      }),
      { numRuns: 150 },
    );
  });
});

describe("odd files", () => {
  const PROGRAM = withVocabulary("export function f(x: u32): u32 {\n  // One more.\n  return x + 1;\n}\n");

  test("an empty file exports nothing", () => {
    expect(codes("")).toEqual(["GN5010"]);
    expect(codes("\n\n  // nothing\n")).toEqual(["GN5010"]);
  });

  test("a byte order mark and Windows line ends change nothing", () => {
    const windows = `\uFEFF${PROGRAM.replaceAll("\n", "\r\n")}`;
    expect(codes(windows)).toEqual([]);
    const [body] = bodiesOf(windows);
    expect(body?.map((one) => one.comments)).toEqual([["One more."]]);
  });

  test("a place after a byte order mark is where an editor shows it", () => {
    const host = hostOf("\uFEFFexport const A: f32 = 1;");
    const [first] = diagnosticsOf("\uFEFFexport const A: f32 = 1;");
    expect(first && reportDiagnostic(first, host.read)).toMatchObject({ code: "GN2001", line: 1, column: 17 });
  });

  test("nesting has a limit, in every direction, and no depth ends the compiler", () => {
    for (const depth of [150, 250, 20_000]) {
      const wanted = depth === 150 ? [] : ["GN1002"];
      expect(codes(inFunction(`return ${"(".repeat(depth)}x${")".repeat(depth)};`)), `${depth} parentheses`).toEqual(
        wanted,
      );
      expect(codes(inFunction(`return x${" + x".repeat(depth)};`)), `${depth} sums`).toEqual(wanted);
      expect(codes(inFunction(`return ${"~".repeat(depth)}x;`)), `${depth} signs`).toEqual(wanted);
      expect(codes(inFunction(`${"{".repeat(depth)}${"}".repeat(depth)} return x;`)), `${depth} blocks`).toEqual(
        wanted,
      );
      const chain = "if (x === 1) return 2; else ".repeat(depth);
      expect(codes(inFunction(`${chain} return 3;`)), `${depth} ifs`).toEqual(wanted);
      expect(codes(`export function f(x: ${"(".repeat(depth)}u32${")".repeat(depth)}): u32 { return x; }`)).toEqual(
        wanted,
      );
    }
  });

  test("a long chain of imports is no depth", () => {
    const files: Record<string, string> = { "main.ts": 'export { next } from "./m0.ts";' };
    for (let i = 0; i < 500; i++) files[`m${i}.ts`] = `export { next } from "./m${i + 1}.ts";`;
    files["m500.ts"] = withVocabulary("export function next(): u32 { return 1; }");
    expect(compile(files)).toEqual([]);
  });

  test.each([
    ["an enum that ends early", "enum State { Idle, Busy = "],
    [
      "an enum of a type that is missing",
      "enum State { Idle = Missing.Other }\nexport function f(s: State): u32 { return u32(s); }",
    ],
    ["a member that is missing", "enum State { Idle }\nexport function f(): State { return State.Gone; }"],
    ["a class that ends in a method", "class Ring { head: u32 = 0; push(value: u8): bool {"],
    [
      "a method of a type that is missing",
      "class Ring { push(value: Missing): Gone { return this.x; } }\nexport const r = new Ring();",
    ],
    [
      "a method that calls itself",
      "class A { n: u32 = 0; f(): u32 { return this.f(); } }\nconst a = new A();\nexport function g(): u32 { return a.f(); }",
    ],
    [
      "a union with itself",
      "type Event = Event | Press;\nclass Press { readonly kind = 0; }\nexport function f(e: Event): u32 { return e.kind; }",
    ],
    [
      "a union of types that are missing",
      "type Event = Press | Move;\nexport function f(e: Event): u32 { return e.kind; }",
    ],
    [
      "a union inside its variant",
      "class A { readonly kind = 0; b: E = new A(); }\nclass B { readonly kind = 1; }\ntype E = A | B;\nexport function f(e: E): u32 { return e.kind; }",
    ],
    ["a generic function that ends early", "function pick<T extends u32 | f32"],
    [
      "a constraint that is missing",
      "function pick<T extends Missing>(a: T): T { return a; }\nexport function f(x: u32): u32 { return pick<u32>(x); }",
    ],
    [
      "a type parameter that is its own constraint",
      "function pick<T extends T>(a: T): T { return a; }\nexport function f(x: u32): u32 { return pick(x); }",
    ],
    [
      "generic functions in a circle",
      "function a<T extends u32 | f32>(x: T): T { return b<T>(x); }\nfunction b<T extends u32 | f32>(x: T): T { return a<T>(x); }\nexport function f(x: u32): u32 { return a<u32>(x); }",
    ],
    ["a tuple that ends early", "export function f(x: u32): [u32, "],
    ["a tuple of what is missing", "export function f(x: u32): [Missing, Gone] { return [x, x]; }"],
    [
      "a bound that is missing",
      "export function f(): u32 { return g(1); }\nfunction g(x: Below<typeof MISSING>): u32 { return x; }",
    ],
    ["a bound that is huge", "let x: Below<99999999999999999999> = 0;\nexport function f(): u32 { x = 1; return x; }"],
    ["rows of no length", "const rows = array(Float32Array, 0, 4);\nexport function f(): f32 { return rows[0][0]; }"],
    [
      "rows in more dimensions than memory",
      "const r = array(Float32Array, 4000000, 4000000, 4000000);\nexport function f(): f32 { return r[0][0][0]; }",
    ],
    [
      "a table of what is missing",
      "const t = tabulate(Uint8Array, 4, missing);\nexport function f(i: u32): u32 { return t[i & 3]; }",
    ],
    [
      "a table that needs itself",
      "const t = tabulate(Uint32Array, 4, g);\nfunction g(i: u32): u32 { return t[i & 3]; }\nexport function f(i: u32): u32 { return t[i & 3]; }",
    ],
    ["a bigint without an end", `export function f(): u64 { return ${"9".repeat(10_000)}n; }`],
    ["a bigint and a number", "export function f(x: u64): u64 { return x + 1; }"],
    ["constants without an end", "const PINS = { led: { red: 1, "],
    [
      "constants of a cycle",
      "const A = { x: B.y } as const;\nconst B = { y: A.x } as const;\nexport function f(): u32 { return A.x; }",
    ],
  ])("%s", (_, text) => {
    expect(codes(text)).not.toEqual([]);
    expect(codes(text.replaceAll("\n", "\r\n"))).toEqual(codes(text));
    expect(codes(`\u0000${text}`)).not.toEqual([]);
  });

  test("a large table takes no time", () => {
    const numbers = Array.from({ length: 50_000 }, (_, index) => index);
    const program = `const table = new Uint32Array([${numbers.join(", ")}]);\nexport function f(i: u32): u32 { return table[i]; }`;
    expect(codes(program)).toEqual([]);
  });

  function inFunction(body: string): string {
    return `export function f(x: u32): u32 { ${body} }`;
  }

  function codes(text: string): readonly string[] {
    return compile(text.includes("import") ? text : withVocabulary(text)).map((one) => one.code);
  }

  function bodiesOf(text: string) {
    return programOf(text).modules.flatMap((module) => module.functions.map((one) => one.body));
  }
});
