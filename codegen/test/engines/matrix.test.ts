/**
 * Every operator and conversion on every backend that runs in this process, against the table of operators.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { javascriptEngine } from "./javascript.ts";
import { matrix, wrongResults } from "./matrix.ts";
import { wasmEngine } from "./wasm.ts";

const ENGINES = [
  javascriptEngine(),
  wasmEngine("wasm"),
  wasmEngine("wasm, as written", { optimise: false }),
  wasmEngine("wasm with simd", { simd: true }),
];

describe.each(ENGINES)("$name", (engine) => {
  it.each(matrix())("computes $name as the table says", async (batch) => {
    expect(wrongResults(batch, await engine.run(batch.program, batch.calls))).toEqual([]);
  });
});
