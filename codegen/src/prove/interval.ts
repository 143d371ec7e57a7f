/**
 * Sets of numbers as intervals: the first of the prover's two abstract domains (the other is facts.ts).
 *
 * One shape serves every scalar type. Integers and bools (0 and 1) are whole numbers between `least` and
 * `most`; an f32 is a number between them, infinities included, or NaN if `nan` says so. No number lies in an
 * interval whose `least` exceeds its `most`. +0 and -0 are not told apart.
 *
 * Integers of 64 bits are whole numbers, too, but an end that needs more than 32 bits is infinite (`clip`): so every
 * finite end is exact in a double, and so are the sums that facts make of ends.
 *
 * The domain is the classic one (Cousot and Cousot, POPL 1977), without strides and with one hole, at 0, which
 * integers can have because programs divide by them: what a program relates to a bound is better said by a
 * fact than by a finer set.
 *
 * @packageDocumentation
 */
import type { ScalarValue } from "../ir/ir.ts";
import type { Scalar } from "../ir/operators.ts";
import { INTEGERS } from "../ir/operators.ts";
import type { StorageType } from "../ir/types.ts";

/** A set of numbers: all from `least` to `most`, and perhaps NaN. */
export interface Interval {
  readonly least: number;
  readonly most: number;
  /** Whether NaN is in the set. Always false for integers. */
  readonly nan: boolean;
  /** Set where 0 lies between the ends and is left out. Only in sets of integers. */
  readonly nonzero?: true;
}

/** No value at all. */
export const EMPTY: Interval = { least: Infinity, most: -Infinity, nan: false };
/** Only NaN. */
export const ONLY_NAN: Interval = { least: Infinity, most: -Infinity, nan: true };
/** Every integer but 0. */
export const NONZERO: Interval = { least: -Infinity, most: Infinity, nan: false, nonzero: true };
export const BOOL: Interval = { least: 0, most: 1, nan: false };
const ANY_FLOAT: Interval = { least: -Infinity, most: Infinity, nan: true };

const WHOLE: Readonly<Record<StorageType, Interval>> = {
  bool: BOOL,
  i8: between(INTEGERS.i8.least, INTEGERS.i8.most),
  u8: between(INTEGERS.u8.least, INTEGERS.u8.most),
  i16: between(INTEGERS.i16.least, INTEGERS.i16.most),
  u16: between(INTEGERS.u16.least, INTEGERS.u16.most),
  i32: between(INTEGERS.i32.least, INTEGERS.i32.most),
  u32: between(INTEGERS.u32.least, INTEGERS.u32.most),
  f32: ANY_FLOAT,
  i64: between(-Infinity, Infinity),
  u64: between(0, Infinity),
};

/** Everything that a place of this type can hold. */
export function wholeOf(type: StorageType): Interval {
  return WHOLE[type];
}

/** All numbers from `least` to `most`. */
export function between(least: number, most: number): Interval {
  return { least, most, nan: false };
}

/** The set of one value; of a large one of 64 bits, some more. */
export function exactly(value: ScalarValue): Interval {
  if (typeof value === "bigint") return clip(between(Number(value), Number(value)));
  const number = Number(value);
  return Number.isNaN(number) ? ONLY_NAN : between(number, number);
}

const CLIP = 0xffffffff;

/** The interval with infinite ends for those that need more than 32 bits. */
export function clip(interval: Interval): Interval {
  const { least, most } = interval;
  return {
    ...interval,
    least: least < -CLIP ? -Infinity : Math.min(least, CLIP),
    most: most > CLIP ? Infinity : Math.max(most, -CLIP),
  };
}

/** Whether both ends are known. */
export function isBounded({ least, most }: Interval): boolean {
  return Number.isFinite(least) && Number.isFinite(most);
}

/** Whether nothing is in it, not even NaN. */
export function isEmpty(interval: Interval): boolean {
  return interval.least > interval.most && !interval.nan;
}

/** Whether there is no number in it, NaN or not. */
export function hasNoNumber(interval: Interval): boolean {
  return interval.least > interval.most;
}

