/**
 * Objects of constants: `const PINS = { led: 25 } as const`, one in another as well. Only their members are values.
 *
 * @packageDocumentation
 */
import type { ObjectMemberSyntax, ObjectSyntax } from "../parse/syntax.ts";
import { valueTypeOf } from "../ir/types.ts";
import type { CheckedConstant } from "./checked.ts";
import type { Context } from "./context.ts";
import { checkSpelling, report } from "./context.ts";
import type { ConstantEntity, ConstantObjectEntity } from "./entities.ts";
import { checkOperand } from "./expressions.ts";
import { reportNotConstant } from "./storage.ts";
import { defaultType } from "./untyped.ts";

/** What is declared beside the members. */
type Declaration = Pick<CheckedConstant, "name" | "doc" | "exported">;

/** An object, and its constants in source order. */
export interface CheckedObject {
  readonly entity: ConstantObjectEntity;
  readonly constants: readonly CheckedConstant[];
}

/** Checks an object of a module; null after a report. */
export function checkObject(context: Context, syntax: ObjectSyntax, declaration: Declaration): CheckedObject | null {
  const constants: CheckedConstant[] = [];
  const entity = checkMembers(context, syntax, declaration, "", constants);
  return entity === null ? null : { entity, constants };
}

function checkMembers(
  context: Context,
  syntax: ObjectSyntax,
  declaration: Declaration,
  path: string,
  constants: CheckedConstant[],
): ConstantObjectEntity | null {
  const members = new Map<string, ConstantEntity | ConstantObjectEntity>();
  let isWhole = syntax.complete;
  for (const member of syntax.members) {
    const { name } = member;
    checkSpelling(context, name);
    if (members.has(name.text)) {
      report(context, "GN2002", name.span, `\`${name.text}\` is declared twice`, "give one of the two another name");
    }
    const inner = `${path}${name.text}`;
    const checked =
      member.value.kind === "object"
        ? checkMembers(context, member.value, declaration, `${inner}.`, constants)
        : checkMember(context, member, declaration, inner, constants);
    if (checked === null) isWhole = false;
    else members.set(name.text, checked);
  }
  return isWhole ? { kind: "constant-object", members } : null;
}

function checkMember(
  context: Context,
  { value: syntax, doc, span }: ObjectMemberSyntax,
  declaration: Declaration,
  member: string,
  constants: CheckedConstant[],
): ConstantEntity | null {
  const operand = syntax.kind === "object" ? null : checkOperand(context, syntax);
  if (operand === null || syntax.kind === "object") return null;
  const constant = operand.kind === "enum-value" ? operand.value : operand;
  if (constant.kind !== "untyped" && constant.kind !== "const") return reportNotConstant(context, syntax);
  const { value } = constant;
  const type = constant.kind === "untyped" ? null : constant.type;
  const { name, exported, doc: objectDoc } = declaration;
  const isNumber = type !== null && operand.kind !== "enum-value";
  const plain = isNumber ? valueTypeOf(type) : defaultType(typeof value === "bigint" ? value : Number(value));
  const rounded = plain === "f32" ? Math.fround(Number(value)) : value;
  constants.push({ name, doc, exported, span, type: plain, value: rounded, object: { member, doc: objectDoc } });
  const enumeration = operand.kind === "enum-value" ? operand.enumeration : undefined;
  return { kind: "constant", name, member, type, value, enumeration };
}
