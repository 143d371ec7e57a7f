/**
 * Style as a test: which part may import which, and what every file owes its reader.
 *
 * Each rule is a table or a line with its reason; each complaint names the file and says what to do. What a
 * linter or the formatter can judge is left to them.
 *
 * @packageDocumentation
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize, posix, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const ROOT = import.meta.dirname;

/** A part of the tree and all that it may import: its own files, these parts, these packages. */
interface Part {
  readonly name: string;
  /** Folders (with a closing slash) and files. The longest match decides, so a file can stand apart from its folder. */
  readonly paths: readonly string[];
  readonly imports: readonly string[];
  readonly packages?: readonly string[];
  /** Whether it may use Node's own modules. What may not runs in a browser, too. */
  readonly node?: true;
}

/**
 * The arrows, from the bottom up. A part may import only parts above its own row, so the table itself allows no cycle.
 * Tests may import anything, and nothing imports a test.
 */
const PARTS: readonly Part[] = [
  { name: "firmware", paths: ["firmware-src/"], imports: [] },

  // The compiler. The IR's data types and diagnostics are what the stages hand to each other; a stage is a folder.
  {
    name: "ir types",
    paths: ["codegen/src/ir/ir.ts", "codegen/src/ir/types.ts", "codegen/src/ir/operators.ts"],
    imports: [],
  },
  { name: "diagnostic", paths: ["codegen/src/diagnostic.ts"], imports: ["ir types"] },
  { name: "parse", paths: ["codegen/src/parse/"], imports: ["ir types", "diagnostic"], packages: ["typescript"] },
  { name: "check", paths: ["codegen/src/check/"], imports: ["parse", "ir types", "diagnostic"] },
  { name: "ir", paths: ["codegen/src/ir/"], imports: ["check", "parse", "ir types", "diagnostic"] },
  { name: "prove", paths: ["codegen/src/prove/"], imports: ["ir", "ir types", "diagnostic"] },
  { name: "to-c", paths: ["codegen/src/to-c/"], imports: ["ir types", "diagnostic"] },
  { name: "to-js", paths: ["codegen/src/to-js/"], imports: ["ir types", "diagnostic"] },
  { name: "to-wasm", paths: ["codegen/src/to-wasm/"], imports: ["ir types", "diagnostic"], packages: ["binaryen"] },
  {
    name: "compile",
    paths: ["codegen/src/compile.ts"],
    imports: ["to-c", "to-js", "to-wasm", "prove", "ir", "check", "parse", "ir types", "diagnostic"],
  },
  {
    name: "loader",
    paths: ["codegen/src/loader/"],
    imports: ["compile", "diagnostic"],
    packages: ["vite"],
    node: true,
  },
  { name: "compiler's cli", paths: ["codegen/src/cli/"], imports: ["compile", "ir types", "diagnostic"], node: true },

  {
    name: "targets",
    paths: ["targets/"],
    imports: ["compiler's cli", "compile", "diagnostic"],
    packages: ["uf2"],
    node: true,
  },

  // The host. Session and client know no system, so that they run over WebSerial, too.
  { name: "transport contract", paths: ["host-tools/transport/transport.ts"], imports: [] },
  {
    name: "transport",
    paths: ["host-tools/transport/"],
    imports: ["transport contract"],
    packages: ["serialport"],
    node: true,
  },
  { name: "session", paths: ["host-tools/session/"], imports: ["transport contract", "firmware"] },
  { name: "client", paths: ["host-tools/client/"], imports: ["session", "transport contract", "firmware"] },
  {
    name: "host tools",
    paths: ["host-tools/"],
    imports: ["client", "session", "transport", "transport contract"],
    node: true,
  },

  {
    name: "hil tests",
    paths: ["hil-tests/"],
    imports: [
      "targets",
      "compile",
      "compiler's cli",
      "host tools",
      "client",
      "session",
      "transport",
      "transport contract",
      "firmware",
    ],
    packages: ["rp2040js"],
    node: true,
  },
  {
    name: "cli",
    paths: ["cli/"],
    imports: [
      "hil tests",
      "host tools",
      "client",
      "session",
      "transport",
      "transport contract",
      "targets",
      "compiler's cli",
      "compile",
      "diagnostic",
    ],
    packages: ["cli-progress", "cli-table3", "commander", "picocolors", "serialport"],
    node: true,
  },
  {
    name: "measurements",
    paths: ["bench/"],
    imports: ["hil tests", "targets", "compile"],
    packages: ["cli-table3"],
    node: true,
  },
  { name: "setup", paths: ["setup/"], imports: [], packages: ["vitest"], node: true },
  {
    name: "configuration",
    paths: ["eslint.config.js", "vitest.config.ts", "knip.config.ts"],
    imports: ["loader"],
    packages: ["@eslint/js", "eslint", "eslint-plugin-tsdoc", "knip", "typescript-eslint", "vitest"],
    node: true,
  },
];

