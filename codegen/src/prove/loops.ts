/**
 * The states in which a loop's test can be reached: a fixpoint by iteration.
 *
 * Each round runs the loop once, abstractly, from all states known so far. The first rounds join what comes
 * back, so that the facts that the body establishes are found; then intervals are widened to the constants
 * with which the loop compares, and facts that do not come back are dropped, so the rounds end. The last
 * round, which found nothing new, is then taken instead of what was assumed for it: that recovers the bounds
 * which widening overshot (narrowing).
 *
 * No known fact says that two counters move together, because nothing compares them. So every pair of
 * integers that the loop changes starts with its present difference as a candidate; the rounds keep it
 * if the loop does.
 *
 * @packageDocumentation
 */
import type { Expression, Statement } from "../ir/ir.ts";
import { COMPARISONS } from "../ir/operators.ts";
import { walk, walkExpression } from "../ir/walk.ts";
import { joinStates } from "./evaluate.ts";
import type { State } from "./facts.ts";
import { exactly } from "./interval.ts";
import { formOfTerm, plus, subtract } from "./linear.ts";
import type { TermTable } from "./terms.ts";

/** Every statement that repeats. */
export type Loop = Extract<Statement, { kind: "for" | "while" | "do-while" }>;

/** Rounds that join without widening; then rounds in which new facts still count. */
const JOINED_ROUNDS = 1;
/** A fixpoint that takes longer than this is our own mistake. */
const ROUNDS_MAX = 64;
/** Pairs of counters that are worth watching. */
const COUNTERS_MAX = 6;

/** A larger difference says nothing. */
const DIFFERENCE_MAX = 2 ** 30;

/** All states at the loop's test, from `entry` on. `round` runs the loop once and gives what comes back to the test. */
export function fixpoint(entry: State, loop: Loop, round: (head: State) => State | null): State {
  const thresholds = thresholdsOf(loop);
  let head = seed(entry, loop);
  for (let count = 0; count < ROUNDS_MAX; count++) {
    const back = round(head.clone());
    if (back === null) return head;
    if (head.includes(back)) return joinStates(seed(entry, loop), back) ?? head;
    head = count < JOINED_ROUNDS ? head.clone().join(back) : head.widen(back, thresholds);
  }
  throw new Error("prove: a loop has no fixpoint");
}

/** Integer locals that the loop assigns. */
export function changedLocals(loop: Loop, terms: TermTable): readonly number[] {
  const changed = new Set<number>();
  const note = (statement: Statement): void => {
    if (statement.kind !== "assign" || statement.place.kind !== "local") return;
    const term = terms.place(statement.place);
    if (term.type !== "f32" && term.type !== "bool") changed.add(term.number);
  };
  walk(loop.body, { statement: note });
  if (loop.kind === "for") loop.update.forEach(note);
  return [...changed];
}

/** All comparisons in the loop's test and in the conditions within its body, the test's first. */
export function comparisonsOf(loop: Loop): Extract<Expression, { kind: "binary" }>[] {
  const comparisons: Extract<Expression, { kind: "binary" }>[] = [];
  const visitor = {
    expression(expression: Expression): void {
      if (expression.kind !== "binary" || !COMPARISONS.has(expression.operator)) return;
      if (expression.left.type !== "f32" && expression.left.type !== "bool") comparisons.push(expression);
    },
  };
  walkExpression(loop.condition, visitor);
  walk(loop.body, visitor);
  return comparisons;
}

/** Adds the differences between the integers that the loop changes, where they are known. */
function seed(entry: State, loop: Loop): State {
  const seeded = entry.clone();
  const counters = changedLocals(loop, entry.terms);
  if (counters.length > COUNTERS_MAX) return seeded;
  for (const a of counters) {
    for (const b of counters) {
      if (a === b || !isKnown(entry, a) || !isKnown(entry, b)) continue;
      const difference = subtract(formOfTerm(a), formOfTerm(b));
      const most = entry.mostOf(difference);
      if (most < DIFFERENCE_MAX) seeded.assume(plus(difference, -most));
    }
  }
  return seeded;
}

/** Whether the term is in scope when the loop begins. */
function isKnown(state: State, term: number): boolean {
  return state.intervals.has(term);
}

/** Constants that the loop compares with, and their neighbours, ascending. */
function thresholdsOf(loop: Loop): readonly number[] {
  const thresholds = new Set<number>([0]);
  for (const { left, right } of comparisonsOf(loop)) {
    for (const operand of [left, right]) {
      if (operand.kind !== "const") continue;
      const { least: value } = exactly(operand.value);
      if (!Number.isFinite(value)) continue;
      thresholds
        .add(value - 1)
        .add(value)
        .add(value + 1);
    }
  }
  return [...thresholds].sort((a, b) => a - b);
}
