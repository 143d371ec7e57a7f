/**
 * Finds what the program writes through which name: parameters and aliases that are not `const` in C, and
 * statics that cannot go to flash.
 *
 * A write through an alias is one through what it names; an argument is written if the callee writes its parameter. No
 * function calls itself, so each is looked at once, after its callees. What leaves the program by reference (a
 * result, an argument of an extern, an exported static) counts as written.
 *
 * @packageDocumentation
 */
import type {
  CheckedAlias,
  CheckedFunction,
  CheckedParameter,
  CheckedProgram,
  CheckedExtern,
} from "../check/checked.ts";
import { walkChecked } from "../check/walk.ts";
import type { Expression, Invocation, Parameter, Place, Reference } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { isReference } from "../ir/walk.ts";

/** What a program may write, as far as types tell. */
export interface Writes {
  /** Qualified names of the statics that may be written. */
  readonly statics: ReadonlySet<string>;
  readonly aliases: ReadonlySet<CheckedAlias>;
  readonly parametersOf: (callee: CheckedFunction | CheckedExtern) => readonly Parameter[];
}

/** Looks through the whole program. */
export function findWrites(program: CheckedProgram): Writes {
  const search: Search = {
    functions: new Map(),
    externs: new Set(),
    parameters: new Map(),
    statics: new Set(),
    aliases: new Set(),
  };
  for (const module of program.modules) {
    for (const one of module.functions) search.functions.set(one.name, one);
    for (const one of module.externs) search.externs.add(one.name);
  }
  for (const { kind, target } of program.exports) if (kind === "static") search.statics.add(target);
  for (const one of search.functions.values()) writtenParameters(search, one);
  return { statics: search.statics, aliases: search.aliases, parametersOf: (callee) => parametersOf(search, callee) };
}

interface Search {
  readonly functions: Map<string, CheckedFunction>;
  readonly externs: Set<string>;
  /** Names of the parameters that each function writes through. */
  readonly parameters: Map<string, ReadonlySet<string>>;
  readonly statics: Set<string>;
  readonly aliases: Set<CheckedAlias>;
}

function parametersOf(search: Search, callee: CheckedFunction | CheckedExtern): readonly Parameter[] {
  return callee.parameters.map((parameter) => ({ ...parameter, written: isWritten(search, callee.name, parameter) }));
}

function isWritten(search: Search, callee: string, parameter: CheckedParameter): boolean {
  if (isScalar(parameter.type)) return false;
  if (search.externs.has(callee)) return true;
  const checked = search.functions.get(callee);
  return checked !== undefined && writtenParameters(search, checked).has(parameter.name);
}

function writtenParameters(search: Search, checked: CheckedFunction): ReadonlySet<string> {
  const known = search.parameters.get(checked.name);
  if (known !== undefined) return known;
  const written = new Set<string>();
  search.parameters.set(checked.name, written);
  // By source order, the last alias of a name is the one in scope.
  const scope = new Map<string, CheckedAlias>();
  const write = (place: Place): void => {
    writeThrough(search, scope, written, place);
  };
  walkChecked(checked.body, {
    alias: (alias) => scope.set(alias.local, alias),
    assign: ({ place }) => {
      if (place.kind !== "local") write(place);
    },
    replace: ({ place }) => {
      write(place);
    },
    invocation: (invocation) => {
      for (const place of writtenArguments(search, invocation)) write(place);
    },
    returned: (value) => {
      if (isReference(value)) write(placeOf(value));
    },
  });
  return written;
}

function writtenArguments(search: Search, invocation: Invocation): readonly Place[] {
  const callee = search.functions.get(invocation.callee);
  return invocation.arguments.flatMap((argument: Expression | Reference, index) => {
    if (!isReference(argument)) return [];
    const parameter = callee?.parameters[index];
    const written = parameter === undefined || isWritten(search, invocation.callee, parameter);
    return written ? [placeOf(argument)] : [];
  });
}

function placeOf(reference: Reference): Place {
  return reference.kind === "reference" ? reference.place : reference.base;
}

function writeThrough(
  search: Search,
  scope: ReadonlyMap<string, CheckedAlias>,
  parameters: Set<string>,
  place: Place,
): void {
  switch (place.kind) {
    case "field":
    case "index":
      writeThrough(search, scope, parameters, place.base);
      return;
    case "static":
      search.statics.add(place.name);
      return;
    case "local": {
      const alias = scope.get(place.name);
      if (alias === undefined) parameters.add(place.name);
      else {
        search.aliases.add(alias);
        writeThrough(search, scope, parameters, placeOf(alias.target));
      }
    }
  }
}
