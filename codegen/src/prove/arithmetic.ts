/**
 * What integer operations give, beyond intervals: a linear form where the operation is linear and is shown not to
 * wrap, else a term of its own with the facts that bound it.
 *
 * So `end - start` is a form once `start <= end` is known, and a number without relations before: the same
 * guard that makes a subtraction meaningful makes it useful to the prover.
 *
 * @packageDocumentation
 */
import type { BinaryOperator, UnaryOperator } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isWide } from "../ir/types.ts";
import type { State, Value } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { clip, isSingle, meet, wholeOf } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import { add, formOfConstant, formOfTerm, isUsable, plus, scale, subtract } from "./linear.ts";
import type { Term } from "./terms.ts";
import { fits } from "./transfer.ts";

/** An operand that has a form, as every integer has. */
export interface Operand {
  readonly interval: Interval;
  readonly form: LinearForm;
}

/** An integer with this mathematical value, if that fits the type; null if it may wrap. */
export function exactValue(state: State, form: LinearForm | null, type: StorageType, interval: Interval): Value | null {
  if (form === null || !isUsable(form)) return null;
  const whole = wholeOf(type);
  const range = state.intervalOf(form);
  if (isWide(type)) return fits(range, type) ? { interval: clip(meet(interval, range)), form } : null;
  if (range.least < whole.least && !state.proves(plus(scale(form, -1), whole.least))) return null;
  if (range.most > whole.most && !state.proves(plus(form, -whole.most))) return null;
  return { interval: meet(meet(interval, range), whole), form };
}

/** An integer that is a term of its own, with what is known of it. */
export function opaqueValue(state: State, term: Term, interval: Interval, facts: readonly LinearForm[] = []): Value {
  // A term with a call in it is another one each time.
  if (term.source === null) state.forget([term.number]);
  state.refine(term.number, interval);
  for (const fact of facts) state.assume(fact);
  return { interval: state.interval(term.number), form: formOfTerm(term.number) };
}

/** The mathematical result where it is linear in the operands; it may not fit the type. */
export function linearUnary(operator: UnaryOperator, operand: Operand, type: StorageType): LinearForm | null {
  switch (operator) {
    case "negate":
      return scale(operand.form, -1);
    case "bit-not":
      if (type === "u64") return null;
      return plus(scale(operand.form, -1), type === "u32" ? 0xffffffff : -1);
    case "abs":
      return operand.interval.least >= 0 ? operand.form : null;
    default:
      return null;
  }
}

/** The mathematical result where it is linear in the operands; it may not fit the type. */
export function linearBinary(
  state: State,
  operator: BinaryOperator,
  left: Operand,
  right: Operand,
  type: StorageType,
): LinearForm | null {
  switch (operator) {
    case "add":
      return add(left.form, right.form);
    case "subtract":
      return subtract(left.form, right.form);
    case "multiply":
      if (isSingle(right.interval)) return scale(left.form, right.interval.least);
      return isSingle(left.interval) ? scale(right.form, left.interval.least) : null;
    case "shift-left":
      return isSingle(right.interval) ? scale(left.form, 2 ** (right.interval.least & shiftMask(type))) : null;
    case "remainder":
      return left.interval.least >= 0 && state.proves(plus(subtract(left.form, right.form), 1)) ? left.form : null;
    case "bit-and":
      return isKeptByMask(left.interval, right.interval) ? left.form : null;
    case "min":
      return smaller(state, left, right);
    case "max":
      return smaller(state, right, left) === right.form
        ? left.form
        : smaller(state, left, right) === left.form
          ? right.form
          : null;
    default:
      return null;
  }
}

/** Which bits of a count a shift of the type takes. */
function shiftMask(type: StorageType): number {
  return isWide(type) ? 63 : 31;
}

/** What bounds the absolute value `result`. */
export function factsOfAbs(result: LinearForm, operand: Operand): LinearForm[] {
  if (operand.interval.least === wholeOf("i32").least) return [];
  return [subtract(operand.form, result), subtract(scale(operand.form, -1), result)];
}

/** What bounds `result`, the value of an operation that is not linear: forms that are at most 0. */
export function factsOfBinary(
  operator: BinaryOperator,
  result: LinearForm,
  left: Operand,
  right: Operand,
  type: StorageType,
): LinearForm[] {
  const natural = left.interval.least >= 0;
  const bothNatural = natural && right.interval.least >= 0;
  switch (operator) {
    case "remainder":
      return natural
        ? [subtract(result, left.form), ...(right.interval.least >= 1 ? [plus(subtract(result, right.form), 1)] : [])]
        : [];
    case "divide":
      if (!natural || right.interval.least < 1) return [];
      return isSingle(right.interval)
        ? factsOfFloor(result, left.form, right.interval.least)
        : [subtract(result, left.form)];
    case "shift-right":
      if (isSingle(right.interval)) {
        return factsOfFloor(result, left.form, 2 ** (right.interval.least & shiftMask(type)));
      }
      return natural ? [subtract(result, left.form)] : [];
    case "bit-and":
      return [left, right].filter(({ interval }) => interval.least >= 0).map(({ form }) => subtract(result, form));
    case "bit-or":
      return bothNatural
        ? [...factsOfSum(result, left, right), subtract(left.form, result), subtract(right.form, result)]
        : [];
    case "bit-xor":
      return bothNatural ? factsOfSum(result, left, right) : [];
    case "min":
      return [subtract(result, left.form), subtract(result, right.form)];
    case "max":
      return [subtract(left.form, result), subtract(right.form, result)];
    default:
      return [];
  }
}

/** `result = floor(value / divisor)`. */
function factsOfFloor(result: LinearForm, value: LinearForm, divisor: number): LinearForm[] {
  const times = scale(result, divisor);
  return [subtract(times, value), plus(subtract(value, times), 1 - divisor)];
}

/** Neither `|` nor `^` of two natural numbers exceeds their sum. */
function factsOfSum(result: LinearForm, left: Operand, right: Operand): LinearForm[] {
  return [subtract(result, add(left.form, right.form))];
}

/** The operand that is never the larger one, if that is known. */
function smaller(state: State, left: Operand, right: Operand): LinearForm | null {
  if (state.proves(subtract(left.form, right.form))) return left.form;
  return state.proves(subtract(right.form, left.form)) ? right.form : null;
}

/** Whether a mask of ones from bit 0 up covers every bit that a value can have. */
function isKeptByMask(value: Interval, mask: Interval): boolean {
  if (!isSingle(mask) || mask.least < 0 || value.least < 0) return false;
  return (mask.least & (mask.least + 1)) === 0 && value.most <= mask.least;
}

/** The value of a known number. */
export function constantValue(value: number, interval: Interval): Value {
  return { interval, form: formOfConstant(value) };
}

/** Whether a value of one integer type is the same number in another. */
export function keepsValue(state: State, value: Operand, to: StorageType): boolean {
  return fits(value.interval, to) || exactValue(state, value.form, to, value.interval) !== null;
}
