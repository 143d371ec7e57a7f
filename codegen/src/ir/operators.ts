/**
 * The one table of operators: what each means on each value type.
 *
 * The compiler folds constants with it, the specification quotes it, and every backend is tested
 * against it. A missing entry means that the operator does not exist on that type. All results are
 * canonical: i32 as a signed number, u32 as an unsigned one, f32 rounded, bool a boolean. Total: integer
 * division by zero, which a program cannot reach unproven, is 0 here, and so is its remainder.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, UnaryOperator } from "./ir.ts";
import type { StorageType, ValueType } from "./types.ts";

type UnaryMeaning = (operand: number) => number;
type BinaryMeaning = (left: number, right: number) => number;
type UnaryTable = Readonly<Record<UnaryOperator, Partial<Record<ValueType, UnaryMeaning>>>>;
type BinaryTable = Readonly<Record<BinaryOperator, Partial<Record<ValueType, BinaryMeaning>>>>;

const round = Math.fround;

/** A bool is 0 or 1 inside the table. */
export const UNARY: UnaryTable = {
  negate: { i32: (x) => -x | 0, u32: (x) => -x >>> 0, f32: (x) => -x },
  not: { bool: (x) => (x === 0 ? 1 : 0) },
  "bit-not": { i32: (x) => ~x, u32: (x) => ~x >>> 0 },
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

/** A shift count counts modulo 32. */
export const BINARY: BinaryTable = {
  add: { i32: (a, b) => (a + b) | 0, u32: (a, b) => (a + b) >>> 0, f32: (a, b) => round(a + b) },
  subtract: { i32: (a, b) => (a - b) | 0, u32: (a, b) => (a - b) >>> 0, f32: (a, b) => round(a - b) },
  multiply: { i32: Math.imul, u32: (a, b) => Math.imul(a, b) >>> 0, f32: (a, b) => round(a * b) },
  divide: { i32: (a, b) => (a / b) | 0, u32: (a, b) => (a / b) >>> 0, f32: (a, b) => round(a / b) },
  remainder: { i32: (a, b) => (a % b) | 0, u32: (a, b) => (a % b) >>> 0 },
  "bit-and": { bool: (a, b) => a & b, i32: (a, b) => a & b, u32: (a, b) => (a & b) >>> 0 },
  "bit-or": { bool: (a, b) => a | b, i32: (a, b) => a | b, u32: (a, b) => (a | b) >>> 0 },
  "bit-xor": { bool: (a, b) => a ^ b, i32: (a, b) => a ^ b, u32: (a, b) => (a ^ b) >>> 0 },
  "shift-left": { i32: (a, b) => a << b, u32: (a, b) => (a << b) >>> 0 },
  "shift-right": { i32: (a, b) => a >> b, u32: (a, b) => a >>> b },
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

/**
 * Converts a canonical value. Integers wrap to the width of `to`; an f32 truncates toward zero and
 * saturates, NaN giving 0; an integer becomes the nearest f32, ties to even; a bool is 0 or 1; to bool
 * there is no conversion (write a comparison).
 */
export function convert(value: number, from: StorageType, to: StorageType): number {
  if (to === "f32") return round(value);
  if (to === "bool") return value;
  const { least, most, wrap } = INTEGERS[to];
  if (from !== "f32") return wrap(value);
  return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, least), most)) + 0;
}

/** Range and wrapping of each integer type. */
export const INTEGERS: Readonly<
  Record<Exclude<StorageType, "f32" | "bool">, { least: number; most: number; wrap: UnaryMeaning }>
> = {
  i8: { least: -0x80, most: 0x7f, wrap: (x) => (x << 24) >> 24 },
  u8: { least: 0, most: 0xff, wrap: (x) => x & 0xff },
  i16: { least: -0x8000, most: 0x7fff, wrap: (x) => (x << 16) >> 16 },
  u16: { least: 0, most: 0xffff, wrap: (x) => x & 0xffff },
  i32: { least: -0x80000000, most: 0x7fffffff, wrap: (x) => x | 0 },
  u32: { least: 0, most: 0xffffffff, wrap: (x) => x >>> 0 },
};

function comparison(
  holds: (a: number, b: number) => boolean,
  alsoOn?: "bool",
): Partial<Record<ValueType, BinaryMeaning>> {
  const meaning: BinaryMeaning = (a, b) => (holds(a, b) ? 1 : 0);
  const numbers = { i32: meaning, u32: meaning, f32: meaning };
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
