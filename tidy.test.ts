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

/**
 * The arrows, from the bottom up: each part with its folders and files (the longest match decides) and all that it may
 * import beside its own files. It may import only parts above its own row, so the table itself allows no cycle.
 *
 * What may not import `node:` runs in a browser, too. Tests may import anything, and nothing imports a test.
 */
const PARTS = readTable(`
  part          | paths                             | parts                                  | packages
  firmware      | firmware-src/                     |                                        |
  examples      | examples/                         | firmware                               |

  ir            | codegen/src/ir/                   |                                        |
  diagnostic    | codegen/src/diagnostic.ts         | ir                                     |
                | codegen/src/diagnostics-table.ts  |                                        |
                | codegen/src/diagnostics/          |                                        |
                | codegen/src/render.ts             |                                        |
  print         | codegen/src/print/                | ir                                     |
  packages      | codegen/src/packages/             |                                        | typescript node:
  parse         | codegen/src/parse/                | ir diagnostic packages                 | typescript
  check         | codegen/src/check/                | ir diagnostic parse                    |
  reference     | codegen/src/reference/            | ir diagnostic print check              |
  to-rpc        | codegen/src/to-rpc/               | ir diagnostic print check reference    |
  lower         | codegen/src/lower/                | ir check                               |
  evaluate      | codegen/src/evaluate/             | ir diagnostic check lower              |
  prove         | codegen/src/prove/                | ir diagnostic                          |
  fold          | codegen/src/fold/                 | ir check                               |
  to-c          | codegen/src/to-c/                 | ir print prove                         | @microsoft/tsdoc
  to-js         | codegen/src/to-js/                | ir print prove                         |
  to-wasm       | codegen/src/to-wasm/              | ir print prove                         | binaryen
  front-end     | codegen/src/front-end.ts          | ir diagnostic parse check lower to-rpc |
                | codegen/src/stages.ts             | evaluate                               |
  compile       | codegen/src/compile.ts            | ir diagnostic print parse prove fold   |
                | codegen/src/pipeline.ts           | check                                  |
                | codegen/src/wasm-outputs.ts       |                                        |
                | codegen/src/sizes.ts              | to-c to-js to-wasm front-end           |
  loader        | codegen/src/loader/               | diagnostic parse print to-js front-end | node:
  codegen-cli   | codegen/src/cli/                  | ir diagnostic print front-end compile  | node:
                |                                   | packages                               |
  eslint-plugin | codegen/src/eslint/               | diagnostic compile codegen-cli         | node:

  targets       | targets/                          | diagnostic compile                     | uf2 node:

  host-contract | host-tools/errors.ts              |                                        |
                | host-tools/transport/transport.ts |                                        |
  transport     | host-tools/transport/             | host-contract                          | serialport node:
  flash         | host-tools/flash/                 | host-contract transport                | usb esptool-js node:
  doctor        | host-tools/doctor/                | host-contract transport flash          | node:
  nir           | host-tools/nir/                   | firmware host-contract                 | h5wasm node:
  vectors       | host-tools/vectors/               | host-contract                          | csv-parse node:
  session       | host-tools/session/               | firmware host-contract                 |
  rpc           | host-tools/rpc/                   | firmware host-contract session         |
  client        | host-tools/client/                | firmware host-contract session rpc     |
  host-tools    | host-tools/                       | host-contract transport session rpc client | node:

  hil-tests     | hil-tests/                        | firmware compile codegen-cli targets   | rp2040js node:
                |                                   | host-contract transport session client |
                |                                   | host-tools rpc                         |
  cli           | cli/                              | diagnostic compile codegen-cli targets | cli-progress cli-table3
                |                                   | host-contract transport session client | commander picocolors node:
                |                                   | flash doctor nir host-tools hil-tests  | @bomb.sh/tab
                |                                   | rpc vectors                            |
                |                                   | front-end reference to-rpc             |
  bench-program | bench/program/                    | firmware                               |
  bench         | bench/                            | compile front-end prove to-c to-js     | commander node:
                |                                   | to-wasm codegen-cli targets host-tools |
                |                                   | hil-tests cli                          |

  setup         | setup/                            | parse loader                           | fast-check vitest node:
  configuration | eslint.config.js                  | loader                                 | @eslint/js eslint
                | knip.config.ts                    |                                        | eslint-plugin-tsdoc knip
                | vitest.config.ts                  |                                        | typescript-eslint vitest node:
`);

const LINES_MAX = 600;
const WIDTH_MAX = 120;

/** Files that may be longer than LINES_MAX, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "codegen/test/prove/rules.test.ts": "a list: each rule of the prover with its programs",
  "codegen/test/prove/programs.ts":
    "the statements that it makes at random contain each other: two halves would import each other",
};

const FUNCTION_LINES_MAX = 70;

/** Functions, as `file: name`, that may be longer than FUNCTION_LINES_MAX, each with its reason. */
const LONG_FUNCTIONS: Readonly<Record<string, string>> = {};

