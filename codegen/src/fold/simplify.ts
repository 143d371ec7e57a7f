/**
 * A function with what is known put in: constants for what never varies, one branch where only one is taken, nothing
 * where nothing happens.
 *
 * What a branch declares and the statements behind it declare may have the same names, so a branch that comes in the
 * place of its `if` is sometimes a block of its own.
 *
 * @packageDocumentation
 */
import type { Const, Expression, For, Func, If, Let, Statement, Switch } from "../ir/ir.ts";
import { canComplete } from "../ir/jumps.ts";
import {
  keepIfSame,
  mapSame,
  rewriteAssign,
  rewriteExpression,
  rewriteInvocation,
  rewriteLet,
  rewritePlace,
  rewriteReference,
  update,
} from "../ir/rewrite.ts";
import { declaredLocals, isReference, walk } from "../ir/walk.ts";
import { effectsOf, effectsOfCall } from "./effects.ts";
import { negate, simplify } from "./expressions.ts";
import type { Facts } from "./facts.ts";
import { withoutUnread } from "./unread.ts";

/** The same function, simpler; itself if nothing is. */
export function simplifyFunction(func: Func, facts: Facts): Func {
  const body = simplifyBody(func.body, new Scope(facts));
  return update(func, { body: withoutUnread(body, facts) });
}

/** What is known at a place in a function. */
class Scope {
  readonly facts: Facts;
  /** Locals that turned out to be constants, while they are in scope. */
  readonly locals = new Map<string, Const>();

  constructor(facts: Facts) {
    this.facts = facts;
  }

  readonly replace = (expression: Expression): Expression => simplify(expression, this.facts, this.locals);

  simple(expression: Expression): Expression {
    return rewriteExpression(expression, this.replace);
  }

  isSilent(expression: Expression): boolean {
    return effectsOf(expression, this.facts.silent).length === 0;
  }
}

type Body = readonly Statement[];

function simplifyBody(body: Body, scope: Scope): Body {
  const simple: Statement[] = [];
  const declared: string[] = [];
  for (const [index, statement] of body.entries()) {
    if (!canComplete(simple)) break;
    if (statement.kind === "let" && isNewConstant(statement, scope, declared)) continue;
    const made = simplifyStatement(statement, scope);
    simple.push(...(clashes(made, statement, body.slice(index + 1)) ? [blockOf(made, statement)] : made));
  }
  for (const local of declared) scope.locals.delete(local);
  return keepIfSame(body, simple);
}

/** Makes known a `const` that was computed in the source, and is a constant by now. */
function isNewConstant(statement: Let, scope: Scope, declared: string[]): boolean {
  const { local, mutable, value } = statement;
  if (mutable || value === null || value.kind === "const") return false;
  const simple = scope.simple(value);
  if (simple.kind !== "const") return false;
  scope.locals.set(local, simple);
  declared.push(local);
  return true;
}

/** Whether what came in the place of a statement declares what something behind it declares as well. */
function clashes(made: Body, statement: Statement, rest: Body): boolean {
  const declared = made.flatMap(declaredLocals);
  if (declared.length === 0 || declaredLocals(statement).length > 0) return false;
  let found = false;
  walk(rest, {
    statement: (each) => {
      found ||= declaredLocals(each).some((local) => declared.includes(local));
    },
  });
  return found;
}

function blockOf(body: Body, { span, comments }: Statement): Statement {
  return { kind: "block", body, span, comments };
}

