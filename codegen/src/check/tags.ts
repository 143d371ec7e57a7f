/**
 * Checks the tag of a class: the constant by which it is told from the other variants of a union.
 *
 * @packageDocumentation
 */
import type { Tag } from "../ir/ir.ts";
import type { FieldSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { report } from "./context.ts";
import type { EnumValue } from "./enum-values.ts";
import { checkOperand } from "./expressions.ts";

/** What a tag may be, so that it takes a byte. */
const TAG_MAX = 255;

/** The tag among the fields of a class, "none" if there is none; null after a report. */
export function checkTag(context: Context, fields: readonly FieldSyntax[]): Tag | "none" | null {
  const [tag, second] = fields.filter(({ isReadonly }) => isReadonly);
  if (tag === undefined) return "none";
  if (second !== undefined) return report(context, "GN4030", second.span, "a class has one tag", "remove `readonly`");
  const { name, type, initial, span } = tag;
  if (type !== null) {
    const message = "a tag has no other type than its value";
    return report(context, "GN4030", type.span, message, "leave the type out: `readonly kind = Kind.Press`");
  }
  const operand = initial === null || initial.kind === "new" ? undefined : checkOperand(context, initial);
  if (operand === null) return null;
  if (operand?.kind === "enum-value") return tagOfEnum(context, tag, operand);
  const value = operand?.kind === "untyped" ? operand.value : null;
  const isTag = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= TAG_MAX;
  if (isTag) return { name: name.text, value };
  const message = `a tag is a constant from 0 to ${TAG_MAX}`;
  return report(context, "GN4030", span, message, "write `readonly kind = Kind.Press`, of a constant");
}

function tagOfEnum(context: Context, { name, span }: FieldSyntax, { enumeration, value }: EnumValue): Tag | null {
  if (value.kind === "const" && value.type === "u8") {
    return { name: name.text, value: Number(value.value), enumeration };
  }
  const message = `a tag is a member of an enum, all of whose members are from 0 to ${TAG_MAX}`;
  return report(context, "GN4030", span, message, "give the variants an enum of their own");
}
