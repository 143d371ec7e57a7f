/**
 * Expressions in JavaScript, which are the reference semantics.
 *
 * Every f32 operation is rounded by `Math.fround` and every integer operation wrapped, once. Where only the low
 * 32 bits of an integer matter to whoever uses it, wrapping is left to that user: `(a + b + c) >>> 0`.
 * Where the range of a result shows that wrapping changes nothing, it is left out. Integers of 64 bits are
 * bigints, which are exact: `BigInt.asUintN(64, a * b + c)` wraps once.
 *
 * @packageDocumentation
 */
import type {
  Binary,
  Call,
  Conditional,
  Const,
  Convert,
  Expression,
  FieldPlace,
  Invocation,
  Logical,
  Place,
  Reference,
  SliceReference,
  Span,
  Struct,
  Unary,
} from "../ir/ir.ts";
import { INTEGERS, WIDE_INTEGERS } from "../ir/operators.ts";
import { isReference } from "../ir/walk.ts";
import type { StorageType, WideType } from "../ir/types.ts";
import { isScalar, isWide, SCALAR_SIZE, valueTypeOf } from "../ir/types.ts";
import { methodName } from "../print/names.ts";
import { spellInteger, spellWide } from "../print/numbers.ts";
import type { Printed } from "../print/precedence.ts";
import { binary, call, conditional, literal, postfix, prefix, primary } from "../print/precedence.ts";
import type { SourceTexts } from "../print/source.ts";
import { wholeOf } from "../prove/interval.ts";
import type { LocalRanges } from "../prove/range.ts";
import { neverWraps, rangeOf } from "../prove/range.ts";
import type { Names } from "./names.ts";
import { floatValue } from "./types.ts";

/** What emitting an expression needs to know of the function around it. */
export interface ExpressionContext {
  readonly names: Names;
  /** JavaScript names of the locals. */
  readonly locals: ReadonlyMap<string, string>;
  readonly ranges: LocalRanges;
  readonly sources: SourceTexts;
  structOf(name: string): Struct;
  /** Whether to test indices, slices and divisors that are not evidently right. */
  readonly checks: boolean;
  /** A place as a message names it: `search/index.insert:12`. */
  where(span: Span): string;
}

/** An expression whose value is canonical for its type. */
export function emitExpression(expression: Expression, context: ExpressionContext): Printed {
  switch (expression.kind) {
    case "const":
      return emitConst(expression, context);
    case "load":
      return emitPlace(expression.place, context);
    case "length":
      return postfix(emitPlace(expression.slice, context), ".length");
    case "unary":
      return emitUnary(expression, context);
    case "binary":
      return emitBinary(expression, context);
    case "logical":
      return emitLogical(expression, context);
    case "conditional":
      return emitConditional(expression, context);
    case "convert":
      return emitConvert(expression, context);
    case "call":
      return emitCall(expression, context);
  }
}

/** A variable, field or element, to load from or to store to. */
export function emitPlace(place: Place, context: ExpressionContext): Printed {
  switch (place.kind) {
    case "local":
      return primary(localName(place.name, context));
    case "static":
      return primary(context.names.of(place.name));
    case "field": {
      // A union is the object of its variant.
      const base = emitPlace(place.base, context);
      return isVariant(place, context) ? base : postfix(base, `.${place.field}`);
    }
    case "index": {
      const base = emitPlace(place.base, context);
      return postfix(base, `[${emitIndex(place.index, place.base, base, context)}]`);
    }
  }
}

function isVariant({ base, type }: FieldPlace, context: ExpressionContext): boolean {
  return (
    !isScalar(type) && !isScalar(base.type) && base.type.kind === "struct" && context.structOf(base.type.name).isUnion
  );
}

/** A reference: in JavaScript simply the array or object itself, or a subarray of it. */
export function emitReference(reference: Reference, context: ExpressionContext): Printed {
  return reference.kind === "reference" ? emitPlace(reference.place, context) : emitSlice(reference, context);
}

/** A call, as an expression whatever its result. */
export function emitInvocation(invocation: Invocation, context: ExpressionContext): Printed {
  const values = invocation.arguments.map((argument) =>
    isReference(argument) ? emitReference(argument, context) : emitExpression(argument, context),
  );
  const method = methodName(invocation.callee);
  const [receiver, ...others] = values;
  if (method === null || receiver === undefined) return call(context.names.of(invocation.callee), values);
  return call(postfix(receiver, `.${method}`).text, others);
}

