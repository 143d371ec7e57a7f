/**
 * Which modules of a project are programs.
 *
 * @packageDocumentation
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectEntries } from "./project.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ganglion-project-"));
  mkdirSync(join(folder, "src"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function entries(): readonly string[] {
  return projectEntries(folder).map((entry) => entry.slice(folder.length + 1));
}

const importing = (module: string): string => `export { f } from "./${module}.ts";\n`;

test("every module in src is a program unless another imports it", () => {
  write("src/app.ts", importing("filter"));
  write("src/filter.ts", "export function f(): void {}\n");
  write("src/other.ts", "export function f(): void {}\n");
  write("src/app.test.ts", "");
  write("src/app.d.ts", "");
  write("src/notes.md", "");
  expect(entries()).toEqual(["src/app.ts", "src/other.ts"]);
});

test("of modules in a circle one is left, so that the circle is found", () => {
  write("src/a.ts", importing("b"));
  write("src/b.ts", importing("c"));
  write("src/c.ts", importing("a"));
  expect(entries()).toEqual(["src/a.ts"]);
});

test("package.json may list the programs", () => {
  write("src/app.ts", "");
  write("package.json", '{ "ganglion": { "entries": ["firmware/main.ts"] } }');
  expect(entries()).toEqual(["firmware/main.ts"]);
  write("package.json", '{ "name": "app" }');
  expect(entries()).toEqual(["src/app.ts"]);
});

test.each([
  ['{ "ganglion": { "entries": "src/app.ts" } }', "USAGE", "is not a list of paths"],
  ['{ "ganglion": { "entries": [1] } }', "USAGE", "is not a list of paths"],
  ["{", "FILE", "is not JSON"],
])("%s in package.json is an error", (text, code, message) => {
  write("package.json", text);
  expect(entries).toThrow(message);
  expect(entries).toThrow(expect.objectContaining({ code }) as Error);
});

test("without sources there is no program", () => {
  rmSync(join(folder, "src"), { recursive: true });
  expect(entries()).toEqual([]);
});
