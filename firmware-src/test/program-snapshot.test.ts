/**
 * Snapshots of settings and of the spiking engine in JavaScript and in WebAssembly, in both arithmetics.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { javascriptEngine } from "../../codegen/test/engines/javascript.ts";
import { wasmEngine } from "../../codegen/test/engines/wasm.ts";
import { mistakeIn, programProbe, script } from "./program-probe.ts";

describe.each([
  ["binary32", 0, 9797],
  ["fixed point", 1, 10053],
] as const)("%s", (_, arithmetic, size) => {
  test("what is brought back goes on as it was, and what is damaged changes nothing", async () => {
    const program = programProbe({ ARITHMETIC: arithmetic });
    const calls = script(size).map(([call]) => call);
    const expected = await javascriptEngine("checked", true).run(program, calls);
    expect(mistakeIn(expected, size)).toBeNull();
    expect(await wasmEngine().run(program, calls)).toEqual(expected);
  });
});