/** The JavaScript name of a local. */
export function localName(name: string, context: ExpressionContext): string {
  const local = context.locals.get(name);
  if (local === undefined) throw new Error(`to-js: local '${name}' is not declared`);
  return local;
}

function emitCall(expression: Call, context: ExpressionContext): Printed {
  return emitInvocation(expression.invocation, context);
}

function emitConst(expression: Const, context: ExpressionContext): Printed {
  const { name, member, value, type } = expression;
  if (name !== null) return primary(`${context.names.of(name)}${member === undefined ? "" : `.${member}`}`);
  if (typeof value === "boolean") return primary(String(value));
  if (typeof value === "bigint") return literal(`${spellWide(value, expression.span, context.sources)}n`);
  if (type === "f32") return literal(floatValue(value));
  return literal(spellInteger(value, expression.span, context.sources));
}

function emitLogical(expression: Logical, context: ExpressionContext): Printed {
  const operator = expression.operator === "and" ? "&&" : "||";
  return binary(emitExpression(expression.left, context), operator, emitExpression(expression.right, context));
}

function emitConditional(expression: Conditional, context: ExpressionContext): Printed {
  return conditional(
    emitExpression(expression.condition, context),
    emitExpression(expression.then, context),
    emitExpression(expression.otherwise, context),
  );
}

// ---------------------------------------------------------------------------------------------
// Indices and slices

function emitIndex(index: Expression, base: Place, printedBase: Printed, context: ExpressionContext): string {
  const { text } = emitExpression(index, context);
  if (!context.checks || isEvidentlyWithin(index, base, context)) return text;
  const length = isArray(base) ? String(base.type.length) : `${printedBase.text}.length`;
  return `${context.names.support("at")}(${text}, ${length}, ${quote(context.where(index.span))})`;
}

function isEvidentlyWithin(index: Expression, base: Place, context: ExpressionContext): boolean {
  if (!isArray(base)) return false;
  const { least, most } = rangeOf(index, context.ranges);
  return least >= 0 && most < base.type.length;
}

type ArrayPlace = Place & { readonly type: { readonly kind: "array"; readonly length: number } };

function isArray(place: Place): place is ArrayPlace {
  return typeof place.type === "object" && place.type.kind === "array";
}

function emitSlice(reference: SliceReference, context: ExpressionContext): Printed {
  const base = emitPlace(reference.base, context);
  if (reference.start === null && reference.end === null) return base;
  const start = reference.start === null ? literal("0") : emitExpression(reference.start, context);
  const end = reference.end === null ? postfix(base, ".length") : emitExpression(reference.end, context);
  if (!context.checks) {
    return call(postfix(base, ".subarray").text, reference.end === null ? [start] : [start, end]);
  }
  const where = primary(quote(context.where(reference.span)));
  return call(context.names.support("subarray"), [base, start, end, where]);
}

function quote(text: string): string {
  return JSON.stringify(text);
}

// ---------------------------------------------------------------------------------------------
// Operators

function emitUnary(expression: Unary, context: ExpressionContext): Printed {
  const { operator, operand, type } = expression;
  if (isWide(type)) return wrapWide(emitWideModulo(expression, context), type);
  const value = emitExpression(operand, context);
  const isFloat = type === "f32";
  switch (operator) {
    case "negate":
      return isFloat ? prefix("-", value) : wrap(prefix("-", emitModulo(operand, context)), type);
    case "not":
      return prefix("!", value);
    case "bit-not":
      return wrapBits(emitModulo(expression, context), type);
    case "abs":
      return isFloat || rangeOf(operand, context.ranges).least > INTEGERS.i32.least
        ? call("Math.abs", [value])
        : wrap(call("Math.abs", [value]), type);
    case "sqrt":
      return fround(call("Math.sqrt", [value]));
    case "floor":
    case "ceil":
    case "trunc":
    case "round":
      return call(`Math.${operator}`, [value]);
    case "clz":
      return call("Math.clz32", [value]);
    case "popcount":
      return call(context.names.support("popcount"), [value]);
    case "bits-of":
      return call(context.names.support("bitsOf"), [value]);
    case "from-bits":
      return call(context.names.support("fromBits"), [value]);
  }
}

function emitBinary(expression: Binary, context: ExpressionContext): Printed {
  switch (valueTypeOf(expression.left.type)) {
    case "f32":
      return emitFloatBinary(expression, context);
    case "bool":
      return emitBoolBinary(expression, context);
    case "i32":
    case "u32":
      return emitIntegerBinary(expression, context);
    case "i64":
    case "u64":
      return emitWideBinary(expression, context);
  }
}

