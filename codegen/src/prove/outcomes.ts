/**
 * What one function promises its callers, taken from the states in which it returns.
 *
 * @packageDocumentation
 */
import type { Func } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar } from "../ir/types.ts";
import { walk } from "../ir/walk.ts";
import type { Context, Outcome } from "./context.ts";
import { assume } from "./evaluate.ts";
import type { Exit } from "./execute.ts";
import type { State } from "./facts.ts";
import type { Interval } from "./interval.ts";
import { equal, join, widen, wholeOf } from "./interval.ts";
import { formOfTerm } from "./linear.ts";
import type { Relations, Slot } from "./relations.ts";
import { equalRelations, joinRelations, relate, widenRelations } from "./relations.ts";
import { LENGTH } from "./terms.ts";

/** What a board function gives: anything of its type. */
export const ANYTHING: Outcome = {
  result: { least: -Infinity, most: Infinity, nan: true },
  relations: null,
  answers: null,
};

/** What a function gives that ends in these states; null if it never ends. `context` hears of nothing. */
export function outcomeOf(func: Func, exits: readonly Exit[], context: Context): Outcome | null {
  const assigned = assignedLocals(func);
  let outcome: Outcome | null = null;
  for (const exit of exits) {
    const each = outcomeOfExit(func, exit, context, assigned);
    outcome = outcome === null ? each : joinOutcomes(outcome, each);
  }
  return outcome;
}

/** What holds of both. */
export function joinOutcomes(a: Outcome, b: Outcome): Outcome {
  const both = (x: Relations | null, y: Relations | null): Relations | null =>
    x === null || y === null ? (x ?? y) : joinRelations(x, y);
  return {
    result: join(a.result, b.result),
    relations: a.relations === null || b.relations === null ? null : joinRelations(a.relations, b.relations),
    answers:
      a.answers === null || b.answers === null
        ? null
        : {
            whenTrue: both(a.answers.whenTrue, b.answers.whenTrue),
            whenFalse: both(a.answers.whenFalse, b.answers.whenFalse),
          },
  };
}

/** As {@link joinOutcomes}, but reached in finitely many steps. */
export function widenOutcome(before: Outcome, after: Outcome, func: Func, thresholds: readonly number[]): Outcome {
  const whole = typeof func.result === "string" && func.result !== "void" ? wholeOf(func.result) : null;
  const wholes = [whole, ...wholesOf(func).slice(1), ...wholesOfElements(func)];
  const both = (a: Relations | null, b: Relations | null): Relations | null =>
    a === null || b === null ? (a ?? b) : widenRelations(a, b, wholes, thresholds);
  const { answers } = before;
  return {
    result: widen(before.result, after.result, whole ?? after.result, thresholds),
    relations: both(before.relations, after.relations),
    answers:
      answers === null || after.answers === null
        ? null
        : {
            whenTrue: both(answers.whenTrue, after.answers.whenTrue),
            whenFalse: both(answers.whenFalse, after.answers.whenFalse),
          },
  };
}

/** Whether two say the same. */
export function equalOutcomes(a: Outcome, b: Outcome): boolean {
  const same = (x: Relations | null, y: Relations | null): boolean =>
    x === null || y === null ? x === y : equalRelations(x, y);
  return (
    equal(a.result, b.result) &&
    same(a.relations, b.relations) &&
    same(a.answers?.whenTrue ?? null, b.answers?.whenTrue ?? null) &&
    same(a.answers?.whenFalse ?? null, b.answers?.whenFalse ?? null)
  );
}

/** The whole type of each slot's value. */
export function wholesOf({ parameters }: Func): (Interval | null)[] {
  const ofType = ({ type }: Func["parameters"][number]): Interval | null => {
    if (isScalar(type)) return wholeOf(type);
    return type.kind === "slice" ? LENGTH : null;
  };
  return [null, ...parameters.map(ofType)];
}

/**
 * The parameters' values at some point of the function, those in `skipped` left out; defines them if intervals are
 * given.
 */
export function slotsOf(
  { parameters }: Func,
  state: State,
  skipped: readonly string[],
  intervals: readonly (Interval | null)[] = [],
): (Slot | null)[] {
  const { terms } = state;
  const slots: (Slot | null)[] = [null];
  for (const [index, { name, type }] of parameters.entries()) {
    const isSlice = !isScalar(type) && type.kind === "slice";
    if (skipped.includes(name) || (!isScalar(type) && !isSlice)) {
      slots.push(null);
      continue;
    }
    const place = { kind: "local", name, type, span: terms.func.span } as const;
    const term = isScalar(type) ? terms.local(name, type).number : terms.length(name, place).number;
    const interval = intervals[index + 1] ?? null;
    if (interval !== null) state.define(term, { interval, form: null });
    const form = isSlice || (isScalar(type) && isInteger(type)) ? formOfTerm(term) : null;
    slots.push({ value: { interval: state.interval(term), form }, isLength: isSlice });
  }
  return slots;
}

function outcomeOfExit(
  func: Func,
  { state, value, elements, statement }: Exit,
  context: Context,
  assigned: readonly string[],
): Outcome {
  const { result } = func;
  if (elements.length > 0) {
    const slots = elements.map((element): Slot => ({ value: element, isLength: false }));
    return { ...ANYTHING, relations: relate(state, [...slotsOf(func, state, assigned), ...slots]) };
  }
  if (typeof result !== "string" || result === "void" || value === null) return ANYTHING;
  if (result === "f32") return { result: value.interval, relations: null, answers: null };
  const parameters = slotsOf(func, state, assigned);
  if (result !== "bool") {
    const slots: (Slot | null)[] = [{ value, isLength: false }, ...parameters.slice(1)];
    return { result: value.interval, relations: relate(state, slots), answers: null };
  }
  const answer = (truth: boolean): Relations | null => {
    const returned = statement?.value ?? null;
    if (returned === null || returned.kind === "reference" || returned.kind === "slice") return null;
    const remaining = assume(context, state.clone(), returned, truth);
    return remaining === null ? null : relate(remaining, slotsOf(func, remaining, assigned));
  };
  return { result: value.interval, relations: null, answers: { whenTrue: answer(true), whenFalse: answer(false) } };
}

function wholesOfElements({ result }: Func): Interval[] {
  return typeof result === "string" || result.kind !== "tuple" ? [] : result.elements.map(({ type }) => wholeOf(type));
}

/** Parameters that the function gives other values: at its end, they say nothing about the arguments. */
function assignedLocals(func: Func): readonly string[] {
  const assigned = new Set<string>();
  walk(func.body, {
    statement(statement) {
      if (statement.kind === "assign" && statement.place.kind === "local") assigned.add(statement.place.name);
    },
  });
  return [...assigned];
}

function isInteger(type: StorageType): boolean {
  return type !== "f32" && type !== "bool";
}
