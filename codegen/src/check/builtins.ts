/**
 * The functions that the language itself supplies: those of `Math` and of `lib/types.ts`.
 *
 * Each is one operator of the IR, so a row says which; on which types it exists is the operator table's matter.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, Expression, Span, UnaryOperator } from "../ir/ir.ts";
import { convert } from "../ir/operators.ts";
import type { StorageType, ValueType, WideType } from "../ir/types.ts";
import { isWide, valueTypeOf } from "../ir/types.ts";
import type { Context } from "./context.ts";
import { VOCABULARY, report } from "./context.ts";
import { numberOf } from "./enum-values.ts";
import { binary, constantOf, convertTo, hasBinary, hasUnary, unary, valueType } from "./fold.ts";
import { closest } from "./spelling.ts";
import type { Operand, Untyped } from "./untyped.ts";
import { defaultType, fits, isTyped, isWidening, materialise, requireTyped } from "./untyped.ts";

interface UnaryBuiltin {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  /** The types it takes, as far as the language offers them; untyped constants take the first. */
  readonly types: readonly ValueType[];
  /** What it makes of an exact number, if it can. */
  readonly exact: ((value: number) => number) | null;
}

interface BinaryBuiltin {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly types: readonly ValueType[];
  readonly exact: ((left: number, right: number) => number) | null;
  /** Whether it takes more than two arguments. */
  readonly variadic: boolean;
}

type Builtin = UnaryBuiltin | BinaryBuiltin;

const MATH: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["abs", { kind: "unary", operator: "abs", types: ["f32", "i32"], exact: Math.abs }],
  ["sqrt", { kind: "unary", operator: "sqrt", types: ["f32"], exact: Math.sqrt }],
  ["floor", { kind: "unary", operator: "floor", types: ["f32"], exact: Math.floor }],
  ["ceil", { kind: "unary", operator: "ceil", types: ["f32"], exact: Math.ceil }],
  ["trunc", { kind: "unary", operator: "trunc", types: ["f32"], exact: Math.trunc }],
  ["round", { kind: "unary", operator: "round", types: ["f32"], exact: Math.round }],
  ["clz32", { kind: "unary", operator: "clz", types: ["u32", "i32"], exact: null }],
  ["min", { kind: "binary", operator: "min", types: ["f32", "i32", "u32"], exact: Math.min, variadic: true }],
  ["max", { kind: "binary", operator: "max", types: ["f32", "i32", "u32"], exact: Math.max, variadic: true }],
  ["imul", { kind: "binary", operator: "multiply", types: ["i32", "u32"], exact: null, variadic: false }],
]);

const VOCABULARY_FUNCTIONS: ReadonlyMap<string, UnaryBuiltin> = new Map<string, UnaryBuiltin>([
  ["bitsOf", { kind: "unary", operator: "bits-of", types: ["f32"], exact: null }],
  ["f32FromBits", { kind: "unary", operator: "from-bits", types: ["u32"], exact: null }],
  ["popcount", { kind: "unary", operator: "popcount", types: ["u32"], exact: null }],
]);

const MATH_CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["PI", Math.PI],
  ["E", Math.E],
  ["LN2", Math.LN2],
  ["LN10", Math.LN10],
  ["LOG2E", Math.LOG2E],
  ["LOG10E", Math.LOG10E],
  ["SQRT2", Math.SQRT2],
  ["SQRT1_2", Math.SQRT1_2],
]);

/** `Math.PI`: an exact number; null after a report. */
export function checkMathConstant(context: Context, member: string, span: Span): Operand | null {
  const value = MATH_CONSTANTS.get(member);
  if (value !== undefined) return { kind: "untyped", value, name: null, span };
  const remedy = MATH.has(member) ? `call it: \`Math.${member}(...)\`` : suggestMath(member);
  return report(context, "GN2013", span, `\`Math.${member}\` is not a number of the language`, remedy);
}

