/**
 * The closing line of a run: its counts are true and its exit code is not 0 whenever something went wrong, whatever it
 * was. Each test runs real vitest on a small test file in a folder of its own.
 *
 * @packageDocumentation
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const HEAD = 'import { beforeAll, describe, expect, test } from "vitest";\n';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ganglion-counts-"));
  cpSync(import.meta.dirname, join(root, "setup"), { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
  symlinkSync(join(import.meta.dirname, "..", "node_modules"), join(root, "node_modules"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["all is well", 'test("a", () => {});\ntest("b", () => {});', 0, "2 passed, 0 failed, 0 skipped"],
  ["one fails", 'test("a", () => {});\ntest("b", () => expect(1).toBe(2));', 1, "1 passed, 1 failed, 0 skipped"],
  ["one is skipped", 'test("a", () => {});\ntest.skip("b", () => {});', 0, "1 passed, 0 failed, 1 skipped"],
  ["a file cannot be loaded", 'import "./missing.ts";\ntest("a", () => {});', 1, "0 passed, 1 failed, 0 skipped"],
  [
    "a hook fails",
    'test("a", () => {});\ndescribe("d", () => { beforeAll(() => Promise.reject(Error("x"))); test("b", () => {}) });',
    1,
    "1 passed, 1 failed, 1 skipped",
  ],
  [
    "an error escapes every test",
    // The test outlives the error: one thrown after the last test may find the worker gone already.
    'test("a", async () => { setTimeout(() => { throw new Error("x"); }); await new Promise((end) => setTimeout(end, 100)); });',
    1,
    "1 passed, 1 failed, 0 skipped",
  ],
  ["a worker dies", 'test("a", () => process.kill(process.pid, "SIGKILL"));', 1, "0 passed, 1 failed, 0 skipped"],
  [
    "vitest itself dies",
    'test("a", () => process.kill(process.ppid, "SIGKILL"));',
    143,
    "0 passed, 1 failed, 0 skipped",
  ],
  ["there is no test", "", 1, "0 passed, 1 failed, 0 skipped"],
])("the counts are true when %s", (_case, text, code, counts) => {
  writeFileSync(join(root, "some.test.ts"), HEAD + text);
  const { status, stdout } = spawnSync(process.execPath, ["setup/test.mjs"], {
    cwd: root,
    encoding: "utf8",
    timeout: 18_000,
  });
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(`tests: ${counts}`);
  expect(status).toBe(code);
});
