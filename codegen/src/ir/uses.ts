/**
 * What a piece of a program refers to by qualified name.
 *
 * @packageDocumentation
 */
import type { Initial, Statement, Static, Struct } from "./ir.ts";
import { memoise } from "./memoise.ts";
import type { Type } from "./types.ts";
import { isScalar } from "./types.ts";
import { walk } from "./walk.ts";

/** The functions, externs, statics, named constants and enums that a function body uses, in order of first use. */
export const usesOf = memoise((body: readonly Statement[]): ReadonlySet<string> => {
  const names = new Set<string>();
  walk(body, {
    invocation: (invocation) => names.add(invocation.callee),
    place: (place) => {
      if (place.kind === "static") names.add(place.name);
    },
    expression: (expression) => {
      if (expression.kind === "const" && expression.name !== null) names.add(expression.name);
    },
    statement: (statement) => {
      if (statement.kind === "alias") for (const name of structsOf(statement.type)) names.add(name);
      if (statement.kind === "replace") for (const name of structsOf(statement.place.type)) names.add(name);
    },
  });
  return names;
});

/** The struct that a type is made of, if any: of an array of arrays of structs, the struct. */
export function structsOf(type: Type): readonly string[] {
  if (isScalar(type)) return [];
  return type.kind === "struct" ? [type.name] : structsOf(type.element);
}

/** The structs and enums that the fields of a struct are made of, in order. */
export function usesOfFields(struct: Struct): readonly string[] {
  return struct.fields.flatMap((field) => [...structsOf(field.type), ...enumerationOf(field)]);
}

/** The struct or enum that the declaration of a static mentions, if any. */
export function usesOfStatic(variable: Static): readonly string[] {
  return [...structsOf(variable.type), ...enumerationOf(variable)];
}

/** The enum that something is declared with, if any. */
export function enumerationOf({ enumeration }: { readonly enumeration?: string | undefined }): readonly string[] {
  return enumeration === undefined ? [] : [enumeration];
}

/** The enums that the locals of a function are declared with: only C writes them out. */
export const enumerationsOfLocals = memoise((body: readonly Statement[]): readonly string[] => {
  const names = new Set<string>();
  walk(body, {
    statement: (statement) => {
      if (statement.kind === "let" && statement.enumeration !== undefined) names.add(statement.enumeration);
    },
  });
  return [...names];
});

/** Whether initial contents are zero throughout. Minus zero is not. */
export function isZero(initial: Initial): boolean {
  if (typeof initial === "object") return initial.every(isZero);
  return initial === "zero" || initial === false || initial === 0n || Object.is(initial, 0);
}

/** Structs behind those that they are made of, else in the order of the source. */
export function inOrderOfNeed(structs: readonly Struct[]): readonly Struct[] {
  const ordered = new Set<Struct>();
  const add = (struct: Struct): void => {
    const parts = usesOfFields(struct);
    structs.filter(({ name }) => parts.includes(name)).forEach(add);
    ordered.add(struct);
  };
  structs.forEach(add);
  return [...ordered];
}
