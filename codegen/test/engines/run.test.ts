/**
 * The programs of run/ and fuzz/found/ on every backend that runs in this process.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { javascriptEngine } from "./javascript.ts";
import { programFiles, readProgramFile, unmetExpectations } from "./program-file.ts";
import { wasmEngine } from "./wasm.ts";

const ENGINES = [
  javascriptEngine("javascript", true),
  wasmEngine("wasm"),
  wasmEngine("wasm, as written", { optimise: false }),
  wasmEngine("wasm, checked", { checks: true }),
  wasmEngine("wasm with simd", { simd: true }),
];

describe.each(programFiles())("%s", (name) => {
  const file = readProgramFile(name);

  it("expects something of every function that is public", () => {
    const expected = new Set(file.expectations.map((one) => one.name));
    const scalar = file.program.exports.filter(({ name }) => name !== "buffer");
    expect(scalar.filter(({ name }) => !expected.has(name))).toEqual([]);
  });

  it.each(ENGINES)("does what it says on $name", async (engine) => {
    expect(unmetExpectations(file, await engine.run(file.program, file.expectations))).toEqual([]);
  });

  it.each(ENGINES)("does so on $name when it is folded", async (engine) => {
    expect(unmetExpectations(file, await engine.run(file.folded, file.expectations))).toEqual([]);
  });
});
