/**
 * Expressions in C.
 *
 * C's own operators are used wherever they mean the same: on u32 and f32 nearly always, on i32 where the range of
 * the result shows that it cannot overflow. Elsewhere stands a function of `ganglion.h`. Each emitted
 * expression carries its C type, because an 8- or 16-bit operand and a plain literal are `int` to C:
 * a cast or a `u` is written only where that would make a difference.
 *
 * @packageDocumentation
 */
import type {
  Binary,
  BinaryOperator,
  Conditional,
  Const,
  Convert,
  Expression,
  FieldPlace,
  Invocation,
  Logical,
  Place,
  PlaceReference,
  Reference,
  SliceReference,
  Span,
  Unary,
} from "../ir/ir.ts";
import { BINARY } from "../ir/operators.ts";
import { isRepeatable, isSame } from "../ir/same.ts";
import type { ValueType, WideType } from "../ir/types.ts";
import { isScalar, isWide, valueTypeOf } from "../ir/types.ts";
import { isReference } from "../ir/walk.ts";
import type { Printed } from "../print/precedence.ts";
import { binary, call, conditional, literal, PRECEDENCE, postfix, prefix, primary } from "../print/precedence.ts";
import type { LocalRanges } from "../prove/range.ts";
import { neverWraps, rangeOf } from "../prove/range.ts";
import type { Emitted } from "./casts.ts";
import { asUnsigned, asWide, bitsOfSigned, cast, isSigned, isSuffixable, isWidening, typed } from "./casts.ts";
import { decidedComparison, decidedLogical, isNumber } from "./decided.ts";
import type { FileContext } from "./file.ts";
import { useRuntime } from "./file.ts";
import { boolLiteral, floatLiteral, integerLiteral, isInt, wideLiteral } from "./literals.ts";
import type { RuntimeName } from "./runtime.ts";
import type { ParameterNames } from "./types.ts";

/** What emitting an expression needs to know of the function around it. */
export interface ExpressionContext {
  readonly file: FileContext;
  /** C names of the locals; of a slice, also of its length. */
  readonly locals: ReadonlyMap<string, ParameterNames>;
  readonly ranges: LocalRanges;
  /** Locals whose value, and slices whose length, the text so far uses: C compilers complain of others. */
  readonly read: Set<string>;
  readonly measured: Set<string>;
}

/** An expression whose value is that of the IR, in a C type that converts to its type without loss or warning. */
export function emitExpression(expression: Expression, context: ExpressionContext): Emitted {
  switch (expression.kind) {
    case "const":
      return emitConst(expression, context);
    case "load":
      return typed(emitPlace(expression.place, context), expression.type);
    case "length":
      return typed(primary(lengthOfSlice(expression.slice, context)), "u32");
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
      return typed(emitInvocation(expression.invocation, context), expression.type);
  }
}

/** A call, as an expression whatever its result. */
export function emitInvocation(invocation: Invocation, context: ExpressionContext): Printed {
  const values = invocation.arguments.flatMap((argument) =>
    isReference(argument) ? emitReferenceArgument(argument, context) : [emitExpression(argument, context)],
  );
  return call(context.file.names.of(invocation.callee), values);
}

// ---------------------------------------------------------------------------------------------
// Constants

function emitConst(expression: Const, context: ExpressionContext): Emitted {
  const { file } = context;
  const { name, value, type, span } = expression;
  if (name !== null) return emitNamedConst(expression, name, context);
  if (typeof value === "boolean") return typed(primary(boolLiteral(value, file)), "bool");
  if (typeof value === "bigint") return emitWideConst(value, type === "u64" ? "u64" : "i64", span, file);
  if (type === "f32") return typed(literal(floatLiteral(value, file)), "f32");
  const text = integerLiteral(value, false, span, file);
  return typed(literal(text), text.endsWith("u") ? "u32" : "int");
}

function emitWideConst(value: bigint, type: WideType, span: Span, file: FileContext): Emitted {
  return typed(literal(wideLiteral(value, type, span, file)), isInt(value) ? "int" : type);
}

/** A macro: an int, unless the constant is a u32. As an f32, a whole number is converted in writing. */
function emitNamedConst(expression: Const, name: string, context: ExpressionContext): Emitted {
  const { file } = context;
  const { member } = expression;
  const macro = primary(member === undefined ? file.names.of(name) : file.names.ofMember(name, member));
  if (expression.type === "bool") return typed(macro, "bool");
  const type = file.typeOfConstant(name, member);
  if (expression.type === "f32") return type === "f32" ? typed(macro, "f32") : cast(macro, "f32", file);
  if (typeof expression.value === "bigint") return typed(macro, isInt(expression.value) ? "int" : type);
  return typed(macro, type === "u32" ? "u32" : "int");
}

