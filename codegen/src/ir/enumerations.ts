/**
 * Finds the enums of a program, and the names of their members.
 *
 * @packageDocumentation
 */
import type { Enumeration, Initial, Program } from "./ir.ts";

/** Finds the enums of a program by qualified name. A name that is not there is our own mistake. */
export function enumerationFinder(program: Program): (name: string) => Enumeration {
  const enumerations = new Map(
    program.modules.flatMap((module) => module.enumerations.map((each) => [each.name, each] as const)),
  );
  return (name) => {
    const enumeration = enumerations.get(name);
    if (enumeration === undefined) throw new Error(`ir: enum '${name}' is not declared`);
    return enumeration;
  };
}

/** The first member that has the value of initial contents, if any does. */
export function memberOf(enumeration: Enumeration, initial: Initial): string | null {
  const value = initial === "zero" ? 0 : initial;
  return enumeration.members.find((member) => member.value === value)?.name ?? null;
}
