/**
 * Where programs start, so that knip can tell what nothing reaches.
 *
 * @packageDocumentation
 */
import type { KnipConfig } from "knip";

export default {
  entry: [
    "setup/*.mjs",
    "bench/*.ts",
    "bench/recall/{plot,soak}.ts",
    "bench/spiking/plots.ts",
    // Started by their addresses.
    "codegen/src/loader/hooks.ts",
    "codegen/src/cli/wasm-worker.ts",
    "host-tools/nir/hdf5-worker.ts",
    // Programs of the language, which are compiled and not imported.
    "firmware-src/{core,full,hello,node}.ts",
    "firmware-src/snapshot/program.ts",
    "examples/*.ts",
    "bench/program/*.ts",
    // Not tests of their own: run by hand.
    "codegen/test/{fuzz,prove}/**/*.ts",
    "host-tools/test/nir/read-damaged.ts",
    "host-tools/test/browser/page.mjs",
  ],
  project: ["**/*.{ts,mjs}"],
  // Programs whose text is the test.
  ignore: ["codegen/test/{accept,reject,run,fuzz/found}/**"],
  // What the test serves.
  ignoreUnresolved: ["/node.js"],
  // Come from the system: see setup/packages.mjs.
  ignoreBinaries: ["gcc", "mkfifo", "readelf", "riscv64-unknown-elf-objdump", "socat"],
  // Firmware is a library for other programs, and its constants come from the wire's and the core's specifications.
  ignoreIssues: { "firmware-src/**": ["exports"] },
  // An export that its own file uses, too, is fine when it names part of what the file offers.
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig;
