/**
 * Folding: what becomes a constant, what is then gone, and what stays because somebody could tell the difference.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { hostOf, programOf, withVocabulary } from "../../test/program.ts";
import type { Files } from "../../test/program.ts";
import { compile } from "../compile.ts";
import type { Program } from "../ir/ir.ts";
import { toC } from "../to-c/to-c.ts";
import { fold } from "./fold.ts";

const KNOBS = withVocabulary(`
  export let mode: u32 = 0;
  export let index: Below<1> = 0;
  export function setMode(value: u32): void { mode = value; }
  export function choose(value: u32): void { if (value < 1) index = value; }
  export function isSpecial(): bool { return mode === 1; }
`);

describe("a variable that nothing writes", () => {
  test("is gone, and so is what depends on it", () => {
    const files = withKnobs(`
      const table = new Uint32Array(100);
      function look(at: u32): u32 { return table[at % 100]; }
      export function f(x: u32): u32 { return isSpecial() ? look(x) : x; }
    `);
    expect(namesOf(files)).toEqual(["main.f"]);
    expect(bodyOf(files)).toEqual(["return x;"]);
  });

  test("is one that only functions write which nobody reaches, in turn", () => {
    const files = withKnobs(`
      let level: u32 = 0;
      function raise(): void { level++; }
      export function f(x: u32): u32 {
        if (mode === 1) raise();
        return x + level * 2;
      }
    `);
    expect(bodyOf(files)).toEqual(["return x + 0;"]);
    expect(namesOf(files)).toEqual(["main.f"]);
  });

  test("is not one that a host can write", () => {
    const files = withVocabulary(`
      export let mode: u32 = 0;
      export function f(): u32 { return mode; }
    `);
    expect(bodyOf(files)).toEqual(["return main_mode;"]);
  });

  test("is not one that a public function writes", () => {
    const files = withKnobs(`export function f(): u32 { return mode; } export { setMode } from "./knobs.ts";`);
    expect(bodyOf(files)).toEqual(["return knobs_mode;"]);
  });

  test("takes its place in modules that are compiled one by one", () => {
    const files = withKnobs("export function f(x: u32): u32 { return isSpecial() ? 0 : x; }");
    const { outputs } = compile({ host: hostOf(files), entry: "main.ts", targets: ["modules"] });
    expect(outputs.get("main.js")).toContain("return isSpecial() ? 0 : x;");
    expect(outputs.get("knobs.js")).toContain("export function setMode(value)");
  });
});

describe("what can be told apart stays", () => {
  test("a call that changes something, where its result does not matter any more", () => {
    const files = withKnobs(`
      let calls: u32 = 0;
      function count(): bool { calls++; return true; }
      export function f(): u32 {
        if (count() && mode === 1) calls = 100;
        return calls;
      }
    `);
    expect(bodyOf(files)).toEqual(["main_count();", "return main_calls;"]);
  });

  test("a call of the board", () => {
    const text = withVocabulary(`
      declare function read(): u32;
      let sum: u32 = 0;
      export function f(): void { sum += read(); }
    `);
    expect(bodyOf(text)).toEqual(["main_read();"]);
  });

  test("a store to what leaves the program by reference", () => {
    const files = withVocabulary(`
      const table = new Uint32Array(4);
      export function buffer(): Fixed<Uint32Array, 4> { return table; }
      export function f(): u32 { return table[0]; }
    `);
    expect(bodyOf(files)).toEqual(["return main_table[0];"]);
  });

  test("a division by zero, for whoever checks it", () => {
    const files = withVocabulary(`
      let divisor: u32 = 0;
      export function f(x: u32): u32 { return x / divisor; }
    `);
    expect(bodyOf(files, true)).toEqual(["(void)x;", "return 0;"]);
    const { outputs } = compile({
      host: hostOf(files),
      entry: "main.ts",
      targets: ["js"],
      options: { prove: false },
    });
    expect(outputs.get("main.js")).toContain('x / nonZero(0, "main.f:');
  });
});

describe("mistakes", () => {
  test("in what is folded away are found all the same", () => {
    const files = withKnobs(`
      const table = new Uint32Array(4);
      export function f(x: u32): u32 {
        if (index === 0) return 1;
        return table[x] + true;
      }
    `);
    const { diagnostics } = compile({ host: hostOf(files), entry: "main.ts", targets: ["c"] });
    expect(diagnostics.map(({ code }) => code)).toEqual(["GN2005"]);
  });
});

test("what is below 1 is 0 if that is proven", () => {
  const files = withKnobs(`
    const table = new Uint32Array([5]);
    export function f(x: u32): u32 { choose(x); return table[index]; }
  `);
  expect(bodyOf(files, true)).toEqual(["(void)x;", "return main_table[0];"]);
  expect(bodyOf(files, false)).toEqual(["knobs_choose(x);", "return main_table[knobs_index];"]);
});

test("a table whose writer is gone goes to flash", () => {
  const files = withKnobs(`
    const table = new Uint32Array([5, 6]);
    export function f(x: u32): u32 {
      if (mode === 1) table[x & 1] = x;
      return table[x & 1];
    }
  `);
  const folded = fold(programOf(files), { isProven: true });
  const [table] = folded.modules.flatMap(({ statics }) => statics);
  expect(table).toMatchObject({ name: "main.table", readonly: true });
});

test("a program without anything to fold is the same object", () => {
  const program = programOf(withVocabulary("export function f(x: u32): u32 { return x + 1; }"));
  const folded = fold(program, { isProven: true });
  expect(folded).toBe(fold(folded, { isProven: true }));
  expect(folded.modules.find(({ id }) => id === "main")).toBe(program.modules.find(({ id }) => id === "main"));
});

/** A module that uses some of the knobs. */
function withKnobs(text: string): Files {
  const used = ["mode", "index", "setMode", "choose", "isSpecial"].filter((name) => text.includes(name));
  const own = used.filter((name) => !text.includes(`export { ${name} }`));
  return {
    "main.ts": withVocabulary(`import { ${own.join(", ")} } from "./knobs.ts";\n${text}`),
    "knobs.ts": KNOBS,
  };
}

function folded(files: Files, isProven: boolean): Program {
  return fold(programOf(files), { isProven });
}

/** Qualified names of all functions and variables that are left. */
function namesOf(files: Files): readonly string[] {
  return folded(files, true).modules.flatMap(({ functions, statics }) =>
    [...functions, ...statics].map(({ name }) => name),
  );
}

/** The lines of `f` in C. */
function bodyOf(files: Files, isProven = true): readonly string[] {
  const program = folded(files, isProven);
  const text = toC(program, { sources: new Map() }).get("main.c") ?? "";
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /\bmain_f\(.*\{$/.test(line));
  const end = lines.indexOf("}", start);
  return lines.slice(start + 1, end).map((line) => line.trim());
}