// ---------------------------------------------------------------------------------------------
// Places

/** A variable, field or element, to load from or to store to; of array type, what decays to its address. */
export function emitPlace(place: Place, context: ExpressionContext): Printed {
  switch (place.kind) {
    case "local":
      context.read.add(place.name);
      return primary(localNames(place.name, context).name);
    case "static":
      return primary(context.file.names.of(place.name));
    case "field": {
      const arrow = isPointer(place.base) ? "->" : ".";
      const union = isVariant(place, context.file) ? "as." : "";
      return postfix(emitPlace(place.base, context), `${arrow}${union}${context.file.names.field(place.field)}`);
    }
    case "index":
      return postfix(emitPlace(place.base, context), `[${emitExpression(place.index, context).text}]`);
  }
}

/** Whether a field is a variant of a union. */
function isVariant({ base, type }: FieldPlace, file: FileContext): boolean {
  return (
    !isScalar(type) && !isScalar(base.type) && base.type.kind === "struct" && file.structOf(base.type.name).isUnion
  );
}

/** Whether the C variable of a place of struct type is a pointer to the struct. */
function isPointer(place: Place): boolean {
  return place.kind === "local";
}

/** The C names of a local. */
export function localNames(name: string, context: ExpressionContext): ParameterNames {
  const names = context.locals.get(name);
  if (names === undefined) throw new Error(`to-c: local '${name}' is not declared`);
  return names;
}

function lengthOfSlice(slice: Place, context: ExpressionContext): string {
  if (slice.kind !== "local") throw new Error("to-c: a slice is a parameter or a local");
  context.measured.add(slice.name);
  return localNames(slice.name, context).length;
}

// ---------------------------------------------------------------------------------------------
// References

/** The pointer that a reference is. */
export function emitPointer(reference: Reference, context: ExpressionContext): Printed {
  return reference.kind === "reference" ? emitPlacePointer(reference, context) : emitSlicePointer(reference, context);
}

/** The length of a slice, as a u32. */
export function emitSliceLength(reference: Reference, context: ExpressionContext): Printed {
  if (reference.kind === "reference") return primary(lengthOfSlice(reference.place, context));
  const { start } = reference;
  const end = reference.end ?? lengthOf(reference.base, reference);
  if (start === null || isConst(start, 0)) return emitExpression(end, context);
  return emitExpression(difference(end, start), context);
}

function emitPlacePointer(reference: PlaceReference, context: ExpressionContext): Printed {
  const { place } = reference;
  const isStruct = !isScalar(place.type) && place.type.kind === "struct";
  const printed = emitPlace(place, context);
  return isStruct && !isPointer(place) ? prefix("&", printed) : printed;
}

function emitSlicePointer(reference: SliceReference, context: ExpressionContext): Printed {
  const base = emitPlace(reference.base, context);
  if (reference.start === null || isConst(reference.start, 0)) return base;
  return binary(base, "+", emitExpression(reference.start, context));
}

function emitReferenceArgument(reference: Reference, context: ExpressionContext): Printed[] {
  const address = emitPointer(reference, context);
  return reference.type.kind === "slice" ? [address, emitSliceLength(reference, context)] : [address];
}

function lengthOf(base: Place, { span }: SliceReference): Expression {
  if (isScalar(base.type) || base.type.kind === "struct") throw new Error("to-c: a slice of what is no array");
  if (base.type.kind === "slice") return { kind: "length", type: "u32", slice: base, span };
  return { kind: "const", type: "u32", value: base.type.length, name: null, span };
}

/** `end - start`, computed here if both are known or if end is written as start + length. Neither changes state. */
function difference(end: Expression, start: Expression): Expression {
  const { span } = end;
  if (isNumber(end) && isNumber(start)) {
    return { kind: "const", type: "u32", value: BINARY.subtract.u32?.(end.value, start.value) ?? 0, name: null, span };
  }
  if (end.kind === "binary" && end.operator === "add" && isRepeatable(start)) {
    if (isSame(end.left, start)) return end.right;
    if (isSame(end.right, start)) return end.left;
  }
  return subtraction(end, start);
}

function subtraction(end: Expression, start: Expression): Binary {
  return { kind: "binary", operator: "subtract", type: "u32", left: end, right: start, span: end.span };
}

function isConst(expression: Expression, value: number): boolean {
  return expression.kind === "const" && expression.value === value;
}

