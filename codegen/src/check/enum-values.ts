/**
 * Values of enums in expressions: an operand of a kind of its own, so that nothing takes one for a number.
 *
 * They are chosen between by `? :`, compared for equality with members of the same enum, stored where one is declared
 * and converted by `u32(state)`. There is no way back from a number: so what the program itself puts into
 * such a place is always a member.
 *
 * @packageDocumentation
 */
import type { Const, Expression, Span } from "../ir/ir.ts";
import type { Context } from "./context.ts";
import { quote, report } from "./context.ts";
import type { EnumEntity } from "./entities.ts";
import { binary, constantOf, valueType, widen } from "./fold.ts";
import { shortName, suggestion } from "./spelling.ts";

/** An expression that gives a member of an enum. */
export interface EnumValue {
  readonly kind: "enum-value";
  /** Qualified name of the enum. */
  readonly enumeration: string;
  /** The integer, of the storage type of the enum. */
  readonly value: Expression;
  readonly span: Span;
}

/** Makes a value of an enum from an integer of its storage type. */
export function enumValue(enumeration: string, value: Expression): EnumValue {
  return { kind: "enum-value", enumeration, value, span: value.span };
}

/** `State.Busy`; null after a report. */
export function memberOf(
  context: Context,
  entity: EnumEntity,
  member: { readonly text: string; readonly span: Span },
  span: Span,
): EnumValue | null {
  const value = entity.members.get(member.text);
  if (value !== undefined) {
    return enumValue(entity.name, constantOf(entity.storage, value, span, entity.name, member.text));
  }
  const names = [...entity.members.keys()];
  const message = `${shortName(entity.name)} has no member \`${member.text}\``;
  return report(context, "GN2013", member.span, message, suggestion(member.text, names, `it has ${names.join(", ")}`));
}

/** The integer as arithmetic sees it; a member keeps its name. */
export function numberOf({ value }: EnumValue): Expression {
  return value.kind === "const" ? ({ ...value, type: valueType(value) } satisfies Const) : widen(value);
}

/** `left === right` for members of one enum. */
export function compareMembers(operator: "equal" | "not-equal", left: EnumValue, right: EnumValue, span: Span) {
  return binary(operator, numberOf(left), numberOf(right), span);
}

/** `condition ? then : otherwise` for members of one enum. */
export function chooseMember(condition: Expression, then: EnumValue, otherwise: EnumValue, span: Span): EnumValue {
  const { type } = then.value;
  const branches = { then: then.value, otherwise: otherwise.value };
  return enumValue(then.enumeration, { kind: "conditional", condition, ...branches, type, span });
}

/** Reports a value of an enum where a number or bool is wanted. */
export function reportEnumValue(context: Context, operand: EnumValue, wanted: string): null {
  const name = shortName(operand.enumeration);
  const text = quote(context, operand.span);
  const remedy = wanted === "bool" ? `compare: \`${text} === ${firstMember(context, operand.enumeration)}\`` : "";
  const message = `${wanted} is needed here, and this is ${describeEnum(name)}`;
  return report(context, "GN2021", operand.span, message, remedy || `convert it: \`${wanted}(${text})\``);
}

/** Reports something else where a value of an enum is wanted; `given` says what it is. */
export function reportNoMember(context: Context, enumeration: string, given: string, span: Span): null {
  const message = `${describeEnum(shortName(enumeration))} is needed here, and this is ${given}`;
  const remedy = `name a member, such as \`${firstMember(context, enumeration)}\`: a number chooses by \`switch\``;
  return report(context, "GN2021", span, message, remedy);
}

/** `a State`. */
export function describeEnum(name: string): string {
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

/** A member to show in a remedy. */
export function firstMember(context: Context, enumeration: string): string {
  const [member] = context.program.enumerations.get(enumeration)?.members.keys() ?? [];
  return `${shortName(enumeration)}.${member ?? "Member"}`;
}