/** `Math.sqrt(x)`; null after a report. */
export function checkMathCall(
  context: Context,
  member: string,
  operands: readonly Operand[],
  span: Span,
): Operand | null {
  const name = `Math.${member}`;
  if (member === "fround") return checkFround(context, operands, span);
  const builtin = MATH.get(member);
  if (builtin === undefined) {
    const remedy = LIBRARY.has(member)
      ? "write it in the language, with an error bound that you know"
      : suggestMath(member);
    return report(context, "GN2013", span, `there is no \`${name}\` in the language`, remedy);
  }
  return applyBuiltin(context, name, builtin, operands, span);
}

function checkFround(context: Context, operands: readonly Operand[], span: Span): Operand | null {
  const [operand] = operands;
  if (!checkCount(context, "Math.fround", 1, operands.length, span) || operand === undefined) return null;
  const type = isTyped(operand) ? operand.type : operand.kind === "untyped" ? defaultType(operand.value) : "f32";
  if (type !== "bool" && !isWide(type)) return convertOperand("f32", operand, span, context);
  return report(context, "GN2011", operand.span, `\`Math.fround\` does not take ${type}`, "write `f32(...)`");
}

function suggestMath(member: string): string {
  const near = closest(member, [...MATH.keys(), ...MATH_CONSTANTS.keys()]);
  return near === null ? `Math has ${[...MATH.keys()].join(", ")}` : `did you mean \`Math.${near}\`?`;
}

/** Functions of JavaScript whose last bit differs from engine to engine. */
const LIBRARY: ReadonlySet<string> = new Set(
  "sin cos tan asin acos atan atan2 sinh cosh tanh exp expm1 log log2 log10 log1p pow cbrt hypot".split(" "),
);

/** What makes storage, each as it is declared. */
const DECLARED: ReadonlyMap<string, string> = new Map([
  ["array", "const neurons = array(Neuron, 32)"],
  ["tabulate", "const table = tabulate(Uint32Array, 256, entryOf)"],
]);

/** Whether a function of the vocabulary makes storage, and takes what is no expression. */
export function makesStorage(name: string): boolean {
  return DECLARED.has(name);
}

/** `u8(x)`, `popcount(x)`; null after a report. */
export function checkVocabularyCall(
  context: Context,
  name: string,
  operands: readonly Operand[],
  span: Span,
): Operand | null {
  const builtin = VOCABULARY_FUNCTIONS.get(name);
  if (builtin !== undefined) return applyBuiltin(context, name, builtin, operands, span);
  const declared = DECLARED.get(name);
  if (declared !== undefined) {
    const message = `\`${name}\` stands only in the declarations of the module`;
    return report(context, "GN1015", span, message, `declare it there: \`${declared}\``);
  }
  if (VOCABULARY.get(name) !== "both") {
    return report(
      context,
      "GN3005",
      span,
      `\`${name}\` is a type, not a function`,
      "convert with f32, i32, u32, i64, u64, i16, u16, i8 or u8",
    );
  }
  const [operand] = operands;
  if (!checkCount(context, name, 1, operands.length, span) || operand === undefined) return null;
  return convertOperand(name as StorageType, operand, span, context);
}

/** A written conversion. */
function convertOperand(type: StorageType, operand: Operand, span: Span, context: Context): Expression | null {
  if (operand.kind === "untyped") return convertExact(context, operand, type, span);
  if (operand.kind === "enum-value") return convertTo(type, numberOf(operand), span);
  if (operand.kind === "pending") {
    // `u32(1 << n)` is 1 << n in u32; a conversion to 8 or 16 bits works in the value type first.
    const built = operand.build(valueTypeOf(type));
    return built === null ? null : convertTo(type, built, span);
  }
  // What was loaded as the type, and widened, is it already.
  return isWidening(operand) && operand.operand.type === type ? operand.operand : convertTo(type, operand, span);
}

/** An exact number goes straight into the type if it fits, else by way of the widest type that holds it. */
function convertExact(context: Context, operand: Untyped, type: StorageType, span: Span): Expression | null {
  if (fits(operand.value, type)) return constantOf(type, operand.value, span, null);
  if (isWide(type) && typeof operand.value === "number" && Number.isInteger(operand.value)) {
    return convertWhole(context, operand.value, type, operand.span);
  }
  const wide = materialise(context, operand, defaultType(operand.value));
  return wide === null ? null : convertTo(type, wide, span);
}

