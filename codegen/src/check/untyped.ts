/**
 * Numbers that have no type yet, and how they get one.
 *
 * A literal, and whatever is computed from literals and untyped constants alone, is an exact number until
 * something with a type is near: `const HALF = 1 / 2` is one half, and fits f32 but not u32. Bit operators see 32
 * bits; their result is unsigned unless an operand is negative. An expression such as `1 << n` or `flag ? 1 : 2`
 * is not constant and still takes its type from its surroundings: it is `pending`.
 *
 * @packageDocumentation
 */
import type { Convert, Expression, Span } from "../ir/ir.ts";
import { INTEGERS } from "../ir/operators.ts";
import type { StorageType, ValueType } from "../ir/types.ts";
import { valueTypeOf } from "../ir/types.ts";
import type { BinaryOperatorSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { quote, report } from "./context.ts";
import { constantOf, convertTo, valueType } from "./fold.ts";

/** A constant without a type. */
export interface Untyped {
  readonly kind: "untyped";
  readonly value: number;
  /** Qualified name, if it is a named constant. */
  readonly name: string | null;
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
export type Operand = Expression | Untyped | Pending;

/** Whether an operand has a type already. */
export function isTyped(operand: Operand): operand is Expression {
  return operand.kind !== "untyped" && operand.kind !== "pending";
}

/** Gives an operand a value type; a typed one must have it already. */
export function materialise(context: Context, operand: Operand, type: ValueType): Expression | null {
  switch (operand.kind) {
    case "untyped":
      return materialiseConstant(context, operand, type);
    case "pending":
      return operand.build(type);
    default:
      return valueType(operand) === type ? operand : reportMismatch(context, operand, type);
  }
}

function materialiseConstant(context: Context, constant: Untyped, type: StorageType): Expression | null {
  if (fits(constant.value, type)) return constantOf(type, constant.value, constant.span, constant.name);
  const number = `${constant.value}`;
  if (type === "bool") {
    return report(
      context,
      "GN2006",
      constant.span,
      `a bool is needed here, not the number ${number}`,
      "write `true` or `false`, or compare",
    );
  }
  return report(context, "GN2008", constant.span, `${number} does not fit ${type}`, rangeOf(type));
}

function rangeOf(type: Exclude<StorageType, "bool">): string {
  if (type === "f32") return "an f32 goes up to 3.4028234e38";
  const { least, most } = INTEGERS[type];
  return `${describeArticle(type)} ${type} is a whole number from ${least} to ${most}`;
}

function describeArticle(type: string): string {
  return type.startsWith("i") ? "an" : "a";
}

/** Whether an exact number can be a value of the type; an f32 may round. */
export function fits(value: number, type: StorageType): boolean {
  if (type === "bool") return false;
  if (type === "f32") return Number.isFinite(Math.fround(value));
  return Number.isInteger(value) && value >= INTEGERS[type].least && value <= INTEGERS[type].most;
}

/** The type of an untyped constant where nothing else decides: i32 if it fits and is whole, else u32, else f32. */
export function defaultType(value: number): ValueType {
  if (fits(value, "i32")) return "i32";
  return fits(value, "u32") ? "u32" : "f32";
}

/**
 * Makes an operand storable in a place of the type. Widening is implicit and so is taking back a widening;
 * narrowing must be written, except for a constant that fits.
 */
export function store(context: Context, operand: Operand, type: StorageType): Expression | null {
  if (operand.kind === "untyped") return materialiseConstant(context, operand, type);
  const value = operand.kind === "pending" ? operand.build(valueTypeOf(type)) : operand;
  if (value === null || value.type === type) return value;
  if (valueType(value) !== valueTypeOf(type)) return reportMismatch(context, value, type);
  if (value.kind === "const" && typeof value.value === "number" && fits(value.value, type)) {
    return constantOf(type, value.value, value.span, value.name);
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

/** Whether an expression is the wider form of a narrower one, which it can give back without loss. */
export function isWidening(value: Expression): value is Convert {
  return value.kind === "convert" && isWithin(value.operand.type, value.type);
}

/** Whether every value of one storage type is a value of the other. */
export function isWithin(inner: StorageType, outer: StorageType): boolean {
  if (inner === "f32" || outer === "f32" || inner === "bool" || outer === "bool") return inner === outer;
  if (valueTypeOf(inner) !== valueTypeOf(outer)) return false;
  return INTEGERS[inner].least >= INTEGERS[outer].least && INTEGERS[inner].most <= INTEGERS[outer].most;
}

function reportMismatch(context: Context, value: Expression, type: StorageType): null {
  const given = valueType(value);
  const text = quote(context, value.span);
  const remedy = type === "bool" ? `compare: \`${text} !== 0\`` : `convert it: \`${type}(${text})\``;
  return report(context, "GN2006", value.span, `${type} is needed here, and this is ${given}`, remedy);
}

/** For where a type must be known and nothing gives one. */
export function requireTyped(context: Context, operand: Operand): Expression | null {
  if (isTyped(operand)) return operand;
  const text = quote(context, operand.span);
  return report(
    context,
    "GN2009",
    operand.span,
    "nothing says which type this number has",
    `write it: \`u32(${text})\`, \`i32(${text})\` or \`f32(${text})\``,
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
  if ((operator === "/" || operator === "%") && b === 0) return reportZeroDivisor(context, right.span);
  if (BIT_OPERATORS.has(operator) && !(areBits(a) && areBits(b))) return reportBits(context, areBits(a) ? right : left);
  const value = UNTYPED_OPERATORS[operator](a, b);
  if (typeof value === "boolean") return constantOf("bool", value, span);
  const unsigned = BIT_OPERATORS.has(operator) && a >= 0 && b >= 0;
  return { kind: "untyped", value: unsigned ? value >>> 0 : value, name: null, span };
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
    `${constant.value} is not a whole number of 32 bits`,
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
