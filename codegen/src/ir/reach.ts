/**
 * Which declarations a program needs: what is reached from its public functions. The rest is dead.
 *
 * @packageDocumentation
 */
import type { Extern, Func, Module, Program, ResultType, Static, Struct } from "./ir.ts";
import type { Type } from "./types.ts";
import { enumerationOf, enumerationsOfLocals, structsOf, usesOf, usesOfFields, usesOfStatic } from "./uses.ts";

/** Qualified names of all functions, externs, statics, named constants, enums and structs that are reached. */
export function reachedFrom(program: Program): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = program.exports.map((each) => each.target);
  const uses = usesByName(program);
  for (const entry of program.modules) {
    if (entry.id !== program.entry) continue;
    // A host makes its own instances of the structs that the entry module exports, and names members of its enums.
    const objects = entry.constants.filter((each) => each.object !== undefined);
    pending.push(...[...entry.structs, ...entry.enumerations, ...objects].filter((each) => each.exported).map(nameOf));
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    pending.push(...(uses.get(name)?.() ?? []));
  }
  return reached;
}

function nameOf(declaration: { readonly name: string }): string {
  return declaration.name;
}

/** For each declaration, what it needs in turn. */
function usesByName(program: Program): ReadonlyMap<string, () => readonly string[]> {
  return new Map(program.modules.flatMap((module) => usesOfModule(module)));
}

function usesOfModule(module: Module): [string, () => readonly string[]][] {
  return [
    ...module.functions.map((func): [string, () => string[]] => [func.name, () => usesOfFunction(func)]),
    ...module.externs.map((extern): [string, () => readonly string[]] => [extern.name, () => usesOfSignature(extern)]),
    ...module.statics.map((each: Static): [string, () => readonly string[]] => [each.name, () => usesOfStatic(each)]),
    ...module.structs.map((each: Struct): [string, () => readonly string[]] => [each.name, () => usesOfFields(each)]),
  ];
}

function usesOfFunction(func: Func): string[] {
  return [...usesOf(func.body), ...enumerationsOfLocals(func.body), ...usesOfSignature(func)];
}

/** The structs and enums that a signature mentions. */
export function usesOfSignature(callable: Func | Extern): readonly string[] {
  const types: Type[] = callable.parameters.map((parameter) => parameter.type);
  const structs = [...types, ...typesOfResult(callable.result)].flatMap(structsOf);
  return [...structs, ...[...callable.parameters, callable].flatMap(enumerationOf)];
}

function typesOfResult(result: ResultType): readonly Type[] {
  return typeof result === "string" || result.kind === "tuple" ? [] : [result.type];
}
