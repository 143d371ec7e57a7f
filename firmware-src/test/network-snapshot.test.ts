/**
 * Snapshots of the spiking engine in JavaScript and in WebAssembly, in both arithmetics.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { javascriptEngine } from "../../codegen/test/engines/javascript.ts";
import { wasmEngine } from "../../codegen/test/engines/wasm.ts";
import { mistakeIn, networkProbe, script } from "./network-probe.ts";

describe.each([
  ["binary32", 0, 9712],
  ["fixed point", 1, 9968],
] as const)("%s", (_, arithmetic, size) => {
  test("an engine that is brought back goes on as it was, and what is damaged changes nothing", async () => {
    const program = networkProbe({ ARITHMETIC: arithmetic });
    const calls = script(size).map(([call]) => call);
    const expected = await javascriptEngine("checked", true).run(program, calls);
    expect(mistakeIn(expected, size)).toBeNull();
    expect(await wasmEngine().run(program, calls)).toEqual(expected);
  });
});
