/**
 * Damaged files, in a process where threads can be started: none breaks it, is waited for, or makes the library speak.
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const LIMIT = { timeout: 100_000 };

test("a damaged file is refused or read, and the next one is read as ever", async () => {
  const program = join(import.meta.dirname, "read-damaged.ts");
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", program], LIMIT);
  const { read, refused, wholeRead } = JSON.parse(stdout) as Record<string, number>;
  expect(stderr).toBe("");
  expect([wholeRead, (read ?? 0) + (refused ?? 0)]).toEqual([30, 30]);
  expect(refused).toBeGreaterThan(10);
});
