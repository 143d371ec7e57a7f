/**
 * Finds the structs of a program by their qualified names.
 *
 * @packageDocumentation
 */
import type { Program, Struct } from "./ir.ts";

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
