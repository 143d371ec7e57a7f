/**
 * Three kinds of test. `tidy` looks at the sources; `unit` runs in a moment on any machine; `board`
 * (`*.board.test.ts`) needs a C compiler, an emulator, a pseudo-terminal or seconds of computing, so it runs few
 * files at once and is patient. Firmware is run through our own compiler, so that a test of firmware sees the
 * language's semantics and not plain JavaScript's.
 *
 * @packageDocumentation
 */
import { defineConfig } from "vitest/config";
import { ganglion } from "./codegen/src/loader/vitest.ts";

const setupFiles = ["./setup/properties.ts"];
const everywhere = ["**/node_modules/**", "dist/**", "build/**"];

export default defineConfig({
  test: {
    teardownTimeout: 30_000,
    projects: [
      { test: { name: "tidy", include: ["tidy.test.ts"] } },
      {
        plugins: [ganglion()],
        test: {
          name: "unit",
          setupFiles,
          include: ["**/*.test.ts"],
          exclude: [...everywhere, "tidy.test.ts", "**/*.board.test.ts"],
          // The compiler is loaded once, and what it made once; firmware's statics are a former file's, as on a board.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        plugins: [ganglion()],
        test: {
          name: "board",
          setupFiles,
          include: ["**/*.board.test.ts"],
          exclude: everywhere,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
