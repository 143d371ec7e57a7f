/**
 * The spanning tree inside the neighbour graph, which is why every node can be reached from every other.
 *
 * Each node but one, the *root*, has a *parent* among its neighbours, and no link of the tree is ever cut to make
 * room. A node spends at most {@link TREE_LINKS} of its links on the tree, so that it keeps some for its nearest. A
 * parent can always be found: a tree of n nodes has 2(n - 1) link ends, fewer than 2n, so if each node may spend
 * two or more, some node has one to spare. A node that waits for a parent counts the end of that link already;
 * else it might give its last one to a child meanwhile.
 *
 * @packageDocumentation
 */
import { F32_MAX } from "../lib/math.ts";
import { type Below, type bool, u16, type u32, u8 } from "../lib/types.ts";
import { dismiss, promote } from "./heads.ts";
import { CAPACITY, EXACT_MAX, NO_SLOT, TREE_LINKS } from "./limits.ts";
import { between } from "./measure.ts";
import type { Store } from "./store.ts";

/** Makes a node the root: it needs no parent. */
export function crown(store: Store, index: Below<typeof CAPACITY>): void {
  store.root = u16(index);
  store.slots[index].parent = NO_SLOT;
  store.slots[index].treeDegree = u8(store.slots[index].treeDegree - 1);
}

/** Makes a node that waits for a parent the child of another. Linking the two is the caller's part. */
export function adopt(store: Store, parent: Below<typeof CAPACITY>, child: Below<typeof CAPACITY>): void {
  const slot = store.slots[child];
  slot.parent = u16(parent);
  store.slots[parent].treeDegree = u8(store.slots[parent].treeDegree + 1);
  if (CAPACITY <= EXACT_MAX) return;
  promote(store, parent, between(store, parent, child));
  for (let branch: u32 = 0; branch < slot.degree; branch++) {
    const grandchild = slot.links[branch];
    if (isChild(store, grandchild, child)) promote(store, child, between(store, child, grandchild));
  }
}

/** Takes a node off its parent's account, and lets it wait for another. */
export function orphan(store: Store, child: Below<typeof CAPACITY>): void {
  const parent = store.slots[child].parent;
  if (parent >= CAPACITY) return;
  store.slots[child].parent = NO_SLOT;
  store.slots[parent].treeDegree = u8(store.slots[parent].treeDegree - 1);
  if (CAPACITY > EXACT_MAX) dismiss(store, child);
}

/** Whether a node is the child of another. */
export function isChild(store: Store, child: u32, parent: u32): bool {
  return child < CAPACITY && store.slots[child].parent === parent;
}

/** Whether a node may have another child. */
export function canAdopt(store: Store, index: u32): bool {
  return index < CAPACITY && store.slots[index].treeDegree < TREE_LINKS;
}

/** The nearest live node that can adopt a node and is not one of its descendants. */
export function nearestParent(store: Store, child: u32): u32 {
  let nearest: u32 = NO_SLOT;
  let least = F32_MAX;
  for (let index: u32 = 0; index < CAPACITY; index++) {
    if (store.slots[index].live && canAdopt(store, index)) {
      const distance = between(store, child, index);
      if ((nearest === NO_SLOT || distance < least) && !isWithin(store, index, child)) {
        nearest = index;
        least = distance;
      }
    }
  }
  return nearest;
}

/** Whether a node is another one or among its descendants. */
function isWithin(store: Store, index: u32, ancestor: u32): bool {
  let node = index;
  for (let step: u32 = 0; step < CAPACITY && node < CAPACITY; step++) {
    if (node === ancestor) return true;
    node = store.slots[node].parent;
  }
  return false;
}