const LINES_MAX = 600;
const WIDTH_MAX = 120;

/** Files that may be longer than LINES_MAX, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

/** Written by programs, or programs whose text is the test. */
const NOT_OURS = [
  ".git/",
  "build/",
  "dist/",
  "node_modules/",
  "codegen/test/accept/",
  "codegen/test/reject/",
  "codegen/test/run/",
];

const files = filesBelow("");
const code = files.filter((file) => /\.(ts|js|mjs)$/.test(file));
const sources = files.filter((file) => /\.(ts|js|mjs|c|h|S|s|ld)$/.test(file));
const pages = files.filter((file) => file.endsWith(".md"));
const imports = new Map(code.map((file) => [file, importsOf(file)]));

describe("imports", () => {
  test("the table of parts allows no cycle and names no part twice", () => {
    for (const [index, part] of PARTS.entries()) {
      const below = PARTS.slice(0, index).map(({ name }) => name);
      expect(below, `"${part.name}" imports a part that is not above it in the table`).toEqual(
        expect.arrayContaining([...part.imports]),
      );
      expect(below).not.toContain(part.name);
    }
  });

  test("every part and every path of the table exists", () => {
    const unused = PARTS.flatMap((part) => part.paths.filter((path) => !code.some((file) => file.startsWith(path))));
    expect(unused, "remove these paths from the table").toEqual([]);
  });

  test("every import goes along an arrow", () => {
    expect(code.filter((file) => !isTest(file)).flatMap(forbiddenImports)).toEqual([]);
  });

  test("every relative import names a file that exists, with its extension", () => {
    const broken = [...imports].flatMap(([file, specifiers]) =>
      specifiers
        .filter((specifier) => isRelative(specifier) && !existsSync(join(ROOT, resolve(file, specifier))))
        .map((specifier) => `${file}: ${specifier}`),
    );
    expect(broken).toEqual([]);
  });

  test("there is no cycle, type-only imports included", () => {
    expect(findCycles()).toEqual([]);
  });
});

describe("every source file", () => {
  test("opens with a comment that says what it is, why this way, what it leaves out", () => {
    expect(sources.filter((file) => !opensWithProse(file))).toEqual([]);
  });

  test(`has at most ${LINES_MAX} lines, or a reason in the table`, () => {
    const long = sources.filter((file) => LONG_FILES[file] === undefined && linesOf(file).length > LINES_MAX);
    expect(long).toEqual([]);
    expect(Object.keys(LONG_FILES).filter((file) => linesOf(file).length <= LINES_MAX)).toEqual([]);
  });

  test(`has no line wider than ${WIDTH_MAX} columns`, () => {
    expect(sources.flatMap((file) => linesThat(file, (line) => line.length > WIDTH_MAX))).toEqual([]);
  });
});

describe("every text", () => {
  const UNFINISHED = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);
  /** Paths that exist on one machine, and numbers that mean something to one tracker, tell a reader nothing. */
  const PRIVATE = /(?<![\w.])\/(work|root|home\/\w+)\/|\bissues? #?\d/i;

  test.each([UNFINISHED, PRIVATE])("is free of %s", (pattern) => {
    expect([...sources, ...pages].flatMap((file) => linesThat(file, (line) => pattern.test(line)))).toEqual([]);
  });
});

