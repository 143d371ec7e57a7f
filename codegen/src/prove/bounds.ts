/**
 * How often a loop's body can begin.
 *
 * A *measure* is a linear form that every iteration brings closer to a limit: `n - i` for `i < n`. To see what one
 * iteration does to it, the loop is run once from its fixpoint with a ghost beside each term, which keeps the
 * value that the term had at the test. If the measure falls by at least `step` on every way back and never
 * passes `least`, the body begins at most (start - least) / step + 1 times; if it halves, or a value doubles, a
 * logarithm of that. A value that only loses bits has as many rounds as it has bits. Candidates come from the
 * comparisons in the loop, so a bound that a person would point at is found, whatever else the body does to its
 * counter.
 *
 * @packageDocumentation
 */
import { ITERATIONS_MAX } from "../ir/declared-bound.ts";
import type { Expression } from "../ir/ir.ts";
import { walk } from "../ir/walk.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { LoopVisit } from "./execute.ts";
import type { State } from "./facts.ts";
import { isSingle } from "./interval.ts";
import type { LinearForm } from "./linear.ts";
import { formOfConstant, formOfTerm, isUsable, plus, rename, scale, substitute, subtract } from "./linear.ts";
import type { Loop } from "./loops.ts";
import { changedLocals, comparisonsOf } from "./loops.ts";
import type { Term, TermTable } from "./terms.ts";

/** How often a loop can run. */
export interface LoopBound {
  /** The most times that the body begins, for each time that the loop is entered. */
  readonly count: number;
  /** The same in terms of lengths of slices, where only they make it large: `bytes.length`. Else null. */
  readonly symbol: string | null;
}

/** More candidates than this have not been worth looking at. */
const MEASURES_MAX = 24;
/** Of these, how many are followed through branches. */
const WATCHED_MAX = 4;
/** A local has no more bits, so it can lose some this often. */
const BITS = 32;

/** Finds the smallest bound. Null if there is none. Runs the loop once. */
export function boundOf(visit: LoopVisit, context: Context): LoopBound | null {
  const { head, loop } = visit;
  const { terms } = context;
  const measures = measuresOf(visit, context);
  const entry = visit.entry.clone();
  lookAtComparisons(loop, entry, context);
  const ghosts = new Map<number, LinearForm>();
  const start = head.clone();
  for (const number of new Set(measures.flatMap((measure) => measure.terms))) {
    ghosts.set(number, addGhost(start, terms.term(number), loop));
  }
  for (const measure of measures.slice(0, WATCHED_MAX)) watch(start, measure, ghosts);
  const { body, back } = visit.run(start);
  if (back === null) return { count: 1, symbol: null };
  const bounds = measures.flatMap((measure) => {
    const before = rename(measure, (term) => ghosts.get(term) ?? null);
    if (before === null) return [];
    const [term] = measure.terms;
    const losesBits = term !== undefined && isOneTerm(measure) && onlyLosesBits(terms.term(term), loop);
    return boundsByMeasure({ entry, measure, before, body, back, losesBits });
  });
  return bounds.reduce<LoopBound | null>((best, each) => (best === null || isBetter(each, best) ? each : best), null);
}

/** States the measure's change, which is 0 as yet, as a fact, so that it outlives branches which change its parts. */
function watch(start: State, measure: LinearForm, ghosts: ReadonlyMap<number, LinearForm>): void {
  const before = rename(measure, (term) => ghosts.get(term) ?? null);
  if (before !== null && measure.terms.length > 1) start.assume(subtract(measure, before));
}

interface Iteration {
  readonly entry: State;
  readonly measure: LinearForm;
  /** The measure as it was at the test. */
  readonly before: LinearForm;
  /** After the test; null if the test comes last. */
  readonly body: State | null;
  readonly back: State;
  /** Whether the measure is a local that each assignment takes bits from and gives none. */
  readonly losesBits: boolean;
}

function boundsByMeasure(iteration: Iteration): LoopBound[] {
  const { entry, measure, before, body, back, losesBits } = iteration;
  const start = entry.mostOf(measure);
  const least = leastOf(body, back, measure);
  const step = -back.mostOf(subtract(measure, before));
  const bounds: LoopBound[] = [];
  if (step >= 1 && losesBits) bounds.push({ count: BITS, symbol: null });
  if (step >= 1) {
    const count = Math.max(1, Math.floor((start - least) / step) + 1);
    bounds.push({ count, symbol: symbolOf(entry, plus(measure, step - least), step) });
  }
  if (least >= 1 && back.proves(subtract(scale(measure, 2), before))) {
    bounds.push({ count: doublings(least, start), symbol: null });
  }
  const most = body === null ? Infinity : body.mostOf(measure);
  const first = -entry.mostOf(scale(measure, -1));
  if (first >= 1 && back.proves(subtract(scale(before, 2), measure))) {
    bounds.push({ count: doublings(first, most), symbol: null });
  }
  return bounds.filter(({ count }) => Number.isFinite(count));
}

function isOneTerm({ factors, constant }: LinearForm): boolean {
  return factors.length === 1 && factors[0] === 1 && constant === 0;
}

