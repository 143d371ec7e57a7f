/**
 * Paths of imports, the order of modules, and what survives of a source: comments, places and spellings.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hostOf, programOf, withVocabulary } from "../../test/program.ts";
import { VOCABULARY } from "../check/context.ts";
import { commonDirectoryDepth, normalizePath, resolvePath } from "./paths.ts";
import { parse, type ParsedFiles } from "./parse.ts";

describe("files that are known", () => {
  const a = `import { B } from "./b.ts";\nexport const A = B;`;
  const rounds: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    codes: readonly string[],
  ])[] = [
    ["at first", { "a.ts": a, "b.ts": "export const B = 1;" }, []],
    ["unchanged", { "a.ts": a, "b.ts": "export const B = 1;" }, []],
    ["another text", { "a.ts": a, "b.ts": "export const B = 2;" }, []],
    ["a syntax error", { "a.ts": a, "b.ts": "export const B = ;" }, ["GN1001"]],
    ["a missing import", { "a.ts": a }, ["GN5001"]],
    ["it is back", { "a.ts": a, "b.ts": "export const B = 1;" }, []],
    ["a cycle", { "a.ts": a, "b.ts": `import { A } from "./a.ts";\nexport const B = A;` }, ["GN5002"]],
    ["mended", { "a.ts": a, "b.ts": "export const B = 1;" }, []],
  ];
  const known: ParsedFiles = new Map();

  test.each(rounds)("%s", (_, files, codes) => {
    const parsed = parse(hostOf(files), "a.ts", known);
    expect(parsed).toEqual(parse(hostOf(files), "a.ts"));
    expect(parsed.diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  test("are not converted anew", () => {
    const files = { "a.ts": a, "b.ts": "export const B = 1;" };
    const [first, second] = [parse(hostOf(files), "a.ts", known), parse(hostOf(files), "a.ts", known)];
    expect(second.modules).toHaveLength(2);
    for (const [index, { declarations }] of second.modules.entries()) {
      expect(declarations).toBe(first.modules[index]?.declarations);
    }
  });
});

describe("paths", () => {
  test.each([
    ["main.ts", "./a.ts", "a.ts"],
    ["src/main.ts", "./a.ts", "src/a.ts"],
    ["src/main.ts", "../lib/a.ts", "lib/a.ts"],
    ["main.ts", "../a.ts", "../a.ts"],
    ["../b/main.ts", "../../a.ts", "../../a.ts"],
    ["/top/main.ts", "../a.ts", "/a.ts"],
    ["/top/main.ts", "../../../a.ts", "/a.ts"],
    ["src/main.ts", "././x/../a.ts", "src/a.ts"],
    ["C:/work/main.ts", "./a.ts", "C:/work/a.ts"],
  ])("in %s, %s is %s", (from, specifier, path) => {
    expect(resolvePath(from, specifier)).toBe(path);
  });

  test("every file has one spelling", () => {
    expect(["./a.ts", "a.ts", "b/../a.ts", "./b/.././a.ts"].map(normalizePath)).toEqual(Array(4).fill("a.ts"));
    expect(normalizePath("a//b.ts")).toBe("a/b.ts");
  });

  test("the root is the deepest folder that holds all files", () => {
    expect(commonDirectoryDepth(["a/b/c.ts"])).toBe(2);
    expect(commonDirectoryDepth(["a/b/c.ts", "a/b/d/e.ts"])).toBe(2);
    expect(commonDirectoryDepth(["a/b/c.ts", "a/x/e.ts"])).toBe(1);
    expect(commonDirectoryDepth(["c.ts", "a/e.ts"])).toBe(0);
    expect(commonDirectoryDepth([])).toBe(0);
  });
});

describe("modules", () => {
  const files = {
    "app/main.ts":
      'import { b } from "./parts/b.ts"; import { c } from "./c.ts"; export { a } from "./parts/a.ts"; export const X = b + c;',
    "app/c.ts": 'export { b as c } from "./parts/b.ts";',
    "app/parts/a.ts": 'import { b } from "./b.ts"; export const a = b * 2;',
    "app/parts/b.ts": "export const b = 1;",
  };

  test("come in dependency order, each once, with ids below their common folder", () => {
    const { modules } = parse(hostOf(files), "./app/main.ts");
    expect(modules.map((module) => [module.id, module.file])).toEqual([
      ["parts/b", "app/parts/b.ts"],
      ["c", "app/c.ts"],
      ["parts/a", "app/parts/a.ts"],
      ["main", "app/main.ts"],
    ]);
  });

  test("name what they import, in source order", () => {
    const program = programOf(files, "app/main.ts");
    expect(program.modules.map(({ imports }) => imports)).toEqual([
      [],
      ["parts/b"],
      ["parts/b"],
      ["parts/b", "c", "parts/a"],
    ]);
  });

  test("are read once", () => {
    const reads: string[] = [];
    const host = hostOf(files);
    parse({ read: (path) => (reads.push(path), host.read(path)) }, "app/main.ts");
    expect(reads.toSorted()).toEqual(Object.keys(files).toSorted());
  });

  test("the vocabulary is no module of the program, and its names are those of the library", () => {
    const program = programOf(withVocabulary("export function f(): u32 { return 1; }"));
    expect(program.modules.map(({ id, imports }) => [id, imports])).toEqual([["main", []]]);
    const library = readFileSync(new URL("../../../firmware-src/lib/types.ts", import.meta.url), "utf8");
    const exported = [...library.matchAll(/^export (type|function) (\w+)/gm)];
    const kinds = new Map<string, string>();
    for (const [, kind = "", name = ""] of exported) {
      kinds.set(name, (kinds.get(name) ?? kind) === kind ? kind : "both");
    }
    expect(Object.fromEntries(kinds)).toEqual(Object.fromEntries(VOCABULARY));
  });

  test("the package's vocabulary is the same, wherever the file lies, and no other package is anything", () => {
    const body = "export function f(x: u32): u32 { return x; }";
    const program = programOf(
      { "app/src/main.ts": `import type { u32 } from "ganglion/types"; ${body}` },
      "app/src/main.ts",
    );
    expect(program.modules.map(({ id, imports }) => [id, imports])).toEqual([["main", []]]);
    for (const other of ["ganglion", "ganglion/types.ts", "ganglion/board", "ganglion/types/"]) {
      const { diagnostics } = parse(hostOf(`import type { u32 } from "${other}"; ${body}`), "main.ts");
      expect(
        diagnostics.map(({ code }) => code),
        other,
      ).toEqual(["GN5003"]);
    }
  });

  test("a module that is missing or wrong is reported once, and so are its importers' mistakes", () => {
    const { diagnostics, modules } = parse(
      hostOf({
        "main.ts": 'import { a } from "./a.ts"; import { b } from "./b.ts"; export const X = a + b;',
        "a.ts": "export const a = ;",
      }),
      "main.ts",
    );
    expect(diagnostics.map(({ code, span }) => [code, span?.file])).toEqual([
      ["GN1001", "a.ts"],
      ["GN5001", "main.ts"],
    ]);
    expect(modules.map(({ file, complete }) => [file, complete])).toEqual([
      ["a.ts", false],
      ["main.ts", false],
    ]);
  });

  test("a circle is shown with all its files", () => {
    const { diagnostics } = parse(
      hostOf({
        "main.ts": 'export { a } from "./a.ts";',
        "a.ts": 'export { b as a } from "./b.ts";',
        "b.ts": 'export { a as b } from "./a.ts";',
      }),
      "main.ts",
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "the modules import each other in a circle: a.ts -> b.ts -> a.ts",
    ]);
  });
});

describe("comments", () => {
  const program = programOf(`/**
 * A module.
 *
 * More of it.
 *
 * @packageDocumentation
 */
