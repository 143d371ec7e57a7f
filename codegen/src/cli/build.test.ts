/**
 * Building from files to files, and every way in which files can be wrong.
 *
 * @packageDocumentation
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildSources, formatSizes } from "./build.ts";
import type { WasmCompiler } from "./wasm-thread.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ganglion-build-"));
  mkdirSync(join(folder, "lib"));
  write("lib/types.ts", "export type u32 = number;\n");
  write(
    "main.ts",
    'import type { u32 } from "./lib/types.ts";\nexport function f(x: u32): u32 {\n  return x + 1;\n}\n',
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, path), content);
}

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

function build(entry: string, target = "c", outDir = "out"): ReturnType<typeof buildSources> {
  return buildSources({ entry: join(folder, entry), target, outDir: join(folder, outDir) });
}

test("writes the files of the target, and says which", async () => {
  const result = await build("main.ts", "c", "deep/er/out");
  if (result.kind !== "built") throw new Error(result.render({ colour: false }));
  expect(result.files).toEqual([join(folder, "deep/er/out/main.h"), join(folder, "deep/er/out/main.c")]);
  expect(readFileSync(join(folder, "deep/er/out/main.c"), "utf8")).toContain("return x + 1;");
  expect([result.exitCode, result.program]).toEqual([0, "main"]);
});

test("writes binary files", async () => {
  await build("main.ts", "wasm");
  expect(readFileSync(join(folder, "out/main.wasm")).subarray(0, 4)).toEqual(Buffer.from("\0asm"));
});

test("WebAssembly can come from elsewhere", async () => {
  const asked: string[] = [];
  const wasm: WasmCompiler = {
    compile: ({ entry }, sources, { names }) => {
      asked.push(`${entry} ${sources.size} ${String(names)}`);
      return Promise.resolve(new Map([["main.wasm", "from elsewhere"]]));
    },
  };
  const request = { target: "js,wasm", outDir: join(folder, "out"), options: { names: true }, surroundings: { wasm } };
  expect(await buildSources({ ...request, entry: join(folder, "main.ts") })).toMatchObject({ kind: "built" });
  expect(read("out/main.wasm")).toBe("from elsewhere");
  expect(read("out/main.js")).toContain("instantiate");
  expect(asked).toEqual(["main 2 true"]);
});

test("a program that is refused waits for nobody", async () => {
  write("main.ts", `${read("main.ts")}export function g(x: u32): u32 {\n  return 1 / x;\n}\n`);
  const wasm: WasmCompiler = { compile: () => Promise.reject(new Error("never asked for")) };
  const request = { target: "wasm", outDir: join(folder, "out"), surroundings: { wasm } };
  expect(await buildSources({ ...request, entry: join(folder, "main.ts") })).toMatchObject({ kind: "refused" });
});

test("a program with a mistake is refused with its place, and nothing is written", async () => {
  write("main.ts", "export function f(): void {\n  nothing();\n}\n");
  const result = await build("main.ts");
  if (result.kind !== "refused") throw new Error("not refused");
  expect(result.exitCode).toBe(1);
  expect(result.render({ colour: false })).toContain(`${join(folder, "main.ts")}:2:3: error GN`);
  expect(() => readFileSync(join(folder, "out/main.c"))).toThrow();
});

test.each([
  ["main.ts", "esp8266", "out", "USAGE", "there is no target 'esp8266'"],
  ["main.js", "c", "out", "USAGE", "is not a TypeScript module"],
  ["main.d.ts", "c", "out", "USAGE", "is not a TypeScript module"],
  ["nowhere.ts", "c", "out", "FILE", "there is no file"],
  ["main.ts", "c", "main.ts/out", "FILE", "cannot write"],
])("%s for %s into %s is an error", async (entry, target, outDir, code, message) => {
  const error: unknown = await build(entry, target, outDir).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code });
  expect(String(error)).toContain(message);
  expect((error as { remedy: string }).remedy).not.toBe("");
});

test("a folder is no module, and bytes are no text", async () => {
  mkdirSync(join(folder, "folder.ts"));
  await expect(build("folder.ts")).rejects.toThrow("is not a file");
  write("bytes.ts", Uint8Array.of(0xff, 0xfe, 0));
  await expect(build("bytes.ts")).rejects.toThrow("is not UTF-8 text");
});

test("an output folder that no one can make is an error, not a wait for ever", async () => {
  const result = buildSources({ entry: join(folder, "main.ts"), target: "c", outDir: "/proc/ganglion/out" });
  await expect(result).rejects.toMatchObject({ code: "FILE" });
});

test("the table of sizes has a row for each part, a column for each section, and sums", () => {
  const rows = [
    { part: "search/index", section: "ram", bytes: 1024 },
    { part: "main", section: "ram", bytes: 8 },
    { part: "main", section: "constants", bytes: 64 },
  ];
  expect(formatSizes(rows).split("\n")).toEqual([
    "bytes          ram  constants",
    "search/index  1024",
    "main             8         64",
    "total         1032         64",
  ]);
});
