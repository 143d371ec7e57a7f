/**
 * Checks the declarations of unions: `type Event = Press | Release`, of classes that are told apart by a tag.
 *
 * A tag is a constant of the class, `readonly kind = Kind.Press`. It takes no place in the class; the union has it, and
 * behind it room for any one of its variants. So a union is a struct of the IR, whose first field is the tag.
 *
 * @packageDocumentation
 */
import type { Field, Initial, Place, Span, Tag } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import type { TypeUnionSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { lookupType, report } from "./context.ts";
import type { ProgramScope, StructEntity } from "./entities.ts";
import { describeType, shortName } from "./spelling.ts";

/** What a union is made of: its tag and its variants, in the order of their tags; null after a report. */
export function unionFields(
  context: Context,
  { members }: TypeUnionSyntax,
  contentsOf: (variant: StructEntity, span: Span) => Initial | null,
): readonly Field[] | null {
  const variants = members.map((member) => variantOf(context, member, contentsOf));
  const whole = variants.filter((variant) => variant !== null).sort((a, b) => a.tag.value - b.tag.value);
  const [first, ...others] = whole;
  if (first === undefined || whole.length < variants.length) return null;
  let previous = first;
  for (const variant of others) {
    if (!isSameSort(variant.tag, first.tag) || variant.tag.value === previous.tag.value) {
      return reportSameTag(context, previous, variant);
    }
    previous = variant;
  }
  const names = new Set<string>([first.tag.name]);
  const fields = whole.map(({ entity, initial }): Field => {
    const type: Type = { kind: "struct", name: entity.name };
    return { name: fieldName(shortName(entity.name), names), type, doc: "", initial };
  });
  const { name, value, enumeration } = first.tag;
  return [{ name, type: "u8", enumeration, doc: "", initial: value }, ...fields];
}

/** Whether two tags are called the same and have values of the same enum, or both of none. */
function isSameSort(left: Tag, right: Tag): boolean {
  return left.name === right.name && left.enumeration === right.enumeration;
}

interface Variant {
  readonly entity: StructEntity;
  readonly tag: Tag;
  readonly initial: Initial;
  readonly span: Span;
}

function variantOf(
  context: Context,
  member: TypeUnionSyntax["members"][number],
  contentsOf: (variant: StructEntity, span: Span) => Initial | null,
): Variant | null {
  if (member.kind === "refused") return null;
  const entity = member.kind === "type-name" ? lookupType(context, member.name) : null;
  if (entity?.kind === "unknown") return null;
  const { span } = member;
  if (entity?.kind !== "struct" || entity.isUnion) {
    return report(context, "GN4030", span, "a union is made of classes", "declare a class for each variant");
  }
  const initial = contentsOf(entity, span);
  if (initial === null) return null;
  if (entity.tag !== null) return { entity, tag: entity.tag, initial, span };
  const message = `the class \`${shortName(entity.name)}\` has no tag to know it by`;
  return report(context, "GN4030", span, message, "give it one: `readonly kind = Kind.Press`");
}

function reportSameTag(context: Context, first: Variant, second: Variant): null {
  const names = `\`${shortName(first.entity.name)}\` and \`${shortName(second.entity.name)}\``;
  const isSame = isSameSort(first.tag, second.tag);
  const message = isSame ? `${names} have the same tag` : `the tags of ${names} have different names or enums`;
  const remedy = isSame ? "give each variant a tag of its own" : "call the tag of each variant the same, of one enum";
  return report(context, "GN4030", second.span, message, remedy);
}

/** `Press` becomes `press`. */
function fieldName(variant: string, taken: Set<string>): string {
  const plain = variant.charAt(0).toLowerCase() + variant.slice(1);
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}${count}`;
  taken.add(name);
  return name;
}

/** The union that a type is, else null. */
export function unionOf(context: { readonly program: ProgramScope }, type: Type): StructEntity | null {
  if (isScalar(type) || type.kind !== "struct") return null;
  const entity = context.program.structs.get(type.name);
  return entity?.isUnion === true ? entity : null;
}

/** Which field of a union is the variant of a type; undefined if none is. */
export function variantField(union: StructEntity, type: Type): Field | undefined {
  if (isScalar(type) || type.kind !== "struct") return undefined;
  return union.fields?.find(
    (field) => !isScalar(field.type) && field.type.kind === "struct" && field.type.name === type.name,
  );
}

/** The tag of the variant that a field of a union is. */
export function tagOfField(context: { readonly program: ProgramScope }, { type }: Field): number | null {
  if (isScalar(type) || type.kind !== "struct") return null;
  return context.program.structs.get(type.name)?.tag?.value ?? null;
}

/** Contents of a union that is one of its variants. */
export function unionInitial(context: Context, union: StructEntity, variant: Field): Initial {
  const [, ...variants] = union.fields ?? [];
  const tag = tagOfField(context, variant) ?? 0;
  const isZero = tag === 0 && variants.every(({ initial }) => initial === "zero");
  return isZero ? "zero" : [tag, ...variants.map(({ initial }) => initial)];
}

/** Whether a place is a union or lies in one, as far as the place itself shows. */
export function isInUnion(context: { readonly program: ProgramScope }, place: Place): boolean {
  if (unionOf(context, place.type) !== null) return true;
  return (place.kind === "field" || place.kind === "index") && isInUnion(context, place.base);
}

/** Whether there is a union somewhere in a type. */
export function holdsUnion(context: { readonly program: ProgramScope }, type: Type): boolean {
  if (isScalar(type)) return false;
  if (type.kind !== "struct") return holdsUnion(context, type.element);
  const entity = context.program.structs.get(type.name);
  if (entity?.isUnion === true) return true;
  return entity?.fields?.some((field) => holdsUnion(context, field.type)) ?? false;
}

/** The variants of a union as a message lists them. */
export function describeVariants(union: StructEntity): string {
  return (union.fields ?? [])
    .slice(1)
    .map(({ type }) => describeType(type))
    .join(", ");
}