/** Whether it is one number and no NaN. */
export function isSingle(interval: Interval): boolean {
  return interval.least === interval.most && !interval.nan;
}

/** Whether a value is in it. */
export function holds(interval: Interval, value: Scalar): boolean {
  if (Number.isNaN(value)) return interval.nan;
  const isInHole = interval.nonzero === true && Number(value) === 0;
  return interval.least <= value && value <= interval.most && !isInHole;
}

/** The same integers without 0, if `isNonzero`. */
export function withoutZero(interval: Interval, isNonzero = true): Interval {
  if (!isNonzero || !holds(interval, 0)) return interval;
  const { least, most } = interval;
  if (least === 0) return between(1, most);
  return most === 0 ? between(least, -1) : { ...interval, nonzero: true };
}

/** Whether every value of `inner` is in `outer`. */
export function includes(outer: Interval, inner: Interval): boolean {
  if ((inner.nan && !outer.nan) || (outer.nonzero === true && holds(inner, 0))) return false;
  return hasNoNumber(inner) || (outer.least <= inner.least && inner.most <= outer.most);
}

/** Whether two intervals are the same set. */
export function equal(a: Interval, b: Interval): boolean {
  return a === b || (a.least === b.least && a.most === b.most && a.nan === b.nan && a.nonzero === b.nonzero);
}

/** The smallest interval with all values of both. */
export function join(a: Interval, b: Interval): Interval {
  if (a === b) return a;
  const both = { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most), nan: a.nan || b.nan };
  return isHoled(a, b) ? withoutZero(both) : both;
}

/** The same for integers, where a gap around 0 leaves a hole. */
export function joinIntegers(a: Interval, b: Interval): Interval {
  return withoutZero(join(a, b), !holds(a, 0) && !holds(b, 0));
}

/** The values that are in both. */
export function meet(a: Interval, b: Interval): Interval {
  if (a === b) return a;
  const both = { least: Math.max(a.least, b.least), most: Math.min(a.most, b.most), nan: a.nan && b.nan };
  return withoutZero(both, a.nonzero === true || b.nonzero === true);
}

/**
 * An interval that has all values of both and does not grow for ever: an end that moved goes to the next
 * threshold (sorted upward), or to the end of the type.
 */
export function widen(before: Interval, after: Interval, whole: Interval, thresholds: readonly number[]): Interval {
  if (hasNoNumber(before)) return join(before, after);
  const least = after.least < before.least ? thresholdBelow(after.least, thresholds, whole.least) : before.least;
  const most = after.most > before.most ? thresholdAbove(after.most, thresholds, whole.most) : before.most;
  const both = join(after, { least, most, nan: before.nan });
  return isHoled(before, after) ? withoutZero(both) : both;
}

/** Whether one of them has a hole at 0, and the other does not fill it. */
function isHoled(a: Interval, b: Interval): boolean {
  return (a.nonzero === true || b.nonzero === true) && !holds(a, 0) && !holds(b, 0);
}

/** As a person reads it: `3`, `0..31`, `a number or NaN`. */
export function describe(interval: Interval): string {
  if (hasNoNumber(interval)) return interval.nan ? "NaN" : "nothing";
  const range =
    interval.least === interval.most ? `${interval.least}` : `${bound(interval.least)}..${bound(interval.most)}`;
  if (interval.nonzero === true) return `${range} without 0`;
  return interval.nan ? `${range} or NaN` : range;
}

function bound(value: number): string {
  if (Number.isFinite(value)) return `${value}`;
  return value < 0 ? "-Infinity" : "Infinity";
}

function thresholdBelow(value: number, thresholds: readonly number[], fallback: number): number {
  const found = thresholds.findLast((threshold) => threshold <= value);
  return found === undefined ? fallback : Math.max(found, fallback);
}

function thresholdAbove(value: number, thresholds: readonly number[], fallback: number): number {
  const found = thresholds.find((threshold) => threshold >= value);
  return found === undefined ? fallback : Math.min(found, fallback);
}
