/**
 * Which variant of a union a name stands for, after the program has asked for its tag.
 *
 * A name of a union stands for the same variant for as long as it is in scope, because nothing replaces the union in
 * that time (replacing.ts). So what a condition has shown holds in all that it decides over, and a scope keeps it. Only
 * names are narrowed: of two uses of `slots[i].event`, nobody knows that they are the same.
 *
 * @packageDocumentation
 */
import type { Place, Span } from "../ir/ir.ts";
import type { ExpressionSyntax, MemberSyntax } from "../parse/syntax.ts";
import type { Context, LocalScope } from "./context.ts";
import { lookup } from "./context.ts";
import type { LocalEntity, StructEntity } from "./entities.ts";
import { memberHolder } from "./member-holders.ts";
import { refinementOf } from "./types.ts";
import { tagOfField, unionOf } from "./unions.ts";

/** Variants that names of the IR can still stand for, as fields of their union. */
export type Narrowing = ReadonlyMap<string, ReadonlySet<string>>;

/** The place that a local names: of a union that is known to be one variant, that variant. */
export function placeOfLocal(context: Context, entity: LocalEntity, span: Span): Place {
  const { name: local, type: own } = entity;
  const place: Place = { kind: "local", name: local, type: own, span, ...refinementOf(entity) };
  const union = unionOf(context, own);
  if (union === null) return place;
  const [only, ...others] = variantsOf(context, entity.name, union);
  const field = others.length > 0 ? undefined : union.fields?.find(({ name }) => name === only);
  return field === undefined ? place : { kind: "field", base: place, field: field.name, type: field.type, span };
}

/** The variants that a name can stand for. */
function variantsOf(context: Context, local: string, union: StructEntity): readonly string[] {
  for (let scope = context.locals; scope !== null; scope = scope.parent) {
    const known = scope.narrowed.get(local);
    if (known !== undefined) return [...known];
  }
  return (union.fields ?? []).slice(1).map(({ name }) => name);
}

/** A scope in which more is known of the names around it. */
export function narrow<Inner extends Context>(context: Inner, narrowing: Narrowing): Inner {
  if (narrowing.size === 0) return context;
  const locals: LocalScope = {
    parent: context.locals,
    bindings: new Map(),
    pending: new Set(),
    narrowed: new Map(narrowing),
  };
  return { ...context, locals };
}

/** What is known of names where a condition is true, or where it is false. */
export function narrowingBy(context: Context, condition: ExpressionSyntax, truth: boolean): Narrowing {
  if (condition.kind === "unary" && condition.operator === "!") return narrowingBy(context, condition.operand, !truth);
  if (condition.kind === "logical" && (condition.operator === "&&") === truth) {
    const left = narrowingBy(context, condition.left, truth);
    return new Map([...left, ...narrowingBy(narrow(context, left), condition.right, truth)]);
  }
  if (condition.kind !== "binary" || (condition.operator !== "===" && condition.operator !== "!==")) return NOTHING_NEW;
  const subject = subjectOf(context, condition.left) ?? subjectOf(context, condition.right);
  if (subject === null) return NOTHING_NEW;
  const value = subjectOf(context, condition.left) === null ? condition.left : condition.right;
  return narrowingTo(context, subject, [value], truth === (condition.operator === "==="));
}

const NOTHING_NEW: Narrowing = new Map();

/** A name whose tag is asked for: the `event` of `event.kind`. */
export interface Subject {
  readonly local: string;
  readonly union: StructEntity;
}

/** Whose tag an expression is; null if it is none. */
export function subjectOf(context: Context, syntax: ExpressionSyntax): Subject | null {
  if (syntax.kind !== "member" || syntax.object.kind !== "name") return null;
  const entity = lookup(silent(context), syntax.object);
  const union = entity.kind === "local" ? unionOf(context, entity.type) : null;
  if (entity.kind !== "local" || union?.fields?.[0]?.name !== syntax.member.text) return null;
  return { local: entity.name, union };
}

/** What is known where the tag is one of these constants, or none of them. */
export function narrowingTo(
  context: Context,
  { local, union }: Subject,
  values: readonly ExpressionSyntax[],
  isOneOf: boolean,
): Narrowing {
  const tags = values.map((value) => constantTag(context, value));
  if (tags.includes(null)) return NOTHING_NEW;
  const fields = (union.fields ?? []).slice(1).filter((field) => tags.includes(tagOfField(context, field)) === isOneOf);
  const possible = variantsOf(context, local, union).filter((name) => fields.some((field) => field.name === name));
  return new Map([[local, new Set(possible)]]);
}

/** The tags of the variants that a name can still stand for where its tag is none of these constants. */
export function tagsLeft(
  context: Context,
  subject: Subject,
  values: readonly ExpressionSyntax[],
): ReadonlySet<number | null> {
  const { local, union } = subject;
  const left = new Set(variantsOf(narrow(context, narrowingTo(context, subject, values, false)), local, union));
  const fields = (union.fields ?? []).filter(({ name }) => left.has(name));
  return new Set(fields.map((field) => tagOfField(context, field)));
}

/** Only of literals, names and members: what is computed narrows nothing, in TypeScript neither. */
function constantTag(context: Context, syntax: ExpressionSyntax): number | null {
  if (syntax.kind === "number") return typeof syntax.value === "number" ? syntax.value : null;
  if (syntax.kind === "member") return constantMemberTag(context, syntax);
  if (syntax.kind !== "name") return null;
  const entity = lookup(silent(context), syntax);
  return entity.kind === "constant" && typeof entity.value === "number" ? entity.value : null;
}

function constantMemberTag(context: Context, { object, member }: MemberSyntax): number | null {
  const holder = memberHolder(silent(context), object);
  if (holder?.kind === "enum") return holder.members.get(member.text) ?? null;
  const constant = holder?.members.get(member.text);
  return constant?.kind === "constant" && typeof constant.value === "number" ? constant.value : null;
}

/** For a question: nothing is reported. */
function silent(context: Context): Context {
  return { ...context, program: { ...context.program, diagnostics: [] } };
}
