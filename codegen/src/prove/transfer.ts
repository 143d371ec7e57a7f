/**
 * What each operator does to intervals: the abstract counterpart of the table in ir/operators.ts, row by row.
 *
 * A rule gets the intervals of the operands, which are subsets of the operands' type, and returns an interval
 * that has every possible result. Integer rules work on the mathematical result first and then wrap it as the
 * type does: an interval that wraps as a whole moves, one that straddles an end of the type becomes the
 * whole type. Rounding to f32 is monotone, so a float rule rounds the ends.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, UnaryOperator } from "../ir/ir.ts";
import { BINARY, INTEGERS } from "../ir/operators.ts";
import type { StorageType, ValueType, WideType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import type { Interval } from "./interval.ts";
import {
  between,
  BOOL,
  clip,
  EMPTY,
  exactly,
  hasNoNumber,
  holds,
  isBounded,
  isEmpty,
  isSingle,
  ONLY_NAN,
  wholeOf,
  withoutZero,
} from "./interval.ts";

type IntegerType = "i32" | "u32";
type UnaryRule = (operand: Interval, type: IntegerType) => Interval;
type BinaryRule = (left: Interval, right: Interval, type: IntegerType) => Interval;
type FloatUnaryRule = (operand: Interval) => Interval;
type FloatBinaryRule = (left: Interval, right: Interval) => Interval;

const round = Math.fround;

/** The interval of `operator` on an operand of type `from`. */
export function transferUnary(operator: UnaryOperator, operand: Interval, from: ValueType): Interval {
  if (isEmpty(operand)) return EMPTY;
  if (operator === "not") return between(1 - operand.most, 1 - operand.least);
  if (from === "f32") return FLOAT_UNARY[operator]?.(operand) ?? wholeOf("f32");
  if (from === "bool") return BOOL;
  if (isWide(from)) return transferWideUnary(operator, operand, from);
  if (operator === "from-bits") return wholeOf("f32");
  return INTEGER_UNARY[operator]?.(operand, from) ?? wholeOf(from);
}

/** The interval of `operator` on operands of type `from`. */
export function transferBinary(operator: BinaryOperator, left: Interval, right: Interval, from: ValueType): Interval {
  if (isEmpty(left) || isEmpty(right)) return EMPTY;
  const comparison = COMPARISON[operator];
  if (comparison !== undefined) return compare(comparison, left, right);
  if (from === "bool") return bitwiseOfBools(operator, left, right);
  if (from === "f32") return transferFloats(operator, left, right);
  if (isWide(from)) return transferWide(operator, left, right, from);
  return INTEGER_BINARY[operator]?.(left, right, from) ?? wholeOf(from);
}

/** The interval of a conversion, as `convert` in operators.ts. */
export function transferConvert(operand: Interval, from: StorageType, to: StorageType): Interval {
  if (isEmpty(operand)) return EMPTY;
  if (to === "f32") return { least: round(operand.least), most: round(operand.most), nan: operand.nan };
  if (to === "bool") return BOOL;
  if (isWide(to)) return from === "f32" ? saturateIntoWide(operand, to) : wrapIntoWide(operand, to);
  if (from !== "f32") return wrapInto(operand, to);
  return saturateInto(operand, INTEGERS[to].least, INTEGERS[to].most);
}

/** Whether the mathematical interval fits the type, so that nothing wraps. */
export function fits(interval: Interval, type: StorageType): boolean {
  if (isWide(type)) return interval.least >= (type === "u64" ? 0 : -WIDE_SAFE) && interval.most <= WIDE_SAFE;
  const whole = wholeOf(type);
  return whole.least <= interval.least && interval.most <= whole.most;
}

/** Far enough below 2^63 that no rounding of an end matters. An infinite end is not known to fit. */
const WIDE_SAFE = 2 ** 62;

