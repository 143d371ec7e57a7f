/**
 * Vectors in, neighbours out, for each metric: distances to the last bit, and the order among equals.
 *
 * @packageDocumentation
 */
import type { Case, CaseBench } from "./case.ts";
import { awkwardVectors, DIMENSIONS, vectors } from "./numbers.ts";

const METRICS = ["squared L2", "cosine", "dot"] as const;

/** One case a metric. */
export const searches: readonly Case[] = METRICS.map((metric, number) => ({
  name: `search by ${metric}`,
  about: "distances are the same bits, and ties keep their order",
  run: (bench) => search(bench, number),
}));

async function search(bench: CaseBench, metric: number): Promise<void> {
  await bench.call("init", DIMENSIONS, metric, 7);
  await bench.call("search", vectors(1, 9)[0] ?? [], 5);
  const stored = [...vectors(12, 1), ...awkwardVectors().slice(0, 10), ...vectors(4, 1), new Float32Array(DIMENSIONS)];
  for (const vector of stored) await bench.call("insert", vector);
  const queries = [...vectors(10, 2), ...awkwardVectors(), ...stored.slice(0, 3)];
  for (const [index, query] of queries.entries()) await bench.call("search", query, (index * 5) % 17);
  await bench.call("init", 3, metric, 0);
  for (const vector of vectors(5, 3)) await bench.call("insert", vector);
  for (const query of vectors(5, 4)) await bench.call("search", query, 16);
  await bench.call("describe");
  await bench.call("lastError");
}
