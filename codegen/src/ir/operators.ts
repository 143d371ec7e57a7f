/**
 * The one table of operators: what each means on each value type.
 *
 * The compiler folds constants with it, the specification quotes it, and every backend is tested
 * against it. A missing entry means that the operator does not exist on that type. All results are
 * canonical: i32 as a signed number, u32 as an unsigned one, f32 rounded, bool a boolean, i64 and u64 a bigint
 * within their range. Total: integer division by zero, which a program cannot reach unproven, is 0 here, and
 * so is its remainder.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, UnaryOperator } from "./ir.ts";
import type { NarrowType, StorageType, ValueType, WideType } from "./types.ts";
import { isWide } from "./types.ts";

/** A value in the table: a bigint for the types of 64 bits, a number for all others; a bool is 0 or 1. */
export type Scalar = number | bigint;

type UnaryMeaning = (operand: number) => number;
type BinaryMeaning = (left: number, right: number) => number;
type WideUnaryMeaning = (operand: bigint) => bigint;
/** A comparison gives 0 or 1. */
type WideBinaryMeaning = (left: bigint, right: bigint) => Scalar;
/** What one operator means on each type that has it. */
type Row<Narrow, Wide> = Partial<Readonly<Record<NarrowType, Narrow> & Record<WideType, Wide>>>;
type UnaryTable = Readonly<Record<UnaryOperator, Row<UnaryMeaning, WideUnaryMeaning>>>;
type BinaryTable = Readonly<Record<BinaryOperator, Row<BinaryMeaning, WideBinaryMeaning>>>;

const round = Math.fround;

/** A bool is 0 or 1 inside the table. */
export const UNARY: UnaryTable = {
  negate: { i32: (x) => -x | 0, u32: (x) => -x >>> 0, f32: (x) => -x, ...wideUnary((x) => -x) },
  not: { bool: (x) => (x === 0 ? 1 : 0) },
  "bit-not": { i32: (x) => ~x, u32: (x) => ~x >>> 0, ...wideUnary((x) => ~x) },
  abs: { i32: (x) => Math.abs(x) | 0, f32: (x) => Math.abs(x) },
  sqrt: { f32: (x) => round(Math.sqrt(x)) },
  floor: { f32: (x) => Math.floor(x) },
  ceil: { f32: (x) => Math.ceil(x) },
  trunc: { f32: (x) => Math.trunc(x) },
  round: { f32: (x) => round(Math.round(x)) },
  clz: { i32: (x) => Math.clz32(x), u32: (x) => Math.clz32(x) },
  popcount: { i32: popcount, u32: popcount },
  "bits-of": { f32: bitsOf },
  "from-bits": { u32: fromBits },
};

/** A shift count counts modulo the width of the type. */
export const BINARY: BinaryTable = {
  add: {
    i32: (a, b) => (a + b) | 0,
    u32: (a, b) => (a + b) >>> 0,
    f32: (a, b) => round(a + b),
    ...wideBinary((a, b) => a + b),
  },
  subtract: {
    i32: (a, b) => (a - b) | 0,
    u32: (a, b) => (a - b) >>> 0,
    f32: (a, b) => round(a - b),
    ...wideBinary((a, b) => a - b),
  },
  multiply: {
    i32: Math.imul,
    u32: (a, b) => Math.imul(a, b) >>> 0,
    f32: (a, b) => round(a * b),
    ...wideBinary((a, b) => a * b),
  },
  divide: {
    i32: (a, b) => (a / b) | 0,
    u32: (a, b) => (a / b) >>> 0,
    f32: (a, b) => round(a / b),
    ...wideBinary((a, b) => (b === 0n ? 0n : a / b)),
  },
  remainder: {
    i32: (a, b) => (a % b) | 0,
    u32: (a, b) => (a % b) >>> 0,
    ...wideBinary((a, b) => (b === 0n ? 0n : a % b)),
  },
  "bit-and": {
    bool: (a, b) => a & b,
    i32: (a, b) => a & b,
    u32: (a, b) => (a & b) >>> 0,
    ...wideBinary((a, b) => a & b),
  },
  "bit-or": {
    bool: (a, b) => a | b,
    i32: (a, b) => a | b,
    u32: (a, b) => (a | b) >>> 0,
    ...wideBinary((a, b) => a | b),
  },
  "bit-xor": {
    bool: (a, b) => a ^ b,
    i32: (a, b) => a ^ b,
    u32: (a, b) => (a ^ b) >>> 0,
    ...wideBinary((a, b) => a ^ b),
  },
  "shift-left": { i32: (a, b) => a << b, u32: (a, b) => (a << b) >>> 0, ...wideBinary((a, b) => a << (b & 63n)) },
  "shift-right": { i32: (a, b) => a >> b, u32: (a, b) => a >>> b, ...wideBinary((a, b) => a >> (b & 63n)) },
  equal: comparison((a, b) => a === b, "bool"),
  "not-equal": comparison((a, b) => a !== b, "bool"),
  less: comparison((a, b) => a < b),
  "less-equal": comparison((a, b) => a <= b),
  greater: comparison((a, b) => a > b),
  "greater-equal": comparison((a, b) => a >= b),
  min: { i32: Math.min, u32: Math.min, f32: Math.min },
  max: { i32: Math.max, u32: Math.max, f32: Math.max },
};

