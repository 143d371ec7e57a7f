/**
 * Walks through the graph find 99 % of the ten nearest, at no more distances than they may measure; also after every
 * vector was exchanged for another.
 *
 * @packageDocumentation
 */
import { expect, test } from "vitest";
import { BuiltCore } from "../../bench/recall/core.ts";
import { measureRecall, RECALL_CASES, searchAll } from "../../bench/recall/recall.ts";
import { clustered, randomOf } from "../../bench/recall/vectors.ts";

test.each(RECALL_CASES)("$data, $count x $dimensions: recall@10 with at most $most evaluations", (measured) => {
  const { recall, evaluations } = measureRecall(measured);
  expect(recall).toBeGreaterThanOrEqual(0.99);
  expect(evaluations).toBeLessThanOrEqual(measured.most + 0.5);
});

test("clusters are found as well when every vector has been exchanged three times", () => {
  const count = 1024;
  const random = randomOf(9);
  const vectors = clustered(4 * count + 500, 16, random);
  const core = new BuiltCore({ CAPACITY: count, LINKS: 12 });
  core.call("init", 16, 0, 0);
  for (const vector of vectors.slice(0, count)) core.insert(vector);
  for (const vector of vectors.slice(count, 4 * count)) {
    core.call("remove", Math.floor(random() * count));
    core.insert(vector);
  }
  expect(core.call("graph_check")).toBe(count);
  const { recall, evaluations } = searchAll(core, vectors.slice(-500), 12);
  expect(recall).toBeGreaterThanOrEqual(0.99);
  expect(evaluations).toBeLessThanOrEqual(92);
});