/** Wraps an interval of mathematical integers into a type. */
function wrapInto(interval: Interval, type: StorageType): Interval {
  if (fits(interval, type)) return interval;
  const whole = wholeOf(type);
  const modulus = whole.most - whole.least + 1;
  const turns = Math.floor((interval.least - whole.least) / modulus);
  if (!Number.isSafeInteger(interval.least) || !Number.isSafeInteger(interval.most)) return whole;
  const moved = between(interval.least - turns * modulus, interval.most - turns * modulus);
  if (fits(moved, type)) return moved;
  // Only multiples of the modulus become 0.
  return withoutZero(whole, !holds(interval, 0) && interval.least > -modulus && interval.most < modulus);
}

function saturateInto(operand: Interval, least: number, most: number): Interval {
  const clamp = (value: number): number => Math.trunc(Math.min(Math.max(value, least), most)) + 0;
  const numbers = hasNoNumber(operand) ? EMPTY : between(clamp(operand.least), clamp(operand.most));
  if (!operand.nan) return numbers;
  return between(Math.min(numbers.least, 0), Math.max(numbers.most, 0));
}

// ---------------------------------------------------------------------------------------------
// Integers

const INTEGER_UNARY: Partial<Record<UnaryOperator, UnaryRule>> = {
  negate: (x, type) => wrapInto(withoutZero(between(-x.most + 0, -x.least + 0), !holds(x, 0)), type),
  "bit-not": (x, type) =>
    type === "i32" ? between(-x.most - 1, -x.least - 1) : between(0xffffffff - x.most, 0xffffffff - x.least),
  abs: (x, type) => wrapInto(magnitude(x), type),
  clz: (x) => (x.least < 0 ? between(0, 32) : between(Math.clz32(x.most), Math.clz32(x.least))),
  popcount: (x) => (x.least < 0 ? between(0, 32) : between(x.least > 0 ? 1 : 0, 32 - Math.clz32(x.most))),
};

const INTEGER_BINARY: Partial<Record<BinaryOperator, BinaryRule>> = {
  add: (a, b, type) => wrapInto(between(a.least + b.least, a.most + b.most), type),
  subtract: (a, b, type) => wrapInto(between(a.least - b.most, a.most - b.least), type),
  multiply: (a, b, type) => {
    const product = hull(corners(a, b, (x, y) => x * y));
    return wrapInto(withoutZero(product, !holds(a, 0) && !holds(b, 0)), type);
  },
  divide: (a, b, type) => wrapInto(quotient(a, b), type),
  remainder,
  "bit-and": bitAnd,
  "bit-or": (a, b, type) => withoutZero(joinBits("bit-or", a, b, type), !holds(a, 0) || !holds(b, 0)),
  "bit-xor": (a, b, type) => joinBits("bit-xor", a, b, type),
  "shift-left": (a, b, type) => {
    const count = shiftCount(b);
    return wrapInto(hull(corners(a, count, (x, y) => x * 2 ** y)), type);
  },
  "shift-right": (a, b) => hull(corners(a, shiftCount(b), (x, y) => Math.floor(x / 2 ** y))),
  min: (a, b) =>
    withoutZero(between(Math.min(a.least, b.least), Math.min(a.most, b.most)), !holds(a, 0) && !holds(b, 0)),
  max: (a, b) =>
    withoutZero(between(Math.max(a.least, b.least), Math.max(a.most, b.most)), !holds(a, 0) && !holds(b, 0)),
};

/** A count is masked by 31 (or 63), so one that is surely below 32 (64) counts as it is. */
function shiftCount(count: Interval, most = 31): Interval {
  if (isSingle(count)) return exactly(count.least & most);
  return count.least >= 0 && count.most <= most ? count : between(0, most);
}

/** Truncating division, of which a divisor of 0 is no part. */
function quotient(a: Interval, b: Interval): Interval {
  const divisors: number[] = [];
  if (b.least <= -1) divisors.push(b.least, Math.min(b.most, -1));
  if (b.most >= 1) divisors.push(Math.max(b.least, 1), b.most);
  if (divisors.length === 0) return exactly(0);
  const results = divisors.flatMap((divisor) => [a.least, a.most].map((value) => Math.trunc(value / divisor) + 0));
  // Division by zero gives zero in the table of operators; keep it, so that the rule is right even there.
  return hull(holds(b, 0) ? [...results, 0] : results);
}

