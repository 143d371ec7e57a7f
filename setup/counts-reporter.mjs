/**
 * A vitest reporter that keeps the counts of a run in the file named by GANGLION_COUNTS_FILE, after every
 * test file, so that they outlive a crash.
 *
 * What fails outside a test (a file that cannot be loaded, a hook, an unhandled rejection) counts as one
 * failure each.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {boolean} finished false until vitest has reported the end of the run
 */

/** Satisfies vitest's `Reporter`. */
export default class CountsReporter {
  #file = process.env.GANGLION_COUNTS_FILE;
  /** @type {Counts} */
  #counts = { passed: 0, failed: 0, skipped: 0, finished: false };

  onInit() {
    this.#write();
  }

  /** @param {import("vitest/node").TestModule} module */
  onTestModuleEnd(module) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never got a result was cut off by its file's failure.
      if (state === "pending") this.#counts.skipped++;
      else this.#counts[state]++;
    }
    this.#counts.failed += module.errors().length;
    for (const suite of module.children.allSuites()) this.#counts.failed += suite.errors().length;
    this.#write();
  }

  /**
   * @param {readonly import("vitest/node").TestModule[]} _modules
   * @param {readonly import("vitest/node").SerializedError[]} unhandledErrors
   * @param {import("vitest/node").TestRunEndReason} reason
   */
  onTestRunEnd(_modules, unhandledErrors, reason) {
    this.#counts.failed += unhandledErrors.length;
    this.#counts.finished = reason !== "interrupted";
    this.#write();
  }

  #write() {
    if (this.#file !== undefined) writeFileSync(this.#file, JSON.stringify(this.#counts));
  }
}
