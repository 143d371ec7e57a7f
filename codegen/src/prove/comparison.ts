/**
 * What the outcome of a comparison says about its operands.
 *
 * NaN makes every comparison of floats false but `!==`, so an outcome that needs numbers rules NaN out, and an outcome
 * that NaN could explain says nothing about a number that NaN may stand beside. That is why a guard is best written
 * in the positive form: `if (!(x < 256)) return` refuses NaN, `if (x >= 256) return` does not.
 *
 * @packageDocumentation
 */
import type { BinaryOperator } from "../ir/ir.ts";
import type { State } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { ONLY_NAN } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import { plus, subtract } from "./linear.ts";

/** One side of a comparison of two f32. */
export interface FloatOperand {
  readonly interval: Interval;
  /** The term that can be refined, if the operand is a local or a place. */
  readonly term: number | null;
}

/** Refines both operands by `left operator right` having come out as `truth`. */
export function assumeFloats(
  state: State,
  operator: BinaryOperator,
  truth: boolean,
  left: FloatOperand,
  right: FloatOperand,
): void {
  if (operator === "not-equal") return assumeFloats(state, "equal", !truth, left, right);
  if (operator === "greater") return assumeFloats(state, "less", truth, right, left);
  if (operator === "greater-equal") return assumeFloats(state, "less-equal", truth, right, left);
  if (operator === "equal") return assumeEqual(state, truth, left, right);
  if (operator !== "less" && operator !== "less-equal") return;
  if (truth) assumeOrder(state, operator === "less", left, right);
  else assumeNotBelow(state, operator === "less-equal", left, right);
}

/** Both are numbers, and the left one is less than (strict) or at most the right one. */
function assumeOrder(state: State, strict: boolean, left: FloatOperand, right: FloatOperand): void {
  const most = strict ? nextBelow(right.interval.most) : right.interval.most;
  const least = strict ? nextAbove(left.interval.least) : left.interval.least;
  refine(state, left, { least: -Infinity, most, nan: false });
  refine(state, right, { least, most: Infinity, nan: false });
}

/** One of them is NaN, or the left one is at least (strict: greater than) the right one. */
function assumeNotBelow(state: State, strict: boolean, left: FloatOperand, right: FloatOperand): void {
  const least = strict ? nextAbove(right.interval.least) : right.interval.least;
  const most = strict ? nextBelow(left.interval.most) : left.interval.most;
  if (!right.interval.nan) refine(state, left, { least, most: Infinity, nan: left.interval.nan });
  if (!left.interval.nan) refine(state, right, { least: -Infinity, most, nan: right.interval.nan });
}

function assumeEqual(state: State, truth: boolean, left: FloatOperand, right: FloatOperand): void {
  // `x === x` asks whether x is a number.
  if (!truth && left.term !== null && left.term === right.term) refine(state, left, ONLY_NAN);
  if (!truth) return;
  refine(state, left, { ...right.interval, nan: false });
  refine(state, right, { ...left.interval, nan: false });
}

function refine(state: State, { term }: FloatOperand, interval: Interval): void {
  if (term !== null) state.refine(term, interval);
}

/** The f32 next to `value`, toward minus infinity. */
function nextBelow(value: number): number {
  if (Number.isNaN(value) || value === -Infinity) return value;
  if (value === 0) return -SMALLEST;
  float[0] = value;
  bits[0] = (bits[0] ?? 0) + (value > 0 ? -1 : 1);
  return float[0];
}

function nextAbove(value: number): number {
  return -nextBelow(-value);
}

/** The smallest positive f32. */
const SMALLEST = 2 ** -149;
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Learns from a comparison of integers that came out true. */
export function assumeIntegers(
  state: State,
  operator: BinaryOperator | null,
  left: LinearForm,
  right: LinearForm,
): void {
  const difference = subtract(left, right);
  const opposite = subtract(right, left);
  switch (operator) {
    case "less":
      return state.assume(plus(difference, 1));
    case "less-equal":
      return state.assume(difference);
    case "greater":
      return state.assume(plus(opposite, 1));
    case "greater-equal":
      return state.assume(opposite);
    case "equal":
      return state.assumeEqual(left, right);
    case "not-equal":
      if (state.proves(difference)) state.assume(plus(difference, 1));
      else if (state.proves(opposite)) state.assume(plus(opposite, 1));
      return;
    default:
      return;
  }
}
