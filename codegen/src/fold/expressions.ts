/**
 * Expressions of which something is known: a part that is a constant makes a constant of the whole, or leaves the rest.
 *
 * Everything is computed with the one table of operators, so a result has every bit that it would have at run time.
 *
 * @packageDocumentation
 */
import { binary, constantOf, convertTo, unary } from "../check/fold.ts";
import type { Binary, Const, Expression, Logical, Place } from "../ir/ir.ts";
import { isScalar } from "../ir/types.ts";
import { effectsOf, effectsOfCall } from "./effects.ts";
import type { Facts } from "./facts.ts";

/** What an expression is whose parts are simple already; itself if nothing is known. */
export function simplify(expression: Expression, facts: Facts, locals: ReadonlyMap<string, Const>): Expression {
  const { span } = expression;
  switch (expression.kind) {
    case "const":
    case "length":
      return expression;
    case "load": {
      const known = valueOf(expression.place, facts, locals);
      return known === null || effectsOf(expression.place, facts.silent).length > 0 ? expression : { ...known, span };
    }
    case "unary":
      return expression.operand.kind === "const" ? unary(expression.operator, expression.operand, span) : expression;
    case "binary":
      return simplifyBinary(expression, facts);
    case "logical":
      return simplifyLogical(expression, facts);
    case "conditional":
      if (expression.condition.kind !== "const") return expression;
      return expression.condition.value === true ? expression.then : expression.otherwise;
    case "convert":
      return expression.operand.kind === "const" ? convertConst(expression.operand, expression) : expression;
    case "call": {
      const { invocation } = expression;
      const known = facts.results.get(invocation.callee);
      return known === undefined || effectsOfCall(invocation, facts.silent).length > 0
        ? expression
        : { ...known, span };
    }
  }
}

/** An integer that fits keeps its name. */
function convertConst(operand: Const, { type, span }: Expression): Expression {
  const { value, name, member } = operand;
  const converted = convertTo(type, operand, span);
  const isKept = converted.kind === "const" && operand.type !== "f32" && type !== "f32" && converted.value === value;
  return isKept ? constantOf(type, value, span, name, member) : converted;
}

/** What a place holds at all times. */
function valueOf(place: Place, facts: Facts, locals: ReadonlyMap<string, Const>): Const | null {
  if (place.kind === "index" || !isScalar(place.type)) return null;
  if (facts.isProven && place.below === 1) return constantOf(place.type, 0, place.span);
  if (place.kind === "static") return facts.constants.get(place.name) ?? null;
  return place.kind === "local" ? (locals.get(place.name) ?? null) : null;
}

/** A division by zero stays for whoever checks it, unless it is known that nobody gets there. */
function simplifyBinary(expression: Binary, facts: Facts): Expression {
  const { operator, left, right, type, span } = expression;
  const divides = (operator === "divide" || operator === "remainder") && type !== "f32";
  if (divides && right.kind === "const" && Number(right.value) === 0) {
    return facts.isProven && effectsOf(left, facts.silent).length === 0 ? constantOf(type, 0, span) : expression;
  }
  return left.kind === "const" && right.kind === "const" ? binary(operator, left, right, span) : expression;
}

function simplifyLogical(expression: Logical, facts: Facts): Expression {
  const { operator, left, right } = expression;
  const decisive = operator === "or";
  if (left.kind === "const") return left.value === decisive ? left : right;
  if (right.kind !== "const") return expression;
  if (right.value !== decisive) return left;
  return effectsOf(left, facts.silent).length > 0 ? expression : right;
}

/** The opposite of a condition. An order of numbers that may be NaN has none but `!`. */
export function negate(condition: Expression): Expression {
  if (condition.kind === "unary" && condition.operator === "not") return condition.operand;
  const opposite = condition.kind === "binary" ? OPPOSITES[condition.operator] : undefined;
  if (condition.kind !== "binary" || opposite === undefined) return unary("not", condition, condition.span);
  const isEquality = condition.operator === "equal" || condition.operator === "not-equal";
  if (condition.left.type === "f32" && !isEquality) return unary("not", condition, condition.span);
  return { ...condition, operator: opposite };
}

const OPPOSITES: Partial<Record<Binary["operator"], Binary["operator"]>> = {
  equal: "not-equal",
  "not-equal": "equal",
  less: "greater-equal",
  "greater-equal": "less",
  greater: "less-equal",
  "less-equal": "greater",
};
