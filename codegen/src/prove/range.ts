/**
 * Which values an integer expression can have, without branch facts: what a backend asks.
 *
 * Backends leave out what cannot matter: the `>>> 0` of a sum that stays small, the detour through unsigned
 * arithmetic of a loop counter. Constants, storage widths, operators, immutable locals and loop counters are known;
 * everything else has the interval of its type. Whether a program is safe is not decided here: that takes facts about
 * branches.
 *
 * @packageDocumentation
 */
import type { Assign, Binary, Expression, For, Func, Let, Statement } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { isScalar, isWide, valueTypeOf } from "../ir/types.ts";
import { localsOfTuple, walk } from "../ir/walk.ts";
import type { Interval } from "./interval.ts";
import { between, exactly, join, wholeOf } from "./interval.ts";
import { fits, transferBinary, transferConvert, transferUnary } from "./transfer.ts";

/** Intervals of the locals of one function that are known to be narrower than their type. */
export type LocalRanges = ReadonlyMap<string, Interval>;

/** The ranges of immutable locals, wherever they are in scope, and of loop counters, wherever their test has held. */
export function rangesOfLocals(func: Func): LocalRanges {
  const ranges = new Map<string, Interval>();
  const counters = new Set<Let>();
  // Blocks beside each other may use one name for different locals: such a name has the values of all.
  const add = (name: string, range: Interval): void => {
    const before = ranges.get(name);
    ranges.set(name, before === undefined ? range : join(before, range));
  };
  for (const { name, type } of func.parameters) if (isScalar(type)) add(name, wholeOf(type));
  walk(func.body, {
    statement(statement) {
      if (statement.kind === "for") {
        const counter = counterOf(statement, ranges);
        if (counter === null) return;
        counters.add(counter.declaration);
        add(counter.declaration.local, counter.range);
      } else if (statement.kind === "let-tuple") {
        for (const { name, type } of localsOfTuple(statement)) add(name, wholeOf(type));
      } else if (statement.kind === "let" && !counters.has(statement)) {
        const isKnown = !statement.mutable && statement.value !== null;
        add(statement.local, isKnown ? rangeOf(statement.value, ranges) : wholeOf(statement.type));
      }
    },
  });
  return ranges;
}

/** The values that an expression can have. */
export function rangeOf(expression: Expression, locals: LocalRanges): Interval {
  switch (expression.kind) {
    case "const":
      return exactly(expression.value);
    case "load": {
      const known = expression.place.kind === "local" ? locals.get(expression.place.name) : undefined;
      return known ?? wholeOf(expression.type);
    }
    case "convert": {
      const { operand } = expression;
      return transferConvert(rangeOf(operand, locals), operand.type, expression.type);
    }
    case "conditional":
      return join(rangeOf(expression.then, locals), rangeOf(expression.otherwise, locals));
    case "unary": {
      const { operand } = expression;
      return transferUnary(expression.operator, rangeOf(operand, locals), valueTypeOf(operand.type));
    }
    case "binary": {
      const { left, right } = expression;
      return transferBinary(expression.operator, rangeOf(left, locals), rangeOf(right, locals), valueTypeOf(left.type));
    }
    case "logical":
    case "length":
    case "call":
      return wholeOf(expression.type);
  }
}

/** Whether the mathematical result of an integer operation always fits its type, so that nothing wraps. */
export function neverWraps(expression: Binary, locals: LocalRanges): boolean {
  const a = rangeOf(expression.left, locals);
  const b = rangeOf(expression.right, locals);
  switch (expression.operator) {
    case "add":
      return fits(between(a.least + b.least, a.most + b.most), expression.type);
    case "subtract":
      return fits(between(a.least - b.most, a.most - b.least), expression.type);
    case "multiply": {
      const corners = [a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most];
      return fits(between(Math.min(...corners), Math.max(...corners)), expression.type);
    }
    case "shift-left":
      return (
        a.least >= 0 &&
        b.least >= 0 &&
        b.most <= (isWide(expression.type) ? 63 : 31) &&
        fits(between(0, a.most * 2 ** b.most), expression.type)
      );
    default:
      return false;
  }
}

