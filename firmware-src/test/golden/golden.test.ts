/**
 * The golden scripts in this process: in JavaScript that checks every access, and in WebAssembly, with and without
 * SIMD. `UPDATE_GOLDEN=1` writes what the first of them answers; read the difference before you keep it.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { javascriptEngine } from "../../../codegen/test/engines/javascript.ts";
import { wasmEngine } from "../../../codegen/test/engines/wasm.ts";
import { ADDRESSES, functionNames, probe } from "./probe.ts";
import { answersOf, differences, scripts } from "./run.ts";
import { withAnswers } from "./script.ts";

const program = probe();
const JAVASCRIPT = javascriptEngine("javascript", true);

if (process.env.UPDATE_GOLDEN === "1") {
  const all = scripts(program);
  const answers = await answersOf(JAVASCRIPT, program, all);
  for (const [i, { path, text }] of all.entries()) writeFileSync(path, withAnswers(text, answers[i] ?? new Map()));
}

const all = scripts(program);

test("there is a script for every function, but for those of addresses", () => {
  const called = new Set(all.flatMap(({ steps }) => steps.flatMap(({ calls }) => calls.map(({ name }) => name))));
  expect(
    functionNames()
      .filter((name) => !called.has(name))
      .toSorted(),
  ).toEqual([...ADDRESSES].toSorted());
});

describe.each([JAVASCRIPT, wasmEngine(), wasmEngine("wasm with simd", { simd: true })])("$name", async (engine) => {
  const answers = await answersOf(engine, program, all);
  test.each(all.map((script, i) => ({ ...script, answers: answers[i] ?? new Map<number, string>() })))(
    "answers what $name says",
    (script) => {
      expect(differences(script, script.answers)).toEqual([]);
    },
  );
});
