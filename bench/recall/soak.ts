/**
 * Exchanges vectors of a large core for hours, if need be, and looks at the graph after every change:
 *
 *     npx tsx bench/recall/soak.ts [slots [exchanges [seed]]]
 *
 * The defaults are 1024 slots, ten exchanges for each, and seed 1. Data are clustered, which is harder on a graph. Now
 * and then a vector is replaced or its links are made anew instead. Prints a line for each tenth of the way, with the
 * recall of walks; ends with code 1 at the first change that leaves a node unsound or out of reach.
 *
 * @packageDocumentation
 */
import { BuiltCore } from "./core.ts";
import { searchAll } from "./recall.ts";
import { clustered, type Random, randomOf } from "./vectors.ts";

const DIMENSIONS = 16;
const BREADTH = 32;
const QUERIES = 200;

const [slots = 1024, exchanges = 10 * slots, seed = 1] = process.argv.slice(2).map(Number);
const random = randomOf(seed);
const core = new BuiltCore({ CAPACITY: slots, DIMENSIONS, LINKS: slots > 32 ? 12 : 6 });
core.call("init", DIMENSIONS, 0, 0);
const [queries = [], ...batches] = batchesOf(slots + exchanges);
for (const [step, vector] of batches.flat().entries()) {
  change(step, vector);
  if (core.call("graph_check") !== core.call("count")) {
    console.error(
      `after change ${step} (seed ${seed}), ${core.call("graph_check")} of ${core.call("count")} are sound`,
    );
    process.exit(1);
  }
  if ((step + 1) % Math.ceil(exchanges / 10) === 0) report(step + 1);
}

/** Queries, then as many vectors as asked for, all from the same clusters. */
function batchesOf(count: number): Float32Array[][] {
  const vectors = clustered(QUERIES + count, DIMENSIONS, random);
  return [vectors.slice(0, QUERIES), vectors.slice(QUERIES)];
}

function change(step: number, vector: Float32Array): void {
  const index = anyOf(slots, random);
  if (step < slots) core.insert(vector);
  else if (step % 10 === 0) core.replace(index, vector);
  else if (step % 10 === 5) core.call("relink", index);
  else exchange(index, vector);
}

/** A flaw after the removal stays for the caller to find. */
function exchange(index: number, vector: Float32Array): void {
  core.call("remove", index);
  if (core.call("graph_check") === core.call("count")) core.insert(vector);
}

function report(step: number): void {
  const { recall, evaluations } = searchAll(core, queries, BREADTH);
  console.log(`${step} changes: recall ${recall.toFixed(4)}, ${evaluations.toFixed(0)} distances a search`);
}

function anyOf(count: number, next: Random): number {
  return Math.floor(next() * count);
}