function emitFloatBinary(expression: Binary, context: ExpressionContext): Printed {
  const left = emitExpression(expression.left, context);
  const right = emitExpression(expression.right, context);
  switch (expression.operator) {
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
      return fround(binary(left, SYMBOLS[expression.operator], right));
    default:
      return emitComparisonOrExtreme(expression, left, right);
  }
}

function emitBoolBinary(expression: Binary, context: ExpressionContext): Printed {
  const left = emitExpression(expression.left, context);
  const right = emitExpression(expression.right, context);
  switch (expression.operator) {
    case "bit-and":
    case "bit-or":
      return call("Boolean", [binary(left, SYMBOLS[expression.operator], right)]);
    case "bit-xor":
      return binary(left, "!==", right);
    default:
      return emitComparisonOrExtreme(expression, left, right);
  }
}

function emitIntegerBinary(expression: Binary, context: ExpressionContext): Printed {
  const { operator, type } = expression;
  switch (operator) {
    case "add":
    case "subtract":
      return neverWraps(expression, context.ranges)
        ? binary(emitExpression(expression.left, context), SYMBOLS[operator], emitExpression(expression.right, context))
        : wrap(emitModulo(expression, context), type);
    case "multiply":
      return emitMultiply(expression, context);
    case "divide":
    case "remainder":
      return emitDivision(expression, context);
    case "shift-right":
      return emitModulo(expression, context);
    case "shift-left":
    case "bit-and":
    case "bit-or":
    case "bit-xor":
      return rangeOf(expression, context.ranges).most <= INTEGERS.i32.most
        ? emitModulo(expression, context)
        : wrapBits(emitModulo(expression, context), type);
    default:
      return emitComparisonOrExtreme(
        expression,
        emitExpression(expression.left, context),
        emitExpression(expression.right, context),
      );
  }
}

/** Symbols of the operators that JavaScript has. */
const SYMBOLS = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  remainder: "%",
  "bit-and": "&",
  "bit-or": "|",
  "bit-xor": "^",
  "shift-left": "<<",
  "shift-right": ">>",
  equal: "===",
  "not-equal": "!==",
  less: "<",
  "less-equal": "<=",
  greater: ">",
  "greater-equal": ">=",
} as const;

function emitComparisonOrExtreme(expression: Binary, left: Printed, right: Printed): Printed {
  const { operator } = expression;
  if (operator === "min" || operator === "max") return call(`Math.${operator}`, [left, right]);
  return binary(left, SYMBOLS[operator], right);
}

/** A plain `*` where the product is exact and not minus zero, else `Math.imul`. */
function emitMultiply(expression: Binary, context: ExpressionContext): Printed {
  if (!isPlainProduct(expression, context)) return wrapBits(emitModulo(expression, context), expression.type);
  return binary(emitExpression(expression.left, context), "*", emitExpression(expression.right, context));
}

function isPlainProduct(expression: Binary, context: ExpressionContext): boolean {
  const { left, right } = expression;
  const isNatural = rangeOf(left, context.ranges).least >= 0 && rangeOf(right, context.ranges).least >= 0;
  return isNatural && neverWraps(expression, context.ranges);
}

/** Truncating; of a divisor of zero, both results are 0 (`x / 0 | 0` and `x % 0 | 0` are). */
function emitDivision(expression: Binary, context: ExpressionContext): Printed {
  const { operator, left, right, type, span } = expression;
  const dividend = emitExpression(left, context);
  let divisor = emitExpression(right, context);
  const divisorRange = rangeOf(right, context.ranges);
  let mayBeZero = divisorRange.least <= 0 && divisorRange.most >= 0;
  if (mayBeZero && context.checks) {
    divisor = call(context.names.support("nonZero"), [divisor, primary(quote(context.where(span)))]);
    mayBeZero = false;
  }
  if (operator === "divide") return wrap(binary(dividend, "/", divisor), type);
  const remainder = binary(dividend, "%", divisor);
  const mayBeMinusZero = rangeOf(left, context.ranges).least < 0;
  return mayBeZero || mayBeMinusZero ? wrap(remainder, type) : remainder;
}

// ---------------------------------------------------------------------------------------------
// Integers modulo 2^32

/**
 * An integer that equals the expression's value modulo 2^32 and is exact, but perhaps not canonical: for operands
 * of which only the low 32 bits count. Sums stay far below 2^53, as nesting is limited.
 */
