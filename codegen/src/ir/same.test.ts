/**
 * What counts as the same, down to fields that are there and undefined.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { isSameTree } from "./same.ts";

const span = (start: number): object => ({ file: "a.ts", start, end: start + 1 });

test.each<readonly [unknown, unknown, boolean]>([
  [1, 1, true],
  [NaN, NaN, true],
  [0, -0, false],
  [1, 1n, false],
  [null, {}, false],
  [[1, [2]], [1, [2]], true],
  [[1, 2], [1], false],
  [[], {}, false],
  [{}, [], false],
  [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: undefined, c: 1 }, { b: 2, c: 1 }, false],
  [{ a: undefined }, {}, false],
])("%o and %o: %s", (a, b, expected) => {
  expect(isSameTree(a, b)).toBe(expected);
  expect(isSameTree(b, a)).toBe(expected);
  expect(isSameTree({ span: span(1), a }, { span: span(1), a: b }, "with places")).toBe(expected);
});

test("places count on request", () => {
  const [here, there] = [
    { span: span(1), of: [{ span: span(2) }] },
    { span: span(1), of: [{ span: span(3) }] },
  ];
  expect(isSameTree(here, there)).toBe(true);
  expect(isSameTree(here, there, "with places")).toBe(false);
  expect(isSameTree({ span: span(1) }, {})).toBe(true);
  expect(isSameTree({ span: span(1) }, {}, "with places")).toBe(false);
});
