/**
 * Types go, everything else stays.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { stripTypes } from "./strip-types.ts";

test("types and type-only imports go; values, their imports and the extension stay", () => {
  const text =
    'import type { u32 } from "./types.ts";\nimport { add } from "./add.ts";\nconst x: u32 = add(1) as u32;\n';
  const [first, second] = stripTypes(text, "x.ts").split("\n");
  expect([first, second]).toEqual(['import { add } from "./add.ts";', "const x = add(1);"]);
});
