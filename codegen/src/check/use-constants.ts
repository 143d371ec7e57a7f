/**
 * Uses of named constants, and of members of objects of constants.
 *
 * @packageDocumentation
 */
import type { Expression } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import type { Identifier, MemberSyntax, NameSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { quote, report, reportComputed } from "./context.ts";
import type { ConstantEntity, ConstantObjectEntity } from "./entities.ts";
import { enumValue } from "./enum-values.ts";
import { constantOf } from "./fold.ts";
import { reportObject } from "./member-holders.ts";
import { suggestion } from "./spelling.ts";
import type { Operand } from "./untyped.ts";

/** A constant by its name; null after a report. */
export function useConstant(context: Context, entity: ConstantEntity, { text, span }: NameSyntax): Operand | null {
  const { name, member, type, value, enumeration } = entity;
  if (value !== null && type === null) {
    return { kind: "untyped", value: typeof value === "bigint" ? value : Number(value), name, member, span };
  }
  if (type === null) throw new Error(`check: ${text} is computed and has no type`);
  const expression =
    value === null ? loadComputed(context, { text, span }, name, type) : constantOf(type, value, span, name, member);
  return enumeration === undefined || expression === null ? expression : enumValue(enumeration, expression);
}

/** What functions compute is read as a variable is. */
function loadComputed(context: Context, node: Identifier, name: string | null, type: StorageType): Expression | null {
  const { span } = node;
  if (name === null) throw new Error(`check: ${node.text} is computed and has no name`);
  return context.canCall
    ? { kind: "load", place: { kind: "static", name, type, span }, type, span }
    : reportComputed(context, node);
}

/** `PINS.led`; null after a report. */
export function constantMember(context: Context, object: ConstantObjectEntity, syntax: MemberSyntax): Operand | null {
  const { text, span } = syntax.member;
  const member = object.members.get(text);
  if (member?.kind === "constant") return useConstant(context, member, { kind: "name", text, span: syntax.span });
  if (member !== undefined) return reportObject(context, member, quote(context, syntax.span), syntax.span);
  const names = [...object.members.keys()];
  const message = `there is no \`${quote(context, syntax.span)}\``;
  return report(context, "GN2013", span, message, suggestion(text, names, `there is ${names.join(", ")}`));
}
