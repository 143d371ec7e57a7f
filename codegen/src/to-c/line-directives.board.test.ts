/**
 * What a C compiler says of generated C with `#line` directives, and what it tells a debugger.
 *
 * @packageDocumentation
 */
import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { withSources } from "../../test/clean.ts";
import { hostOf } from "../../test/program.ts";
import { compile } from "../compile.ts";

const FILES = {
  "main.ts": `import { scale } from "./math/scale.ts";
import type { bool, f32 } from "./lib/types.ts";

/** Whether two numbers are the same, however long the statement that says so may be. */
export function isSame(first: f32, second: f32, third: f32): bool {
  // Compared exactly.
  const scaled = scale(first * second + third * first) + scale(second * third + first) + scale(third);

  return scaled === scale(first);
}
`,
  "math/scale.ts": `import type { f32 } from "../lib/types.ts";
export function scale(x: f32): f32 {
  if (x > 1) {
    return x / 2;
  }
  return x * 10;
}
`,
};

const TIMEOUT_MS = 30_000;

test("a message and the table of lines name the source", () => {
  const { outputs } = compile({
    host: hostOf(FILES),
    entry: "main.ts",
    targets: ["c"],
    options: { lineDirectives: true },
  });
  const texts = new Map([...outputs].filter((each): each is [string, string] => typeof each[1] === "string"));
  withSources(texts, (cwd) => {
    const options = { cwd, encoding: "utf8", timeout: TIMEOUT_MS } as const;
    const flags = ["-std=c99", "-ffp-contract=off", "-g", "-O0", "-Wall", "-Wextra", "-Wpedantic", "-Wfloat-equal"];
    const { status, stderr } = spawnSync("gcc", [...flags, "-c", "main.c", "math/scale.c"], options);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^main\.ts:9:\d+: warning: comparing floating-point/m)]);
    expect(linesOf(execFileSync("readelf", ["--debug-dump=decodedline", "main.o"], options), "main.ts")).toEqual([
      5, 7, 9,
    ]);
    expect(linesOf(execFileSync("readelf", ["--debug-dump=decodedline", "scale.o"], options), "scale.ts")).toEqual([
      2, 3, 4, 6,
    ]);
  });
});

/** The lines of a file that have code, in order. */
function linesOf(table: string, file: string): number[] {
  const rows = [...table.matchAll(/^(\S+)\s+(\d+)\s+(?:0x)?[0-9a-f]+/gm)];
  const lines = rows.filter(([, name]) => name === file).map(([, , line]) => Number(line));
  return [...new Set(lines)].sort((a, b) => a - b);
}
