/**
 * Structs lie in WebAssembly memory as a C compiler lays them out, field by field: so a host reads the state of a
 * board and of a module with the same offsets.
 *
 * @packageDocumentation
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Program } from "../../src/ir/ir.ts";
import { identifier } from "../../src/to-c/names.ts";
import { toC } from "../../src/to-c/to-c.ts";
import { layOutMemory } from "../../src/to-wasm/layout.ts";
import { createProgram, sourceOf } from "../fuzz/generate.ts";
import { diagnosticsOf, programOf } from "../program.ts";

const run = promisify(execFile);
/** Now and then the language refuses a random program, for a constant that its maker did not see. */
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 11)
  .filter((seed) => diagnosticsOf(textOf(seed)).length === 0)
  .slice(0, 12);

it.each(SEEDS)("agrees with gcc, seed %i", async (seed) => {
  const program = programOf(textOf(seed));
  const assertions = assertionsOf(program);
  expect(assertions.length).toBeGreaterThan(4);
  await compile(program, assertions);
});

it("would notice a difference", async () => {
  const program = programOf(
    "export class Pair { a = new Uint8Array(1); b = new Uint16Array(1); }\nexport const ONE = 1;",
  );
  await compile(program, assertionsOf(program));
  await expect(compile(program, ['_Static_assert(offsetof(Pair, b) == 1, "b");'])).rejects.toThrow("static assertion");
});

it("has as many programs as it should", () => {
  expect(SEEDS.length).toBe(12);
});

function textOf(seed: number): string {
  return sourceOf(createProgram(seed).module, "./lib/types.ts");
}

function assertionsOf(program: Program): string[] {
  const layout = layOutMemory(program);
  return program.modules.flatMap(({ structs }) =>
    structs.flatMap(({ name, fields, isUnion }) => {
      const own = name.slice(name.lastIndexOf(".") + 1);
      const size = layout.sizeOf({ kind: "struct", name });
      return [
        `_Static_assert(sizeof(${own}) == ${size}, "${own}");`,
        ...fields.map(({ name: field, type }) => {
          const offset = layout.offsetOf(name, field);
          // A union in C has its tag, and its variants in a union of C's own.
          const path = isUnion && typeof type !== "string" ? `as.${field}` : identifier(field);
          return `_Static_assert(offsetof(${own}, ${path}) == ${offset}, "${own}.${field}");`;
        }),
      ];
    }),
  );
}

async function compile(program: Program, assertions: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-layout-"));
  try {
    for (const [path, text] of toC(program, { sources: new Map() })) writeFileSync(join(folder, path), text);
    const text = ["#include <stddef.h>", `#include "${program.entry}.h"`, ...assertions, ""].join("\n");
    writeFileSync(join(folder, "layout.c"), text);
    await run("gcc", ["-std=c11", "-fsyntax-only", "layout.c"], { cwd: folder, timeout: 60_000 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
