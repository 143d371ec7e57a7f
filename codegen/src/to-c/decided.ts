/**
 * Conditions of which the outcome is plain to see.
 *
 * A program may have them, by its own configuration or by oversight. C compilers complain of them, so the outcome
 * stands in their place.
 *
 * @packageDocumentation
 */
import type { Binary, Const, Expression, Logical } from "../ir/ir.ts";
import { BINARY } from "../ir/operators.ts";
import { isRepeatable, isSame } from "../ir/same.ts";
import { isWide } from "../ir/types.ts";
import type { LocalRanges } from "../prove/range.ts";
import { rangeOf } from "../prove/range.ts";

/**
 * The outcome of a comparison of integers that has only one, by the width of its operands or by the bits that they
 * cannot have: compilers complain of such. Two constants are compared as they are, since that is how a program asks for
 * its own configuration.
 */
export function decidedComparison({ operator, left, right, type }: Binary): boolean | null {
  if (type !== "bool" || left.type === "f32" || (left.kind === "const" && right.kind === "const")) return null;
  const isDifferent = isSame(left, right) && isRepeatable(left) ? false : null;
  const [a, b] = [boundsOf(left), boundsOf(right)];
  const isDisjoint = a.most < b.least || b.most < a.least || differInBits(left, right) ? true : isDifferent;
  const isLess = a.most < b.least ? true : a.least >= b.most ? false : isDifferent;
  const isGreater = b.most < a.least ? true : b.least >= a.most ? false : isDifferent;
  switch (operator) {
    case "less":
      return isLess;
    case "less-equal":
      return isGreater === null ? null : !isGreater;
    case "greater":
      return isGreater;
    case "greater-equal":
      return isLess === null ? null : !isLess;
    case "equal":
      return isDisjoint === null ? null : !isDisjoint;
    case "not-equal":
      return isDisjoint;
    default:
      return null;
  }
}

interface Bounds {
  readonly least: number | bigint;
  readonly most: number | bigint;
}

/** What an expression can be by its type; of 64 bits, also what it is made of if that is narrower. */
function boundsOf(expression: Expression): Bounds {
  if (!isWide(expression.type)) return rangeOf(expression, NO_LOCALS);
  if (expression.kind === "const" && typeof expression.value === "bigint") {
    return { least: expression.value, most: expression.value };
  }
  if (expression.kind === "convert" && expression.operand.type !== "f32" && !isWide(expression.operand.type)) {
    const range = rangeOf(expression.operand, NO_LOCALS);
    if (range.least >= 0 || expression.type === "i64") return range;
  }
  return expression.type === "u64" ? { least: 0, most: 2n ** 64n - 1n } : { least: -(2n ** 63n), most: 2n ** 63n - 1n };
}

/** Whether one is `x & mask` or `x | mask`, and the other a constant that has a bit too much or too few. */
function differInBits(left: Expression, right: Expression): boolean {
  if (left.kind === "const") return right.kind !== "const" && differInBits(right, left);
  if (left.kind !== "binary" || !isNumber(right)) return false;
  const mask = [left.left, left.right].find(isNumber);
  if (mask === undefined) return false;
  if (left.operator === "bit-and") return (right.value & ~mask.value) !== 0;
  return left.operator === "bit-or" && (mask.value & ~right.value) !== 0;
}

const NO_LOCALS: LocalRanges = new Map();

/**
 * The outcome of `x && !x`, and of two comparisons of one value with constants that exclude each other or leave nothing
 * out: `x > 9 && x === 1`, `x < 9 || x > 1`. Of an f32, the latter holds unless it is NaN. Null where it depends.
 */
export function decidedLogical({ operator, left, right }: Logical): boolean | "unless NaN" | null {
  const decisive = operator === "or";
  if (!isRepeatable(left)) return null;
  if (isNegation(left, right) || isNegation(right, left)) return decisive;
  const [first, second] = [comparisonWithConst(left), comparisonWithConst(right)];
  if (first === null || second === null || !isSame(first.value, second.value)) return null;
  const isDecided = samplesAround(first.bound, second.bound, first.value.type === "f32").every((sample) => {
    const [one, other] = [first.holds(sample), second.holds(sample)];
    return (decisive ? one || other : one && other) === decisive;
  });
  if (!isDecided) return null;
  return decisive && first.value.type === "f32" && !(first.holds(NaN) || second.holds(NaN)) ? "unless NaN" : decisive;
}

function isNegation(negated: Expression, plain: Expression): boolean {
  return negated.kind === "unary" && negated.operator === "not" && isSame(negated.operand, plain);
}

interface Comparison {
  readonly value: Expression;
  readonly bound: number;
  holds(value: number): boolean;
}

function comparisonWithConst(expression: Expression): Comparison | null {
  if (expression.kind !== "binary" || expression.type !== "bool" || expression.left.type === "bool") return null;
  const { operator, left, right } = expression;
  const holds = (a: number, b: number): boolean => BINARY[operator].f32?.(a, b) === 1;
  if (isNumber(right) && left.kind !== "const") {
    return { value: left, bound: right.value, holds: (value) => holds(value, right.value) };
  }
  if (!isNumber(left) || right.kind === "const") return null;
  return { value: right, bound: left.value, holds: (value) => holds(left.value, value) };
}

/** One number of each stretch into which two bounds cut all numbers. */
function samplesAround(a: number, b: number, isFloat: boolean): number[] {
  const between = a / 2 + b / 2;
  return [-Infinity, a, isFloat ? between : Math.min(a, b) + Math.min(1, Math.abs(a - b)), b, Infinity];
}

/** Whether an expression is a constant number. */
export function isNumber(expression: Expression): expression is Const & { readonly value: number } {
  return expression.kind === "const" && typeof expression.value === "number";
}
