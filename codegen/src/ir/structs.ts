/**
 * Finds the structs of a program by their qualified names.
 *
 * @packageDocumentation
 */
import type { Field, Initial, Program, Replace, Struct } from "./ir.ts";
import { isScalar } from "./types.ts";

/** The union and the variant that a statement puts into it. */
export function replacementOf(
  { place, variant }: Replace,
  structOf: (name: string) => Struct,
): { readonly union: Struct; readonly field: Field; readonly struct: Struct; readonly tag: number } {
  const { type } = place;
  const union = !isScalar(type) && type.kind === "struct" ? structOf(type.name) : null;
  const field = union?.fields.find(({ name }) => name === variant);
  if (union === null || field === undefined || isScalar(field.type) || field.type.kind !== "struct") {
    throw new Error(`ir: '${variant}' is no variant`);
  }
  const struct = structOf(field.type.name);
  return { union, field, struct, tag: tagOf(struct) };
}

/** The tag of a struct that is a variant of a union. */
function tagOf({ name, tag }: Struct): number {
  if (tag === null) throw new Error(`ir: '${name}' has no tag`);
  return tag.value;
}

/** The variant that a union begins with. */
export function initialVariant(
  union: Struct,
  initial: Initial,
  structOf: (name: string) => Struct,
): { readonly field: Field; readonly initial: Initial; readonly tag: number } {
  const items = typeof initial === "object" ? initial : [];
  const tag = Number(items[0] ?? 0);
  for (const [index, field] of union.fields.entries()) {
    if (isScalar(field.type) || field.type.kind !== "struct" || tagOf(structOf(field.type.name)) !== tag) continue;
    return { field, initial: items[index] ?? "zero", tag };
  }
  throw new Error(`ir: no variant of '${union.name}' has the tag ${tag}`);
}

/** Finds the structs of a program by qualified name. A name that is not there is our own mistake. */
export function structFinder(program: Program): (name: string) => Struct {
  const structs = new Map(
    program.modules.flatMap((module) => module.structs.map((each) => [each.name, each] as const)),
  );
  return (name) => {
    const struct = structs.get(name);
    if (struct === undefined) throw new Error(`ir: struct '${name}' is not declared`);
    return struct;
  };
}
