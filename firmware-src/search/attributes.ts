/**
 * What a host attaches to a slot: the node's type, and the weight of its outgoing links.
 *
 * Both belong to the slot and not to its vector, so a host may set them before it inserts. An index of no
 * slot has no effect, answers 0 and is reported as BAD_ARG.
 *
 * @packageDocumentation
 */
import { f32, u8, u32 } from "../lib/types.ts";
import { selected } from "./cores.ts";
import { BAD_ARGUMENT, report } from "./errors.ts";
import { CAPACITY } from "./limits.ts";
import { stores } from "./store.ts";

/** Weight 255 is a factor of 1. */
export const WEIGHT_MAX = 255;

/** Sets the node's type to the low four bits of `type`. */
export function setNodeType(index: u32, type: u32): void {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return;
  }
  stores[selected].slots[index].type = u8(type & 15);
}

/** The node's type, 0..15. */
export function nodeType(index: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return stores[selected].slots[index].type;
}

/**
 * Bit `type` of `mask`: 1 if the node is of one of the types in the mask. 0 for an index of no slot, so the
 * empty record of a result list matches nothing.
 */
export function typeMatches(index: u32, mask: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return (mask >>> stores[selected].slots[index].type) & 1;
}

/** Sets the weight of the node's outgoing links; more than 255 is 255. */
export function setEdgeWeight(index: u32, weight: u32): void {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return;
  }
  stores[selected].slots[index].weight = f32(Math.min(weight, WEIGHT_MAX));
}

/** The weight of the node's outgoing links, rounded to a whole number. */
export function edgeWeight(index: u32): u32 {
  if (index >= CAPACITY) {
    report(BAD_ARGUMENT);
    return 0;
  }
  return u32(Math.floor(stores[selected].slots[index].weight + 0.5));
}
