/**
 * Types of operators, once their operands are known: which operator of the IR a spelling means, which types it
 * takes, and how an operand without a type gets the other's.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, Expression, Span, UnaryOperator } from "../ir/ir.ts";
import type { ValueType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import { isZero } from "../ir/uses.ts";
import type { BinaryOperatorSyntax, UnaryOperatorSyntax } from "../parse/syntax.ts";
import type { Context } from "./context.ts";
import { quote, report } from "./context.ts";
import { compareMembers } from "./enum-values.ts";
import { binary, hasBinary, hasUnary, unary, valueType } from "./fold.ts";
import type { Operand } from "./untyped.ts";
import {
  areBits,
  computeUntyped,
  describeOperand,
  isTyped,
  materialise,
  reportBits,
  reportCount,
  reportUnsignedShift,
  reportZeroDivisor,
  requireTyped,
} from "./untyped.ts";

/** `-x`, `~x` or `!x`; null after a report. */
export function checkUnary(
  context: Context,
  spelling: UnaryOperatorSyntax,
  operand: Operand,
  span: Span,
): Operand | null {
  if (operand.kind === "untyped" && spelling !== "!") {
    if (spelling === "-") return { kind: "untyped", value: -operand.value, name: null, span };
    if (typeof operand.value === "bigint") return { kind: "untyped", value: ~operand.value, name: null, span };
    if (!areBits(operand.value)) return reportBits(context, operand);
    return { kind: "untyped", value: ~operand.value, name: null, span };
  }
  if (operand.kind === "pending" && spelling !== "!") {
    return { kind: "pending", span, build: (type) => applyUnary(context, spelling, operand.build(type), span) };
  }
  return applyUnary(context, spelling, materialiseFor(context, operand, "bool"), span);
}

/** A typed operand as it is; an untyped one with the type. */
function materialiseFor(context: Context, operand: Operand, type: ValueType): Expression | null {
  return isTyped(operand) ? operand : materialise(context, operand, type);
}

function applyUnary(
  context: Context,
  spelling: UnaryOperatorSyntax,
  operand: Expression | null,
  span: Span,
): Expression | null {
  if (operand === null) return null;
  const operator = UNARY_SPELLINGS[spelling];
  if (hasUnary(operator, valueType(operand))) return unary(operator, operand, span);
  const message = `\`${spelling}\` does not take ${valueType(operand)}`;
  return report(context, "GN2011", span, message, remedyForUnary(context, spelling, operand));
}

function remedyForUnary(context: Context, spelling: UnaryOperatorSyntax, operand: Expression): string {
  const text = quote(context, operand.span);
  if (spelling === "!") return `compare: \`${text} === ${isWide(valueType(operand)) ? "0n" : "0"}\``;
  return spelling === "~" ? `convert it: \`u32(${text})\`` : "write `? :` with the two values";
}

/** `left operator right`; null after a report. */
export function checkBinary(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Operand,
  right: Operand,
  span: Span,
): Operand | null {
  if (left.kind === "enum-value" || right.kind === "enum-value") {
    return checkMembers(context, spelling, left, right, span);
  }
  if (left.kind === "untyped" && right.kind === "untyped") return computeUntyped(context, spelling, left, right, span);
  if (SHIFTS.has(spelling)) return checkShift(context, spelling, left, right, span);
  if (!isTyped(left) && !isTyped(right)) return checkPending(context, spelling, left, right, span);
  const type = isTyped(left) ? valueType(left) : isTyped(right) ? valueType(right) : "u32";
  if (isTyped(left) && isTyped(right) && valueType(left) !== valueType(right)) {
    return reportMixed(context, spelling, left, right, span);
  }
  const [a, b] = [materialise(context, left, type), materialise(context, right, type)];
  return a === null || b === null ? null : applyBinary(context, spelling, a, b, span);
}

