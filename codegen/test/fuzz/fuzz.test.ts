/**
 * A few random programs on every backend that runs in this process; `fuzz.ts` looks for more.
 *
 * @packageDocumentation
 */
import { describe, expect, it } from "vitest";
import { javascriptEngine } from "../engines/javascript.ts";
import { wasmEngine } from "../engines/wasm.ts";
import { compare } from "./compare.ts";
import type { RandomProgram } from "./generate.ts";
import { createProgram, sourceOf } from "./generate.ts";
import { list, piece, same, sizeOf, write } from "./piece.ts";
import { shrink } from "./shrink.ts";

const ENGINES = [javascriptEngine("javascript", true), wasmEngine("wasm")];
const PROGRAMS = 40;
const PROGRAMS_AT_ONCE = 10;

describe("random programs", () => {
  const firstSeeds = Array.from({ length: PROGRAMS / PROGRAMS_AT_ONCE }, (_, chunk) => 1 + chunk * PROGRAMS_AT_ONCE);

  it.each(firstSeeds)("agree on every engine, from seed %i", async (first) => {
    let agreed = 0;
    for (let seed = first; seed < first + PROGRAMS_AT_ONCE; seed++) {
      const verdict = await compare(createProgram(seed), ENGINES);
      if (verdict.kind === "agree") agreed++;
      else expect({ seed, ...verdict }).toMatchObject({ kind: "refused" });
    }
    // Now and then one is refused, for a constant that the generator does not see.
    expect(agreed).toBeGreaterThanOrEqual(PROGRAMS_AT_ONCE - 2);
  });

  it("are the same for the same seed", () => {
    expect(createProgram(7)).toEqual(createProgram(7));
    expect(sourceOf(createProgram(7).module, "t")).not.toBe(sourceOf(createProgram(8).module, "t"));
  });

  it("show an engine that is wrong", async () => {
    const program = createProgram(1);
    const wrong = { ...javascriptEngine(), name: "wrong", run: () => Promise.resolve(program.calls.map(() => 12345)) };
    expect(await compare(program, [wrong])).toMatchObject({ kind: "differ", engine: "wrong", actual: 12345 });
    const broken = { ...wrong, run: () => Promise.reject(new Error("broken")) };
    expect(await compare(program, [broken])).toMatchObject({ kind: "crash", stage: "wrong" });
  });
});

describe("shrink", () => {
  it("keeps only what makes a program fail", async () => {
    const culprit = piece("u32", "popcount($0)", "U.popcount.u32($0)", same("u32", "x"));
    const sum = piece("u32", "($0 + $1)", "B.add.u32($0, $1)", same("u32", "y"), culprit);
    const statements = [
      same("statement", "let v0 = 1;"),
      same("statement", "f(v0);"),
      same("statement", "if (c) {\n$0\n}", list([same("statement", "x = $0;", sum)])),
    ];
    const calls = [1, 2, 3].map((value) => ({ name: "f", values: [value] }));
    const fails = ({ module, calls }: RandomProgram): Promise<boolean> => {
      const isCulpritThere = write(module, "source").includes("popcount");
      return Promise.resolve(isCulpritThere && calls.some(({ values }) => values[0] === 2));
    };
    const small = await shrink({ seed: 1, module: list(statements), calls }, fails, 500);
    expect(write(small.module, "source")).toBe("x = popcount(x);");
    expect(small.calls).toEqual([{ name: "f", values: [2] }]);
    expect(sizeOf(small.module)).toBeLessThan(sizeOf(list(statements)));
  });
});