/** Written by programs, or programs whose text is the test. */
const NOT_OURS = [
  ".git/",
  "build/",
  "dist/",
  "node_modules/",
  "codegen/test/accept/",
  "codegen/test/reject/",
  "codegen/test/run/",
  "codegen/test/fuzz/found/",
];

const files = filesBelow("");
const code = files.filter((file) => /\.(ts|js|mjs)$/.test(file));
const sources = files.filter((file) => /\.(ts|js|mjs|c|h|S|s|ld)$/.test(file));
const pages = files.filter((file) => file.endsWith(".md"));
const trees = new Map(code.map((file) => [file, ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)]));
const imports = new Map([...trees].map(([file, tree]) => [file, importsOf(tree)]));

describe("imports", () => {
  test("the table of parts allows no cycle and names no part twice", () => {
    for (const [index, part] of PARTS.entries()) {
      const below = PARTS.slice(0, index).map(({ name }) => name);
      expect(
        part.parts.filter((name) => !below.includes(name)),
        `${part.name} imports parts that are not above it`,
      ).toEqual([]);
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

  test(`has no comment and no line of C wider than ${WIDTH_MAX} columns`, () => {
    const isOurs = (file: string, line: string): boolean => !code.includes(file) || /^\s*(\/?\*|\/\/)/.test(line);
    const tooWide = (file: string): string[] =>
      linesThat(file, (line) => line.length > WIDTH_MAX && isOurs(file, line) && !line.includes("eslint-disable"));
    expect(sources.flatMap(tooWide)).toEqual([]);
  });
});

describe("every module", () => {
  const modules = [...trees].filter(([file]) => !isTest(file)).map(([, tree]) => tree);

  test(`has functions of at most ${FUNCTION_LINES_MAX} lines, or a reason in the table`, () => {
    expect(modules.flatMap(longFunctions).toSorted()).toEqual(Object.keys(LONG_FUNCTIONS).toSorted());
  });

  test("says of each export what it is; a comment serves the lines right below it, too", () => {
    expect(modules.flatMap(undocumentedExports)).toEqual([]);
  });
});

describe("every text", () => {
  const UNFINISHED = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);
  /** Paths that exist on one machine, and numbers that mean something to one tracker, tell a reader nothing. */
  const PRIVATE = /(?<![\w.:])\/(work|root|home\/\w+)\/|\bissues? #?\d/i;

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

/** A row of the table of parts. */
interface Part {
  readonly name: string;
  readonly paths: readonly string[];
  readonly parts: readonly string[];
  readonly packages: readonly string[];
}

/** Rows of columns of words. A row without a name goes on with the row above. */
function readTable(table: string): readonly Part[] {
  const parts: Part[] = [];
  for (const row of table
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(1)) {
    const [[name = ""] = [], paths = [], imports = [], packages = []] = row
      .split("|")
      .map((column) => column.match(/\S+/g) ?? []);
    const above = name === "" ? parts.pop() : undefined;
    const { name: first, ...rest } = above ?? { name, paths: [], parts: [], packages: [] };
    parts.push({
      name: first,
      paths: [...rest.paths, ...paths],
      parts: [...rest.parts, ...imports],
      packages: [...rest.packages, ...packages],
    });
  }
  return parts;
}

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
  if (specifier.startsWith("node:")) return part.packages.includes("node:") ? null : "this part knows no system";
  if (!isRelative(specifier)) {
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    return part.packages.includes(name) ? null : "not a package of this part";
  }
  const target = resolve(file, specifier);
  if (isTest(target)) return "nothing imports a test";
  const owner = partOf(target);
  if (owner === undefined) {
    return existsSync(join(ROOT, target)) && extname(target) === ".json" ? null : "outside every part";
  }
  return owner === part || part.parts.includes(owner.name) ? null : `no arrow leads from here to ${owner.name}`;
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
function importsOf(tree: ts.SourceFile): string[] {
  const specifiers = new Set<string>();
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) specifiers.add(node.text);
  };
  const visited = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (visited.has(node)) return;
    visited.add(node);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    if (ts.isExternalModuleReference(node)) add(node.expression);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    ts.getJSDocCommentsAndTags(node).forEach(visit);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...specifiers];
}

function longFunctions(tree: ts.SourceFile): string[] {
  const long: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && lineOf(tree, node.end) - lineOf(tree, node.getStart()) >= FUNCTION_LINES_MAX) {
      long.push(`${tree.fileName}: ${node.name?.getText() ?? "a function without a name"}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return long;
}

function undocumentedExports(tree: ts.SourceFile): string[] {
  let coveredLine = -1;
  return tree.statements.flatMap((statement) => {
    const line = lineOf(tree, statement.getStart());
    const documented = ts.getJSDocCommentsAndTags(statement).length > 0 || line === coveredLine;
    coveredLine = documented ? lineOf(tree, statement.end) + 1 : -1;
    return documented || !isExported(statement) ? [] : [`${tree.fileName}:${line}: ${firstLine(statement)}`];
  });
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function firstLine(node: ts.Node): string {
  return node.getText().split("\n", 1)[0] ?? "";
}

/** The line of a position, counted from 1. */
function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
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
    // Written by `ganglion rpc`.
    if (path.endsWith(".rpc.ts")) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