/** Members of one enum are compared for equality; nothing else is done with them. */
function checkMembers(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Operand,
  right: Operand,
  span: Span,
): Expression | null {
  const isOne = left.kind === "enum-value" && right.kind === "enum-value" && left.enumeration === right.enumeration;
  if (isOne && (spelling === "===" || spelling === "!==")) {
    return compareMembers(spelling === "===" ? "equal" : "not-equal", left, right, span);
  }
  const member = left.kind === "enum-value" ? left : right;
  const remedy = `convert it: \`u32(${quote(context, member.span)})\``;
  if (isOne) {
    const message = `\`${spelling}\` does not take ${describeOperand(left)}`;
    return report(context, "GN2021", span, message, remedy);
  }
  const message = `\`${spelling}\` mixes ${describeOperand(left)} and ${describeOperand(right)}`;
  const areEnums = left.kind === "enum-value" && right.kind === "enum-value";
  return report(context, "GN2021", span, message, areEnums ? "compare members of one enum" : remedy);
}

/** Neither side has a type: arithmetic waits for one, a comparison would wait for ever. */
function checkPending(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Operand,
  right: Operand,
  span: Span,
): Operand | null {
  if (COMPARING.has(spelling)) return requireTyped(context, left.kind === "pending" ? left : right);
  const build = (type: ValueType) => {
    const [a, b] = [materialise(context, left, type), materialise(context, right, type)];
    return a === null || b === null ? null : applyBinary(context, spelling, a, b, span);
  };
  return { kind: "pending", span, build };
}

/** The count of a shift has a type of its own. */
function checkShift(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Operand,
  right: Operand,
  span: Span,
): Operand | null {
  const isWideShift = isTyped(left) ? isWide(valueType(left)) : isWideConstant(left) || isWideConstant(right);
  const count = materialiseFor(context, right, isWideShift ? "u64" : "u32");
  if (count === null) return null;
  const most = isWide(valueType(count)) ? 63 : 31;
  if (count.kind === "const" && typeof count.value !== "boolean" && (count.value < 0 || count.value > most)) {
    return reportCount(context, count.value, count.span);
  }
  if (isTyped(left)) return applyBinary(context, spelling, left, count, span);
  const build = (type: ValueType) => {
    const shifted = materialise(context, left, type);
    return shifted === null ? null : applyBinary(context, spelling, shifted, count, span);
  };
  return { kind: "pending", span, build };
}

function isWideConstant(operand: Operand): boolean {
  return operand.kind === "untyped" && typeof operand.value === "bigint";
}

/** Both operands are typed alike (or the right one is a shift count). */
function applyBinary(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Expression,
  right: Expression,
  span: Span,
): Expression | null {
  const operator = BINARY_SPELLINGS[spelling];
  const type = valueType(left);
  const countIsWhole = !SHIFTS.has(spelling) || canShift(type, valueType(right));
  if (!hasBinary(operator, type) || !countIsWhole || (type === "bool" && BITS.has(spelling))) {
    return reportOperator(context, spelling, countIsWhole ? left : right, span);
  }
  if (spelling === ">>>" && isWide(type)) return reportUnsignedShift(context, span);
  if ((spelling === ">>" && type === "u32") || (spelling === ">>>" && type === "i32")) {
    return reportShift(context, spelling, left, right, span);
  }
  if ((spelling === "/" || spelling === "%") && type !== "f32" && right.kind === "const" && isZero(right.value)) {
    return reportZeroDivisor(context, right.span);
  }
  if (COMPARING.has(spelling) && (isNaN(left) || isNaN(right))) {
    const text = quote(context, (isNaN(left) ? right : left).span);
    const remedy = `only a NaN differs from itself: \`${text} !== ${text}\``;
    return report(context, "GN2017", span, "nothing equals NaN, not even NaN", remedy);
  }
  return binary(operator, left, right, span);
}

