/**
 * The golden scripts in C: compiled by several compilers for this computer, and for a Cortex-M0, a RISC-V and an Xtensa
 * core.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { describeCompiled } from "../../../codegen/test/engines/compiled.ts";
import { probe } from "./probe.ts";
import { answersOf, differences, scripts } from "./run.ts";

const program = probe();
const all = scripts(program);

describeCompiled((engine) => {
  test("answers what the scripts say", async () => {
    const answers = await answersOf(engine, program, all);
    expect(all.map((script, i) => [script.name, differences(script, answers[i] ?? new Map())])).toEqual(
      all.map(({ name }) => [name, []]),
    );
  });
});
