/**
 * The plugin in ESLint itself, on a project in a folder of its own.
 *
 * @packageDocumentation
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ESLint, type Linter } from "eslint";
import typescript from "typescript-eslint";
import { afterEach, beforeEach, expect, test } from "vitest";
import ganglion from "./plugin.ts";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "ganglion-eslint-")));
  write("package.json", "{}");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What is reported in each file, as `place: message`. */
async function lint(): Promise<Record<string, string[]>> {
  const results = await linter().lintFiles("**/*.ts");
  return Object.fromEntries(
    results.map(({ filePath, messages }) => [filePath.slice(folder.length + 1), messages.map(shown)]),
  );
}

function linter(): ESLint {
  const parser = { languageOptions: { parser: typescript.parser as Linter.Parser } };
  const overrideConfig = [{ files: ["**/*.ts"], ...parser }, ganglion.configs.firmware];
  return new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig });
}

function shown({ line, column, endLine, endColumn, message }: Linter.LintMessage): string {
  return `${line}:${column}-${endLine ?? 0}:${endColumn ?? 0} ${message}`;
}

const SUM = `import type { u32 } from "ganglion/types";
export function sum(a: u32, b: u32): u32 {
  return a + b;
}
`;

test("firmware without mistakes is fine, and what is no firmware is left alone", async () => {
  write("src/sum.ts", SUM);
  write("src/sum.test.ts", "export const a: any = 1 == 2;\n");
  write("tools/script.ts", "export const a: any = 1 == 2;\n");
  expect(await lint()).toEqual({ "src/sum.ts": [], "src/sum.test.ts": [], "tools/script.ts": [] });
});

test("a mistake is underlined where it is", async () => {
  write("src/sum.ts", SUM.replace("a + b", "a ** b"));
  expect(await lint()).toEqual({
    "src/sum.ts": [expect.stringMatching(/^3:10-3:16 there is no operator `\*\*`; .* \(GN1018\)$/) as string],
  });
});

test("a part of a program is checked with the rest: what its callers guarantee is proven", async () => {
  write(
    "src/table.ts",
    `import type { u32 } from "ganglion/types";
const table = new Uint32Array([1, 2, 3]);
export function at(index: u32): u32 {
  return table[index];
}
`,
  );
  write(
    "src/app.ts",
    `import { at } from "./table.ts";
import type { u32 } from "ganglion/types";
export function second(): u32 {
  return at(1);
}
`,
  );
  expect(await lint()).toEqual({ "src/app.ts": [], "src/table.ts": [] });
  write("src/app.ts", SUM);
  expect((await lint())["src/table.ts"]).toEqual([expect.stringContaining("(GN6")]);
});

test("an editor's text counts before it is saved, and the file's own again after", async () => {
  write("src/sum.ts", SUM);
  const filePath = join(folder, "src/sum.ts");
  const lintText = async (text: string): Promise<number> =>
    (await linter().lintText(text, { filePath })).flatMap(({ messages }) => messages).length;
  expect([await lintText(SUM.replace("+", "**")), await lintText(SUM)]).toEqual([1, 0]);
  expect(await lint()).toEqual({ "src/sum.ts": [] });
});

test("a change in an imported file shows", async () => {
  write("src/app.ts", 'export { sum } from "./lib/sum.ts";\n');
  expect((await lint())["src/app.ts"]).toEqual([expect.stringContaining("does not exist")]);
  write("src/lib/sum.ts", SUM);
  expect(await lint()).toEqual({ "src/app.ts": [], "src/lib/sum.ts": [] });
});

test("a project that cannot be read is one report, at the top", async () => {
  write("src/sum.ts", SUM);
  write("package.json", "{");
  expect((await lint())["src/sum.ts"]).toEqual([expect.stringMatching(/^1:1-1:1 .* is not JSON; /) as string]);
});
