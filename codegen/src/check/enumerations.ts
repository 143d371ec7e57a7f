/**
 * Checks the declarations of enums: members are whole numbers, and the storage is the smallest that holds them all.
 *
 * @packageDocumentation
 */
import type { Enumeration, EnumerationMember, ScalarValue } from "../ir/ir.ts";
import { INTEGERS } from "../ir/operators.ts";
import type { EnumMemberSyntax, EnumSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { checkSpelling, report } from "./context.ts";
import type { Binding, ModuleScope } from "./entities.ts";
import { checkOperand } from "./expressions.ts";

/** An enum of a module under its qualified name; null after a report. */
export function checkEnumeration(context: Context, syntax: EnumSyntax, name: string): Enumeration | null {
  const members = checkMembers(context, syntax);
  if (syntax.complete && syntax.members.length === 0) {
    const message = "an enum without members has no values";
    report(context, "GN4014", syntax.name.span, message, "give it a member: `enum State { Idle }`");
  }
  if (!syntax.complete || members.length === 0 || members.length < syntax.members.length) return null;
  const { doc, exported, span } = syntax;
  return { name, doc, exported, span, members, storage: storageOf(members.map(({ value }) => value)) };
}

/** In their values, members can use those above them by their plain names. */
function checkMembers(context: Context, syntax: EnumSyntax): readonly EnumerationMember[] {
  const bindings = new Map<string, Binding>(context.module.bindings);
  const module: ModuleScope = { ...context.module, bindings };
  const inside: Context = { ...context, module, home: module };
  const members: EnumerationMember[] = [];
  const names = new Set<string>();
  let next: number | null = 0;
  for (const member of syntax.members) {
    const { name, doc } = member;
    checkSpelling(context, name);
    if (names.has(name.text)) {
      report(context, "GN2002", name.span, `\`${name.text}\` is declared twice`, "give one of the two another name");
      continue;
    }
    names.add(name.text);
    const value: number | null = member.value === null ? following(context, member, next) : memberValue(inside, member);
    next = value === null ? null : value + 1;
    if (value === null) continue;
    members.push({ name: name.text, value, doc });
    const entity = { kind: "constant", name: null, type: null, value, enumeration: undefined } as const;
    bindings.set(name.text, { entity, span: name.span, typeOnly: false, used: true, noun: null });
  }
  return members;
}

function following(context: Context, member: EnumMemberSyntax, next: number | null): number | null {
  return next === null ? null : checkRange(context, member, next);
}

function memberValue(context: Context, member: EnumMemberSyntax): number | null {
  const operand = member.value === null ? null : checkOperand(context, member.value);
  if (operand === null) return null;
  const isConstant = operand.kind === "untyped" || operand.kind === "const";
  return checkRange(context, member, isConstant ? operand.value : "no constant");
}

function checkRange(context: Context, member: EnumMemberSyntax, value: ScalarValue | string): number | null {
  const { least, most } = INTEGERS.i32;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value + 0;
  const span = member.value?.span ?? member.span;
  const remedy = `write a constant from ${least} to ${most}, or leave it out`;
  return report(context, "GN4014", span, `the member \`${member.name.text}\` is not a whole number of 32 bits`, remedy);
}

/** Smallest first; unsigned where no member is negative. */
const STORAGES = ["u8", "i8", "u16", "i16", "i32"] as const;

function storageOf(values: readonly number[]): Enumeration["storage"] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return STORAGES.find((type) => least >= INTEGERS[type].least && most <= INTEGERS[type].most) ?? "i32";
}