import type { u32 } from "./lib/types.ts";

/** How many. */
export const COUNT = 3; // not a doc comment

/**
 * A cell.
 *
 *     indented
 */
export class Cell {
  /** Before. */
  a: u32 = 0;
  b: u32 = 0; // behind
  c: u32 = 0;
}

/* not a doc comment */
export const cell = new Cell();

/** Early. */
/** Late, which counts.
 * @export go_on
 */
export function main(x: u32): u32 {
  // One.
  // Two.
  x += 1;

  /* Three
     lines
     long. */
  x += 2; // and behind
  if (x > 3) {
    x += 3;
    // At the end of a block, a comment belongs to no statement.
  }
  /** @bound 8 */
  while (x > 8) x -= 1;
  return x;
}
`);
  const [module] = program.modules;

  test("of the file, of declarations and of fields", () => {
    expect(module?.doc).toBe("A module.\n\nMore of it.");
    expect(module?.constants.map(({ doc }) => doc)).toEqual(["How many."]);
    expect(module?.structs.map(({ doc }) => doc)).toEqual(["A cell.\n\n    indented"]);
    expect(module?.structs[0]?.fields.map(({ doc }) => doc)).toEqual(["Before.", "behind", ""]);
    expect(module?.statics.map(({ doc }) => doc)).toEqual([""]);
    expect(module?.functions.map(({ doc }) => doc)).toEqual(["Late, which counts.\n@export go_on"]);
    expect(program.exports.map(({ name }) => name)).toEqual(["COUNT", "cell", "go_on"]);
  });

  test("of statements", () => {
    expect(module?.functions[0]?.body.map(({ comments }) => comments)).toEqual([
      ["One.", "Two."],
      ["Three", "lines", "long.", "and behind"],
      [],
      // The counter of the loop.
      [],
      ["@bound 8"],
      [],
    ]);
  });

  test("a file's comment is not that of its first declaration", () => {
    const { modules } = programOf("/** About it.\n * @packageDocumentation */\nexport const A = 1;");
    expect(modules.map(({ doc, constants }) => [doc, constants[0]?.doc])).toEqual([["About it.", ""]]);
  });
});
