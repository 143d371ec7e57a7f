/**
 * The neighbour graph of the oracle.
 *
 * @packageDocumentation
 */
import { normOf } from "./arithmetic.ts";
import { byDistanceThenIndex, LINKS, type Model, type Near, TREE_LINKS } from "./model.ts";

/** Stores a vector and links it to its neighbours. */
export function link(model: Model, index: number, vector: number[]): void {
  const others = model.live();
  const node = model.node(index);
  node.vector = vector;
  node.norm = normOf(vector);
  const candidates = model.ranked(index, others);
  const parent = candidates.find((candidate) => treeDegree(model, candidate.index) < TREE_LINKS);
  if (parent === undefined) return;
  node.parent = parent.index;
  const selection: Near[] = [parent];
  const nearest = candidates.slice(0, 64).filter((candidate) => candidate !== parent);
  const passedOver: Near[] = [];
  for (const c of nearest) {
    if (selection.length === LINKS) break;
    const diverse = selection.every((s) => model.between(c.index, s.index) >= c.distance);
    (diverse ? selection : passedOver).push(c);
  }
  for (const c of passedOver) if (selection.length < LINKS) selection.push(c);
  const links = selection.sort(byDistanceThenIndex).map((s) => s.index);
  node.links = [...links];
  for (const s of links) {
    const list = model.node(s).links;
    list.push(index);
    if (list.length > LINKS) prune(model, s, index);
  }
}

function prune(model: Model, u: number, newcomer: number): void {
  const node = model.node(u);
  const ordered = model.ranked(u, node.links);
  const isPinned = (v: number): boolean => node.parent === v || model.node(v).parent === u;
  const kept = ordered.filter(({ index }) => isPinned(index));
  const unpinned = ordered.filter(({ index }) => !isPinned(index));
  const rejected: Near[] = [];
  for (const v of unpinned) {
    const isRejected = kept.some((s) => model.between(v.index, s.index) < v.distance);
    (isRejected ? rejected : kept).push(v);
  }
  const victim = (rejected.at(-1) ?? unpinned.at(-1))?.index;
  if (victim === undefined) throw new Error("oracle: every neighbour is a relative");
  node.links.pop();
  if (victim !== newcomer) {
    const branch = node.links.indexOf(victim);
    node.links[branch] = newcomer;
    node.inputs[branch] = 0;
  }
  const left = model.node(victim);
  const gone = left.links.indexOf(u);
  const degree = left.links.length;
  left.links.splice(gone, 1);
  left.inputs.splice(gone, 1);
  left.inputs.splice(degree - 1, 0, 0);
}

function treeDegree(model: Model, index: number): number {
  const children = model.nodes.filter((node) => node.parent === index).length;
  return children + (model.node(index).parent === null ? 0 : 1);
}