/** The sign is the dividend's, the magnitude below the divisor's and at most the dividend's. */
function remainder(a: Interval, b: Interval): Interval {
  const divisor = magnitude(b);
  if (a.least >= 0 && divisor.least > a.most) return a;
  const most = Math.max(divisor.most - 1, 0);
  return between(a.least < 0 ? Math.max(-most, a.least) + 0 : 0, a.most > 0 ? Math.min(most, a.most) : 0);
}

function bitAnd(a: Interval, b: Interval, type: IntegerType): Interval {
  if (isSingle(a) && isSingle(b)) return apply("bit-and", a, b, type);
  const masks = [a, b].filter((operand) => operand.least >= 0).map((operand) => operand.most);
  return masks.length === 0 ? wholeOf(type) : between(0, Math.min(...masks));
}

/**
 * No bit above the highest of either operand is set, or differs from the sign; `or` of what has no sign is at least as
 * large as either.
 */
function joinBits(operator: "bit-or" | "bit-xor", a: Interval, b: Interval, type: IntegerType): Interval {
  if (isSingle(a) && isSingle(b)) return apply(operator, a, b, type);
  const bits = 32 - Math.clz32(Math.max(a.most, b.most, ~a.least, ~b.least));
  if (a.least < 0 || b.least < 0) return between(-(2 ** bits), 2 ** bits - 1);
  return between(operator === "bit-or" ? Math.max(a.least, b.least) : 0, 2 ** bits - 1);
}

function apply(operator: BinaryOperator, a: Interval, b: Interval, type: IntegerType): Interval {
  const meaning = BINARY[operator][type];
  return meaning === undefined ? wholeOf(type) : exactly(meaning(a.least, b.least));
}

function magnitude(x: Interval): Interval {
  const most = Math.max(Math.abs(x.least), Math.abs(x.most));
  if (x.least > 0) return between(x.least, most);
  return between(x.most < 0 ? -x.most : x.nonzero === true ? 1 : 0, most);
}

function corners(a: Interval, b: Interval, meaning: (x: number, y: number) => number): number[] {
  return [meaning(a.least, b.least), meaning(a.least, b.most), meaning(a.most, b.least), meaning(a.most, b.most)];
}

/** -0 becomes 0 on the way. */
function hull(values: readonly number[]): Interval {
  return between(Math.min(...values) + 0, Math.max(...values) + 0);
}

// ---------------------------------------------------------------------------------------------
// Integers of 64 bits

type WideRule = (left: Interval, right: Interval, type: WideType) => Interval;

const WIDE_BINARY: Partial<Record<BinaryOperator, WideRule>> = {
  add: (a, b, type) => wrapIntoWide(between(a.least + b.least, a.most + b.most), type),
  subtract: (a, b, type) => wrapIntoWide(between(a.least - b.most, a.most - b.least), type),
  multiply: (a, b, type) =>
    isBounded(a) && isBounded(b) ? wrapIntoWide(hull(corners(a, b, (x, y) => x * y)), type) : wholeOf(type),
  divide: quotientOfWide,
  remainder,
  "bit-and": (a, b, type) => {
    const masks = [a, b].filter((operand) => operand.least >= 0).map((operand) => operand.most);
    return masks.length === 0 ? wholeOf(type) : between(0, Math.min(...masks));
  },
  "bit-or": (a, b, type) => joinWideBits("bit-or", a, b, type),
  "bit-xor": (a, b, type) => joinWideBits("bit-xor", a, b, type),
  "shift-left": (a, b, type) =>
    isBounded(a) ? wrapIntoWide(hull(corners(a, shiftCount(b, 63), (x, y) => x * 2 ** y)), type) : wholeOf(type),
  "shift-right": (a, b, type) => hull(corners(withEnds(a, type), shiftCount(b, 63), (x, y) => Math.floor(x / 2 ** y))),
};