// ---------------------------------------------------------------------------------------------
// Operators

const SYMBOLS: Readonly<Partial<Record<BinaryOperator, string>>> = {
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
  equal: "==",
  "not-equal": "!=",
  less: "<",
  "less-equal": "<=",
  greater: ">",
  "greater-equal": ">=",
};

/** Where C has no operator that means the same, the function of `ganglion.h`. */
const FUNCTIONS: Readonly<Record<Exclude<ValueType, "bool">, Partial<Record<BinaryOperator, RuntimeName>>>> = {
  i32: {
    add: "i32_add",
    subtract: "i32_subtract",
    multiply: "i32_multiply",
    divide: "i32_divide",
    remainder: "i32_remainder",
    "shift-left": "i32_shift_left",
    min: "i32_min",
    max: "i32_max",
  },
  u32: { divide: "u32_divide", remainder: "u32_remainder", min: "u32_min", max: "u32_max" },
  f32: { min: "f32_min", max: "f32_max" },
  i64: {
    add: "i64_add",
    subtract: "i64_subtract",
    multiply: "i64_multiply",
    divide: "i64_divide",
    remainder: "i64_remainder",
    "shift-left": "i64_shift_left",
  },
  u64: { divide: "u64_divide", remainder: "u64_remainder" },
};

function emitUnary(expression: Unary, context: ExpressionContext): Emitted {
  const { operator, operand, type } = expression;
  const { file } = context;
  const value = emitExpression(operand, context);
  const viaRuntime = (name: RuntimeName): Emitted => typed(call(useRuntime(name, file), [value]), type);
  switch (operator) {
    case "negate":
      return emitNegate(expression, value, context);
    case "not":
      return typed(prefix("!", value), "bool");
    case "bit-not":
      if (isWide(type)) return emitWideComplement(operand, type, context);
      // Of a narrower number or a bool, compilers take `~` for a slip, cast or not.
      if (!isNarrow(operand) && isFullWidth(value.ctype)) {
        return typed(prefix("~", type === "u32" ? asUnsigned(value, file) : value), type);
      }
      return viaRuntime(type === "i32" ? "i32_complement" : "u32_complement");
    case "abs":
      return viaRuntime(type === "f32" ? "f32_abs" : "i32_abs");
    case "sqrt":
    case "floor":
    case "ceil":
    case "trunc":
    case "round":
      file.usesFloat.value = true;
      return viaRuntime(`f32_${operator}`);
    case "clz":
    case "popcount": {
      const name = operator === "clz" ? "u32_leading_zeros" : "u32_population";
      const bits = valueTypeOf(operand.type) === "i32" ? bitsOfSigned(value, file) : value;
      const count = typed(call(useRuntime(name, file), [bits]), "u32");
      return type === "i32" ? cast(count, "i32", file) : count;
    }
    case "bits-of":
      return viaRuntime("f32_bits");
    case "from-bits":
      return viaRuntime("f32_from_bits");
  }
}

/** Of a bool, compilers take `~` for a slip, whatever it is cast to; a choice between two numbers is none. */
function emitWideComplement(operand: Expression, type: WideType, context: ExpressionContext): Emitted {
  if (operand.kind === "convert" && operand.operand.type === "bool") {
    const complement = (bit: string): Printed => prefix("~", asWide(typed(literal(bit), "int"), type, context.file));
    return typed(conditional(emitExpression(operand.operand, context), complement("1"), complement("0")), type);
  }
  return typed(prefix("~", asWide(emitExpression(operand, context), type, context.file)), type);
}

function emitNegate(expression: Unary, value: Emitted, context: ExpressionContext): Emitted {
  const { file } = context;
  switch (expression.type) {
    case "f32":
      return typed(prefix("-", value), "f32");
    case "u32":
      return typed(prefix("-", asUnsigned(value, file)), "u32");
    case "u64":
      return typed(prefix("-", asWide(value, "u64", file)), "u64");
    case "i64": {
      const cannotWrap = Number.isFinite(rangeOf(expression.operand, context.ranges).least);
      const wide = asWide(value, "i64", file);
      return typed(cannotWrap ? prefix("-", wide) : call(useRuntime("i64_negate", file), [wide]), "i64");
    }
    default: {
      const cannotWrap = rangeOf(expression.operand, context.ranges).least > -0x80000000;
      return typed(cannotWrap ? prefix("-", value) : call(useRuntime("i32_negate", file), [value]), "i32");
    }
  }
}

