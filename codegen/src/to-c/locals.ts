/**
 * What C must know of a function's locals before it is written.
 *
 * @packageDocumentation
 */
import type { Func, Place, Reference } from "../ir/ir.ts";
import { isReference, walk } from "../ir/walk.ts";

/** The locals through which a reference leaves the function: they are no pointers to `const`. */
export function returnedLocals(func: Func): ReadonlySet<string> {
  const targets = new Map<string, string>();
  const returned = new Set<string>();
  walk(func.body, {
    statement: (statement) => {
      if (statement.kind === "alias") {
        const root = rootOf(placeOf(statement.target));
        if (root.kind === "local") targets.set(statement.local, root.name);
      } else if (statement.kind === "return" && statement.value !== null && isReference(statement.value)) {
        const root = rootOf(placeOf(statement.value));
        if (root.kind === "local") returned.add(root.name);
      }
    },
  });
  // What holds of an alias holds of what it names a part of.
  for (const local of returned) {
    const target = targets.get(local);
    if (target !== undefined) returned.add(target);
  }
  return returned;
}

/** The variable at the bottom of a place. */
export function rootOf(place: Place): Place {
  return place.kind === "field" || place.kind === "index" ? rootOf(place.base) : place;
}

/** What a reference refers to, or is cut from. */
export function placeOf(reference: Reference): Place {
  return reference.kind === "reference" ? reference.place : reference.base;
}