function emitModulo(expression: Expression, context: ExpressionContext): Printed {
  if (expression.kind === "unary" && expression.operator === "bit-not") {
    return prefix("~", emitModulo(expression.operand, context));
  }
  if (expression.kind === "convert" && isFullWidth(expression.type) && isFullWidth(expression.operand.type)) {
    return emitModulo(expression.operand, context);
  }
  if (expression.kind !== "binary" || valueTypeOf(expression.left.type) === "bool") {
    return emitExpression(expression, context);
  }
  const { operator, left, right } = expression;
  switch (operator) {
    case "add":
    case "subtract":
    case "bit-and":
    case "bit-or":
    case "bit-xor":
    case "shift-left":
      if (expression.type === "f32") return emitExpression(expression, context);
      return binary(emitModulo(left, context), SYMBOLS[operator], emitModulo(right, context));
    case "shift-right": {
      const symbol = expression.type === "u32" ? ">>>" : ">>";
      return binary(emitModulo(left, context), symbol, emitModulo(right, context));
    }
    case "multiply":
      if (expression.type === "f32" || isPlainProduct(expression, context)) return emitExpression(expression, context);
      return call("Math.imul", [emitModulo(left, context), emitModulo(right, context)]);
    default:
      return emitExpression(expression, context);
  }
}

function isFullWidth(type: StorageType): boolean {
  return type === "i32" || type === "u32";
}

/** Makes any exact integer canonical. */
function wrap(printed: Printed, type: StorageType): Printed {
  switch (type) {
    case "i8":
      return binary(binary(printed, "<<", literal("24")), ">>", literal("24"));
    case "u8":
      return binary(printed, "&", literal("0xff"));
    case "i16":
      return binary(binary(printed, "<<", literal("16")), ">>", literal("16"));
    case "u16":
      return binary(printed, "&", literal("0xffff"));
    case "i32":
      return binary(printed, "|", literal("0"));
    case "u32":
      return binary(printed, ">>>", literal("0"));
    case "i64":
    case "u64":
      return wrapWide(printed, type);
    case "bool":
    case "f32":
      throw new Error(`to-js: ${type} does not wrap`);
  }
}

/** Makes the result of a bit operator canonical, which is a signed number already. */
function wrapBits(printed: Printed, type: StorageType): Printed {
  return type === "i32" ? printed : wrap(printed, type);
}

// ---------------------------------------------------------------------------------------------
// Integers of 64 bits

function emitWideBinary(expression: Binary, context: ExpressionContext): Printed {
  const { operator, left, type } = expression;
  switch (operator) {
    case "add":
    case "subtract":
    case "multiply":
    case "shift-left": {
      const exact = emitWideModulo(expression, context);
      return neverWraps(expression, context.ranges) || !isWide(type) ? exact : wrapWide(exact, type);
    }
    case "divide":
    case "remainder":
      return emitWideDivision(expression, context);
    case "shift-right":
      return binary(emitExpression(left, context), ">>", emitWideCount(expression.right, context));
    default:
      return emitComparisonOrExtreme(
        expression,
        emitExpression(left, context),
        emitExpression(expression.right, context),
      );
  }
}

/** Truncating, as bigints divide; by zero they throw, so that where it may happen a function of ours decides. */
function emitWideDivision(expression: Binary, context: ExpressionContext): Printed {
  const { operator, left, right, type, span } = expression;
  const dividend = emitExpression(left, context);
  let divisor = emitExpression(right, context);
  const { least, most } = rangeOf(right, context.ranges);
  const mayBeZero = least <= 0 && most >= 0;
  if (mayBeZero && context.checks) {
    divisor = call(context.names.support("nonZero"), [divisor, primary(quote(context.where(span)))]);
  }
  const isPlain = !mayBeZero || context.checks;
  const name = operator === "divide" ? "divideWide" : "remainderWide";
  const result = isPlain
    ? binary(dividend, operator === "divide" ? "/" : "%", divisor)
    : call(context.names.support(name), [dividend, divisor]);
  const mayWrap = operator === "divide" && type === "i64" && least <= -1 && most >= -1;
  return mayWrap ? wrapWide(result, "i64") : result;
}