/** A binary operation that C has: what `x = x + y` must be to become `x += y`. */
export interface PlainBinary {
  readonly left: Emitted;
  readonly symbol: string;
  readonly right: Emitted;
}

function emitBinary(expression: Binary, context: ExpressionContext): Emitted {
  const outcome = decidedComparison(expression);
  if (outcome !== null) return emitDecided(expression, outcome, context);
  const plain = plainBinary(expression, context);
  if (plain !== null) return typed(binary(plain.left, plain.symbol, plain.right), expression.type);
  const operandType = valueTypeOf(expression.left.type);
  const name = operandType === "bool" ? undefined : FUNCTIONS[operandType][expression.operator];
  if (name === undefined) throw new Error(`to-c: no '${expression.operator}' on ${operandType}`);
  const left = emitExpression(expression.left, context);
  const right = emitExpression(expression.right, context);
  const count = isShift(expression) ? asCount(right, operandType, context.file) : right;
  const operands = [left, count].map((each) => (operandType === "u32" ? withoutBareCast(each, context.file) : each));
  return typed(call(useRuntime(name, context.file), operands), expression.type);
}

/** The operands, cast where they must be, and the symbol; null if C's operator would mean something else. */
export function plainBinary(expression: Binary, context: ExpressionContext): PlainBinary | null {
  const symbol = SYMBOLS[expression.operator];
  if (symbol === undefined || !isPlain(expression, context)) return null;
  const left = emitExpression(expression.left, context);
  const right = emitExpression(expression.right, context);
  switch (valueTypeOf(expression.left.type)) {
    case "f32":
      context.file.usesFloat.value = true;
      return { left, symbol, right };
    case "bool":
      return { left: withoutBareNot(left), symbol, right: withoutBareNot(right) };
    case "i32":
      return { left, symbol, right: isShift(expression) ? maskedCount(expression.right, right, context) : right };
    case "u32":
      return plainUnsigned(expression, symbol, left, right, context);
    case "i64":
    case "u64":
      return plainWide(expression, symbol, left, right, context);
  }
}

/** Comparisons and bit operators always mean the same, arithmetic where nothing can go wrong. */
function isPlain(expression: Binary, context: ExpressionContext): boolean {
  const { operator, left, right } = expression;
  const type = valueTypeOf(left.type);
  if (type === "f32" || type === "bool") return true;
  switch (operator) {
    case "divide":
    case "remainder": {
      const divisor = rangeOf(right, context.ranges);
      const mayBeZero = divisor.least <= 0 && divisor.most >= 0;
      const mayOverflow = (type === "i32" || type === "i64") && divisor.least <= -1 && divisor.most >= -1;
      return !mayBeZero && !mayOverflow;
    }
    case "add":
    case "subtract":
    case "multiply":
    case "shift-left":
      return type === "u32" || type === "u64" || neverWraps(expression, context.ranges);
    default:
      return true;
  }
}

/** The outcome; calls in the operands are made all the same. */
function emitDecided(expression: Binary | Logical, outcome: boolean, context: ExpressionContext): Emitted {
  const { left, right } = expression;
  const effects = [left, right].filter((each) => !isRepeatable(each));
  const value = boolLiteral(outcome, context.file);
  if (effects.length === 0) return typed(primary(value), "bool");
  const ignored = effects.map((each) => prefix("(void)", emitExpression(each, context)).text);
  return typed(primary(`(${[...ignored, value].join(", ")})`), "bool");
}

function plainUnsigned(
  expression: Binary,
  symbol: string,
  left: Emitted,
  right: Emitted,
  context: ExpressionContext,
): PlainBinary {
  const { file } = context;
  if (isShift(expression)) {
    return { left: asUnsigned(left, file), symbol, right: maskedCount(expression.right, right, context) };
  }
  const isComparison = expression.type === "bool";
  if (isComparison || left.ctype === "u32" || right.ctype === "u32") return { left, symbol, right };
  // Two ints: one of them must become unsigned, a literal rather than a cast.
  if (isSuffixable(right)) return { left, symbol, right: asUnsigned(right, file) };
  return { left: asUnsigned(left, file), symbol, right };
}

/** At least one operand has 64 bits to C, too; of a shift, the one that is shifted. */
function plainWide(
  expression: Binary,
  symbol: string,
  left: Emitted,
  right: Emitted,
  context: ExpressionContext,
): PlainBinary {
  const { file } = context;
  const type = valueTypeOf(expression.left.type) === "u64" ? "u64" : "i64";
  if (isShift(expression)) {
    return { left: asWide(left, type, file), symbol, right: maskedCount(expression.right, right, context) };
  }
  if (expression.type === "bool" || left.ctype === type || right.ctype === type) return { left, symbol, right };
  return { left: asWide(left, type, file), symbol, right };
}

