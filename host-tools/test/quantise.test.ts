/**
 * Queries as whole numbers of one scale: how near they are, what is refused, and what a board finds by them.
 *
 * @packageDocumentation
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { vectors } from "../../hil-tests/cases/numbers.ts";
import { quantise } from "../client/quantise.ts";
import { connect } from "../connect.ts";
import { ArgumentError } from "../errors.ts";
import { InProcessTransport } from "../transport/in-process.ts";
import { instantiateNode } from "./node-program.ts";

const component = fc.oneof(
  fc.double({ min: -5e17, max: 5e17, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);

test("each component is wrong by half a scale at most, and the largest is 127", () => {
  fc.assert(
    fc.property(fc.array(component, { minLength: 1, maxLength: 16 }), (vector) => {
      const { codes, scale } = quantise(vector);
      expect(Math.fround(scale)).toBe(scale);
      const largest = Math.max(...vector.map(Math.abs));
      for (const [i, code] of codes.entries()) {
        expect(Number.isInteger(code) && Math.abs(code) <= 127 && !Object.is(code, -0)).toBe(true);
        const error = Math.abs((vector[i] ?? NaN) - code * scale);
        expect(error).toBeLessThanOrEqual(scale === 0 ? 127 * 2 ** -126 : (scale / 2) * 1.0001 + largest * 2 ** -23);
      }
      if (scale > 0) expect(Math.max(...codes.map(Math.abs))).toBe(127);
    }),
  );
});

test.each([[[NaN]], [[1, Infinity]], [[0, 6e17]], [["1" as unknown as number, undefined as unknown as number]]])(
  "%j is no query",
  (vector) => {
    expect(() => quantise(vector)).toThrow(ArgumentError);
  },
);

test("of 4 nearest of 32, at least 97 % are those of the exact query; a vector that is there is found", async () => {
  await using board = await connect(
    new InProcessTransport({ name: "reference", instantiate: instantiateNode, chip: 0, entropy: () => 1 }),
  );
  await board.init(16);
  const [stored, queries] = [vectors(32, 1), vectors(200, 2)];
  for (const vector of stored) await board.insert(vector);
  let same = 0;
  for (const query of queries) {
    const exact = new Set((await board.query(query, { ticks: 1 })).neighbours.map(({ index }) => index));
    const { neighbours, raster } = await board.query(query, { ticks: 1, encoding: "int8" });
    expect(raster).toHaveLength(1);
    same += neighbours.filter(({ index }) => exact.has(index)).length;
  }
  expect(same / (4 * queries.length)).toBeGreaterThanOrEqual(0.97);
  const asked = board.stream(stored, { k: 1, encoding: "int8" });
  for await (const { number, neighbours } of asked) expect(neighbours[0]?.index).toBe(number);
  await expect(board.query([NaN], { encoding: "int8" })).rejects.toThrow(ArgumentError);
});
