/**
 * Whether control can come out at the end of statements.
 *
 * @packageDocumentation
 */
import { declaredBoundOf } from "../ir/declared-bound.ts";
import type { CheckedStatement } from "./checked.ts";

/** Whether the end of a list of statements can be reached. */
export function completes(statements: readonly CheckedStatement[]): boolean {
  return statements.every(statementCompletes);
}

function statementCompletes(statement: CheckedStatement): boolean {
  switch (statement.kind) {
    case "let":
    case "let-tuple":
    case "alias":
    case "assign":
    case "replace":
    case "call-statement":
      return true;
    case "break":
    case "continue":
    case "return":
    case "return-tuple":
      return false;
    case "if":
      return completes(statement.then) || completes(statement.otherwise);
    case "block":
      return completes(statement.body);
    case "for":
    case "while":
      return hasBound(statement) || !isTrue(statement.condition) || breaks(statement.body, statement.label, false);
    case "do-while": {
      const ends = completes(statement.body) && !isTrue(statement.condition);
      return (
        hasBound(statement) ||
        ends ||
        breaks(statement.body, statement.label, false) ||
        continues(statement.body, statement.label)
      );
    }
    case "switch":
      return (
        statement.otherwise === null ||
        completes(statement.otherwise) ||
        statement.cases.some((one) => completes(one.body))
      );
  }
}

/** A loop with a declared bound is left when it is reached. */
function hasBound({ comments }: CheckedStatement): boolean {
  return declaredBoundOf(comments) !== null;
}

function isTrue(condition: { readonly kind: string; readonly value?: unknown }): boolean {
  return condition.kind === "const" && condition.value === true;
}

/** Whether a statement breaks out of the loop of this label; `inner` if it stands in a loop of its own. */
function breaks(statements: readonly CheckedStatement[], label: string | null, inner: boolean): boolean {
  return statements.some((statement) => jumps(statement, "break", label, inner));
}

/** A `continue` reaches the condition of a `do`; whether that is true does not matter enough to look. */
function continues(statements: readonly CheckedStatement[], label: string | null): boolean {
  return statements.some((statement) => jumps(statement, "continue", label, false));
}

function jumps(statement: CheckedStatement, kind: "break" | "continue", label: string | null, inner: boolean): boolean {
  const some = (list: readonly CheckedStatement[], deeper = inner) =>
    list.some((one) => jumps(one, kind, label, deeper));
  switch (statement.kind) {
    case "let":
    case "let-tuple":
    case "alias":
    case "assign":
    case "replace":
    case "call-statement":
    case "return":
    case "return-tuple":
      return false;
    case "break":
    case "continue":
      return statement.kind === kind && (statement.label === null ? !inner : statement.label === label);
    case "if":
      return some(statement.then) || some(statement.otherwise);
    case "block":
      return some(statement.body);
    case "for":
    case "while":
    case "do-while":
      return some(statement.body, true);
    case "switch":
      return some(statement.otherwise ?? []) || statement.cases.some((one) => some(one.body));
  }
}