/** Operators whose result is bool whatever the operands. */
export const COMPARISONS: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>([
  "equal",
  "not-equal",
  "less",
  "less-equal",
  "greater",
  "greater-equal",
]);

/** The operator's result on a canonical value of the type; null if the type has no such operator. */
export function applyUnary(operator: UnaryOperator, type: ValueType, operand: Scalar): Scalar | null {
  if (isWide(type)) return UNARY[operator][type]?.(BigInt(operand)) ?? null;
  return UNARY[operator][type]?.(Number(operand)) ?? null;
}

/** The operator's result on canonical values of the type (of a shift: a count of the same width). */
export function applyBinary(operator: BinaryOperator, type: ValueType, left: Scalar, right: Scalar): Scalar | null {
  if (isWide(type)) return BINARY[operator][type]?.(BigInt(left), BigInt(right)) ?? null;
  return BINARY[operator][type]?.(Number(left), Number(right)) ?? null;
}

/**
 * Converts a canonical value. Integers wrap to the width of `to`; an f32 truncates toward zero and
 * saturates, NaN giving 0; an integer becomes the nearest f32, ties to even; a bool is 0 or 1; to bool
 * there is no conversion (write a comparison).
 */
export function convert(
  value: number,
  from: Exclude<StorageType, WideType>,
  to: Exclude<StorageType, WideType>,
): number;
export function convert(value: Scalar, from: StorageType, to: StorageType): Scalar;
export function convert(value: Scalar, from: StorageType, to: StorageType): Scalar {
  if (isWide(to)) return convertToWide(value, from, to);
  if (to === "f32") return typeof value === "bigint" ? nearestFloat(value) : round(value);
  if (to === "bool") return value;
  const { least, most, wrap } = INTEGERS[to];
  if (typeof value === "bigint") return wrap(Number(BigInt.asIntN(32, value)));
  if (from !== "f32") return wrap(value);
  return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, least), most)) + 0;
}

function convertToWide(value: Scalar, from: StorageType, to: WideType): bigint {
  const { least, most, wrap } = WIDE_INTEGERS[to];
  if (from !== "f32" || typeof value === "bigint") return wrap(BigInt(value));
  if (!Number.isFinite(value)) return value > 0 ? most : value < 0 ? least : 0n;
  const whole = BigInt(Math.trunc(value));
  return whole < least ? least : whole > most ? most : whole;
}

/**
 * An integer of 64 bits, rounded once: by way of a double that has all bits below its own as one odd bit, so that
 * rounding again goes the right way.
 */
function nearestFloat(value: bigint): number {
  const low = value & 0x7ffn;
  const isExact = low === 0n || BigInt.asIntN(53, value) === value;
  return round(Number(isExact ? value : ((value >> 11n) | 1n) << 11n));
}

/** Range and wrapping of each integer type that is a number. */
export const INTEGERS: Readonly<
  Record<Exclude<StorageType, "f32" | "bool" | WideType>, { least: number; most: number; wrap: UnaryMeaning }>
> = {
  i8: { least: -0x80, most: 0x7f, wrap: (x) => (x << 24) >> 24 },
  u8: { least: 0, most: 0xff, wrap: (x) => x & 0xff },
  i16: { least: -0x8000, most: 0x7fff, wrap: (x) => (x << 16) >> 16 },
  u16: { least: 0, most: 0xffff, wrap: (x) => x & 0xffff },
  i32: { least: -0x80000000, most: 0x7fffffff, wrap: (x) => x | 0 },
  u32: { least: 0, most: 0xffffffff, wrap: (x) => x >>> 0 },
};

/** Range and wrapping of each integer type that is a bigint. */
export const WIDE_INTEGERS: Readonly<Record<WideType, { least: bigint; most: bigint; wrap: WideUnaryMeaning }>> = {
  i64: { least: -(2n ** 63n), most: 2n ** 63n - 1n, wrap: (x) => BigInt.asIntN(64, x) },
  u64: { least: 0n, most: 2n ** 64n - 1n, wrap: (x) => BigInt.asUintN(64, x) },
};

/** The same on both types of 64 bits: the mathematical result, wrapped. */
function wideUnary(exact: WideUnaryMeaning): Record<WideType, WideUnaryMeaning> {
  return { i64: (x) => BigInt.asIntN(64, exact(x)), u64: (x) => BigInt.asUintN(64, exact(x)) };
}

function wideBinary(
  exact: (left: bigint, right: bigint) => bigint,
): Record<WideType, (left: bigint, right: bigint) => bigint> {
  return { i64: (a, b) => BigInt.asIntN(64, exact(a, b)), u64: (a, b) => BigInt.asUintN(64, exact(a, b)) };
}

function comparison(holds: (a: Scalar, b: Scalar) => boolean, alsoOn?: "bool"): Row<BinaryMeaning, WideBinaryMeaning> {
  const meaning = (a: Scalar, b: Scalar): number => (holds(a, b) ? 1 : 0);
  const numbers = { i32: meaning, u32: meaning, f32: meaning, i64: meaning, u64: meaning };
  return alsoOn === undefined ? numbers : { ...numbers, bool: meaning };
}

function popcount(bits: number): number {
  let count = 0;
  for (let rest = bits >>> 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function bitsOf(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}

function fromBits(bits: number): number {
  scratch.setUint32(0, bits);
  return scratch.getFloat32(0);
}

const scratch = new DataView(new ArrayBuffer(4));
