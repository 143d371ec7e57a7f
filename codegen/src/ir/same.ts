/**
 * Compares pieces of the intermediate representation by what they compute, wherever they stand in the source.
 *
 * @packageDocumentation
 */
import type { Expression, Invocation, Place } from "./ir.ts";
import { walkExpression, walkPlace } from "./walk.ts";

/** Whether two expressions, evaluated in the same state, have the same value for the same reason. */
export function isSame(a: Expression | Place, b: Expression | Place): boolean {
  return isSameTree(a, b);
}

/** Whether evaluating this twice is as good as once: it calls nothing. */
export function isRepeatable(tree: Expression | Place): boolean {
  let calls = false;
  const visitor = {
    invocation: (_: Invocation) => {
      calls = true;
    },
  };
  if (tree.kind === "local" || tree.kind === "static" || tree.kind === "field" || tree.kind === "index") {
    walkPlace(tree, visitor);
  } else {
    walkExpression(tree, visitor);
  }
  return !calls;
}

/** Whether two trees of plain data are the same, by default but for the places in the source that they name. */
export function isSameTree(a: unknown, b: unknown, places: "with places" | "anywhere" = "anywhere"): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((value, index) => isSameTree(value, b[index], places));
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const isCompared = (name: string): boolean => name !== "span" || places === "with places";
  for (const name in left) if (isCompared(name) && !isSameTree(left[name], right[name], places)) return false;
  for (const name in right) if (!(name in left) && isCompared(name)) return false;
  return true;
}