/** A count has 64 bits where the shifted number has: JavaScript wants two bigints. */
function canShift(type: ValueType, count: ValueType): boolean {
  return isWide(type) ? isWide(count) : count === "u32" || count === "i32";
}

function isNaN(expression: Expression): boolean {
  return expression.kind === "const" && Number.isNaN(expression.value);
}

function reportMixed(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Expression,
  right: Expression,
  span: Span,
): null {
  const [a, b] = [valueType(left), valueType(right)];
  const message = `\`${spelling}\` mixes ${a} and ${b}`;
  if (a === "bool" || b === "bool") {
    return report(context, "GN2005", span, message, "compare numbers with numbers and bools with bools");
  }
  // Toward the wider meaning: what is f32 stays, then what has 64 bits, then the left side.
  const isLeftConverted = b === "f32" || (isWide(b) && !isWide(a) && a !== "f32");
  const [converted, type] = isLeftConverted ? [left, b] : [right, a];
  return report(context, "GN2005", span, message, `convert one side: \`${type}(${quote(context, converted.span)})\``);
}

function reportOperator(context: Context, spelling: BinaryOperatorSyntax, operand: Expression, span: Span): null {
  const message = `\`${spelling}\` does not take ${valueType(operand)}`;
  const isCount = SHIFTS.has(spelling) && hasBinary(BINARY_SPELLINGS[spelling], valueType(operand));
  const remedy = isCount ? "the count has 64 bits exactly if the number has" : null;
  return report(context, "GN2011", span, message, remedy ?? remedyForBinary(spelling, valueType(operand)));
}

function remedyForBinary(spelling: BinaryOperatorSyntax, type: ValueType): string {
  if (type === "bool") {
    return spelling === "&" || spelling === "|"
      ? `write \`${spelling}${spelling}\``
      : "use `&&`, `||`, `!`, `===` or `!==`";
  }
  if (spelling === "%") return "take the multiple away: `x - f32(i32(x / y)) * y`";
  return "convert it: `u32(x)`, or `bitsOf(x)` for the bits as they are";
}

function reportShift(
  context: Context,
  spelling: BinaryOperatorSyntax,
  left: Expression,
  right: Expression,
  span: Span,
): null {
  const [other, sort] = spelling === ">>" ? [">>>", "u32"] : [">>", "i32"];
  const message = `\`${spelling}\` on ${sort} would not be what it is in JavaScript`;
  const remedy = `write \`${quote(context, left.span)} ${other} ${quote(context, right.span)}\``;
  return report(context, "GN2016", span, message, remedy);
}

const UNARY_SPELLINGS: Readonly<Record<UnaryOperatorSyntax, UnaryOperator>> = {
  "-": "negate",
  "!": "not",
  "~": "bit-not",
};

const BINARY_SPELLINGS: Readonly<Record<BinaryOperatorSyntax, BinaryOperator>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
  "&": "bit-and",
  "|": "bit-or",
  "^": "bit-xor",
  "<<": "shift-left",
  ">>": "shift-right",
  ">>>": "shift-right",
  "===": "equal",
  "!==": "not-equal",
  "<": "less",
  "<=": "less-equal",
  ">": "greater",
  ">=": "greater-equal",
};

/** The operator of the IR that a compound assignment stands for. */
export function operatorOf(spelling: BinaryOperatorSyntax): BinaryOperator {
  return BINARY_SPELLINGS[spelling];
}

const SHIFTS: ReadonlySet<BinaryOperatorSyntax> = new Set<BinaryOperatorSyntax>(["<<", ">>", ">>>"]);
const BITS: ReadonlySet<BinaryOperatorSyntax> = new Set<BinaryOperatorSyntax>(["&", "|", "^"]);
const COMPARING: ReadonlySet<BinaryOperatorSyntax> = new Set<BinaryOperatorSyntax>([
  "===",
  "!==",
  "<",
  "<=",
  ">",
  ">=",
]);
