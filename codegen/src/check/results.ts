/**
 * Resolves what functions declare as their results: nothing, a scalar, a reference, or a tuple.
 *
 * @packageDocumentation
 */
import type { ResultType, TupleElement, TupleResult } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import type { TypeSyntax, TypeTupleSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { checkSpelling, report } from "./context.ts";
import { describeEnum } from "./enum-values.ts";
import { describeType, shortName } from "./spelling.ts";
import { resolveDeclared } from "./types.ts";
import { unionOf } from "./unions.ts";

/** The result type of a function; null after a report. */
export function resolveFunctionResult(context: Context, syntax: TypeSyntax): ResultType | null {
  if (syntax.kind === "type-tuple") return resolveTuple(context, syntax);
  const type = resolveValue(context, syntax);
  if (type === null || typeof type === "string") return type;
  if (unionOf(context, type) !== null) {
    const message = "a function does not return a union: who holds it could not know when it is replaced";
    return report(context, "GN4030", syntax.span, message, "return its fields, or the struct that it is in");
  }
  if (type.kind !== "slice") return { kind: "reference", type };
  const message = `a function cannot return ${describeType(type)}, whose length is unknown`;
  const remedy = `write it with its length: \`Fixed<${describeType(type)}, 16>\``;
  return report(context, "GN4010", syntax.span, message, remedy);
}

/** A written type, `void` included; null after a report. */
function resolveValue(context: Context, syntax: TypeSyntax): Type | "void" | null {
  if (syntax.kind === "type-name" && syntax.name.text === "void") return "void";
  return resolveDeclared(context, syntax)?.type ?? null;
}

/** What elements without a label are called; as many as a tuple may have. */
const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/** The tuple that a function declares as its result; null after a report. */
function resolveTuple(context: Context, syntax: TypeTupleSyntax): TupleResult | null {
  const { length } = syntax.elements;
  if (length < 2 || length > ORDINALS.length) {
    const message = `a tuple has 2 to ${ORDINALS.length} elements, and this one has ${length}`;
    const remedy = length < 2 ? "return the element itself" : "fill a struct that is passed as an argument";
    return report(context, "GN4020", syntax.span, message, remedy);
  }
  const elements = syntax.elements.map((element, index) => resolveElement(context, element, ORDINALS[index] ?? ""));
  const names = new Set<string>();
  for (const [index, { label, span }] of syntax.elements.entries()) {
    const name = label?.text ?? ORDINALS[index] ?? "";
    if (names.has(name)) {
      report(context, "GN2002", span, `\`${name}\` is declared twice`, "give one of the two another name");
    }
    names.add(name);
  }
  const whole = elements.filter((element) => element !== null);
  return whole.length < length ? null : { kind: "tuple", elements: whole };
}

function resolveElement(
  context: Context,
  { label, type: syntax }: TypeTupleSyntax["elements"][number],
  ordinal: string,
): TupleElement | null {
  if (label !== null) checkSpelling(context, label);
  const declared = resolveDeclared(context, syntax);
  if (declared === null) return null;
  const { type, enumeration, below } = declared;
  if (isScalar(type) && enumeration === undefined) return { name: label?.text ?? ordinal, type, below };
  const given = enumeration === undefined ? describeType(type) : describeEnum(shortName(enumeration));
  const message = `an element of a tuple is a number or a bool, not ${given}`;
  if (isScalar(type)) return report(context, "GN4020", syntax.span, message, "return it alone, or keep it in a field");
  return report(context, "GN4020", syntax.span, message, "pass arrays and structs as arguments, to be filled");
}
