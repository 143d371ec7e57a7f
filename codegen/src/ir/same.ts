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
  // Minus zero is another number.
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (!Array.isArray(a)) return !Array.isArray(b) && isSameObject(a as Fields, b as Fields, places);
  if (!Array.isArray(b) || a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!isSameTree(a[index], b[index], places)) return false;
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

/** Whole programs are compared, so fields are counted, and looked for only where there could be another. */
function isSameObject(a: Fields, b: Fields, places: "with places" | "anywhere"): boolean {
  let fields = 0;
  for (const name in a) {
    if (name === "span" && places === "anywhere") continue;
    fields++;
    const value = a[name];
    const other = b[name];
    if (!Object.is(value, other) && !isSameTree(value, other, places)) return false;
    if (other === undefined && !(name in b)) return false;
  }
  for (const name in b) if (name !== "span" || places === "with places") fields--;
  return fields === 0;
}