/** Whether the loop assigns the local only as in `rest = rest & (rest - 1)`. */
function onlyLosesBits({ source }: Term, loop: Loop): boolean {
  if (source?.kind !== "load" || source.place.kind !== "local") return false;
  const { name } = source.place;
  const isIt = (expression: Expression): boolean =>
    expression.kind === "load" && expression.place.kind === "local" && expression.place.name === name;
  const statements = loop.kind === "for" ? [...loop.body, ...loop.update] : loop.body;
  let onlyLoses = true;
  walk(statements, {
    statement(statement) {
      if (statement.kind !== "assign" || statement.place.kind !== "local" || statement.place.name !== name) return;
      const { value } = statement;
      onlyLoses &&= value.kind === "binary" && value.operator === "bit-and" && (isIt(value.left) || isIt(value.right));
    },
  });
  return onlyLoses;
}

/** What the measure never passes: where the body begins, or on the way back to the test. */
function leastOf(body: State | null, back: State, measure: LinearForm): number {
  const negated = scale(measure, -1);
  const onTheWayBack = -back.mostOf(negated);
  return body === null ? onTheWayBack : Math.max(-body.mostOf(negated), onTheWayBack);
}

/** How many values from `least` to `most` there can be if each is at least twice the one before. */
function doublings(least: number, most: number): number {
  if (most === Infinity) return Infinity;
  let count = 0;
  for (let value = least; value <= most; value *= 2) count++;
  return Math.max(1, count);
}

/** A number that is small enough as it is, then the length of something, then any number. */
function isBetter(a: LoopBound, b: LoopBound): boolean {
  const areLarge = a.count > ITERATIONS_MAX && b.count > ITERATIONS_MAX;
  if (areLarge && (a.symbol === null) !== (b.symbol === null)) return a.symbol !== null;
  return a.count < b.count;
}

// ---------------------------------------------------------------------------------------------
// Candidates

/** Differences of what the loop compares, and the integers that it changes, each up and down. */
function measuresOf({ head, loop }: LoopVisit, context: Context): LinearForm[] {
  const measures = lookAtComparisons(loop, head.clone(), context);
  for (const local of changedLocals(loop, context.terms)) {
    if (head.intervals.has(local)) measures.push(formOfTerm(local));
  }
  const usable = measures.filter((form) => form.terms.length > 0 && isUsable(form)).slice(0, MEASURES_MAX / 2);
  return usable.flatMap((form) => [form, scale(form, -1)]);
}

/** The differences of what the loop compares. The state then knows what is known of both sides. */
function lookAtComparisons(loop: Loop, state: State, context: Context): LinearForm[] {
  const looking = context.looking ?? context;
  return comparisonsOf(loop).flatMap(({ left, right }) => {
    const a = evaluate(looking, state, left).form;
    const b = evaluate(looking, state, right).form;
    return a === null || b === null ? [] : [subtract(b, a)];
  });
}

/** Adds a term that keeps the value which another has now. */
function addGhost(state: State, term: Term, loop: Loop): LinearForm {
  const ghost = state.terms.ghost(loop, term).number;
  state.define(ghost, { interval: state.interval(term.number), form: formOfTerm(term.number) });
  return formOfTerm(ghost);
}

/**
 * The number of iterations as text, if lengths of slices are all that makes it large. `form` divided by `step`
 * is that number when the loop is entered.
 */
function symbolOf(entry: State, form: LinearForm, step: number): string | null {
  const { terms } = entry;
  let known = form;
  for (const number of form.terms) {
    const interval = entry.interval(number);
    if (isSingle(interval)) known = substitute(known, number, formOfConstant(interval.least));
  }
  const sourceOf = (number: number): Expression | null => terms.term(number).source;
  const growing = known.terms.filter((_, index) => (known.factors[index] ?? 0) > 0);
  if (growing.length > 0 && growing.every((number) => isMadeOfLengths(sourceOf(number)))) {
    return quotientText(textOfForm(known, terms), step);
  }
  // A limit that was compared with a length, such as `Math.min(n, bytes.length)`.
  const limit = [...entry.intervals.keys()].find(
    (number) => sourceOf(number)?.kind === "length" && entry.proves(subtract(form, formOfTerm(number))),
  );
  return limit === undefined ? null : quotientText(terms.term(limit).text, step);
}

/** `s.length`, `s.length / 4`, `Math.min(s.length, t.length)`. */
function isMadeOfLengths(expression: Expression | null): boolean {
  switch (expression?.kind) {
    case "length":
    case "const":
      return true;
    case "convert":
    case "unary":
      return isMadeOfLengths(expression.operand);
    case "binary":
      return isMadeOfLengths(expression.left) && isMadeOfLengths(expression.right);
    default:
      return false;
  }
}

function quotientText(text: string, step: number): string {
  if (step === 1) return text;
  return text.includes(" ") ? `(${text}) / ${step}` : `${text} / ${step}`;
}

function textOfForm({ terms: numbers, factors, constant }: LinearForm, terms: TermTable): string {
  const parts = numbers.map((number, index) => {
    const factor = factors[index] ?? 0;
    const sign = factor < 0 ? " - " : " + ";
    const times = Math.abs(factor) === 1 ? "" : `${Math.abs(factor)} * `;
    return `${sign}${times}${terms.term(number).text}`;
  });
  // What grows comes first.
  parts.sort((a, b) => Number(a.startsWith(" - ")) - Number(b.startsWith(" - ")));
  if (constant !== 0) parts.push(constant < 0 ? ` - ${-constant}` : ` + ${constant}`);
  return parts.join("").replace(/^ \+ /, "");
}
