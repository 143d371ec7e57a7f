/**
 * Links and branches: what has arrived at the branch of a neighbour stays with that neighbour.
 *
 * @packageDocumentation
 */
import { beforeEach, expect, test } from "vitest";
import { append, areLinked, detach, detachAll, hasRoom, substitute } from "../search/links.ts";
import { stores } from "../search/store.ts";

const [store] = stores;
if (store === undefined) throw new Error("there is no core");
const slot = store.slots[7];
if (slot === undefined) throw new Error("there is no slot 7");

beforeEach(() => {
  detachAll(store, 7);
  for (let neighbour = 10; neighbour < 16; neighbour++) append(store, 7, neighbour);
  slot.branches.set([1, 2, 3, 4, 5, 6]);
});

test("a full list takes no more", () => {
  expect(hasRoom(store, 7)).toBe(false);
  expect(append(store, 7, 16)).toBe(false);
  expect([...slot.links]).toEqual([10, 11, 12, 13, 14, 15]);
});

test("behind a neighbour that goes, all move down with their branches", () => {
  detach(store, 7, 12);
  expect([...slot.links.slice(0, slot.degree)]).toEqual([10, 11, 13, 14, 15]);
  expect([...slot.branches]).toEqual([1, 2, 4, 5, 6, 0]);
  expect(areLinked(store, 7, 12)).toBe(false);
  expect(hasRoom(store, 7)).toBe(true);
});

test("a neighbour that is not there changes nothing", () => {
  detach(store, 7, 20);
  substitute(store, 7, 20, 21);
  expect([...slot.links]).toEqual([10, 11, 12, 13, 14, 15]);
  expect([...slot.branches]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a newcomer takes a place with an empty branch", () => {
  substitute(store, 7, 12, 20);
  expect([...slot.links]).toEqual([10, 11, 20, 13, 14, 15]);
  expect([...slot.branches]).toEqual([1, 2, 0, 4, 5, 6]);
});

test("there are no lists of slots that are not there", () => {
  for (const index of [32, 0xffff, 0xffffffff]) {
    expect(append(store, index, 1)).toBe(false);
    expect(areLinked(store, index, 1)).toBe(false);
    expect(hasRoom(store, index)).toBe(false);
    detach(store, index, 1);
    substitute(store, index, 1, 2);
  }
});
