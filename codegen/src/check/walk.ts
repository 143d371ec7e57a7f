/**
 * Visits the statements of a checked body; expressions and places are the IR's, whose walk takes over there.
 *
 * @packageDocumentation
 */
import type { Expression, Invocation, Reference, Replace } from "../ir/ir.ts";
import type { Visitor } from "../ir/walk.ts";
import { isReference, walkExpression, walkPlace, walkReference } from "../ir/walk.ts";
import type { CheckedAlias, CheckedAssign, CheckedStatement } from "./checked.ts";

/** What to do on the way. */
export interface CheckedVisitor extends Omit<Visitor, "statement"> {
  assign?(assign: CheckedAssign): void;
  alias?(alias: CheckedAlias): void;
  replace?(replace: Replace): void;
  returned?(value: Expression | Reference): void;
  /** A call whose result, if there is one, is not used; `invocation` hears of it, too. */
  dropped?(invocation: Invocation): void;
}

/** Visits everything in `body`, in source order. */
export function walkChecked(body: readonly CheckedStatement[], visitor: CheckedVisitor): void {
  for (const statement of body) walkStatement(statement, visitor);
}

function walkStatement(statement: CheckedStatement, visitor: CheckedVisitor): void {
  switch (statement.kind) {
    case "let":
      if (statement.value !== null) walkExpression(statement.value, visitor);
      return;
    case "alias":
      visitor.alias?.(statement);
      walkReference(statement.target, visitor);
      return;
    case "assign":
      visitor.assign?.(statement);
      walkPlace(statement.place, visitor);
      walkExpression(statement.value, visitor);
      return;
    case "replace":
      visitor.replace?.(statement);
      walkPlace(statement.place, visitor);
      return;
    case "if":
      walkExpression(statement.condition, visitor);
      walkChecked(statement.then, visitor);
      walkChecked(statement.otherwise, visitor);
      return;
    case "for":
      walkChecked(statement.initial, visitor);
      walkExpression(statement.condition, visitor);
      walkChecked(statement.update, visitor);
      walkChecked(statement.body, visitor);
      return;
    case "while":
    case "do-while":
      walkExpression(statement.condition, visitor);
      walkChecked(statement.body, visitor);
      return;
    case "switch":
      walkExpression(statement.subject, visitor);
      for (const one of statement.cases) walkChecked(one.body, visitor);
      walkChecked(statement.otherwise ?? [], visitor);
      return;
    case "block":
      walkChecked(statement.body, visitor);
      return;
    case "return":
      if (statement.value === null) return;
      visitor.returned?.(statement.value);
      walkResult(statement.value, visitor);
      return;
    case "return-tuple":
      for (const value of statement.values) walkExpression(value, visitor);
      return;
    case "let-tuple":
    case "call-statement":
      if (statement.kind === "call-statement") visitor.dropped?.(statement.invocation);
      visitor.invocation?.(statement.invocation);
      for (const argument of statement.invocation.arguments) walkResult(argument, visitor);
      return;
    case "break":
    case "continue":
      return;
  }
}

function walkResult(value: Expression | Reference, visitor: CheckedVisitor): void {
  if (isReference(value)) walkReference(value, visitor);
  else walkExpression(value, visitor);
}