function transferWide(operator: BinaryOperator, a: Interval, b: Interval, type: WideType): Interval {
  return clip(WIDE_BINARY[operator]?.(a, b, type) ?? wholeOf(type));
}

function transferWideUnary(operator: UnaryOperator, x: Interval, type: WideType): Interval {
  if (operator === "negate") return wrapIntoWide(between(-x.most + 0, -x.least + 0), type);
  if (operator === "bit-not" && type === "i64") return wrapIntoWide(between(-x.most - 1, -x.least - 1), type);
  return wholeOf(type);
}

/** What does not surely fit may be anything after wrapping. */
function wrapIntoWide(interval: Interval, type: WideType): Interval {
  return fits(interval, type) ? clip(interval) : wholeOf(type);
}

function saturateIntoWide(operand: Interval, type: WideType): Interval {
  const { least, most } = wholeOf(type);
  const end = (value: number): number => Math.trunc(Math.min(Math.max(value, least), most)) + 0;
  const numbers = hasNoNumber(operand) ? EMPTY : clip(between(end(operand.least), end(operand.most)));
  return operand.nan ? between(Math.min(numbers.least, 0), Math.max(numbers.most, 0)) : numbers;
}

/** The greatest doubles of the type for ends that are not known: what they lack, no shift leaves in 32 bits. */
function withEnds({ least, most }: Interval, type: WideType): Interval {
  const [lowest, highest] = type === "u64" ? [0, 2 ** 64 - 2 ** 11] : [-(2 ** 63), 2 ** 63 - 2 ** 10];
  return between(Math.max(least, lowest), most === Infinity ? highest : most);
}

/** A divisor of at least 1 brings the dividend toward 0; what a negative one may do is known only of known ends. */
function quotientOfWide(a: Interval, b: Interval, type: WideType): Interval {
  if (isBounded(a) && isBounded(b)) return quotient(a, b);
  if (b.least < 0) return wholeOf(type);
  const divisor = Math.max(b.least, 1);
  return hull([Math.trunc(a.least / divisor), Math.trunc(a.most / divisor), 0]);
}

/** The bit operators on 32 bits tell everything of known natural numbers. */
function joinWideBits(operator: "bit-or" | "bit-xor", a: Interval, b: Interval, type: WideType): Interval {
  const isNatural = a.least >= 0 && b.least >= 0 && isBounded(a) && isBounded(b);
  return isNatural ? joinBits(operator, a, b, "u32") : wholeOf(type);
}

// ---------------------------------------------------------------------------------------------
// Bools and comparisons

const COMPARISON: Partial<Record<BinaryOperator, (a: Interval, b: Interval) => readonly [boolean, boolean]>> = {
  // Whether it can be true, whether it can be false; NaN apart.
  equal: (a, b) => [canMeet(a, b), canDiffer(a, b)],
  "not-equal": (a, b) => [canDiffer(a, b), canMeet(a, b)],
  less: (a, b) => [a.least < b.most, a.most >= b.least],
  "less-equal": (a, b) => [a.least <= b.most, a.most > b.least],
  greater: (a, b) => [a.most > b.least, a.least <= b.most],
  "greater-equal": (a, b) => [a.most >= b.least, a.least < b.most],
};

function canMeet(a: Interval, b: Interval): boolean {
  const least = Math.max(a.least, b.least);
  const most = Math.min(a.most, b.most);
  return least < most || (least === most && holds(a, least) && holds(b, least));
}

function canDiffer(a: Interval, b: Interval): boolean {
  return !isSingle(a) || !isSingle(b) || a.least !== b.least;
}

function compare(
  possible: (a: Interval, b: Interval) => readonly [boolean, boolean],
  left: Interval,
  right: Interval,
): Interval {
  // A NaN makes every comparison false but `not-equal`, which it makes true: either way, both are possible.
  if (left.nan || right.nan) return BOOL;
  const [canHold, canFail] = possible(left, right);
  return between(canFail ? 0 : 1, canHold ? 1 : 0);
}

