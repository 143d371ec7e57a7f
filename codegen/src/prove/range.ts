/**
 * Which values an integer expression can have, without branch facts: what a backend asks.
 *
 * Backends leave out what cannot matter: the `>>> 0` of a sum that stays small, the detour through unsigned
 * arithmetic of a loop counter. Constants, storage widths, operators, immutable locals and loop counters are known;
 * everything else has the interval of its type. Local names are unique in a function, so one table serves the
 * whole body. Whether a program is safe is not decided here: that takes facts about branches.
 *
 * @packageDocumentation
 */
import type { Assign, Binary, Expression, For, Func } from "../ir/ir.ts";
import type { StorageType } from "../ir/types.ts";
import { valueTypeOf } from "../ir/types.ts";
import { walk } from "../ir/walk.ts";
import type { Interval } from "./interval.ts";
import { between, exactly, join, wholeOf } from "./interval.ts";
import { fits, transferBinary, transferConvert, transferUnary } from "./transfer.ts";

/** Intervals of the locals of one function that are known to be narrower than their type. */
export type LocalRanges = ReadonlyMap<string, Interval>;

/** The ranges of immutable locals, wherever they are in scope, and of loop counters, wherever their test has held. */
export function rangesOfLocals(func: Func): LocalRanges {
  const ranges = new Map<string, Interval>();
  const assignments = countAssignments(func);
  walk(func.body, {
    statement(statement) {
      if (statement.kind === "let" && statement.value !== null && !assignments.has(statement.local)) {
        if (isInteger(statement.type)) ranges.set(statement.local, rangeOf(statement.value, ranges));
      } else if (statement.kind === "for") {
        const counter = counterOf(statement, assignments);
        if (counter !== null) ranges.set(counter.local, rangeOfCounter(counter, ranges));
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
      return a.least >= 0 && b.least >= 0 && b.most <= 31 && fits(between(0, a.most * 2 ** b.most), expression.type);
    default:
      return false;
  }
}

/**
 * Whether the step of a counting loop cannot wrap: `i = i + 1` under a condition `i < bound`, with no other
 * assignment to `i`.
 */
export function stepNeverWraps(loop: For, func: Func): boolean {
  return counterOf(loop, countAssignments(func)) !== null;
}

function isInteger(type: StorageType): boolean {
  return type !== "f32" && type !== "bool";
}

// ---------------------------------------------------------------------------------------------
// Loop counters

interface Counter {
  readonly local: string;
  readonly start: Expression;
  readonly bound: Expression;
}

/** The counter of `for (let i = start; i < bound; i = i + 1)` if nothing else assigns it, else null. */
function counterOf(loop: For, assignments: ReadonlyMap<string, number>): Counter | null {
  const [initial] = loop.initial;
  const [update] = loop.update;
  if (initial === undefined || initial.value === null || update === undefined || loop.update.length !== 1) return null;
  const { local } = initial;
  if (!isInteger(initial.type) || assignments.get(local) !== 1 || !isIncrementOf(local, update)) return null;
  const bound = boundOf(local, loop.condition);
  return bound === null ? null : { local, start: initial.value, bound };
}

/**
 * `[start, bound - 1]`: where the test has just held, so in the body, in the update and in what follows the test
 * in a chain of `&&`. At the test itself the counter may equal the bound; nothing asks for its range there.
 */
function rangeOfCounter(counter: Counter, locals: LocalRanges): Interval {
  const start = rangeOf(counter.start, locals);
  const bound = rangeOf(counter.bound, locals);
  return between(start.least, Math.max(start.least, bound.most - 1));
}

function isIncrementOf(local: string, update: Assign): boolean {
  const { place, value } = update;
  return (
    isLocal(place, local) &&
    value.kind === "binary" &&
    value.operator === "add" &&
    isLoadOf(local, value.left) &&
    value.right.kind === "const" &&
    value.right.value === 1
  );
}

/** `bound` of a condition `local < bound`, alone or first in a chain of `&&`. */
function boundOf(local: string, condition: Expression): Expression | null {
  if (condition.kind === "logical" && condition.operator === "and") return boundOf(local, condition.left);
  if (condition.kind !== "binary" || condition.operator !== "less") return null;
  return isLoadOf(local, condition.left) ? condition.right : null;
}

function isLoadOf(local: string, expression: Expression): boolean {
  return expression.kind === "load" && isLocal(expression.place, local);
}

function isLocal(place: { readonly kind: string; readonly name?: string }, name: string): boolean {
  return place.kind === "local" && place.name === name;
}

function countAssignments(func: Func): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  walk(func.body, {
    statement(statement) {
      if (statement.kind !== "assign" || statement.place.kind !== "local") return;
      const { name } = statement.place;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
  });
  return counts;
}
