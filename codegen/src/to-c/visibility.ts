/**
 * What each C file shows to the others.
 *
 * A name is external if it is public or if another module uses it, or if the declaration of an external name mentions
 * it. Everything else is `static` in its `.c` file, or a macro or type there.
 *
 * @packageDocumentation
 */
import type { Func, Module, Program, Reference, Static } from "../ir/ir.ts";
import { usesOfSignature } from "../ir/reach.ts";
import type { Type } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import { enumerationsOfLocals, usesOf, usesOfFields, usesOfStatic } from "../ir/uses.ts";
import { walk } from "../ir/walk.ts";
import { splitQualifiedName } from "../print/names.ts";
import { placeOf, rootOf } from "./locals.ts";

/** Qualified names that more than one file must know. `reached` is all that is emitted. */
export function externalNames(program: Program, reached: ReadonlySet<string>): ReadonlySet<string> {
  const external = new Set<string>();
  const pending = program.exports.map((each) => each.target);
  for (const module of program.modules) {
    pending.push(...usesOfModule(module, reached).filter((name) => splitQualifiedName(name).module !== module.id));
    if (module.id === program.entry) {
      const objects = module.constants.filter((each) => each.object !== undefined);
      const offered = [...module.structs, ...module.enumerations, ...objects].filter((each) => each.exported);
      pending.push(...offered.map((each) => each.name));
    }
    pending.push(...module.externs.filter((each) => reached.has(each.name)).map((each) => each.name));
  }
  const mentions = mentionsByName(program);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (external.has(name)) continue;
    external.add(name);
    pending.push(...(mentions.get(name) ?? []));
  }
  return external;
}

/** What the emitted declarations of a module use. */
export function usesOfModule(module: Module, reached: ReadonlySet<string>): string[] {
  const isReached = (each: { readonly name: string }): boolean => reached.has(each.name);
  return [
    ...module.functions
      .filter(isReached)
      .flatMap((func) => [...usesOf(func.body), ...enumerationsOfLocals(func.body), ...usesOfSignature(func)]),
    ...module.externs.filter(isReached).flatMap((extern) => [...usesOfSignature(extern)]),
    ...module.statics.filter(isReached).flatMap(usesOfStatic),
    ...module.structs.filter(isReached).flatMap(usesOfFields),
  ];
}

/** The structs and enums that the declaration of each name mentions. */
function mentionsByName(program: Program): ReadonlyMap<string, readonly string[]> {
  const mentions = new Map<string, readonly string[]>();
  for (const module of program.modules) {
    for (const each of [...module.functions, ...module.externs]) mentions.set(each.name, usesOfSignature(each));
    for (const each of module.statics) mentions.set(each.name, usesOfStatic(each));
    for (const each of module.structs) mentions.set(each.name, usesOfFields(each));
  }
  return mentions;
}

/**
 * Statics that cannot be `const` though nothing writes them: a pointer to them leaves without `const`, as the result of
 * a function or because it points to an array of arrays.
 */
export function escapingStatics(program: Program): ReadonlySet<string> {
  const escaping = new Set<string>();
  for (const func of program.modules.flatMap((module) => module.functions)) addEscaping(func, escaping);
  return escaping;
}

function addEscaping(func: Func, escaping: Set<string>): void {
  const aliases = new Map<string, Reference>();
  walk(func.body, {
    statement: (statement) => {
      if (statement.kind === "alias") aliases.set(statement.local, statement.target);
    },
  });
  const escape = (reference: Reference): void => {
    const root = rootOf(placeOf(reference));
    if (root.kind === "static") escaping.add(root.name);
    const alias = root.kind === "local" ? aliases.get(root.name) : undefined;
    if (alias !== undefined) escape(alias);
  };
  walk(func.body, {
    statement: (statement) => {
      const value = statement.kind === "return" ? statement.value : null;
      if (value?.kind === "reference" || value?.kind === "slice") escape(value);
    },
    reference: (reference) => {
      if (isArrayOfArrays(reference.type)) escape(reference);
    },
  });
}

function isArrayOfArrays(type: Type): boolean {
  if (isScalar(type) || type.kind === "struct") return false;
  return !isScalar(type.element) && type.element.kind === "array";
}

/** Whether a static is emitted as `const`, and so lies in flash. */
export function isConstant(variable: Static, escaping: ReadonlySet<string>): boolean {
  return variable.readonly && !escaping.has(variable.name);
}