function bitwiseOfBools(operator: BinaryOperator, a: Interval, b: Interval): Interval {
  if (operator === "bit-and") return between(Math.min(a.least, b.least), Math.min(a.most, b.most));
  if (operator === "bit-or") return between(Math.max(a.least, b.least), Math.max(a.most, b.most));
  return BOOL;
}

// ---------------------------------------------------------------------------------------------
// Floats

const FLOAT_UNARY: Partial<Record<UnaryOperator, FloatUnaryRule>> = {
  negate: (x) => ({ least: -x.most, most: -x.least, nan: x.nan }),
  abs: (x) => (hasNoNumber(x) ? x : { ...magnitude(x), nan: x.nan }),
  sqrt: (x) => {
    if (hasNoNumber(x) || x.most < 0) return ONLY_NAN;
    return {
      least: monotone(Math.sqrt, Math.max(x.least, 0)),
      most: monotone(Math.sqrt, x.most),
      nan: x.nan || x.least < 0,
    };
  },
  floor: (x) => mapEnds(Math.floor, x),
  ceil: (x) => mapEnds(Math.ceil, x),
  trunc: (x) => mapEnds(Math.trunc, x),
  round: (x) => mapEnds(Math.round, x),
  "bits-of": () => wholeOf("u32"),
};

const FLOAT_BINARY: Partial<Record<BinaryOperator, FloatBinaryRule>> = {
  add: addFloats,
  subtract: (a, b) => addFloats(a, { least: -b.most, most: -b.least, nan: b.nan }),
  multiply: multiplyFloats,
  divide: divideFloats,
  min: (a, b) => ({ least: Math.min(a.least, b.least), most: Math.min(a.most, b.most), nan: a.nan || b.nan }),
  max: (a, b) => ({ least: Math.max(a.least, b.least), most: Math.max(a.most, b.most), nan: a.nan || b.nan }),
};

function transferFloats(operator: BinaryOperator, left: Interval, right: Interval): Interval {
  if (hasNoNumber(left) || hasNoNumber(right)) return ONLY_NAN;
  return FLOAT_BINARY[operator]?.(left, right) ?? wholeOf("f32");
}

function addFloats(a: Interval, b: Interval): Interval {
  const cancels = (a.most === Infinity && b.least === -Infinity) || (a.least === -Infinity && b.most === Infinity);
  const least = round(a.least + b.least);
  const most = round(a.most + b.most);
  return {
    least: Number.isNaN(least) ? -Infinity : least,
    most: Number.isNaN(most) ? Infinity : most,
    nan: a.nan || b.nan || cancels,
  };
}

function multiplyFloats(a: Interval, b: Interval): Interval {
  // 0 x infinity is NaN, but values near those ends give anything between 0 and infinity: a corner of 0 covers them.
  const values = corners(a, b, (x, y) => (x === 0 || y === 0 ? 0 : round(x * y)));
  const nan = a.nan || b.nan || (hasZero(a) && hasInfinity(b)) || (hasInfinity(a) && hasZero(b));
  return { ...hull(values), nan };
}

function divideFloats(a: Interval, b: Interval): Interval {
  const nan = a.nan || b.nan || (hasZero(a) && hasZero(b)) || (hasInfinity(a) && hasInfinity(b));
  if (hasZero(b)) return { least: -Infinity, most: Infinity, nan };
  const values = corners(a, b, (x, y) => round(x / y));
  return values.some(Number.isNaN) ? { least: -Infinity, most: Infinity, nan } : { ...hull(values), nan };
}

function mapEnds(meaning: (x: number) => number, x: Interval): Interval {
  return hasNoNumber(x) ? x : { least: monotone(meaning, x.least), most: monotone(meaning, x.most), nan: x.nan };
}

function monotone(meaning: (x: number) => number, value: number): number {
  return round(meaning(value)) + 0;
}

function hasZero(x: Interval): boolean {
  return x.least <= 0 && x.most >= 0;
}

function hasInfinity(x: Interval): boolean {
  return x.least === -Infinity || x.most === Infinity;
}
