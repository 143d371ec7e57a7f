/**
 * Runs vitest and ends with one line of true counts: `tests: N passed, N failed, N skipped`.
 *
 * The counts come from counts-reporter.mjs through a file, so the line is last even when vitest prints after
 * its own report, and is there even when vitest dies.
 *
 * @packageDocumentation
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runNode } from "./terminal.mjs";

/** @typedef {import("./counts-reporter.mjs").Counts} Counts */

/**
 * @param {readonly string[]} args for vitest: file names, `--project unit`, `-t name`
 * @returns {Promise<number>} exit code: 0 only if tests ran to the end and none failed
 */
export async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-test-"));
  const file = join(folder, "counts.json");
  const reporters = ["--reporter=default", "--reporter=./setup/counts-reporter.mjs"];
  const command = ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args];
  const code = await runNode(command, { ...process.env, GANGLION_COUNTS_FILE: file });
  const counts = readCounts(file);
  rmSync(folder, { recursive: true, force: true });
  return conclude(counts, code);
}

/**
 * Prints the closing line.
 *
 * @param {Counts} counts
 * @param {number} code vitest's exit code
 * @returns {number} the exit code to end with
 */
function conclude(counts, code) {
  const total = counts.passed + counts.failed + counts.skipped;
  // Vitest broke off, or failed for a reason that no test carries: that is a failure too.
  const failed = counts.failed === 0 && (!counts.finished || (code !== 0 && total > 0)) ? 1 : counts.failed;
  if (!counts.finished) console.error(`vitest ended with code ${code} before all tests had run.`);
  if (total === 0) console.error("no test ran.");
  console.log(`tests: ${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
  return code !== 0 ? code : failed > 0 || total === 0 ? 1 : 0;
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 0, skipped: 0, finished: false };
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await runTests(process.argv.slice(2));
}