/**
 * The step of a counting loop if it cannot wrap: `i = i + 1` under a test such as `i < bound`, or `i = i - 1` under
 * one such as `i >= bound`, with no other assignment to `i` in the loop. Else null.
 */
export function plainStepOf(loop: For, locals: LocalRanges): "++" | "--" | null {
  return counterOf(loop, locals)?.step ?? null;
}

function isInteger(type: StorageType): boolean {
  return type !== "f32" && type !== "bool";
}

// ---------------------------------------------------------------------------------------------
// Loop counters

interface Counter {
  readonly declaration: Let;
  readonly step: "++" | "--";
  /** Where the test has just held: in the body, in the update, and behind the test in a chain of `&&`. */
  readonly range: Interval;
}

/**
 * The counter of a counting loop, else null. At the test itself it may be past its range; nothing asks for it
 * there.
 */
function counterOf(loop: For, locals: LocalRanges): Counter | null {
  const [declaration] = loop.initial;
  const [update] = loop.update;
  if (declaration === undefined || declaration.value === null || update === undefined) return null;
  const { local, type } = declaration;
  if (loop.update.length !== 1 || !isInteger(type) || isAssigned(local, loop.body)) return null;
  const step = stepOf(local, update);
  const test = firstTest(loop.condition);
  if (step === null || test === null || !isLoadOf(local, test.left)) return null;
  const start = rangeOf(declaration.value, locals);
  const bound = rangeOf(test.right, locals);
  const range = step === "++" ? rangeUpTo(test, start, bound) : rangeDownTo(test, start, bound);
  return range === null || !fitsWithStep(range, step, type) ? null : { declaration, step, range };
}

function rangeUpTo(test: Binary, start: Interval, bound: Interval): Interval | null {
  if (test.operator !== "less" && test.operator !== "less-equal") return null;
  const most = test.operator === "less" ? bound.most - 1 : bound.most;
  return between(start.least, Math.max(start.least, most));
}

function rangeDownTo(test: Binary, start: Interval, bound: Interval): Interval | null {
  if (test.operator !== "greater" && test.operator !== "greater-equal") return null;
  const least = test.operator === "greater" ? bound.least + 1 : bound.least;
  return between(Math.min(start.most, least), start.most);
}

function fitsWithStep(range: Interval, step: "++" | "--", type: StorageType): boolean {
  return step === "++"
    ? fits(between(range.least, range.most + 1), type)
    : fits(between(range.least - 1, range.most), type);
}

/** What is compared first in a condition: alone, or first in a chain of `&&`. */
function firstTest(condition: Expression): Binary | null {
  if (condition.kind === "logical" && condition.operator === "and") return firstTest(condition.left);
  return condition.kind === "binary" ? condition : null;
}

function stepOf(local: string, { place, value }: Assign): "++" | "--" | null {
  if (!isLocal(place, local) || value.kind !== "binary" || !isLoadOf(local, value.left)) return null;
  if (value.right.kind !== "const" || (value.right.value !== 1 && value.right.value !== 1n)) return null;
  return value.operator === "add" ? "++" : value.operator === "subtract" ? "--" : null;
}

function isLoadOf(local: string, expression: Expression): boolean {
  return expression.kind === "load" && isLocal(expression.place, local);
}

function isLocal(place: { readonly kind: string; readonly name?: string }, name: string): boolean {
  return place.kind === "local" && place.name === name;
}

function isAssigned(local: string, body: readonly Statement[]): boolean {
  let found = false;
  walk(body, {
    statement(statement) {
      if (statement.kind === "assign" && isLocal(statement.place, local)) found = true;
    },
  });
  return found;
}
