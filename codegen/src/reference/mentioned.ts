/**
 * The types that the public functions and variables of a program mention, and those inside them, each once.
 *
 * @packageDocumentation
 */
import type { Enumeration, Extern, Func, Program, Static, Struct } from "../ir/ir.ts";
import { enumerationFinder } from "../ir/enumerations.ts";
import { structFinder } from "../ir/structs.ts";
import type { Type } from "../ir/types.ts";

/** In the order in which they are mentioned. */
export interface Mentioned {
  readonly structs: readonly Struct[];
  readonly unions: readonly Struct[];
  readonly enumerations: readonly Enumeration[];
}

/** What is mentioned by these. */
export function mentionedTypes(
  program: Program,
  functions: readonly (Func | Extern)[],
  statics: readonly Static[],
): Mentioned {
  const structs = new Map<string, Struct>();
  const enumerations = new Set<string>();
  const findStruct = structFinder(program);
  const visit = (type: Type | null, enumeration: string | undefined): void => {
    if (enumeration !== undefined) enumerations.add(enumeration);
    if (type === null || typeof type === "string") return;
    if (type.kind !== "struct") visit(type.element, undefined);
    else if (!structs.has(type.name)) {
      const struct = findStruct(type.name);
      structs.set(type.name, struct);
      for (const field of struct.fields) visit(field.type, field.enumeration);
      visit(null, struct.tag?.enumeration);
    }
  };
  for (const { parameters, result, enumeration } of functions) {
    for (const parameter of parameters) visit(parameter.type, parameter.enumeration);
    visit(typeof result === "object" && result.kind === "reference" ? result.type : null, enumeration);
  }
  for (const { type, enumeration } of statics) visit(type, enumeration);
  const all = [...structs.values()];
  return {
    structs: all.filter(({ isUnion }) => !isUnion),
    unions: all.filter(({ isUnion }) => isUnion),
    enumerations: Array.from(enumerations, enumerationFinder(program)),
  };
}