/** Whether C computes with less than 32 bits of its own accord: a value of a smaller type, widened. */
function isNarrow(expression: Expression): boolean {
  if (expression.type !== valueTypeOf(expression.type) || expression.type === "bool") return true;
  return expression.kind === "convert" && isNarrow(expression.operand);
}

function isFullWidth(ctype: Emitted["ctype"]): boolean {
  return ctype === "i32" || ctype === "u32" || ctype === "int";
}

function isShift(expression: Binary): boolean {
  return expression.operator === "shift-left" || expression.operator === "shift-right";
}

/** The count of a shift, as the functions of `ganglion.h` take it. */
function asCount(count: Emitted, type: ValueType, file: FileContext): Emitted {
  if (!isWide(type)) return asUnsigned(count, file);
  return count.ctype === "u64" || isSuffixable(count) ? count : cast(count, "u64", file);
}

/** Counts are modulo 32, or 64. */
function maskedCount(count: Expression, printed: Emitted, context: ExpressionContext): Emitted {
  const { least, most } = rangeOf(count, context.ranges);
  const mask = isWide(count.type) ? 63 : 31;
  return least >= 0 && most <= mask ? printed : typed(binary(printed, "&", literal(String(mask))), "u32");
}

/** Where a function wants a u32, GCC looks through `(uint16_t)x` and minds the sign of x. */
function withoutBareCast(value: Emitted, file: FileContext): Emitted {
  const isNarrowed = value.ctype === "u8" || value.ctype === "u16";
  return isNarrowed && value.precedence === PRECEDENCE.unary ? cast(value, "u32", file) : value;
}

/** `!a == b` looks like a slip of the pen, to compilers as well. */
function withoutBareNot(value: Emitted): Emitted {
  return value.text.startsWith("!") && value.precedence === PRECEDENCE.unary
    ? { ...value, ...parenthesised(value) }
    : value;
}

function parenthesised(value: Printed): Printed {
  return primary(`(${value.text})`);
}

function emitLogical(expression: Logical, context: ExpressionContext): Emitted {
  const outcome = decidedLogical(expression);
  if (outcome !== null && outcome !== "unless NaN") return emitDecided(expression, outcome, context);
  const operator = expression.operator === "and" ? "&&" : "||";
  const left = emitExpression(expression.left, context);
  const right = emitExpression(expression.right, context);
  // The same, where compilers would not look for it.
  if (outcome !== null) return typed(conditional(left, primary(boolLiteral(true, context.file)), right), "bool");
  return typed(binary(left, operator, right), "bool");
}

/** Branches of different C types get that of the expression, or C would choose one. */
function emitConditional(expression: Conditional, context: ExpressionContext): Emitted {
  const condition = emitExpression(expression.condition, context);
  let then = emitExpression(expression.then, context);
  let otherwise = emitExpression(expression.otherwise, context);
  const isMixed = then.ctype !== otherwise.ctype;
  if (expression.type === "u32" && isMixed) {
    then = asUnsigned(then, context.file);
    otherwise = asUnsigned(otherwise, context.file);
  }
  if (isWide(expression.type) && isMixed) {
    then = asWide(then, expression.type, context.file);
    otherwise = asWide(otherwise, expression.type, context.file);
  }
  return typed(conditional(condition, then, otherwise), isMixed ? expression.type : then.ctype);
}

// ---------------------------------------------------------------------------------------------
// Conversions

function emitConvert(expression: Convert, context: ExpressionContext): Emitted {
  const { file } = context;
  const { operand, type } = expression;
  const value = emitExpression(operand, context);
  if (type === value.ctype) return value;
  if (operand.type === "f32") {
    file.usesFloat.value = true;
    if (type === "bool" || type === "f32") throw new Error(`to-c: f32 does not convert to ${type}`);
    return typed(call(useRuntime(`f32_to_${type}`, file), [value]), type);
  }
  if (type === "f32") {
    file.usesFloat.value = true;
    return cast(value, "f32", file);
  }
  if (isWide(type)) return asWide(value, type, file);
  if (type === "u32" && isSigned(value.ctype)) return bitsOfSigned(value, file);
  // The same holds of a narrowing cast below a widening that C would do by itself.
  const isCast = value.precedence === PRECEDENCE.unary && type === "u32";
  return isWidening(value.ctype, type) && !isCast ? value : cast(value, type, file);
}