/** An exact bigint that equals the expression's value modulo 2^64, for operands of which only the low bits count. */
function emitWideModulo(expression: Expression, context: ExpressionContext): Printed {
  if (expression.kind === "unary" && (expression.operator === "negate" || expression.operator === "bit-not")) {
    return prefix(expression.operator === "negate" ? "-" : "~", emitWideModulo(expression.operand, context));
  }
  if (expression.kind === "convert" && isWide(expression.operand.type)) {
    return emitWideModulo(expression.operand, context);
  }
  if (expression.kind !== "binary") return emitExpression(expression, context);
  const { operator, left, right } = expression;
  switch (operator) {
    case "add":
    case "subtract":
    case "multiply":
      return binary(emitWideModulo(left, context), SYMBOLS[operator], emitWideModulo(right, context));
    case "shift-left":
      return binary(emitWideModulo(left, context), "<<", emitWideCount(right, context));
    default:
      return emitExpression(expression, context);
  }
}

/** Counts are modulo 64. */
function emitWideCount(count: Expression, context: ExpressionContext): Printed {
  const { least, most } = rangeOf(count, context.ranges);
  const printed = emitExpression(count, context);
  return least >= 0 && most <= 63 ? printed : binary(printed, "&", literal("63n"));
}

function wrapWide(printed: Printed, type: WideType): Printed {
  return call(type === "i64" ? "BigInt.asIntN" : "BigInt.asUintN", [literal("64"), printed]);
}

function emitConvertToWide(operand: Expression, type: WideType, context: ExpressionContext): Printed {
  if (operand.type === "f32") {
    const { least, most } = WIDE_INTEGERS[type];
    const bounds = [least, most].map((bound) => literal(`${spellWide(bound, null, context.sources)}n`));
    return call(context.names.support("saturateWide"), [emitExpression(operand, context), ...bounds]);
  }
  if (isWide(operand.type)) return wrapWide(emitWideModulo(operand, context), type);
  const exact = call("BigInt", [emitExpression(operand, context)]);
  return type === "u64" && rangeOf(operand, context.ranges).least < 0 ? wrapWide(exact, type) : exact;
}

/** The low bits as a number, or the nearest f32. */
function emitConvertFromWide(
  operand: Expression,
  type: Exclude<StorageType, "bool">,
  context: ExpressionContext,
): Printed {
  const { least, most } = rangeOf(operand, context.ranges);
  if (type === "f32") {
    const isExact = least >= -0x1000000 && most <= 0x1000000;
    return call(isExact ? "Number" : context.names.support("nearestFloat"), [emitExpression(operand, context)]);
  }
  if (least >= wholeOf(type).least && most <= wholeOf(type).most) {
    return call("Number", [emitExpression(operand, context)]);
  }
  const name = wholeOf(type).least < 0 ? "BigInt.asIntN" : "BigInt.asUintN";
  return call("Number", [call(name, [literal(String(8 * SCALAR_SIZE[type])), emitWideModulo(operand, context)])]);
}

// ---------------------------------------------------------------------------------------------
// Conversions

function emitConvert(expression: Convert, context: ExpressionContext): Printed {
  const { operand, type } = expression;
  if (operand.type === type) return emitExpression(operand, context);
  if (isWide(type)) return emitConvertToWide(operand, type, context);
  if (operand.type === "bool") return call("Number", [emitExpression(operand, context)]);
  if (type === "bool") throw new Error("to-js: nothing converts to bool");
  if (isWide(operand.type)) return emitConvertFromWide(operand, type, context);
  if (type === "f32") return emitConvertToFloat(operand, context);
  if (operand.type === "f32") {
    const { least, most } = INTEGERS[type];
    const bounds = [least, most].map((bound) => literal(spellInteger(bound, null, context.sources)));
    return call(context.names.support("saturate"), [emitExpression(operand, context), ...bounds]);
  }
  const { least, most } = rangeOf(operand, context.ranges);
  const fits = least >= INTEGERS[type].least && most <= INTEGERS[type].most;
  return fits ? emitExpression(operand, context) : wrap(emitModulo(operand, context), type);
}

/** An integer below 2^24 is an f32 already. */
function emitConvertToFloat(operand: Expression, context: ExpressionContext): Printed {
  const value = emitExpression(operand, context);
  const { least, most } = rangeOf(operand, context.ranges);
  return least >= -0x1000000 && most <= 0x1000000 ? value : fround(value);
}

function fround(printed: Printed): Printed {
  return call("Math.fround", [printed]);
}

/** The canonical form of a number that a host returned. */
export function canonicalOf(printed: Printed, type: StorageType): Printed {
  if (type === "bool") return binary(binary(printed, "|", literal("0")), "!==", literal("0"));
  if (isWide(type)) return wrapWide(call("BigInt", [printed]), type);
  return type === "f32" ? fround(printed) : wrap(printed, type);
}