/** A plain whole number as 64 bits. Beyond 2^53 it may not be the number that was written. */
function convertWhole(context: Context, value: number, type: WideType, span: Span): Expression | null {
  if (Number.isSafeInteger(value)) return constantOf(type, convert(BigInt(value), "i64", type), span);
  return report(context, "GN2008", span, "a number without `n` is exact only below 2^53", "write it with `n`");
}

function applyBuiltin(
  context: Context,
  name: string,
  builtin: Builtin,
  operands: readonly Operand[],
  span: Span,
): Operand | null {
  const least = builtin.kind === "unary" ? 1 : 2;
  const most = builtin.kind === "binary" && builtin.variadic ? Infinity : least;
  if (operands.length > most || operands.length < least) {
    checkCount(context, name, least, operands.length, span);
    return null;
  }
  const [first, ...rest] = operands;
  if (first === undefined) return null;
  if (builtin.kind === "unary") return applyUnaryBuiltin(context, name, builtin, first, span);
  return rest.reduce<Operand | null>(
    (left, right) => (left === null ? null : applyBinaryBuiltin(context, name, builtin, left, right, span)),
    first,
  );
}

function applyUnaryBuiltin(
  context: Context,
  name: string,
  builtin: UnaryBuiltin,
  operand: Operand,
  span: Span,
): Operand | null {
  if (operand.kind === "untyped" && typeof operand.value === "number" && builtin.exact !== null) {
    return { kind: "untyped", value: builtin.exact(operand.value), name: null, span };
  }
  const [only] = builtin.types;
  const typed =
    !isTyped(operand) && builtin.types.length === 1 && only !== undefined
      ? materialise(context, operand, only)
      : requireTyped(context, operand);
  if (typed === null) return null;
  if (!builtin.types.includes(valueType(typed)) || !hasUnary(builtin.operator, valueType(typed))) {
    return reportArgument(context, name, builtin, typed);
  }
  return unary(builtin.operator, typed, span);
}

function applyBinaryBuiltin(
  context: Context,
  name: string,
  builtin: BinaryBuiltin,
  left: Operand,
  right: Operand,
  span: Span,
): Operand | null {
  if (left.kind === "untyped" && right.kind === "untyped" && builtin.exact !== null) {
    const [a, b] = [left.value, right.value];
    if (typeof a === "number" && typeof b === "number") {
      return { kind: "untyped", value: builtin.exact(a, b), name: null, span };
    }
  }
  const decisive = isTyped(left) ? left : requireTyped(context, right);
  if (decisive === null) return null;
  const type = valueType(decisive);
  if (!builtin.types.includes(type) || !hasBinary(builtin.operator, type)) {
    return reportArgument(context, name, builtin, decisive);
  }
  const [a, b] = [materialise(context, left, type), materialise(context, right, type)];
  return a === null || b === null ? null : binary(builtin.operator, a, b, span);
}

function reportArgument(context: Context, name: string, builtin: Builtin, argument: Expression): null {
  const types = builtin.types.join(" or ");
  const message = `\`${name}\` does not take ${valueType(argument)}`;
  return report(context, "GN2011", argument.span, message, `it takes ${types}`);
}

/** Reports a wrong number of arguments; true if it is right. */
export function checkCount(context: Context, name: string, wanted: number, given: number, span: Span): boolean {
  if (wanted === given) return true;
  const message = `\`${name}\` takes ${wanted} argument${wanted === 1 ? "" : "s"}, not ${given}`;
  report(context, "GN3004", span, message, given < wanted ? "pass the missing ones" : "remove the others");
  return false;
}

/** Methods that arrays of JavaScript have and those of the language have not. */
export const ARRAY_METHODS: ReadonlySet<string> = new Set(
  "fill set slice map forEach reduce filter find indexOf includes sort reverse copyWithin join push pop".split(" "),
);
