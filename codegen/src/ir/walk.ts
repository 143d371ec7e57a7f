/**
 * Walks the trees of the intermediate representation, parents before children.
 *
 * Analyses that look for one kind of node say only that; the shape of every other node is known here alone.
 *
 * @packageDocumentation
 */
import type { Expression, Invocation, LetTuple, Place, Reference, Statement, TupleElement } from "./ir.ts";

/** The locals that a statement declares for those after it, in its block. */
export function declaredLocals(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "let":
    case "alias":
      return [statement.local];
    case "let-tuple":
      return statement.locals.filter((local) => local !== null);
    default:
      return [];
  }
}

/** A local that takes an element of a tuple. */
export interface TupleLocal extends TupleElement {
  /** The element's own name and place. */
  readonly element: string;
  readonly index: number;
}

/** The locals that take elements of a tuple, in order. */
export function localsOfTuple({ invocation, locals }: LetTuple): readonly TupleLocal[] {
  const { result } = invocation;
  if (typeof result === "string" || result.kind !== "tuple") throw new Error("ir: no tuple to take apart");
  return result.elements.flatMap(({ name: element, type }, index) => {
    const name = locals[index] ?? null;
    return name === null ? [] : [{ name, type, element, index }];
  });
}

/** What to do on the way. Every call is optional; children are always visited. */
export interface Visitor {
  statement?(statement: Statement): void;
  expression?(expression: Expression): void;
  place?(place: Place): void;
  reference?(reference: Reference): void;
  invocation?(invocation: Invocation): void;
}

/** Visits everything in `body`, in source order. */
export function walk(body: readonly Statement[], visitor: Visitor): void {
  for (const statement of body) walkStatement(statement, visitor);
}

function walkStatement(statement: Statement, visitor: Visitor): void {
  visitor.statement?.(statement);
  switch (statement.kind) {
    case "let":
      if (statement.value !== null) walkExpression(statement.value, visitor);
      return;
    case "alias":
      walkReference(statement.target, visitor);
      return;
    case "assign":
      walkPlace(statement.place, visitor);
      walkExpression(statement.value, visitor);
      return;
    case "replace":
      walkPlace(statement.place, visitor);
      return;
    case "if":
      walkExpression(statement.condition, visitor);
      walk(statement.then, visitor);
      walk(statement.otherwise, visitor);
      return;
    case "for":
      walk(statement.initial, visitor);
      walkExpression(statement.condition, visitor);
      walk(statement.update, visitor);
      walk(statement.body, visitor);
      return;
    case "while":
      walkExpression(statement.condition, visitor);
      walk(statement.body, visitor);
      return;
    case "do-while":
      walk(statement.body, visitor);
      walkExpression(statement.condition, visitor);
      return;
    case "switch":
      walkExpression(statement.subject, visitor);
      for (const each of statement.cases) {
        for (const value of each.values) walkExpression(value, visitor);
        walk(each.body, visitor);
      }
      for (const value of statement.otherwiseValues ?? []) walkExpression(value, visitor);
      if (statement.otherwise !== null) walk(statement.otherwise, visitor);
      return;
    case "block":
      walk(statement.body, visitor);
      return;
    case "return":
      if (statement.value !== null) walkArgument(statement.value, visitor);
      return;
    case "return-tuple":
      for (const value of statement.values) walkExpression(value, visitor);
      return;
    case "let-tuple":
    case "call-statement":
      walkInvocation(statement.invocation, visitor);
      return;
    case "break":
    case "continue":
      return;
  }
}

/** Visits an expression and all that it is made of. */
export function walkExpression(expression: Expression, visitor: Visitor): void {
  visitor.expression?.(expression);
  switch (expression.kind) {
    case "const":
      return;
    case "load":
      walkPlace(expression.place, visitor);
      return;
    case "length":
      walkPlace(expression.slice, visitor);
      return;
    case "unary":
    case "convert":
      walkExpression(expression.operand, visitor);
      return;
    case "binary":
    case "logical":
      walkExpression(expression.left, visitor);
      walkExpression(expression.right, visitor);
      return;
    case "conditional":
      walkExpression(expression.condition, visitor);
      walkExpression(expression.then, visitor);
      walkExpression(expression.otherwise, visitor);
      return;
    case "call":
      walkInvocation(expression.invocation, visitor);
      return;
  }
}

/** Whether an argument or a returned value is a reference (and not a scalar expression). */
export function isReference(argument: Expression | Reference): argument is Reference {
  return argument.kind === "reference" || argument.kind === "slice";
}

function walkArgument(argument: Expression | Reference, visitor: Visitor): void {
  if (isReference(argument)) walkReference(argument, visitor);
  else walkExpression(argument, visitor);
}

/** Visits a reference and all that it is made of. */
export function walkReference(reference: Reference, visitor: Visitor): void {
  visitor.reference?.(reference);
  if (reference.kind === "reference") {
    walkPlace(reference.place, visitor);
    return;
  }
  walkPlace(reference.base, visitor);
  if (reference.start !== null) walkExpression(reference.start, visitor);
  if (reference.end !== null) walkExpression(reference.end, visitor);
}

function walkInvocation(invocation: Invocation, visitor: Visitor): void {
  visitor.invocation?.(invocation);
  for (const argument of invocation.arguments) walkArgument(argument, visitor);
}

/** Visits a place and all that it is made of. */
export function walkPlace(place: Place, visitor: Visitor): void {
  visitor.place?.(place);
  switch (place.kind) {
    case "local":
    case "static":
      return;
    case "field":
      walkPlace(place.base, visitor);
      return;
    case "index":
      walkPlace(place.base, visitor);
      walkExpression(place.index, visitor);
      return;
  }
}
