/**
 * Real data: how often the nearest prototype tells the right label, by every way to search; what is found where many
 * distances are equal.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { accuracyOfFew, accuracyOfMany, genomeAgreement, SMALL_SETS } from "../../bench/recall/accuracy.ts";

describe.each([
  { name: "digits", right: 763, of: 773, accuracy: "0.987" },
  { name: "spoken digits", right: 1701, of: 1976, accuracy: "0.861" },
] as const)("$name", ({ name, right, of, accuracy }) => {
  test("the nearest of 1024 tells the label, and codes of 8 bits find the same", () => {
    expect(accuracyOfMany(name, "exact")).toEqual({ right, of });
    expect(accuracyOfMany(name, "bytes")).toEqual({ right, of });
    expect((right / of).toFixed(3)).toBe(accuracy);
  });

  test.each(["graph", "words"] as const)("by %s, hardly any is lost", (way) => {
    expect(Math.abs(accuracyOfMany(name, way).right - right)).toBeLessThanOrEqual(0.002 * of);
  });
});

describe.each(SMALL_SETS)("%s", (name) => {
  test("the nearest of 32 random prototypes is right for 0.92 on the average, and codes of 8 bits find the same", () => {
    const { right, of } = accuracyOfFew(name, "exact");
    expect(right / of).toBeCloseTo(0.923, 2);
    expect(accuracyOfFew(name, "bytes")).toEqual({ right, of });
  });
});

describe("genome", () => {
  test.each(["exact", "bytes"] as const)(
    "by %s, equal distances come in the order of the indices, and are cut there",
    (way) => {
      const { right, of, ties } = genomeAgreement(way);
      expect(right).toBe(of);
      expect(ties).toBeGreaterThan(50);
    },
  );
});
