/**
 * The functions of lib/ against double precision, whose error is far below an f32's: their stated bounds over a
 * sample of all bit patterns, and exactly what they give where it matters by name.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { exp, log, tanh } from "../lib/exponential.ts";
import { isqrt, multiplyHigh } from "../lib/integer.ts";
import { cos, sin } from "../lib/trigonometry.ts";

/** A prime: every exponent is met, and the fractions differ from one to the next. */
const STRIDE = 65_537;
const SMALLEST_NORMAL = 2 ** -126;
const PI = Math.fround(Math.PI);

/** Distance of two numbers in units of the last place of an f32 near `exact`. */
function ulps(actual: number, exact: number): number {
  const rounded = Math.fround(exact);
  if (Object.is(actual, rounded)) return 0;
  if (!Number.isFinite(rounded) || !Number.isFinite(actual)) return Infinity;
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(exact), SMALLEST_NORMAL)));
  return Math.abs(actual - exact) / 2 ** (exponent - 23);
}

function* sampledFloats(): Generator<number> {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let pattern = 0; pattern <= 0xffffffff; pattern += STRIDE) {
    bits[0] = pattern;
    yield value[0] ?? 0;
  }
}

describe("error over all arguments", () => {
  test.each([
    ["exp", exp, Math.exp, 0.97],
    ["log", log, Math.log, 0.79],
    ["tanh", tanh, Math.tanh, 1.3],
    ["sin", sin, Math.sin, 1.6],
    ["cos", cos, Math.cos, 1.6],
  ])("%s", (_name, ours, exact, bound) => {
    let worst = { error: 0, at: 0 };
    for (const x of sampledFloats()) {
      const error = ulps(ours(x), exact(x));
      if (error > worst.error) worst = { error, at: x };
    }
    expect(worst.error, `at ${worst.at}`).toBeLessThanOrEqual(bound);
    expect(worst.error, "the sample finds some error").toBeGreaterThan(0.5);
  });
});

describe("by name", () => {
  test.each([
    [exp, 0, 1],
    [exp, -Infinity, 0],
    [exp, 89, Infinity],
    [exp, -104, 0],
    [exp, NaN, NaN],
    [log, 1, 0],
    [log, 0, -Infinity],
    [log, -0, -Infinity],
    [log, -1, NaN],
    [log, -Infinity, NaN],
    [log, Infinity, Infinity],
    [tanh, -0, -0],
    [tanh, 20, 1],
    [tanh, -Infinity, -1],
    [sin, -0, -0],
    [sin, PI, Math.fround(Math.sin(PI))],
    [cos, 0, 1],
    [cos, PI, -1],
    [sin, Infinity, NaN],
    [cos, NaN, NaN],
  ])("%o of %d is %d", (ours, x, result) => {
    expect(ours(x)).toBe(result);
  });
});

describe("integers", () => {
  test("isqrt at every square and beside it", () => {
    for (let root = 0; root <= 65_535; root++) {
      const square = root * root;
      if (isqrt(square) !== root) throw new Error(`isqrt(${square}) is ${isqrt(square)}`);
      if (root > 0 && isqrt(square - 1) !== root - 1) throw new Error(`isqrt(${square - 1}) is ${isqrt(square - 1)}`);
    }
    expect(isqrt(0xffffffff)).toBe(65_535);
  });

  test("multiplyHigh is the high half of the exact product", () => {
    const values = [0, 1, 2, 0xffff, 0x10000, 0x10001, 0x7fffffff, 0x80000000, 0xfffeffff, 0xffffffff, 2654435769];
    for (const a of values) {
      for (const b of values) expect(multiplyHigh(a, b)).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
    }
  });
});
