/**
 * Makes a tree of the intermediate representation from another by replacing expressions, children before parents.
 *
 * The counterpart of walk.ts: who replaces one kind of node says only that.
 *
 * @packageDocumentation
 */
import type { Assign, Expression, Invocation, Let, Place, Reference, Statement } from "./ir.ts";
import { isReference } from "./walk.ts";

/** What to put in the place of an expression, whose children have been replaced; itself if it stays. */
export type Replace = (expression: Expression) => Expression;

/** The same statements with other expressions. */
export function rewrite(body: readonly Statement[], replace: Replace): readonly Statement[] {
  return body.map((statement) => rewriteStatement(statement, replace));
}

function rewriteStatement(statement: Statement, replace: Replace): Statement {
  switch (statement.kind) {
    case "let":
      return rewriteLet(statement, replace);
    case "alias":
      return { ...statement, target: rewriteReference(statement.target, replace) };
    case "assign":
      return rewriteAssign(statement, replace);
    case "if": {
      const condition = rewriteExpression(statement.condition, replace);
      const then = rewrite(statement.then, replace);
      return { ...statement, condition, then, otherwise: rewrite(statement.otherwise, replace) };
    }
    case "for":
      return {
        ...statement,
        initial: statement.initial.map((each) => rewriteLet(each, replace)),
        condition: rewriteExpression(statement.condition, replace),
        update: statement.update.map((each) => rewriteAssign(each, replace)),
        body: rewrite(statement.body, replace),
      };
    case "while":
    case "do-while": {
      const condition = rewriteExpression(statement.condition, replace);
      return { ...statement, condition, body: rewrite(statement.body, replace) };
    }
    case "switch":
      return {
        ...statement,
        subject: rewriteExpression(statement.subject, replace),
        cases: statement.cases.map((each) => ({ ...each, body: rewrite(each.body, replace) })),
        otherwise: statement.otherwise === null ? null : rewrite(statement.otherwise, replace),
      };
    case "block":
      return { ...statement, body: rewrite(statement.body, replace) };
    case "return":
      return { ...statement, value: statement.value === null ? null : rewriteArgument(statement.value, replace) };
    case "replace":
      return { ...statement, place: rewritePlace(statement.place, replace) };
    case "return-tuple":
      return { ...statement, values: statement.values.map((value) => rewriteExpression(value, replace)) };
    case "let-tuple":
    case "call-statement":
      return { ...statement, invocation: rewriteInvocation(statement.invocation, replace) };
    case "break":
    case "continue":
      return statement;
  }
}

function rewriteLet(statement: Let, replace: Replace): Let {
  return statement.value === null ? statement : { ...statement, value: rewriteExpression(statement.value, replace) };
}

function rewriteAssign(statement: Assign, replace: Replace): Assign {
  const place = rewritePlace(statement.place, replace);
  return { ...statement, place, value: rewriteExpression(statement.value, replace) };
}

/** The same expression with others in it, or what stands for the whole. */
function rewriteExpression(expression: Expression, replace: Replace): Expression {
  return replace(rewriteParts(expression, replace));
}

function rewriteParts(expression: Expression, replace: Replace): Expression {
  switch (expression.kind) {
    case "const":
      return expression;
    case "load":
      return { ...expression, place: rewritePlace(expression.place, replace) };
    case "length":
      return { ...expression, slice: rewritePlace(expression.slice, replace) };
    case "unary":
    case "convert":
      return { ...expression, operand: rewriteExpression(expression.operand, replace) };
    case "binary":
    case "logical": {
      const left = rewriteExpression(expression.left, replace);
      return { ...expression, left, right: rewriteExpression(expression.right, replace) };
    }
    case "conditional": {
      const condition = rewriteExpression(expression.condition, replace);
      const then = rewriteExpression(expression.then, replace);
      return { ...expression, condition, then, otherwise: rewriteExpression(expression.otherwise, replace) };
    }
    case "call":
      return { ...expression, invocation: rewriteInvocation(expression.invocation, replace) };
  }
}

function rewriteInvocation(invocation: Invocation, replace: Replace): Invocation {
  return { ...invocation, arguments: invocation.arguments.map((argument) => rewriteArgument(argument, replace)) };
}

function rewriteArgument(argument: Expression | Reference, replace: Replace): Expression | Reference {
  return isReference(argument) ? rewriteReference(argument, replace) : rewriteExpression(argument, replace);
}

function rewriteReference(reference: Reference, replace: Replace): Reference {
  if (reference.kind === "reference") return { ...reference, place: rewritePlace(reference.place, replace) };
  return {
    ...reference,
    base: rewritePlace(reference.base, replace),
    start: reference.start === null ? null : rewriteExpression(reference.start, replace),
    end: reference.end === null ? null : rewriteExpression(reference.end, replace),
  };
}

function rewritePlace(place: Place, replace: Replace): Place {
  switch (place.kind) {
    case "local":
    case "static":
      return place;
    case "field":
      return { ...place, base: rewritePlace(place.base, replace) };
    case "index":
      return { ...place, base: rewritePlace(place.base, replace), index: rewriteExpression(place.index, replace) };
  }
}