describe("documentation", () => {
  test("every link leads somewhere", () => {
    const dead = pages.flatMap((page) =>
      linksOf(page)
        .filter((link) => !leadsSomewhere(page, link))
        .map((link) => `${page}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  test("the changelog opens with what is unreleased", () => {
    expect(/^## .*/m.exec(read("CHANGELOG.md"))?.[0]).toBe("## Unreleased");
  });
});

describe("package.json", () => {
  const manifest = JSON.parse(read("package.json")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };

  test("every dependency has an exact version", () => {
    expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("docs/dependencies.md says of each dependency, and of no other, why it and not another", () => {
    const told = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);
    expect(told.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  test("the lock file names no server, so that it works behind any mirror", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });
});

/** Complaints about a file's imports that the table does not allow. */
function forbiddenImports(file: string): string[] {
  const part = partOf(file);
  if (part === undefined) return [`${file} belongs to no part: add it to the table in tidy.test.ts`];
  return (imports.get(file) ?? []).flatMap((specifier) => {
    const reason = whyForbidden(file, part, specifier);
    return reason === null ? [] : [`${file} (${part.name}) imports ${specifier}: ${reason}`];
  });
}

function whyForbidden(file: string, part: Part, specifier: string): string | null {
  if (specifier.startsWith("node:")) return part.node === true ? null : "this part knows no system";
  if (!isRelative(specifier)) {
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    return part.packages?.includes(name) === true ? null : "not a package of this part";
  }
  const target = resolve(file, specifier);
  if (isTest(target)) return "nothing imports a test";
  const owner = partOf(target);
  if (owner === undefined) {
    return existsSync(join(ROOT, target)) && extname(target) === ".json" ? null : "outside every part";
  }
  return owner === part || part.imports.includes(owner.name) ? null : `no arrow leads from here to ${owner.name}`;
}

function partOf(file: string): Part | undefined {
  let best: Part | undefined;
  let length = 0;
  for (const part of PARTS) {
    for (const path of part.paths) {
      const matches = path.endsWith("/") ? file.startsWith(path) : file === path;
      if (matches && path.length > length) [best, length] = [part, path.length];
    }
  }
  return best;
}

/** Every cycle's closing edge, found by a depth-first walk of the import graph. */
function findCycles(): string[] {
  const cycles: string[] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      return;
    }
    state.set(file, "open");
    path.push(file);
    for (const specifier of imports.get(file) ?? []) if (isRelative(specifier)) visit(resolve(file, specifier));
    path.pop();
    state.set(file, "done");
  };
  code.forEach(visit);
  return cycles;
}

/** The specifiers of all imports: declarations, re-exports, `import()` and `import("...").Type`, also in JSDoc. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, false);
  const specifiers = new Set<string>();
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) specifiers.add(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    if (ts.isExternalModuleReference(node)) add(node.expression);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    ts.getJSDocCommentsAndTags(node).forEach(visit);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...specifiers];
}

/** TypeScript: a TSDoc comment with `@packageDocumentation`. C and its kin: any comment of a sentence. */
function opensWithProse(file: string): boolean {
  const start = read(file).replace(/^#!.*\n/, "");
  if (/\.(ts|js|mjs)$/.test(file)) {
    const header = /^\/\*\*[^]*?\*\//.exec(start)?.[0] ?? "";
    return header.includes("@packageDocumentation") && /[.:]\s/.test(header);
  }
  const header = /^(\/\*[^]*?\*\/|(\/\/.*\n)+)/.exec(start)?.[0] ?? "";
  return /[.:]\s/.test(header);
}

/** Targets of the inline links of a page, outside code. */
function linksOf(page: string): string[] {
  const prose = read(page)
    .replace(/^(```|~~~)[^]*?^\1/gm, "")
    .replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link ?? "")
    .filter((link) => !/^(https?|mailto):/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(path)));
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || !target.endsWith(".md") || headingsOf(target).includes(anchor);
}

/** Anchors of a page's headings, made as GitHub makes them. */
function headingsOf(page: string): string[] {
  const prose = read(page).replace(/^(```|~~~)[^]*?^\1/gm, "");
  return [...prose.matchAll(/^#+ +(.*)$/gm)].map(([, heading]) =>
    (heading ?? "")
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

function isTest(file: string): boolean {
  return /\.test\.ts$|(^|\/)test\//.test(file);
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith(".");
}

function resolve(file: string, specifier: string): string {
  return normalize(join(dirname(file), specifier));
}

/** The lines of a file that a rule complains about, as `file:line: text`. */
function linesThat(file: string, complains: (line: string) => boolean): string[] {
  return linesOf(file).flatMap((line, index) => (complains(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
}

function linesOf(file: string): string[] {
  return read(file).replace(/\n$/, "").split("\n");
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative(ROOT, join(ROOT, folder, entry.name));
    if (NOT_OURS.includes(entry.isDirectory() ? `${path}/` : path)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
