/**
 * Which references fit a parameter or a name: the same type, or an array where a slice is wanted.
 *
 * @packageDocumentation
 */
import type { Place, Reference } from "../ir/ir.ts";
import type { StorageType, Type } from "../ir/types.ts";
import type { Context } from "./context.ts";
import { report } from "./context.ts";
import { sameType } from "./same-type.ts";
import { describeType } from "./spelling.ts";
import { unionOf } from "./unions.ts";

/** A reference as a parameter wants it: an array becomes a slice where one is wanted. */
export function fitReference(
  context: Context,
  reference: Reference,
  wanted: Exclude<Type, StorageType>,
): Reference | null {
  const given = reference.type;
  if (sameType(given, wanted)) return reference;
  const union = unionAround(context, reference);
  if (union !== null && sameType(union.type, wanted)) {
    return { kind: "reference", place: union, type: wanted, span: reference.span };
  }
  if (wanted.kind === "slice" && given.kind === "array" && sameType(given.element, wanted.element)) {
    const base = reference.kind === "reference" ? reference.place : reference.base;
    return { kind: "slice", base, start: null, end: null, type: wanted, span: reference.span };
  }
  const message = `${describeType(wanted)} is needed here, and this is ${describeType(given)}`;
  return report(context, "GN4007", reference.span, message, remedyForReference(given, wanted));
}

/** The union that a reference to one of its variants can be passed as. */
function unionAround(context: Context, reference: Reference): Place | null {
  if (reference.kind !== "reference" || reference.place.kind !== "field") return null;
  const { base } = reference.place;
  return unionOf(context, base.type) === null ? null : base;
}

function remedyForReference(given: Exclude<Type, StorageType>, wanted: Exclude<Type, StorageType>): string {
  if (given.kind === "slice" && wanted.kind === "array" && sameType(given.element, wanted.element)) {
    return `pass the whole array, or let the parameter be ${describeType(given)}`;
  }
  return "pass another variable, or change the type of the parameter";
}
