/**
 * The freestanding functions of `ganglion.h` against the C library, over values spread through all 2^32 bit patterns.
 *
 * Hosted builds take the library's square root, so only here is the other one run where it can be compared.
 *
 * @packageDocumentation
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RuntimeName } from "./runtime.ts";
import { emitRuntime } from "./runtime.ts";

const FUNCTIONS: Readonly<Partial<Record<RuntimeName, string>>> = {
  f32_sqrt: "sqrtf(x)",
  f32_floor: "floorf(x)",
  f32_ceil: "ceilf(x)",
  f32_trunc: "truncf(x)",
  f32_abs: "fabsf(x)",
  // Half up, and the sign kept.
  f32_round: "copysignf((float)floor((double)x + 0.5), x)",
};

/** A prime, so that every exponent and all low bits are met: 4.4 million values. */
const STRIDE = 977;

test.each(Object.entries(FUNCTIONS))("%s is %s", (name, expected) => {
  const folder = mkdtempSync(join(tmpdir(), "ganglion-runtime-"));
  try {
    writeFileSync(join(folder, "ganglion.h"), emitRuntime(new Set([name as RuntimeName]), true));
    writeFileSync(join(folder, "compare.c"), comparison(name, expected));
    const flags = ["-std=c99", "-O2", "-ffp-contract=off", "-o", "compare", "compare.c", "-lm"];
    execFileSync("gcc", flags, { cwd: folder, timeout: 60_000 });
    expect(execFileSync(join(folder, "compare"), { encoding: "utf8", timeout: 60_000 })).toBe("0 differ\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function comparison(name: string, expected: string): string {
  return `#include <math.h>
#include <stdio.h>
#include <string.h>
#define GANGLION_WITHOUT_LIBM
#include "ganglion.h"

int main(void) {
    unsigned differ = 0;
    uint64_t pattern;
    for (pattern = 0; pattern <= 0xffffffffu; pattern += ${STRIDE}) {
        uint32_t bits = (uint32_t)pattern;
        float x, a, b;
        memcpy(&x, &bits, sizeof x);
        a = ${name}(x);
        b = ${expected};
        if (memcmp(&a, &b, sizeof a) != 0 && !(a != a && b != b)) differ++;
    }
    printf("%u differ\\n", differ);
    return 0;
}
`;
}
