/**
 * Every example in generated C, as written and optimised: what is known of its results, and the reference's bits.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { javascriptEngine } from "../../codegen/test/engines/javascript.ts";
import { NATIVE_CHECKED, NATIVE_OPTIMISED } from "../../codegen/test/engines/native.ts";
import { EXAMPLES } from "./all.ts";
import { programOf, unmet } from "./example.ts";

const REFERENCE = javascriptEngine("javascript", true);

describe.each([NATIVE_CHECKED, NATIVE_OPTIMISED])("$name", (engine) => {
  test.each(EXAMPLES.map((example) => [example.name, example] as const))("%s", async (_name, example) => {
    const program = programOf(example);
    const results = await engine.run(program, example.steps);
    expect(unmet(example, results)).toEqual([]);
    expect(results).toEqual(await REFERENCE.run(program, example.steps));
  });
});
