/**
 * Every diagnostic is what the table says, and every file in reject/ is refused where it says.
 *
 * A file in reject/ carries its expectations on the offending lines: `//! GN2001` for a diagnostic that begins on that
 * line, with as much of the message behind it as matters. Nothing else may be reported. The files in accept/ are
 * programs in which nothing is wrong.
 *
 * @packageDocumentation
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DIAGNOSTICS } from "../src/diagnostics-table.ts";
import { readProgram } from "../src/front-end.ts";
import { SOURCE_LENGTH_MAX } from "../src/parse/parse.ts";
import { prove } from "../src/prove/prove.ts";
import { inOrder, renderDiagnostics, reportDiagnostic } from "../src/render.ts";
import { diagnosticsOf, programOf, withVocabulary } from "./program.ts";
import type { Files } from "./program.ts";

const REJECT = join(import.meta.dirname, "reject");
const ACCEPT = join(import.meta.dirname, "accept");
const LIBRARY = join(import.meta.dirname, "../../firmware-src/lib/types.ts");

const rejected = sourcesIn(REJECT);
const accepted = sourcesIn(ACCEPT);

describe("the examples of the table", () => {
  const examples = [...DIAGNOSTICS].flatMap(([code, { bad, good }]) => (bad === null ? [] : [{ code, bad, good }]));

  test.each(examples)("$code refuses the bad one, and nothing else does", ({ code, bad }) => {
    expect(show(withImports(bad))).toEqual([code]);
  });

  test.each(examples)("$code: the good one is accepted", ({ good }) => {
    expect(good).not.toBeNull();
    expect(show(withImports(good ?? ""))).toEqual([]);
  });

  /** A file with the imports that the example leaves out, beside `neuron.ts`. */
  function withImports(example: string): Files {
    const neuron = 'import type { u32 } from "./lib/types.ts";\nexport function step(): u32 { return 1; }';
    return { "main.ts": withVocabulary(example), "neuron.ts": neuron };
  }

  function show(files: Files): readonly string[] {
    const mistakes = diagnosticsOf(files);
    // Proofs begin where nothing else is wrong.
    const found = mistakes.length > 0 ? mistakes : prove(programOf(files)).diagnostics;
    return found.map((one) => one.code);
  }
});

describe("reject/", () => {
  test.each(rejected)("%s is refused exactly where it says", (file) => {
    const path = join(REJECT, file);
    const found = inOrder(diagnosticsOfFile(path)).filter(({ span }) => span === null || span.file === path);
    const lines = found.map((one) => ({ ...one, line: reportDiagnostic(one, readSource).line }));
    const wanted = expectationsIn(path);
    expect(lines.map(({ line, code }) => `${line ?? 0}: ${code}`)).toEqual(
      wanted.map(({ line, code }) => `${line}: ${code}`),
    );
    for (const [index, { text }] of wanted.entries()) expect(lines[index]?.message).toContain(text);
  });

  test("has a test of every code in the table, but for those that no file can show", () => {
    const tested = new Set(rejected.flatMap((file) => expectationsIn(join(REJECT, file)).map(({ code }) => code)));
    const known = [...DIAGNOSTICS.keys()].filter((code) => !code.startsWith("GN6"));
    expect(known.filter((code) => !tested.has(code))).toEqual(["GN5009", "GN5012", "GN8003", "GN8004"]);
    expect([...tested].filter((code) => !DIAGNOSTICS.has(code))).toEqual([]);
  });

  test("GN5009: a file has its limit", () => {
    const program = "export const ONE = 1;\n";
    expect(codes(program.padEnd(SOURCE_LENGTH_MAX, "/"))).toEqual([]);
    expect(codes(program.padEnd(SOURCE_LENGTH_MAX + 1, "/"))).toEqual(["GN5009"]);
  });

  test("GN8003: a module makes so many functions of generic ones", () => {
    const program = (count: number): string => {
      const lengths = Array.from({ length: count }, (_, index) => index + 1);
      const calls = lengths.map((length) => `sum += first(values${length});`);
      return withVocabulary(`
        function first<N extends number>(values: Fixed<Float32Array, N>): f32 { return values[0]; }
        ${lengths.map((length) => `const values${length} = new Float32Array(${length});`).join("\n")}
        export function all(): f32 { let sum: f32 = 0; ${calls.join("\n")} return sum; }
      `);
    };
    expect(codes(program(256))).toEqual([]);
    expect(codes(program(257))).toEqual(["GN8003"]);
  });

  test("GN8004: what a generic function uses is exported if other modules use it", () => {
    const generic = `
      import { u32 } from "./lib/types.ts";
      const table = new Uint32Array([1, 2]);
      function own(): u32 { return 1; }
      export function pick<T extends u32>(index: T): u32 { return index < 2 ? table[index] : own(); }
    `;
    const main = (text: string): Files => ({
      "main.ts": `import { u32 } from "./lib/types.ts"; import { pick } from "./generic.ts"; ${text}`,
      "generic.ts": generic,
    });
    const found = diagnosticsOf(main("export function f(x: u32): u32 { return pick(x); }"));
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "GN8004 `table` is private, and `main` would use it, in `pick` with T = u32",
      "GN8004 `own` is private, and `main` would use it, in `pick` with T = u32",
    ]);
  });

  test("GN5001, GN5004: the entry is a file, and TypeScript", () => {
    expect(diagnosticsOf({}, "main.ts").map((one) => [one.code, one.span])).toEqual([["GN5001", null]]);
    expect(diagnosticsOf({}, "main.js").map((one) => [one.code, one.span])).toEqual([["GN5004", null]]);
  });

  function codes(text: string): readonly string[] {
    return diagnosticsOf(text).map((one) => one.code);
  }
});

describe("accept/", () => {
  test.each(accepted)("%s is accepted", (file) => {
    const { diagnostics, program } = readProgram({ read: readSource }, join(ACCEPT, file));
    const found = program === null ? diagnostics : prove(program).diagnostics;
    expect(renderDiagnostics(found, readSource, { colour: false })).toBe("0 errors");
  });
});

describe("every message", () => {
  test("says what is wrong and what to do, without a full stop, and fits on a line", () => {
    const all = rejected.flatMap((file) => diagnosticsOfFile(join(REJECT, file)));
    for (const { message, remedy } of all) {
      expect(remedy).not.toBe("");
      for (const text of [message, remedy]) {
        expect(text).not.toMatch(/\.$|(?<!`)undefined|\[object|\n/);
        expect(text.length).toBeLessThan(200);
      }
    }
  });
});

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
}

/** The vocabulary is the product's own, wherever a test imports it from. */
function readSource(path: string): string | null {
  try {
    return readFileSync(path.endsWith("/lib/types.ts") ? LIBRARY : path, "utf8");
  } catch {
    return null;
  }
}

function diagnosticsOfFile(path: string) {
  return readProgram({ read: readSource }, path).diagnostics;
}

function expectationsIn(path: string) {
  const lines = readFileSync(path, "utf8").split(/\r\n|\r|\n/);
  return lines.flatMap((text, index) => {
    const expectations = [...text.matchAll(/\/\/! (GN\d{4})([^/]*)/g)];
    return expectations.map(([, code = "", message = ""]) => ({ line: index + 1, code, text: message.trim() }));
  });
}
