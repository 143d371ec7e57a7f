/**
 * Random programs of calls, run on a core and on the oracle: every answer and error, and in the end all that a
 * host can see, must have the same bits.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coresUnderTest, instantiateWasm, wasmCore } from "./cores.ts";
import { Oracle } from "./oracle.ts";
import { perform, programs, stateOf } from "./programs.ts";

const SIMD = { name: "wasm with simd", create: () => wasmCore(instantiateWasm(undefined, {}, true)) };

describe.each([...coresUnderTest(), SIMD])("$name", ({ create }) => {
  test("agrees with the oracle on random programs of calls", () => {
    const core = create();
    fc.assert(
      fc.property(programs, (program) => {
        const oracle = new Oracle();
        core.functions.last_error();
        for (const call of program) {
          expect({ call, ...perform(core, call) }).toEqual({ call, ...perform(oracle, call) });
        }
        expect(stateOf(core)).toEqual(stateOf(oracle));
      }),
      { numRuns: 200 },
    );
  });
});
