/**
 * A variable that is stepped and then brought back into its range by the statement behind:
 *
 * ```ts
 * head++;
 * if (head === CAPACITY) head = 0;
 * ```
 *
 * Between the two, memory holds what it never holds again when anybody else looks: nothing is called, and nothing else
 * in memory is read. So what the step stores counts only where the condition leaves it.
 *
 * @packageDocumentation
 */
import type { Assign, If, Place, Statement } from "../ir/ir.ts";
import { isSame } from "../ir/same.ts";
import { isScalar } from "../ir/types.ts";
import { walkExpression } from "../ir/walk.ts";

/** The `if` behind a store, if it only stores to the same place anew; else null. */
export function correctionOf(statement: Statement, next: Statement | undefined): If | null {
  if (statement.kind !== "assign" || next?.kind !== "if" || next.otherwise.length > 0) return null;
  const { place } = statement;
  const [anew, ...others] = next.then;
  if (anew?.kind !== "assign" || others.length > 0 || !isSame(anew.place, place)) return null;
  return isPlain(place) && seesNothingElse(next, anew, place) ? next : null;
}

/** An integer in memory, at a place that nothing is computed for. */
function isPlain(place: Place): boolean {
  const isInteger = isScalar(place.type) && place.type !== "f32" && place.type !== "bool";
  return isInteger && place.kind !== "local" && partsOf(place).every(({ kind }) => kind !== "index");
}

/** Whether condition and value call nothing, and of what is in memory read the place alone. */
function seesNothingElse(correction: If, { value }: Assign, place: Place): boolean {
  const parts = partsOf(place);
  let isAlone = true;
  const visitor = {
    invocation: (): void => {
      isAlone = false;
    },
    place: (seen: Place): void => {
      isAlone &&= seen.kind === "local" || parts.some((part) => isSame(part, seen));
    },
  };
  walkExpression(correction.condition, visitor);
  walkExpression(value, visitor);
  return isAlone;
}

/** The place, and all that it is a part of. */
function partsOf(place: Place): readonly Place[] {
  return place.kind === "field" || place.kind === "index" ? [place, ...partsOf(place.base)] : [place];
}
