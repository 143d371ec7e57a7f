/**
 * Names for the temporaries of a function: telling, and taken by nothing that the function could mean.
 *
 * @packageDocumentation
 */
import type { CheckedFunction, CheckedModule, CheckedStatement } from "../check/checked.ts";

/** Hands out names that are unique in one function. */
export interface LocalNames {
  /** `wanted`, or `wanted` with a number. */
  readonly take: (wanted: string) => string;
}

/** Names beside those that a function and its module declare. */
export function localNames(module: CheckedModule, checked: CheckedFunction): LocalNames {
  const taken = new Set<string>(checked.parameters.map((parameter) => parameter.name));
  for (const declaration of [
    module.structs,
    module.enumerations,
    module.constants,
    module.statics,
    module.externs,
    module.functions,
  ].flat()) {
    taken.add(declaration.name.slice(declaration.name.lastIndexOf(".") + 1));
  }
  for (const name of declaredIn(checked.body)) taken.add(name);
  const take = (wanted: string): string => {
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    return name;
  };
  return { take };
}

function declaredIn(statements: readonly CheckedStatement[]): readonly string[] {
  return statements.flatMap((statement): readonly string[] => {
    switch (statement.kind) {
      case "let":
      case "alias":
        return [statement.local];
      case "let-tuple":
        return statement.locals.filter((local) => local !== null);
      case "if":
        return declaredIn([...statement.then, ...statement.otherwise]);
      case "for":
        return declaredIn([...statement.initial, ...statement.body]);
      case "while":
      case "do-while":
      case "block":
        return declaredIn(statement.body);
      case "switch":
        return declaredIn([...statement.cases.flatMap((one) => one.body), ...(statement.otherwise ?? [])]);
      case "assign":
      case "replace":
      case "call-statement":
      case "break":
      case "continue":
      case "return":
      case "return-tuple":
        return [];
    }
  });
}
