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

function isSameTree(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const left = partsOf(a);
  const right = partsOf(b);
  return (
    left.length === right.length &&
    left.every(([name, value], index) => {
      const other = right[index];
      return other?.[0] === name && isSameTree(value, other[1]);
    })
  );
}

/** Properties by name, without the place in the source. */
function partsOf(tree: object): [string, unknown][] {
  return Object.entries(tree)
    .filter(([name]) => name !== "span")
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
