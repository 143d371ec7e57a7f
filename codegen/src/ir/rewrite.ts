/**
 * Makes a tree of the intermediate representation from another by replacing expressions, children before parents.
 *
 * The counterpart of walk.ts: who replaces one kind of node says only that. What nothing was replaced in stays the same
 * object, so that who asks whether anything changed, or has kept what follows from a tree, compares objects.
 *
 * @packageDocumentation
 */
import type { Assign, Expression, Invocation, Let, Place, Reference, Statement } from "./ir.ts";
import { isReference } from "./walk.ts";

/** What to put in the place of an expression, whose children have been replaced; itself if it stays. */
export type Replace = (expression: Expression) => Expression;

/** The same statements with other expressions. */
export function rewrite(body: readonly Statement[], replace: Replace): readonly Statement[] {
  return mapSame(body, (statement) => rewriteStatement(statement, replace));
}

/** The same statement with other bodies, each made of the one that is there. */
export function rewriteBodies(
  statement: Statement,
  make: (body: readonly Statement[]) => readonly Statement[],
): Statement {
  switch (statement.kind) {
    case "if":
      return update(statement, { then: make(statement.then), otherwise: make(statement.otherwise) });
    case "for":
    case "while":
    case "do-while":
    case "block":
      return update(statement, { body: make(statement.body) });
    case "switch":
      return update(statement, {
        cases: mapSame(statement.cases, (each) => update(each, { body: make(each.body) })),
        otherwise: statement.otherwise === null ? null : make(statement.otherwise),
      });
    default:
      return statement;
  }
}

function rewriteStatement(statement: Statement, replace: Replace): Statement {
  switch (statement.kind) {
    case "let":
      return rewriteLet(statement, replace);
    case "alias":
      return update(statement, { target: rewriteReference(statement.target, replace) });
    case "assign":
      return rewriteAssign(statement, replace);
    case "if": {
      const condition = rewriteExpression(statement.condition, replace);
      const then = rewrite(statement.then, replace);
      return update(statement, { condition, then, otherwise: rewrite(statement.otherwise, replace) });
    }
    case "for":
      return update(statement, {
        initial: mapSame(statement.initial, (each) => rewriteLet(each, replace)),
        condition: rewriteExpression(statement.condition, replace),
        update: mapSame(statement.update, (each) => rewriteAssign(each, replace)),
        body: rewrite(statement.body, replace),
      });
    case "while":
    case "do-while": {
      const condition = rewriteExpression(statement.condition, replace);
      return update(statement, { condition, body: rewrite(statement.body, replace) });
    }
    case "switch":
      return update(statement, {
        subject: rewriteExpression(statement.subject, replace),
        cases: mapSame(statement.cases, (each) => update(each, { body: rewrite(each.body, replace) })),
        otherwise: statement.otherwise === null ? null : rewrite(statement.otherwise, replace),
      });
    case "block":
      return update(statement, { body: rewrite(statement.body, replace) });
    case "return":
      return statement.value === null
        ? statement
        : update(statement, { value: rewriteArgument(statement.value, replace) });
    case "replace":
      return update(statement, { place: rewritePlace(statement.place, replace) });
    case "return-tuple":
      return update(statement, { values: mapSame(statement.values, (value) => rewriteExpression(value, replace)) });
    case "let-tuple":
    case "call-statement":
      return update(statement, { invocation: rewriteInvocation(statement.invocation, replace) });
    case "break":
    case "continue":
      return statement;
  }
}

/** The same local with another initial value. */
export function rewriteLet(statement: Let, replace: Replace): Let {
  return statement.value === null
    ? statement
    : update(statement, { value: rewriteExpression(statement.value, replace) });
}

/** The same store of another value, to a place with other expressions. */
export function rewriteAssign(statement: Assign, replace: Replace): Assign {
  const place = rewritePlace(statement.place, replace);
  return update(statement, { place, value: rewriteExpression(statement.value, replace) });
}

/** The same expression with others in it, or what stands for the whole. */
export function rewriteExpression(expression: Expression, replace: Replace): Expression {
  return replace(rewriteParts(expression, replace));
}

function rewriteParts(expression: Expression, replace: Replace): Expression {
  switch (expression.kind) {
    case "const":
      return expression;
    case "load":
      return update(expression, { place: rewritePlace(expression.place, replace) });
    case "length":
      return update(expression, { slice: rewritePlace(expression.slice, replace) });
    case "unary":
    case "convert":
      return update(expression, { operand: rewriteExpression(expression.operand, replace) });
    case "binary":
    case "logical": {
      const left = rewriteExpression(expression.left, replace);
      return update(expression, { left, right: rewriteExpression(expression.right, replace) });
    }
    case "conditional": {
      const condition = rewriteExpression(expression.condition, replace);
      const then = rewriteExpression(expression.then, replace);
      return update(expression, { condition, then, otherwise: rewriteExpression(expression.otherwise, replace) });
    }
    case "call":
      return update(expression, { invocation: rewriteInvocation(expression.invocation, replace) });
  }
}

/** The same call with other arguments. */
export function rewriteInvocation(invocation: Invocation, replace: Replace): Invocation {
  return update(invocation, {
    arguments: mapSame(invocation.arguments, (argument) => rewriteArgument(argument, replace)),
  });
}

function rewriteArgument(argument: Expression | Reference, replace: Replace): Expression | Reference {
  return isReference(argument) ? rewriteReference(argument, replace) : rewriteExpression(argument, replace);
}

/** The same reference with other expressions. */
export function rewriteReference(reference: Reference, replace: Replace): Reference {
  if (reference.kind === "reference") return update(reference, { place: rewritePlace(reference.place, replace) });
  return update(reference, {
    base: rewritePlace(reference.base, replace),
    start: reference.start === null ? null : rewriteExpression(reference.start, replace),
    end: reference.end === null ? null : rewriteExpression(reference.end, replace),
  });
}

/** The same place with other expressions. */
export function rewritePlace(place: Place, replace: Replace): Place {
  switch (place.kind) {
    case "local":
    case "static":
      return place;
    case "field":
      return update(place, { base: rewritePlace(place.base, replace) });
    case "index":
      return update(place, { base: rewritePlace(place.base, replace), index: rewriteExpression(place.index, replace) });
  }
}

/** A node with other parts; the node itself if it has these parts already. */
export function update<Node extends object>(node: Node, parts: Partial<Node>): Node {
  for (const name in parts) if (parts[name] !== node[name]) return { ...node, ...parts };
  return node;
}

/** A list of all that is made of each; the list itself if each stays what it is. */
export function flatMapSame<Item>(
  list: readonly Item[],
  make: (item: Item, index: number) => readonly Item[],
): readonly Item[] {
  return keepIfSame(list, list.flatMap(make));
}

/** The first list if the second has the same items. */
export function keepIfSame<Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] {
  return after.length === before.length && after.every((item, index) => item === before[index]) ? before : after;
}

/** A list of what is made of each; the list itself if each stays what it is. */
export function mapSame<Item>(list: readonly Item[], make: (item: Item) => Item): readonly Item[] {
  return keepIfSame(list, list.map(make));
}
