/**
 * Vectors that have changed under their links: searches by the graph find them all the same.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import { randomOf, uniform } from "../../bench/recall/vectors.ts";
import * as core from "../full.ts";
import { markStale } from "../search/changes.ts";
import { stores } from "../search/store.ts";

const SLOTS = 32;
const DIMENSIONS = 16;
const GRAPH = 2;
const [store] = stores;
if (store === undefined) throw new Error("there is no core");

beforeEach(() => {
  core.init(DIMENSIONS, 0, 0);
  for (const vector of uniform(SLOTS, DIMENSIONS, randomOf(1))) {
    core.get_insert_ptr().set(vector);
    core.insert();
  }
  core.set_search_mode(GRAPH);
  core.set_ef(1);
});

afterEach(() => {
  core.set_search_mode(0);
  core.set_ef(0);
});

/** What `update_vector` does: a new vector, old links. */
function change(index: number, component: number): void {
  if (store === undefined) return;
  store.vectors[index]?.components.fill(component);
  markStale(store, index);
}

/** The slot that is found first for a query of equal components. */
function nearest(component: number): number | undefined {
  core.get_query_ptr().fill(component);
  core.search(1);
  return core.get_result_ptr().records[0]?.index;
}

test.each(Array.from({ length: SLOTS }, (_, index) => index))("slot %d is found where it has moved to", (index) => {
  change(index, 50);
  expect(nearest(50)).toBe(index);
});

test("marking a node twice counts once; new links, removal and rebuilding end it", () => {
  for (const index of [3, 3, 4, 5, 6]) change(index, index);
  expect(store.stale).toBe(4);
  core.relink(3);
  expect(store.stale).toBe(3);
  core.remove(4);
  expect(store.stale).toBe(2);
  core.replace(5);
  expect(store.stale).toBe(1);
  core.rebuild();
  expect(store.stale).toBe(0);
  expect(store.slots.some(({ isStale }) => isStale)).toBe(false);
  expect(core.graph_check()).toBe(SLOTS - 1);
});

test("up to a quarter of stale nodes is measured besides; more, and all are", () => {
  for (let index = 0; index < 8; index++) change(index, 50 + index);
  expect(nearest(53)).toBe(3);
  expect(core.get_result_ptr().records[0]?.flags).toBe(1);
  expect(core.get_last_evals()).toBeLessThan(SLOTS);
  change(8, 58);
  expect(nearest(58)).toBe(8);
  expect(core.get_result_ptr().records[0]?.flags).toBe(0);
  expect(core.get_last_evals()).toBe(SLOTS);
});
