/**
 * Four scalars in one vector: found where they are, left alone where they are not, and never another bit.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { programOf, withVocabulary } from "../../test/program.ts";
import { instantiate } from "../../test/engines/wasm.ts";
import { toWasm } from "./to-wasm.ts";

/** A sum of some term of two arrays in four stripes, over `quads` groups of four. */
function striped(term: (i: string) => string, end = "sum0 + sum2 + (sum1 + sum3)"): string {
  const lanes = [0, 1, 2, 3];
  const index = (lane: number): string => (lane === 0 ? "first" : `first + ${lane}`);
  return withVocabulary(`
    export const a = new Float32Array(32);
    export const b = new Float32Array(32);
    export function sum(quads: u32): f32 {
      ${lanes.map((lane) => `let sum${lane}: f32 = 0;`).join("\n")}
      for (let quad: u32 = 0; quad < Math.min(quads, 8); quad++) {
        const first = 4 * quad;
        ${lanes.map((lane) => `const term${lane} = ${term(index(lane))};`).join("\n")}
        ${lanes.map((lane) => `sum${lane} += term${lane} * term${lane};`).join("\n")}
      }
      return ${end};
    }
  `);
}

interface Built {
  readonly binary: Uint8Array;
  readonly sum: (quads: number) => number;
  readonly fill: (a: readonly number[], b: readonly number[]) => void;
}

function build(source: string, simd: boolean): Built {
  const { binary } = toWasm(programOf({ "main.ts": source }), { simd });
  const { exports } = instantiate(binary);
  const { buffer } = exports.memory as { readonly buffer: ArrayBuffer };
  const address = (name: string): number => (exports[name] as { readonly value: number }).value;
  return {
    binary,
    sum: exports.sum as (quads: number) => number,
    fill: (a, b) => {
      new Float32Array(buffer, address("a"), 32).set(a);
      new Float32Array(buffer, address("b"), 32).set(b);
    },
  };
}

/** The prefix of all instructions on vectors is 0xfd; a constant may have that byte, too, so sizes count as well. */
function hasVectors({ binary }: Built, scalar: Built): boolean {
  return binary.includes(0xfd) && binary.length < scalar.binary.length;
}

const numbers = fc.array(fc.float(), { minLength: 32, maxLength: 32 });

describe.each([
  ["differences", (i: string) => `a[${i}] - b[${i}]`],
  ["products", (i: string) => `a[${i}] * b[${i}]`],
  ["quotients and roots", (i: string) => `Math.sqrt(Math.abs(a[${i}])) / b[${i}]`],
  ["constants", (i: string) => `-a[${i}] * 0.5 + b[${i}]`],
] as const)("sums of %s", (_, term) => {
  const scalar = build(striped(term), false);
  const vector = build(striped(term), true);

  test("are computed four at a time", () => {
    expect(hasVectors(vector, scalar)).toBe(true);
  });

  test("have the bits of their scalars", () => {
    fc.assert(
      fc.property(numbers, numbers, fc.nat(9), (a, b, quads) => {
        scalar.fill(a, b);
        vector.fill(a, b);
        expect(vector.sum(quads)).toBe(scalar.sum(quads));
      }),
    );
  });
});

describe("what is not of one shape", () => {
  test.each([
    ["elements out of order", striped((i) => `a[${i}] - b[${i}]`).replace("a[first + 2]", "a[first + 3]")],
    ["another operator", striped((i) => `a[${i}] - b[${i}]`).replace("a[first + 1] -", "a[first + 1] +")],
    ["a lane that reads another", striped((i) => `a[${i}] - b[${i}]`).replace("sum2 += term2", "sum2 += term1")],
    ["a value that is used alone", striped((i) => `a[${i}] - b[${i}]`, "sum3 - (sum0 * sum1) / sum2")],
  ])("%s: the bits are right all the same", (_, source) => {
    const [scalar, vector] = [build(source, false), build(source, true)];
    fc.assert(
      fc.property(numbers, numbers, fc.nat(9), (a, b, quads) => {
        scalar.fill(a, b);
        vector.fill(a, b);
        expect(vector.sum(quads)).toBe(scalar.sum(quads));
      }),
    );
  });
});

test("without the option there are no vectors", () => {
  const source = striped((i) => `a[${i}] - b[${i}]`);
  expect(build(source, false).binary).toEqual(toWasm(programOf({ "main.ts": source })).binary);
});
