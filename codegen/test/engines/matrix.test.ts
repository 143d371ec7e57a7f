/**
 * Every operator and conversion on every backend that runs in this process, against the table of operators.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { agree } from "./engine.ts";
import { matrix } from "./matrix.ts";
import { wasmEngine } from "./wasm.ts";

const ENGINES = [wasmEngine("wasm"), wasmEngine("wasm, as written", { optimise: false })];

describe.each(ENGINES)("$name", (engine) => {
  it.each(matrix())("computes $name as the table says", async ({ program, calls }) => {
    const results = await engine.run(program, calls);
    const wrong = calls
      .map((call, index) => ({ ...call, result: results[index] ?? null }))
      .filter(({ expected, result }) => !agree(result, expected));
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