function simplifyStatement(statement: Statement, scope: Scope): Body {
  const { replace } = scope;
  switch (statement.kind) {
    case "let":
      return [rewriteLet(statement, replace)];
    case "alias":
      return [update(statement, { target: rewriteReference(statement.target, replace) })];
    case "assign":
      return [rewriteAssign(statement, replace)];
    case "replace":
      return [update(statement, { place: rewritePlace(statement.place, replace) })];
    case "let-tuple":
      return [update(statement, { invocation: rewriteInvocation(statement.invocation, replace) })];
    case "call-statement": {
      const simple = update(statement, { invocation: rewriteInvocation(statement.invocation, replace) });
      const isNeeded = !scope.facts.silent.has(simple.invocation.callee);
      return isNeeded ? [simple] : effectsOfCall(simple.invocation, scope.facts.silent);
    }
    case "return": {
      const { value } = statement;
      if (value === null) return [statement];
      return [
        update(statement, { value: isReference(value) ? rewriteReference(value, replace) : scope.simple(value) }),
      ];
    }
    case "return-tuple":
      return [update(statement, { values: mapSame(statement.values, (value) => scope.simple(value)) })];
    case "block": {
      const body = simplifyBody(statement.body, scope);
      return body.length === 0 ? [] : [update(statement, { body })];
    }
    case "if":
      return simplifyIf(statement, scope);
    case "switch":
      return simplifySwitch(statement, scope);
    case "for":
      return simplifyFor(statement, scope);
    case "while": {
      const condition = scope.simple(statement.condition);
      if (isConst(condition, false)) return [];
      return [update(statement, { condition, body: simplifyBody(statement.body, scope) })];
    }
    case "do-while": {
      const body = simplifyBody(statement.body, scope);
      return [update(statement, { body, condition: scope.simple(statement.condition) })];
    }
    case "break":
    case "continue":
      return [statement];
  }
}

function simplifyIf(statement: If, scope: Scope): Body {
  const condition = scope.simple(statement.condition);
  if (condition.kind === "const") {
    const taken = condition.value === true ? statement.then : statement.otherwise;
    return withComments(simplifyBody(taken, scope), statement.comments);
  }
  const then = simplifyBody(statement.then, scope);
  const otherwise = simplifyBody(statement.otherwise, scope);
  if (then.length > 0) return [update(statement, { condition, then, otherwise })];
  if (otherwise.length === 0) return effectsOf(condition, scope.facts.silent);
  return [{ ...statement, condition: negate(condition), then: otherwise, otherwise: [] }];
}

function simplifySwitch(statement: Switch, scope: Scope): Body {
  const subject = scope.simple(statement.subject);
  if (subject.kind === "const") {
    const taken = statement.cases.find(({ values }) => values.some(({ value }) => value === subject.value));
    return withComments(simplifyBody(taken?.body ?? statement.otherwise ?? [], scope), statement.comments);
  }
  const cases = mapSame(statement.cases, (each) => update(each, { body: simplifyBody(each.body, scope) }));
  const otherwise = statement.otherwise === null ? null : simplifyBody(statement.otherwise, scope);
  return [update(statement, { subject, cases, otherwise })];
}

/** A loop that does nothing but count is gone, and so is one that never begins. */
function simplifyFor(statement: For, scope: Scope): Body {
  const initial = mapSame(statement.initial, (each) => rewriteLet(each, scope.replace));
  const condition = scope.simple(statement.condition);
  const body = simplifyBody(statement.body, scope);
  const changed = update(statement, {
    initial,
    condition,
    update: mapSame(statement.update, (each) => rewriteAssign(each, scope.replace)),
    body,
  });
  const isPlain = initial.every(({ value }) => value === null || scope.isSilent(value));
  if (isPlain && isConst(condition, false)) return [];
  return isPlain && body.length === 0 && scope.isSilent(condition) && countsOnly(changed, scope) ? [] : [changed];
}

function countsOnly({ initial, update: steps }: For, scope: Scope): boolean {
  const counters = initial.map(({ local }) => local);
  return steps.every(
    ({ place, value }) => place.kind === "local" && counters.includes(place.name) && scope.isSilent(value),
  );
}

function isConst(expression: Expression, value: boolean): boolean {
  return expression.kind === "const" && expression.value === value;
}

/** Comments stay with what comes in the place of their statement. */
function withComments(body: Body, comments: readonly string[]): Body {
  const [first, ...rest] = body;
  if (first === undefined || comments.length === 0) return body;
  return [{ ...first, comments: [...comments, ...first.comments] }, ...rest];
}
