/**
 * Every example against what is known of its results, on the engines that run in this process.
 *
 * @packageDocumentation
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { javascriptEngine } from "../../codegen/test/engines/javascript.ts";
import { wasmEngine } from "../../codegen/test/engines/wasm.ts";
import { EXAMPLES } from "./all.ts";
import { programOf, unmet } from "./example.ts";

const ENGINES = [javascriptEngine("javascript", true), wasmEngine("wasm")];

test("every program of the folder has its vectors", () => {
  const programs = readdirSync(join(import.meta.dirname, "..")).filter((file) => file.endsWith(".ts"));
  expect(EXAMPLES.map(({ name }) => `${name}.ts`).toSorted()).toEqual(programs.toSorted());
});

describe.each(EXAMPLES.map((example) => [example.name, example] as const))("%s", (_name, example) => {
  const program = programOf(example);

  test.each(ENGINES)("on $name", async (engine) => {
    expect(unmet(example, await engine.run(program, example.steps))).toEqual([]);
  });
});
