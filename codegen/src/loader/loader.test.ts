/**
 * Importing firmware in Node and in Vite: which files are firmware, what they mean, and what a mistake looks like.
 *
 * @packageDocumentation
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileFirmwareModule, isFirmwareModule } from "./firmware-module.ts";
import { ganglion } from "./vitest.ts";

const VOCABULARY = fileURLToPath(new URL("../../../firmware-src/lib/types.ts", import.meta.url));
const REGISTER = fileURLToPath(new URL("register.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ganglion-loader-"));
  mkdirSync(join(folder, "firmware-src/lib"), { recursive: true });
  copyFileSync(VOCABULARY, join(folder, "firmware-src/lib/types.ts"));
  write("package.json", '{ "type": "module" }');
  write("firmware-src/counter.ts", COUNTER);
  write("firmware-src/wrong.ts", "export function f(): void {\n  nothing();\n}\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const COUNTER = `import type { u32 } from "./lib/types.ts";
let count: u32 = 0;
/** Adds, and wraps as 32 bits do. */
export function add(amount: u32): u32 {
  count += amount;
  return count;
}
`;

const TABLE = `import type { u32 } from "./lib/types.ts";
const table = new Uint32Array(4);

/** Loads. */
export function load(index: u32): u32 {
  return table[index];
}
`;

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

test.each([
  ["/project/firmware-src/core.ts", true],
  ["/project/firmware-src/wire/cobs.ts", true],
  ["/project/firmware-src/wire/cobs.test.ts", false],
  ["/project/firmware-src/test/cores.ts", false],
  ["/project/firmware-src/lib/types.ts", false],
  ["/project/firmware-src/core.d.ts", false],
  ["/project/firmware-src/README.md", false],
  ["/project/host/core.ts", false],
])("%s is firmware: %s", (path, expected) => {
  expect(isFirmwareModule(path)).toBe(expected);
});

describe("in Node", () => {
  const node = (...args: string[]): string =>
    execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8", timeout: 30_000, stdio: "pipe" });

  test("a script in TypeScript imports firmware and gets its semantics", () => {
    const script = `import { add } from "./firmware-src/counter.ts";
const results: number[] = [add(4294967295), add(3)];
console.log(JSON.stringify(results));
`;
    write("script.ts", script);
    const output = node("--import", TSX, "--import", pathToFileURL(REGISTER).href, "script.ts");
    expect(output).toBe("[4294967295,2]\n");
  });

  test("the stack of an error names the line of the source", () => {
    write("firmware-src/table.ts", TABLE);
    write("wrong.ts", 'import { load } from "./firmware-src/table.ts";\nload(9);\n');
    const run = (): string =>
      node("--enable-source-maps", "--import", TSX, "--import", pathToFileURL(REGISTER).href, "wrong.ts");
    expect(run).toThrow(/firmware-src\/table\.ts:6:3/);
  });
});

describe("in Vite", () => {
  test("the plugin compiles firmware and leaves the rest alone", () => {
    const { load } = ganglion();
    expect(load(`${join(folder, "firmware-src/counter.ts")}?v=1`)?.code).toContain("count = (count + amount) >>> 0;");
    expect(load(join(folder, "script.ts"))).toBeNull();
  });

  test("other folders can be firmware, too", () => {
    write("other.ts", COUNTER.replace("./lib", "./firmware-src/lib"));
    expect(ganglion({ include: /\/other\.ts$/ }).load(join(folder, "other.ts"))?.code).toContain("export function add");
  });
});

test("a mistake is an error with every diagnostic and its place", () => {
  const path = join(folder, "firmware-src/wrong.ts");
  expect(() => compileFirmwareModule(path)).toThrow(`${path}:2:3: error GN`);
});

test("imports keep the extension of the sources, so that each file comes through the loader", () => {
  write(
    "firmware-src/user.ts",
    `import { add } from "./counter.ts";\nexport function twice(): void {\n  add(1);\n  add(1);\n}\n`,
  );
  const { javascript } = compileFirmwareModule(join(folder, "firmware-src/user.ts"));
  expect(javascript).toContain('import { add } from "./counter.ts";');
});
