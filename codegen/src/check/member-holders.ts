/**
 * What has members that are constants: enums and objects of constants.
 *
 * @packageDocumentation
 */
import type { Span } from "../ir/ir.ts";
import type { ExpressionSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { isNamed, lookup, report } from "./context.ts";
import type { ConstantObjectEntity, EnumEntity } from "./entities.ts";

/** The enum or the object of constants that an expression names, else null. */
export function memberHolder(context: Context, syntax: ExpressionSyntax): EnumEntity | ConstantObjectEntity | null {
  if (syntax.kind === "member") {
    const outer = memberHolder(context, syntax.object);
    const inner = outer?.kind === "constant-object" ? outer.members.get(syntax.member.text) : undefined;
    return inner?.kind === "constant-object" ? inner : null;
  }
  if (syntax.kind !== "name" || !isNamed(context, syntax.text)) return null;
  const entity = lookup(context, syntax);
  return entity.kind === "enum" || entity.kind === "constant-object" ? entity : null;
}

/** Reports an object of constants where a value is wanted. */
export function reportObject(context: Context, { members }: ConstantObjectEntity, name: string, span: Span): null {
  const [first] = members.keys();
  const remedy = `name a member: \`${name}.${first ?? "member"}\``;
  return report(context, "GN2012", span, `\`${name}\` is an object of constants, not a value`, remedy);
}
