/**
 * Numbers that have no type yet, and how they get one.
 *
 * A literal, and whatever is computed from literals and untyped constants alone, is an exact number until
 * something with a type is near: `const HALF = 1 / 2` is one half, and fits f32 but not u32. Bit operators see 32
 * bits; their result is unsigned unless an operand is negative, and `? :` between constants by a constant is the one
 * that is chosen. A literal with `n` is a constant of 64 bits, which
 * becomes i64 or u64 and meets no plain number. An expression such as `1 << n` or `flag ? 1 : 2`
 * is not constant and still takes its type from its surroundings: it is `pending`.
 *
 * @packageDocumentation
 */
import type { Convert, Expression, Span } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import { INTEGERS, WIDE_INTEGERS } from "../ir/operators.ts";
import type { StorageType, ValueType, WideType } from "../ir/types.ts";
import { isWide, valueTypeOf } from "../ir/types.ts";
import type { BinaryOperatorSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { quote, report } from "./context.ts";
import type { EnumValue } from "./enum-values.ts";
import { describeEnum, reportEnumValue, reportNoMember } from "./enum-values.ts";
import { constantOf, convertTo, valueType } from "./fold.ts";
import { describeScalar, shortName } from "./spelling.ts";

/** A constant without a type. */
export interface Untyped {
  readonly kind: "untyped";
  readonly value: Scalar;
  /** Qualified name, if it is a named constant. */
  readonly name: string | null;
  /** Its path in the object of constants that `name` is. */
  readonly member?: string | undefined;
  readonly span: Span;
}

/** An expression whose type the surroundings decide. */
export interface Pending {
  readonly kind: "pending";
  /** The expression with that type, or null after a report. */
  readonly build: (type: ValueType) => Expression | null;
  readonly span: Span;
}

/** What an expression is before its surroundings are known. */
export type Operand = Expression | Untyped | Pending | EnumValue;

/** Whether an operand is a number or bool whose type is known already. */
export function isTyped(operand: Operand): operand is Expression {
  return operand.kind !== "untyped" && operand.kind !== "pending" && operand.kind !== "enum-value";
}

/** Gives an operand a value type; a typed one must have it already. */
export function materialise(context: Context, operand: Operand, type: ValueType): Expression | null {
  switch (operand.kind) {
    case "untyped":
      return materialiseConstant(context, operand, type);
    case "pending":
      return operand.build(type);
    case "enum-value":
      return reportEnumValue(context, operand, type);
    default:
      return valueType(operand) === type ? operand : reportMismatch(context, operand, type);
  }
}

function materialiseConstant(context: Context, constant: Untyped, type: StorageType): Expression | null {
  const { value, span, name, member } = constant;
  if (fits(value, type)) return constantOf(type, value, span, name, member);
  const number = describeScalar(value);
  if (type === "bool") {
    return report(
      context,
      "GN2006",
      constant.span,
      `a bool is needed here, not the number ${number}`,
      "write `true` or `false`, or compare",
    );
  }
  if (isWide(type) !== (typeof constant.value === "bigint")) return reportSuffix(context, constant, type);
  return report(context, "GN2008", constant.span, `${number} does not fit ${type}`, rangeOf(type));
}

/** A number with `n` where one without is needed, or the reverse. */
function reportSuffix(context: Context, { value, name, span }: Untyped, type: StorageType): null {
  const message = `${type} is needed here, and this is a number with${typeof value === "bigint" ? "" : "out"} \`n\``;
  const other = describeScalar(typeof value === "bigint" ? Number(value) : BigInt(Math.trunc(value)));
  const isLiteral = /^[0-9]/.test(quote(context, span));
  const remedy = name === null && isLiteral ? `write \`${other}\`` : `convert it: \`${type}(${quote(context, span)})\``;
  return report(context, "GN2005", span, message, remedy);
}

function rangeOf(type: Exclude<StorageType, "bool">): string {
  if (type === "f32") return "an f32 goes up to 3.4028234e38";
  const { least, most } = isWide(type) ? WIDE_INTEGERS[type] : INTEGERS[type];
  return `${describeArticle(type)} ${type} is a whole number from ${least} to ${most}`;
}

function describeArticle(type: string): string {
  return type.startsWith("i") ? "an" : "a";
}

/** Whether an exact number can be a value of the type; an f32 may round. */
export function fits(value: Scalar, type: StorageType): boolean {
  if (isWide(type)) return typeof value === "bigint" && WIDE_INTEGERS[type].wrap(value) === value;
  if (type === "bool" || typeof value === "bigint") return false;
  if (type === "f32") return Number.isFinite(Math.fround(value));
  return Number.isInteger(value) && value >= INTEGERS[type].least && value <= INTEGERS[type].most;
}

/** The type of a constant where nothing else decides: i32 if it fits and is whole, else u32, else f32; or i64, u64. */
export function defaultType(value: Scalar): ValueType {
  if (typeof value === "bigint") return fits(value, "i64") ? "i64" : "u64";
  if (fits(value, "i32")) return "i32";
  return fits(value, "u32") ? "u32" : "f32";
}

/**
 * Makes an operand storable in a place of the type. Widening is implicit and so is taking back a widening;
 * narrowing must be written, except for a constant that fits.
 */
export function store(context: Context, operand: Operand, type: StorageType, enumeration?: string): Expression | null {
  if (enumeration !== undefined) return storeMember(context, operand, enumeration);
  if (operand.kind === "enum-value") return reportEnumValue(context, operand, type);
  if (operand.kind === "untyped") return materialiseConstant(context, operand, type);
  const value = operand.kind === "pending" ? operand.build(valueTypeOf(type)) : operand;
  if (value === null || value.type === type) return value;
  if (valueType(value) !== valueTypeOf(type)) return reportMismatch(context, value, type);
  if (value.kind === "const" && typeof value.value === "number" && fits(value.value, type)) {
    return constantOf(type, value.value, value.span, value.name, value.member);
  }
  if (isWidening(value) && isWithin(value.operand.type, type)) return convertTo(type, value.operand, value.span);
  if (isWithin(value.type, type)) return convertTo(type, value, value.span);
  return report(
    context,
    "GN2007",
    value.span,
    `this is ${value.type} and is stored as ${type}, which may lose bits`,
    `write \`${type}(${quote(context, value.span)})\``,
  );
}

function storeMember(context: Context, operand: Operand, enumeration: string): Expression | null {
  if (operand.kind === "enum-value" && operand.enumeration === enumeration) return operand.value;
  return reportNoMember(context, enumeration, describeOperand(operand), operand.span);
}

/** What an operand is, in a message. */
export function describeOperand(operand: Operand): string {
  if (operand.kind === "enum-value") return describeEnum(shortName(operand.enumeration));
  return isTyped(operand) ? valueType(operand) : "a number";
}

/** Whether an expression is the wider form of a narrower one, which it can give back without loss. */
export function isWidening(value: Expression): value is Convert {
  return value.kind === "convert" && isWithin(value.operand.type, value.type);
}

/** Whether every value of one storage type is a value of the other. */
export function isWithin(inner: StorageType, outer: StorageType): boolean {
  if (isUnlike(inner) || isUnlike(outer)) return inner === outer;
  if (valueTypeOf(inner) !== valueTypeOf(outer)) return false;
  return INTEGERS[inner].least >= INTEGERS[outer].least && INTEGERS[inner].most <= INTEGERS[outer].most;
}

/** Types whose values no other type shares. */
function isUnlike(type: StorageType): type is "f32" | "bool" | WideType {
  return type === "f32" || type === "bool" || isWide(type);
}

function reportMismatch(context: Context, value: Expression, type: StorageType): null {
  const given = valueType(value);
  const text = quote(context, value.span);
  const zero = isWide(given) ? "0n" : "0";
  const remedy = type === "bool" ? `compare: \`${text} !== ${zero}\`` : `convert it: \`${type}(${text})\``;
  return report(context, "GN2006", value.span, `${type} is needed here, and this is ${given}`, remedy);
}

/** For where a type must be known and nothing gives one. */
export function requireTyped(context: Context, operand: Operand): Expression | null {
  if (isTyped(operand)) return operand;
  if (operand.kind === "enum-value") return reportEnumValue(context, operand, "u32");
  const text = quote(context, operand.span);
  return report(
    context,
    "GN2009",
    operand.span,
    "nothing says which type this number has",
    operand.kind === "untyped" && typeof operand.value === "bigint"
      ? `write it: \`u64(${text})\` or \`i64(${text})\``
      : `write it: \`u32(${text})\`, \`i32(${text})\` or \`f32(${text})\``,
  );
}

/** Arithmetic on exact numbers; null after a report. */
export function computeUntyped(
  context: Context,
  operator: BinaryOperatorSyntax,
  left: Untyped,
  right: Untyped,
  span: Span,
): Operand | null {
  const [a, b] = [left.value, right.value];
  if (typeof a === "bigint" && typeof b === "bigint") return computeWide(context, operator, a, b, right, span);
  if (typeof a === "bigint" || typeof b === "bigint") {
    return reportSuffix(context, typeof a === "bigint" ? right : left, "i64");
  }
  if ((operator === "/" || operator === "%") && b === 0) return reportZeroDivisor(context, right.span);
  if (BIT_OPERATORS.has(operator) && !(areBits(a) && areBits(b))) return reportBits(context, areBits(a) ? right : left);
  const value = UNTYPED_OPERATORS[operator](a, b);
  if (typeof value === "boolean") return constantOf("bool", value, span);
  const unsigned = BIT_OPERATORS.has(operator) && a >= 0 && b >= 0;
  return { kind: "untyped", value: unsigned ? value >>> 0 : value, name: null, span };
}

/** Arithmetic on constants of 64 bits. Each step is a value of i64 or of u64; a division truncates. */
function computeWide(
  context: Context,
  operator: BinaryOperatorSyntax,
  a: bigint,
  b: bigint,
  right: Untyped,
  span: Span,
): Operand | null {
  if ((operator === "/" || operator === "%") && b === 0n) return reportZeroDivisor(context, right.span);
  if (operator === ">>>") return reportUnsignedShift(context, span);
  if ((operator === "<<" || operator === ">>") && (b < 0n || b > 63n)) return reportCount(context, b, right.span);
  const value = WIDE_OPERATORS[operator](a, b);
  if (typeof value === "boolean") return constantOf("bool", value, span);
  if (fits(value, "i64") || fits(value, "u64")) return { kind: "untyped", value, name: null, span };
  return report(context, "GN2008", span, `${value}n does not fit 64 bits`, rangeOf(value < 0n ? "i64" : "u64"));
}

/** Reports a constant count that no shift of the width has. */
export function reportCount(context: Context, count: Scalar, span: Span): null {
  const bits = typeof count === "bigint" ? 64 : 32;
  const message = `a shift by ${count} is not a shift of ${bits} bits`;
  return report(context, "GN2008", span, message, `the count is 0 to ${bits - 1}`);
}

/** Reports the shift that bigints have not. */
export function reportUnsignedShift(context: Context, span: Span): null {
  const message = "`>>>` does not exist on 64 bits in JavaScript";
  return report(context, "GN2016", span, message, "write `>>`, which fills a u64 with zeros");
}

/** Reports an integer division by a constant zero. */
export function reportZeroDivisor(context: Context, span: Span): null {
  return report(context, "GN2018", span, "this divides by zero", "divide by a number that is not zero");
}

/** Reports a constant that bit operators cannot take. */
export function reportBits(context: Context, constant: Untyped): null {
  return report(
    context,
    "GN2011",
    constant.span,
    `${describeScalar(constant.value)} is not a whole number of 32 bits`,
    "bit operators take i32 and u32",
  );
}

/** Whether a number is an i32 or a u32. */
export function areBits(value: number): boolean {
  return fits(value, "i32") || fits(value, "u32");
}

const BIT_OPERATORS: ReadonlySet<BinaryOperatorSyntax> = new Set<BinaryOperatorSyntax>([
  "&",
  "|",
  "^",
  "<<",
  ">>",
  ">>>",
]);

const UNTYPED_OPERATORS: Readonly<Record<BinaryOperatorSyntax, (a: number, b: number) => number | boolean>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => (a < 0 ? a >> b : a >>> b),
  ">>>": (a, b) => a >>> b,
  "===": (a, b) => a === b,
  "!==": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const WIDE_OPERATORS: Readonly<
  Record<Exclude<BinaryOperatorSyntax, ">>>">, (a: bigint, b: bigint) => bigint | boolean>
> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  "===": (a, b) => a === b,
  "!==": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};
