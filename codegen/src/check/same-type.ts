/**
 * When two types are one.
 *
 * @packageDocumentation
 */
import type { Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";

/** Whether two types are one and the same. */
export function sameType(left: Type, right: Type): boolean {
  if (isScalar(left) || isScalar(right)) return left === right;
  switch (left.kind) {
    case "struct":
      return right.kind === "struct" && left.name === right.name;
    case "slice":
      return right.kind === "slice" && sameType(left.element, right.element);
    case "array":
      return right.kind === "array" && left.length === right.length && sameType(left.element, right.element);
  }
}
