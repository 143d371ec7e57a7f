/**
 * Makes typed expressions, evaluating what is constant with the one table of operators.
 *
 * A constant keeps its name only where it stands alone: `DIMENSIONS * 4` becomes a plain number.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, Const, Convert, Expression, ScalarValue, Span, UnaryOperator } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import { applyBinary, applyUnary, BINARY, COMPARISONS, UNARY, convert } from "../ir/operators.ts";
import type { StorageType, ValueType } from "../ir/types.ts";
import { isWide, valueTypeOf } from "../ir/types.ts";

/** A constant, made canonical for its type. */
export function constantOf(
  type: StorageType,
  value: ScalarValue,
  span: Span,
  name: string | null = null,
  member?: string,
): Const {
  return {
    kind: "const",
    type,
    value: canonical(type, value),
    span,
    name,
    ...(member === undefined ? {} : { member }),
  };
}

/** A number as the type has it: f32 rounded, no negative zero among the integers, a bool as a boolean. */
function canonical(type: StorageType, value: ScalarValue): ScalarValue {
  if (isWide(type)) return BigInt(value);
  if (type === "bool") return value === true || value === 1;
  const number = Number(value);
  return type === "f32" ? Math.fround(number) : number + 0;
}

/** A constant as the table of operators has it. */
function scalarOf({ value }: Const): Scalar {
  return typeof value === "bigint" ? value : Number(value);
}

/** The type that arithmetic sees. */
export function valueType(expression: Expression): ValueType {
  return valueTypeOf(expression.type);
}

/** Whether the operator exists on the type. */
export function hasUnary(operator: UnaryOperator, type: ValueType): boolean {
  return UNARY[operator][type] !== undefined;
}

/** Whether the table of operators has an entry for the type. */
export function hasBinary(operator: BinaryOperator, type: ValueType): boolean {
  return BINARY[operator][type] !== undefined;
}

/** An operator applied to an operand; computed here if that is a constant. */
export function unary(operator: UnaryOperator, operand: Expression, span: Span): Expression {
  const type = unaryResult(operator, valueType(operand));
  const value = operand.kind === "const" ? applyUnary(operator, valueType(operand), scalarOf(operand)) : null;
  if (value !== null) return constantOf(type, value, span);
  return { kind: "unary", operator, operand, type, span };
}

function unaryResult(operator: UnaryOperator, operand: ValueType): ValueType {
  if (operator === "bits-of") return "u32";
  return operator === "from-bits" ? "f32" : operand;
}

/** An operator applied to operands; computed here if both are constants. */
export function binary(operator: BinaryOperator, left: Expression, right: Expression, span: Span): Expression {
  const type = COMPARISONS.has(operator) ? "bool" : valueType(left);
  if (left.kind === "const" && right.kind === "const") {
    const value = applyBinary(operator, valueType(left), scalarOf(left), scalarOf(right));
    if (value !== null) return constantOf(type, value, span);
  }
  return { kind: "binary", operator, left, right, type, span };
}

/** A short-circuit operator; computed here if both operands are constants. */
export function logical(operator: "and" | "or", left: Expression, right: Expression, span: Span): Expression {
  if (left.kind === "const" && right.kind === "const") {
    const value =
      operator === "and" ? left.value === true && right.value === true : left.value === true || right.value === true;
    return constantOf("bool", value, span);
  }
  return { kind: "logical", operator, left, right, type: "bool", span };
}

/** A conversion; the expression itself if it has the type already. */
export function convertTo(type: StorageType, operand: Expression, span: Span): Expression {
  if (operand.type === type) return operand;
  if (operand.kind === "const") {
    return constantOf(type, convert(scalarOf(operand), operand.type, type), span);
  }
  return { kind: "convert", operand, type, span } satisfies Convert;
}

/** What was loaded or returned as 8 or 16 bits, as a 32-bit value. */
export function widen(expression: Expression): Expression {
  return convertTo(valueType(expression), expression, expression.span);
}
